"""What the episodes of a week share: the theme file's phrases that two or more of them speak of."""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from curriculum.planning.themes import Themes, read_themes
from curriculum.reading.episode import Episode
from curriculum.reading.words import words


class Shared(NamedTuple):
    """A phrase and the episodes that have it."""

    term: str
    """As the theme file writes it."""
    places: tuple[int, ...]
    """1-based places of the episodes in the week."""


def _plain(text: str) -> tuple[str, ...]:
    """The words of a text, hyphens parted, plural s dropped: enough to find a phrase, not a cousin of it."""
    return tuple(part.removesuffix("s") for word in words(text) for part in word.split("-") if part)


def _grams(texts: Iterable[str], longest: int) -> set[tuple[str, ...]]:
    """Every run of 1 to ``longest`` words within one text."""
    found: set[tuple[str, ...]] = set()
    for text in texts:
        row = _plain(text)
        for size in range(1, longest + 1):
            found.update(row[place : place + size] for place in range(len(row) - size + 1))
    return found


def _texts(episode: Episode) -> list[str]:
    texts = [episode.title, episode.introduction, episode.summary]
    for point in (*episode.points, *episode.takeaways):
        texts.append(point.label)
        texts.extend(passage.text for passage in point.passages())
    return texts


def phrases(themes: Themes) -> Mapping[tuple[str, ...], str]:
    """Words of each seed phrase of the theme file → the phrase; the first of two alike counts."""
    known: dict[tuple[str, ...], str] = {}
    for theme in themes.themes:
        for seed in theme.seeds:
            key = _plain(seed)
            if key and len(key) <= 4:
                known.setdefault(key, seed)
    return known


class Speech:
    """Which episodes of a library speak of which phrases."""

    def __init__(self, episodes: Sequence[Episode], themes: Themes) -> None:
        self._count = len(episodes)
        self._known = phrases(themes)
        self._terms: dict[str, set[tuple[str, ...]]] = {}
        having: dict[str, int] = {}
        for episode in episodes:
            grams = _grams(_texts(episode), 4)
            self._terms[episode.id] = {key for key in grams if key in self._known}
            for word in {key[0] for key in grams if len(key) == 1}:
                having[word] = having.get(word, 0) + 1
        # words of a third of the episodes and more say nothing about two of them
        most = max(2, self._count // 3)
        self._stock = {word for word, count in having.items() if count > most}

    def _weight(self, key: tuple[str, ...]) -> float:
        """Rarity in the library (inverse document frequency), more for a longer phrase."""
        having = sum(key in terms for terms in self._terms.values())
        return math.log((self._count + 1) / (having + 0.5)) + 0.4 * (len(key) - 1)

    def shared(self, episodes: Sequence[Episode], limit: int = 7) -> tuple[Shared, ...]:
        """The phrases that at least two of these episodes have, most telling first, at most ``limit``.

        A phrase that is part of a longer one found in the same episodes is left out, and so is one made of
        stock words, which a third of the library has.
        """
        places: dict[tuple[str, ...], list[int]] = {}
        for place, episode in enumerate(episodes, start=1):
            for key in self._terms.get(episode.id, ()):
                places.setdefault(key, []).append(place)
        common = {key: tuple(row) for key, row in places.items() if len(row) > 1}
        telling = [
            key
            for key, row in common.items()
            # a single common word says nothing about two episodes; a name or a phrase does
            if not self._stock.issuperset(key)
            and (len(key) > 1 or self._known[key] != self._known[key].lower())
            and not any(
                len(other) > len(key) and set(key) <= set(other) and common[other] == row for other in common
            )
        ]
        telling.sort(key=lambda key: (-len(common[key]) * self._weight(key), key))
        return tuple(Shared(self._known[key], common[key]) for key in telling if self._weight(key) > 0.25)[
            :limit
        ]


@lru_cache(maxsize=2)
def listen(episodes: tuple[Episode, ...], themes: Themes | None) -> Speech:
    """The speech of a library, worked out once for all weeks; our own themes when None."""
    return Speech(episodes, themes or read_themes())
