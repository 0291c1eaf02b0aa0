"""Turns: one of each pile after the other, so that neighbours are of different episodes when they can be."""

from collections.abc import Collection, Iterator, Sequence
from typing import TypeVar

_One = TypeVar("_One")


def in_turn(piles: Collection[Sequence[_One]]) -> Iterator[_One]:
    """The first of each pile, then the second of each that has one, and so on."""
    for turn in range(max(map(len, piles), default=0)):
        yield from (pile[turn] for pile in piles if turn < len(pile))
