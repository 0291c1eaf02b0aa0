"""The theme file's phrases, ready to be found in a text."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol

from curriculum.reading.words import stems


class Spoken(Protocol):
    """What of a theme says which words speak of it."""

    @property
    def id(self) -> str:
        """The theme's id."""

    @property
    def seeds(self) -> tuple[str, ...]:
        """Its words and phrases."""

    @property
    def excludes(self) -> tuple[str, ...]:
        """Phrases in which they mean something else."""


class Seed(NamedTuple):
    """One phrase of the theme file."""

    phrase: tuple[str, ...]
    """Its stems."""
    themes: tuple[str, ...]
    """Ids of the themes it speaks of; empty for a phrase that only excludes."""
    excluded: tuple[str, ...]
    """Ids of the themes it is excluded from."""
    weight: float


Seeds = Mapping[str, tuple[Seed, ...]]
"""First stem → the phrases that begin with it, longest first."""


def seeds(themes: Iterable[Spoken]) -> Seeds:
    """The phrases of these themes, each once."""
    of, without = defaultdict(list), defaultdict(list)
    for theme in themes:
        for phrase in dict.fromkeys(tuple(stems(seed)) for seed in theme.seeds):
            of[phrase].append(theme.id)
        for phrase in dict.fromkeys(tuple(stems(phrase)) for phrase in theme.excludes):
            without[phrase].append(theme.id)
    found: dict[str, list[Seed]] = defaultdict(list)
    for phrase in dict.fromkeys([*of, *without]):
        # a longer phrase is surer of its theme; one that several themes share says less about each
        weight = (1 + 0.5 * (min(len(phrase), 3) - 1)) / math.sqrt(max(1, len(of[phrase])))
        found[phrase[0]].append(Seed(phrase, tuple(of[phrase]), tuple(without[phrase]), weight))
    return {
        first: tuple(sorted(some, key=lambda seed: (-len(seed.phrase), seed.phrase)))
        for first, some in found.items()
    }


def spoken(passage: tuple[str, ...], known: Seeds) -> Iterator[tuple[Seed, frozenset[str]]]:
    """The seeds in a run of stems, each with the ids of the themes it speaks of there.

    A seed inside a longer one ("AI" in "AI safety") is not counted: the longer says what is meant.
    """
    hits = [
        (at, at + len(seed.phrase), seed)
        for at, first in enumerate(passage)
        for seed in known.get(first, ())
        if passage[at : at + len(seed.phrase)] == seed.phrase
    ]
    for start, end, seed in hits:
        around = [
            other for low, high, other in hits if low <= start and end <= high and (low, high) != (start, end)
        ]
        if not any(other.themes for other in around):
            yield seed, frozenset(seed.themes).difference(*(other.excluded for other in around))
