"""What search needs to know of a library."""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from curriculum.planning.affinity import affinity_of_text
from curriculum.planning.text import Weighted, of_episode
from curriculum.planning.themes import Themes
from curriculum.reading.episode import Episode

K1, B = 1.2, 0.6
"""BM25's two constants: how fast repetition saturates, how much length counts (Robertson 2009)."""

SPEAKS = 0.4
"""An episode clearly speaks of a theme from this affinity on: a word of it in two points, or in the title."""


@dataclass(frozen=True)
class Postings:
    """The episodes that have one stem, or speak of one theme, and how much."""

    places: "array[int]"
    """Places in the index."""
    amounts: "array[float]"
    """A stem's occurrences there, each with the weight of its place in the text; or the affinity."""


class Gathering:
    """Postings on their way, episode by episode."""

    def __init__(self) -> None:
        self.lengths: dict[int, float] = {}
        self.stems: defaultdict[str, Postings] = defaultdict(_none)
        self.themes: defaultdict[str, Postings] = defaultdict(_none)

    def add(self, place: int, text: Sequence[Weighted], themes: Themes) -> None:
        """Enter an episode's text under its place."""
        count = weighted_counts(text)
        self.lengths[place] = sum(count.values())
        for stem, weight in count.items():
            posting = self.stems[stem]
            posting.places.append(place)
            posting.amounts.append(weight)
        self.add_themes(place, text, themes)

    def add_themes(self, place: int, text: Sequence[Weighted], themes: Themes) -> None:
        """Enter only what the text says of the themes."""
        for theme, score in affinity_of_text(text, themes).items():
            posting = self.themes[theme]
            posting.places.append(place)
            posting.amounts.append(score)


def _none() -> Postings:
    return Postings(array("I"), array("d"))


@dataclass(frozen=True)
class Index:
    """An inverted index of episodes by stem and by theme; in memory, or read from a file bit by bit."""

    ids: Sequence[str]
    """Episode ids by place; "" where none stands."""
    lengths: Sequence[float]
    """Each episode's occurrences of stems, weighted, by place; 0 where none stands."""
    stem: Callable[[str], Postings | None]
    theme: Callable[[str], Postings | None]
    """By id; None when no episode speaks of it."""
    episode: Callable[[int], Episode]
    """The episode at a place."""
    text: Callable[[int], Sequence[Weighted]]
    """What it says."""

    @classmethod
    def of(cls, episodes: Sequence[Episode], themes: Themes) -> "Index":
        """The index of these episodes, in memory."""
        gathering = Gathering()
        texts = [tuple(of_episode(episode)) for episode in episodes]
        for place, text in enumerate(texts):
            gathering.add(place, text, themes)
        return cls(
            ids=[episode.id for episode in episodes],
            lengths=list(gathering.lengths.values()),
            stem=gathering.stems.get,
            theme=gathering.themes.get,
            episode=episodes.__getitem__,
            text=texts.__getitem__,
        )

    @cached_property
    def total(self) -> int:
        """How many episodes there are."""
        return sum(map(bool, self.ids))

    @cached_property
    def mean(self) -> float:
        """The mean length of an episode."""
        return sum(self.lengths) / self.total if self.total else 1.0

    def common(self, theme: str) -> bool:
        """Whether more than half of the episodes speak of the theme: then it tells them little apart."""
        posting = self.theme(theme)
        having = sum(amount >= SPEAKS for amount in posting.amounts) if posting else 0
        return 2 * having > self.total

    def weights(self, stem: str) -> Mapping[int, float]:
        """Place → BM25 weight of the stem there, its rarity left out."""
        posting = self.stem(stem)
        if not posting:
            return {}
        lengths, mean = self.lengths, self.mean
        return {
            place: saturated(amount, lengths[place] / mean)
            for place, amount in zip(posting.places, posting.amounts, strict=True)
        }


def saturated(amount: float, length: float = 1.0) -> float:
    """BM25's weight of so many weighted occurrences, below K1 + 1, in a text so many times the mean long."""
    return amount * (K1 + 1) / (amount + K1 * (1 - B + B * length))


def idf(total: int, having: int) -> float:
    """Inverse document frequency in the form that is never negative: ln(1 + (N - n + ½) / (n + ½))."""
    return math.log(1 + (total - having + 0.5) / (having + 0.5))


def weighted_counts(text: Sequence[Weighted]) -> Mapping[str, float]:
    """Stem → occurrences, each counted with the weight of its place."""
    count: Counter[str] = Counter()
    for passage in text:
        for stem in passage.stems:
            count[stem] += passage.weight  # type: ignore[assignment]
    return count
