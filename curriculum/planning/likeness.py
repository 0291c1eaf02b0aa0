"""How alike episodes are: in their themes, and in their words."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import StatisticsError, correlation

from curriculum.planning.affinity import traces
from curriculum.planning.light_words import light
from curriculum.planning.recurring import without_recurring
from curriculum.planning.text import Weighted, of_episode
from curriculum.planning.themes import Themes
from curriculum.reading.episode import Episode

PREREQUISITE = 0.35
"""How much a word for one theme speaks for those it builds on, and they for it."""
GENERAL = 0.3
"""A field's own words ("AI", "company") are in every episode of it, and count so much of a theme's."""
FIELD = 1.5
"""How much all that speaks of a field's themes together speaks for the field, where fields tell apart."""
KEPT = 5
"""Of an episode's themes the strongest so many are kept: the rest is noise."""
WORDS = 1 / 6
"""How much a standard deviation of the words' likeness counts …"""
PROFILE = 5.0
"""… and how much the likeness of themes that are trusted fully."""
SHARED = 0.35
"""The more alike any two episodes are in themes, the less these tell; from this mean cosine on nothing."""
AGREED = 0.2
"""They are trusted fully from this on: their correlation with words, times how well they tell apart."""
FEW = 10
"""Fewer pairs of episodes than this say nothing of that."""
HALF = 0.6
"""A theme is trusted by a quarter when its words come to this in a hundred stems."""
SHORTEST = 30
"""A text shorter than so many stems counts as long as this."""


@dataclass(frozen=True)
class Likeness:
    """What is known of a list of episodes before they are grouped; all indexes are places in that list."""

    episodes: tuple[Episode, ...]
    fits: tuple[Mapping[str, float], ...]
    """For each episode: theme id → how well the theme suits it, 0 to 1, its best theme 1."""
    likes: tuple[tuple[float, ...], ...]
    """Symmetric: how much more alike two episodes are than most, in words and themes; the diagonal is 0."""
    trust: tuple[float, ...]
    """For each episode how far its themes can be trusted, 0 to 1."""
    texts: tuple[Sequence[Weighted], ...] = ()
    """What each episode says."""

    @classmethod
    def of(cls, episodes: Sequence[Episode], themes: Themes, asked: Sequence[str] = ()) -> "Likeness":
        """The likeness of these episodes.

        ``asked`` are ids of themes that the person asked for: all episodes share them, so they say
        nothing about which week an episode belongs to.
        """
        said = tuple(tuple(of_episode(episode)) for episode in episodes)
        texts = without_recurring(said)
        scores = [traces(text, themes) for text in texts]
        telling = _telling(scores, themes)
        fits = tuple(_fit(one, themes, telling, asked) for one in scores)
        words, profiles = _cosines(vectors(texts)), _cosines([_unit(fit) for fit in fits])
        agreed = _agreement(words, profiles)
        trust = tuple(
            round(agreed * _density(score, text), 6) for score, text in zip(scores, texts, strict=True)
        )
        return cls(tuple(episodes), fits, _likes(words, profiles, trust), trust, said)

    def nearest(self, place: int, week: Sequence[int]) -> Episode | None:
        """The episode of its week that one is most like, the first of equals; None where it is alone."""
        others = [other for other in week if other != place]
        found = max(others, key=lambda other: (self.likes[place][other], -other), default=None)
        return None if found is None else self.episodes[found]


@lru_cache(maxsize=8)
def _near(themes: Themes) -> Mapping[str, Mapping[str, float]]:
    """Theme id → the themes that it builds on, or that build on it, each with how near it is."""
    near: dict[str, dict[str, float]] = {theme.id: {} for theme in themes.themes}
    for theme in themes.themes:
        steps, waiting = {theme.id: 1.0}, [theme.id]
        while waiting:
            here = waiting.pop(0)
            for id in themes[here].prerequisites:
                if id not in steps:
                    steps[id] = steps[here] * PREREQUISITE
                    waiting.append(id)
        for id, share in steps.items():
            if id != theme.id:
                near[theme.id][id] = near[id][theme.id] = max(share, near[theme.id].get(id, 0.0))
    return near


def _fields(scores: Mapping[str, float], themes: Themes) -> Mapping[str, float]:
    """Field id → how much an episode speaks of the field and all its themes together."""
    sums: dict[str, float] = defaultdict(float)
    for id in sorted(scores):
        parent = themes[id].parent
        sums[parent or id] += scores[id] * (1.0 if parent else GENERAL)
    return sums


def _telling(scores: Sequence[Mapping[str, float]], themes: Themes) -> Mapping[str, float]:
    """Field id → how well the field tells these episodes apart, 0 to 1.

    A field that nearly all are of says nothing about which belong together, and one that many speak of
    by the way says little: (1 - mean share)² times the cube of how sharply the shares divide.
    """
    shares: dict[str, list[float]] = defaultdict(list)
    for one in scores:
        fields = _fields(one, themes)
        best = max(fields.values(), default=0.0)
        for id, value in fields.items():
            if best:
                shares[id].append(value / best)
    told = {}
    for id, some in shares.items():
        total = math.fsum(some)
        sharp = math.fsum(share * share for share in some) / total if total else 0.0
        told[id] = (1 - total / len(scores)) ** 2 * sharp**3
    return told


def _fit(
    scores: Mapping[str, float], themes: Themes, telling: Mapping[str, float], asked: Sequence[str]
) -> Mapping[str, float]:
    near = _near(themes)
    own: dict[str, float] = {}
    lent: dict[str, float] = {}
    for id in sorted(scores, key=lambda id: (-scores[id], id))[:KEPT]:
        own[id] = scores[id] * (1.0 if themes[id].parent else GENERAL) * (0.2 if id in asked else 1.0)
        for other, share in near[id].items():
            # the strongest only: many small themes do not make what they build on strong
            lent[other] = max(own[id] * share, lent.get(other, 0.0))
    for id, value in _fields(scores, themes).items():
        lent[id] = max(FIELD * telling[id] * value * (0.2 if id in asked else 1.0), lent.get(id, 0.0))
    fit = {id: own.get(id, 0.0) + lent.get(id, 0.0) for id in sorted({*own, *lent})}
    best = max(fit.values(), default=0.0)
    return {id: round(value / best, 6) for id, value in fit.items()} if best else {}


def _density(scores: Mapping[str, float], text: Sequence[Weighted]) -> float:
    """How much of an episode's text speaks of its strongest theme, 0 to 1.

    A long text has words of some theme by chance. (d / (d + HALF))², d the affinity in a hundred stems.
    """
    length = max(SHORTEST, sum(len(piece.stems) for piece in text))
    dense = 100 * max(scores.values(), default=0.0) / length
    return (dense / (dense + HALF)) ** 2


def vectors(texts: Sequence[Sequence[Weighted]]) -> list[Mapping[str, float]]:
    """Each text as stem → weight, of length 1, light words left out.

    (1 + ln tf) · (1 + ln((1 + n) / (1 + df))), where tf counts title, label and body 2 : 1½ : 1.
    """
    counts: list[Counter[str]] = []
    for text in texts:
        count: Counter[str] = Counter()
        for piece in text:
            for stem in piece.stems:
                if stem not in light():
                    count[stem] += (1 + piece.weight) / 2  # type: ignore[assignment]
        counts.append(count)
    spread = Counter(stem for count in counts for stem in count)
    rare = {stem: 1 + math.log((1 + len(texts)) / (1 + having)) for stem, having in spread.items()}
    return [
        _unit({stem: (1 + math.log(weight)) * rare[stem] for stem, weight in sorted(count.items())})
        for count in counts
    ]


def _likes(
    words: Sequence[Sequence[float]], themes: Sequence[Sequence[float]], trust: Sequence[float]
) -> tuple[tuple[float, ...], ...]:
    """For each pair: its words' cosine in standard deviations from the mean, and that of its themes' fits.

    How alike texts are at all depends on their length and style; how they differ in it tells them apart.
    """
    standard = _standard(words)
    return tuple(
        tuple(
            0.0
            if here == there
            else round(WORDS * standard[here][there] + PROFILE * trust[here] * trust[there] * theme, 6)
            for there, theme in enumerate(row)
        )
        for here, row in enumerate(themes)
    )


def _agreement(words: Sequence[Sequence[float]], themes: Sequence[Sequence[float]]) -> float:
    """How far the themes of a library divide it, 0 to 1, from all pairs' cosines of words and of themes.

    A theme file that was made for other fields finds its words by chance: then themes are alike where
    words are not, or alike everywhere.
    """
    pairs = [(words[here][there], row[there]) for here, row in enumerate(themes) for there in range(here)]
    if len(pairs) < FEW:
        return 1.0
    ours, theirs = zip(*pairs, strict=True)
    apart = max(0.0, 1 - math.fsum(theirs) / len(theirs) / SHARED)
    try:
        return min(1.0, max(0.0, correlation(ours, theirs)) * apart / AGREED)
    except StatisticsError:  # all are alike in one of the two, which speaks against nothing
        return min(1.0, apart / AGREED)


def _standard(rows: Sequence[Sequence[float]]) -> list[list[float]]:
    """The values off the diagonal less their mean, in standard deviations."""
    values = [value for here, row in enumerate(rows) for value in row[:here]]
    if not values:
        return [list(row) for row in rows]
    mean = math.fsum(values) / len(values)
    spread = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / len(values)) or 1.0
    return [[(value - mean) / spread for value in row] for row in rows]


def _unit(vector: Mapping[str, float]) -> Mapping[str, float]:
    length = math.sqrt(math.fsum(value * value for value in vector.values())) or 1.0
    return {key: value / length for key, value in vector.items()}


def _cosines(vectors: Sequence[Mapping[str, float]]) -> list[list[float]]:
    """The cosine of each pair of vectors of length 1; the diagonal is 0."""
    total = len(vectors)
    cosines = [[0.0] * total for _ in range(total)]
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for here, vector in enumerate(vectors):
        row = cosines[here]
        for key, value in vector.items():
            posting = postings[key]
            for there, other in posting:
                row[there] += value * other
            posting.append((here, value))
    for here in range(total):
        for there in range(here):
            cosines[there][here] = cosines[here][there]
    return cosines
