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

PREREQUISITE, SIBLING, FIELD = 0.3, 0.3, 0.6
"""How much a word for one theme speaks for its prerequisite, for a theme of the same field, for the field."""
KEPT = 8
"""Of an episode's themes the strongest so many are kept: the rest is noise."""


@dataclass(frozen=True)
class Likeness:
    """What is known of a list of episodes before they are grouped; all indexes are places in that list."""

    episodes: tuple[Episode, ...]
    fits: tuple[Mapping[str, float], ...]
    """For each episode: theme id → how well the theme suits it, 0 to 1, its best theme 1."""
    likes: tuple[tuple[float, ...], ...]
    """Symmetric, 0 to 1: how alike two episodes' words are; the diagonal is 0."""

    @classmethod
    def of(cls, episodes: Sequence[Episode], themes: Themes, asked: Sequence[str] = ()) -> "Likeness":
        """The likeness of these episodes.

        ``asked`` are ids of themes that the person asked for: all episodes share them, so they say
        nothing about which week an episode belongs to.
        """
        scores = [affinity(episode, themes) for episode in episodes]
        rare = _rare(scores, themes)
        fits = tuple(_fit(one, themes, rare, asked) for one in scores)
        return cls(tuple(episodes), fits, _likes(episodes))


@lru_cache(maxsize=8)
def _near(themes: Themes) -> Mapping[str, Mapping[str, tuple[float, str]]]:
    """Theme id → the themes its words speak for, each with how much, and the field that both are of.

    The field is "" for themes that build on each other.
    """
    near: dict[str, dict[str, tuple[float, str]]] = {theme.id: {} for theme in themes.themes}
    for theme in themes.themes:
        if theme.parent:
            near[theme.id][theme.parent] = near[theme.parent][theme.id] = (FIELD, theme.parent)
            for sibling in themes.children(theme.parent):
                near[theme.id][sibling.id] = (SIBLING, theme.parent)
    for theme in themes.themes:
        steps, waiting = {theme.id: 1.0}, [theme.id]
        while waiting:
            here = waiting.pop(0)
            for id in themes[here].prerequisites:
                if id not in steps:
                    steps[id] = steps[here] * PREREQUISITE
                    waiting.append(id)
        for id, share in steps.items():
            if share > near[theme.id].get(id, (0.0, ""))[0]:
                near[theme.id][id] = near[id][theme.id] = (share, "")
    return near


def _rare(scores: Sequence[Mapping[str, float]], themes: Themes) -> Mapping[str, float]:
    """Field id → the share of the episodes that are mainly of another field.

    A field that nearly all episodes are of says nothing about which of them belong together.
    """
    count: Counter[str] = Counter()
    for one in scores:
        best = min(one, key=lambda id: (-one[id], id), default="")
        if best:
            count[themes[best].parent or best] += 1
    return {theme.id: 1 - count[theme.id] / len(scores) for theme in themes.themes if not theme.parent}


def _fit(
    scores: Mapping[str, float], themes: Themes, rare: Mapping[str, float], asked: Sequence[str]
) -> Mapping[str, float]:
    near = _near(themes)
    own: dict[str, float] = {}
    lent: dict[str, float] = {}
    for id in sorted(scores, key=lambda id: (-scores[id], id))[:KEPT]:
        # a field's own words ("AI", "company") are in every episode of it and tell little apart
        own[id] = scores[id] * (1.0 if themes[id].parent else 0.3) * (0.2 if id in asked else 1.0)
        for other, (share, field) in near[id].items():
            if other != id:
                # the strongest only: many small themes of a field do not make the field strong
                lent[other] = max(own[id] * share * rare.get(field, 1.0), lent.get(other, 0.0))
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
        length = math.sqrt(math.fsum(value * value for value in vector.values())) or 1.0
        found.append({stem: value / length for stem, value in vector.items()})
    return found


def _likes(episodes: Sequence[Episode]) -> tuple[tuple[float, ...], ...]:
    """Cosines of the episodes' words, scaled so that the likest pair has 1."""
    total = len(episodes)
    likes = [[0.0] * total for _ in range(total)]
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for here, vector in enumerate(vectors(episodes)):
        row = likes[here]
        for stem, value in vector.items():
            posting = postings[stem]
            for there, other in posting:
                row[there] += value * other
            posting.append((here, value))
    most = max((value for row in likes for value in row), default=0.0) or 1.0
    for here in range(total):
        for there in range(here):
            likes[here][there] = likes[there][here] = round(likes[here][there] / most, 6)
    return tuple(tuple(row) for row in likes)
