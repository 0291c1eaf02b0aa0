"""How much an episode speaks of each theme, judged by the theme file alone."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from curriculum.planning.text import Weighted, of_episode
from curriculum.planning.themes import Themes
from curriculum.reading.episode import Episode
from curriculum.reading.library import Library
from curriculum.reading.words import stems

HALF = 3.0
"""A seed counts half its weight when its weighted occurrences come to this (one title)."""
TAGS = 3
TAG_SHARE = 0.45
"""A theme is a tag when it scores at least this share of the episode's best theme …"""
TAG_LEAST = 1.0
"""… and at least this much: one passing word is no theme."""


class _Seed(NamedTuple):
    """One phrase of the theme file, ready to match."""

    rest: tuple[str, ...]
    """Its stems after the first."""
    phrase: tuple[str, ...]
    themes: tuple[str, ...]
    """The themes it speaks of; empty for a phrase that only excludes."""
    excluded: tuple[str, ...]
    """The themes it is excluded from."""
    weight: float


@lru_cache(maxsize=8)
def _seeds(themes: Themes) -> Mapping[str, tuple[_Seed, ...]]:
    """First stem → the phrases that begin with it, longest first."""
    of, without = defaultdict(list), defaultdict(list)
    for theme in themes.themes:
        for text in dict.fromkeys(tuple(stems(seed)) for seed in theme.seeds):
            of[text].append(theme.id)
        for text in dict.fromkeys(tuple(stems(phrase)) for phrase in theme.excludes):
            without[text].append(theme.id)
    seeds: dict[str, list[_Seed]] = defaultdict(list)
    for phrase in dict.fromkeys([*of, *without]):
        # a longer phrase is surer of its theme; one that several themes share says less about each
        weight = (1 + 0.5 * (min(len(phrase), 3) - 1)) / math.sqrt(max(1, len(of[phrase])))
        seeds[phrase[0]].append(_Seed(phrase[1:], phrase, tuple(of[phrase]), tuple(without[phrase]), weight))
    return {
        first: tuple(sorted(some, key=lambda seed: (-len(seed.rest), seed.phrase)))
        for first, some in seeds.items()
    }


def _found(
    passage: tuple[str, ...], seeds: Mapping[str, tuple[_Seed, ...]]
) -> Iterable[tuple[_Seed, set[str]]]:
    """The seeds in a passage with the themes each speaks of there.

    A seed inside a longer one ("AI" in "AI safety") is not counted: the longer says what is meant.
    """
    hits = []
    for at, first in enumerate(passage):
        for seed in seeds.get(first, ()):
            if passage[at + 1 : at + 1 + len(seed.rest)] == seed.rest:
                hits.append((at, at + 1 + len(seed.rest), seed))
    for start, end, seed in hits:
        inside = [
            other for low, high, other in hits if low <= start and end <= high and (low, high) != (start, end)
        ]
        if any(other.themes for other in inside):
            continue
        yield seed, set(seed.themes) - {id for other in inside for id in other.excluded}


def seeds_in(passage: tuple[str, ...], themes: Themes) -> Iterable[tuple[tuple[str, ...], set[str]]]:
    """The theme file's phrases in a run of stems, each with the ids of the themes it speaks of there."""
    return ((seed.phrase, spoken) for seed, spoken in _found(passage, _seeds(themes)) if spoken)


def affinity_of_text(text: Iterable[Weighted], themes: Themes) -> Mapping[str, float]:
    """Theme id → score of weighted text, for the themes that it speaks of, rounded to 4 places.

    Each seed adds its weight times n / (n + HALF), n its occurrences weighted by place: many different
    words of a theme count more than one word many times.
    """
    seeds = _seeds(themes)
    counts: dict[tuple[str, _Seed], float] = defaultdict(float)
    for passage in text:
        for seed, spoken in _found(passage.stems, seeds):
            for theme in spoken:
                counts[theme, seed] += passage.weight
    scores: dict[str, float] = defaultdict(float)
    for (theme, seed), count in sorted(counts.items()):
        scores[theme] += seed.weight * count / (count + HALF)
    return {theme: round(score, 4) for theme, score in scores.items()}


def affinity(episode: Episode, themes: Themes) -> Mapping[str, float]:
    """Theme id → how much the episode speaks of it; depends on no other episode."""
    return affinity_of_text(of_episode(episode), themes)


def strongest(scores: Mapping[str, float], themes: Themes) -> tuple[str, ...]:
    """The one to three themes that an episode is about, strongest first; empty when none is clear.

    A field counts only when none of its themes does.
    """
    order = sorted(scores, key=lambda id: (-scores[id], id))
    best = scores[order[0]] if order else 0.0
    clear = [id for id in order if scores[id] >= max(TAG_LEAST, TAG_SHARE * best)]
    narrow = [id for id in clear if themes[id].parent]
    return tuple((narrow or clear)[:TAGS])


def themes_of(library: Library, themes: Themes) -> Mapping[str, tuple[str, ...]]:
    """Episode id → its strongest themes, for tags: adding an episode changes no other's."""
    return {episode.id: strongest(affinity(episode, themes), themes) for episode in library.episodes}
