"""How much an episode speaks of each theme, judged by the theme file alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from curriculum.planning.seeds import Seed, spoken
from curriculum.planning.text import Weighted, of_episode
from curriculum.planning.themes import Themes
from curriculum.reading.episode import Episode
from curriculum.reading.library import Library

HALF = 3.0
"""A seed counts half its weight when its weighted occurrences come to this (one title)."""
ALONE, SPREAD = 0.9, 0.2
"""A theme counts by its words times ALONE + SPREAD · the share of the points they touch."""
TWICE = 4
"""In a text of so many parts a theme's words stand in the title or in two: one alone may be by the way."""
TAGS = 3
TAG_SHARE = 0.45
"""A theme is a tag when it scores at least this share of the episode's best theme …"""
TAG_LEAST = 1.0
"""… and at least this much: one passing word is no theme."""


def seeds_in(passage: tuple[str, ...], themes: Themes) -> Iterable[tuple[tuple[str, ...], set[str]]]:
    """The theme file's phrases in a run of stems, each with the ids of the themes it speaks of there."""
    return ((seed.phrase, ids) for seed, ids in spoken(passage, themes.phrases) if ids)


def affinity_of_text(text: Iterable[Weighted], themes: Themes) -> Mapping[str, float]:
    """Theme id → how much a weighted text speaks of it at all, rounded to 4 places.

    Each seed adds its weight times n / (n + HALF), n its occurrences weighted by place: many different
    words of a theme count more than one word many times.
    """
    return {theme: round(words, 4) for theme, (words, _) in _spoken(text, themes).items()}


def affinity(episode: Episode, themes: Themes) -> Mapping[str, float]:
    """Theme id → how much the episode is about it; depends on no other episode."""
    return affinity_of(tuple(of_episode(episode)), themes)


def affinity_of(text: Sequence[Weighted], themes: Themes) -> Mapping[str, float]:
    """Theme id → how much an episode of this text is about it.

    A theme that most points touch counts more than one that a single point is full of.
    """
    return {
        theme: round(words * (ALONE + SPREAD * share), 4)
        for theme, (words, share) in _spoken(text, themes).items()
    }


def _spoken(text: Iterable[Weighted], themes: Themes) -> Mapping[str, tuple[float, float]]:
    """Theme id → the worth of its words, and the share of the text's parts that have one of them."""
    counts: dict[tuple[str, Seed], float] = defaultdict(float)
    touched: dict[str, set[int]] = defaultdict(set)
    parts = set()
    for passage in text:
        parts.add(passage.part)
        for seed, ids in spoken(passage.stems, themes.phrases):
            for theme in ids:
                counts[theme, seed] += passage.weight
                touched[theme].add(passage.part)
    worth: dict[str, float] = defaultdict(float)
    for (theme, seed), count in sorted(counts.items()):
        if len(parts) < TWICE or 0 in touched[theme] or len(touched[theme]) > 1:
            worth[theme] += seed.weight * count / (count + HALF)
    return {theme: (value, len(touched[theme]) / len(parts)) for theme, value in worth.items()}


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
