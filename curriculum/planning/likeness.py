"""How alike episodes are: in their themes, and in their words."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from curriculum.planning.affinity import affinity
from curriculum.planning.text import of_episode
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
PROFILE = 0.7
"""How much the likeness of two episodes is that of their themes; the rest is that of their words."""


@dataclass(frozen=True)
class Likeness:
    """What is known of a list of episodes before they are grouped; all indexes are places in that list."""

    episodes: tuple[Episode, ...]
    fits: tuple[Mapping[str, float], ...]
    """For each episode: theme id → how well the theme suits it, 0 to 1, its best theme 1."""
    likes: tuple[tuple[float, ...], ...]
    """Symmetric, 0 to 1: how alike two episodes are in all their themes and words; the diagonal is 0."""

    @classmethod
    def of(cls, episodes: Sequence[Episode], themes: Themes, asked: Sequence[str] = ()) -> "Likeness":
        """The likeness of these episodes.

        ``asked`` are ids of themes that the person asked for: all episodes share them, so they say
        nothing about which week an episode belongs to.
        """
        scores = [affinity(episode, themes) for episode in episodes]
        telling = _telling(scores, themes)
        fits = tuple(_fit(one, themes, telling, asked) for one in scores)
        return cls(tuple(episodes), fits, _likes(episodes, fits))


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


def vectors(episodes: Sequence[Episode]) -> list[Mapping[str, float]]:
    """Each episode as stem → weight, of length 1: (1 + ln tf) · ln(n / df), tf weighted by place.

    Stems of one episode only, or of all, are left out: they make no two episodes more alike.
    """
    counts: list[Counter[str]] = []
    for episode in episodes:
        count: Counter[str] = Counter()
        for passage in of_episode(episode):
            for stem in passage.stems:
                count[stem] += passage.weight  # type: ignore[assignment]
        counts.append(count)
    spread = Counter(stem for count in counts for stem in count)
    total = len(episodes)
    found: list[Mapping[str, float]] = []
    for count in counts:
        vector = {
            stem: (1 + math.log(weight)) * math.log(total / spread[stem])
            for stem, weight in sorted(count.items())
            if 1 < spread[stem] < total
        }
        found.append(_unit(vector))
    return found


def _likes(episodes: Sequence[Episode], fits: Sequence[Mapping[str, float]]) -> tuple[tuple[float, ...], ...]:
    """Cosines of the episodes' words, scaled so that the likest pair has 1, and of their themes' fits."""
    words = _cosines(vectors(episodes))
    most = max((value for row in words for value in row), default=0.0) or 1.0
    profiles = _cosines([_unit(fit) for fit in fits])
    return tuple(
        tuple(
            round(PROFILE * profile + (1 - PROFILE) * word / most, 6)
            for profile, word in zip(*rows, strict=True)
        )
        for rows in zip(profiles, words, strict=True)
    )


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
