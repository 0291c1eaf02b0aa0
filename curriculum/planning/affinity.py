"""How much an episode speaks of each theme, judged by the theme file alone."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from curriculum.planning.forms import Phrase
from curriculum.planning.seeds import Seed
from curriculum.planning.text import Weighted, of_episode
from curriculum.planning.themes import Themes
from curriculum.reading.episode import Episode
from curriculum.reading.library import Library

HALF = 3.0
"""A seed counts half its weight when its weighted occurrences come to this (one title)."""
ALONE, SPREAD = 0.9, 0.2
"""A theme counts by its words times ALONE + SPREAD · the share of the points they touch."""
TWICE = 4
"""In a text of so many parts a theme needs its words in the title or in two: one may be by the way."""
TAGS = 3
TAG_SHARE = 0.45
"""A theme is a tag when it scores at least this share of the episode's best theme …"""
TAG_LEAST = 1.0
"""… and at least this much: one passing word is no theme."""
SURE_SHARE = 0.5
"""An episode surely speaks of a theme that scores at least this share of its best theme …"""
SURE_WORDS = 2
"""… with at least so many different words of it (a phrase counts for two) …"""
SURE_POINTS = 2
"""… in its title, in so many of its points …"""
SURE_TIMES = 3
"""… or so many times, where notes are one text without points."""
DENSE, WIDE = 0.015, 0.2
"""… and is about it where its words are so many of all, in so large a share of its points, or in the title;
of strangers' 335 judgments on 20 authors 76 % agreed then, 61 % without (docs/planning.md) …"""
FIELD_WIDE = 0.4
"""… and about a field with words in so large a share (80 % agreed, 75 % without)."""
FEW = 3
"""What so few episodes have in common may be what they are about."""
COMMON = 2 / 3
"""A phrase that more than this share of the episodes have tells none from another."""


def seeds_in(passage: tuple[str, ...], themes: Themes) -> Iterable[tuple[tuple[str, ...], frozenset[str]]]:
    """The theme file's phrases in a run of stems, each with the ids of the themes it speaks of there."""
    return ((seed.phrase, ids) for seed, ids in themes.spoken(passage) if ids)


def affinity_of_text(text: Iterable[Weighted], themes: Themes) -> Mapping[str, float]:
    """Theme id → how much a weighted text speaks of it at all, rounded to 4 places.

    Each seed adds its weight times n / (n + HALF), n its occurrences weighted by place: many different
    words of a theme count more than one word many times.
    """
    return {theme: round(words, 4) for theme, (words, _) in _spoken(text, themes, twice=False).items()}


def affinity(episode: Episode, themes: Themes) -> Mapping[str, float]:
    """Theme id → how much the episode is about it; depends on no other episode."""
    return affinity_in(of_episode(episode), themes)


def affinity_in(text: Iterable[Weighted], themes: Themes) -> Mapping[str, float]:
    """``affinity`` of an episode that says this."""
    return _about(_spoken(text, themes))


def traces(text: Sequence[Weighted], themes: Themes) -> Mapping[str, float]:
    """As ``affinity``, but also themes whose words stand by the way.

    Together they tell short texts apart; whoever uses them asks how far an episode's themes can be trusted.
    """
    return _about(_spoken(text, themes, twice=False))


def subjects(
    text: Sequence[Weighted], themes: Themes, common: Collection[Phrase] = ()
) -> Mapping[str, float]:
    """Theme id → its share of the best theme's affinity, for those that an episode of this text is about.

    Phrases ``common`` to the library do not count. One passing word, or one that means something else here
    (a program named Chef), is no theme: several of a theme's words have to stand in the title or in several
    points, and in no small share of the text. What an episode is about, it is about the theme's field too.
    """
    spoken = _spoken(text, themes, twice=False, common=common)
    scores = {theme: words * (ALONE + SPREAD * share) for theme, (words, share) in spoken.items()}
    best = max(scores.values(), default=0.0)
    said: dict[str, Counter[Phrase]] = {theme: Counter() for theme in scores}
    parts: dict[str, set[int]] = {theme: set() for theme in scores}
    for passage in text:
        for phrase, ids in seeds_in(passage.stems, themes):
            for theme in ids if phrase not in common else ():
                said[theme][phrase] += 1
                parts[theme].add(passage.part)
    every, size = len({passage.part for passage in text}), sum(len(passage.stems) for passage in text)

    def about(theme: str) -> bool:
        return (
            scores[theme] >= SURE_SHARE * best
            and sum(min(len(phrase), 2) for phrase in said[theme]) >= SURE_WORDS
            and (0 in parts[theme] or len(parts[theme]) >= SURE_POINTS or said[theme].total() >= SURE_TIMES)
        )

    def filled(theme: str) -> bool:
        many = said[theme].total() >= DENSE * size and len(parts[theme]) >= WIDE * every
        return 0 in parts[theme] or many

    sure = {theme: round(scores[theme] / best, 4) for theme in scores if about(theme)}
    fields: dict[str, float] = defaultdict(float)
    for theme, value in scores.items():
        fields[themes[theme].parent or theme] += value
    main = min(fields, key=lambda id: (-round(fields[id], 4), id), default="")
    under = [theme for theme in sure if main in (theme, themes[theme].parent)]
    touched = set().union(*(parts[theme] for theme in scores if main in (theme, themes[theme].parent)))
    field = under and (0 in touched or len(touched) >= FIELD_WIDE * every)
    return {
        **{theme: value for theme, value in sure.items() if themes[theme].parent and filled(theme)},
        **({main: max(sure[theme] for theme in under)} if field else {}),
    }


def common_seeds(texts: Sequence[Sequence[Weighted]], themes: Themes) -> frozenset[Phrase]:
    """The theme file's phrases that nearly all episodes have, in the line every text ends with perhaps.

    They tell no episode from another.
    """
    counts = Counter(
        phrase
        for text in texts
        for phrase in {phrase for passage in text for phrase, _ in seeds_in(passage.stems, themes)}
    )
    most = max(FEW, COMMON * len(texts))
    return frozenset(phrase for phrase, count in counts.items() if count > most)


def _about(spoken: Mapping[str, tuple[float, float]]) -> Mapping[str, float]:
    """A theme that most points touch counts more than one that a single point is full of."""
    return {theme: round(words * (ALONE + SPREAD * share), 4) for theme, (words, share) in spoken.items()}


def _spoken(
    text: Iterable[Weighted], themes: Themes, twice: bool = True, common: Collection[Phrase] = ()
) -> Mapping[str, tuple[float, float]]:
    """Theme id → the worth of its words, and the share of the text's parts that have one of them.

    ``twice`` leaves out a theme whose words stand in one part of many, and not in the title; ``common``
    are phrases that do not count.
    """
    counts: dict[tuple[str, Seed], float] = defaultdict(float)
    touched: dict[str, set[int]] = defaultdict(set)
    parts = set()
    for passage in text:
        parts.add(passage.part)
        for seed, ids in themes.spoken(passage.stems):
            for theme in ids if seed.phrase not in common else ():
                counts[theme, seed] += passage.weight
                touched[theme].add(passage.part)
    worth: dict[str, float] = defaultdict(float)
    for (theme, seed), count in sorted(counts.items()):
        if not twice or len(parts) < TWICE or 0 in touched[theme] or len(touched[theme]) > 1:
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
