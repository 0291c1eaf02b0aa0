"""The self-test as it is printed: its questions in sections, numbered, with what each is worth."""

from collections.abc import Sequence
from typing import NamedTuple

from curriculum.guides.ask import THINKING, Ask
from curriculum.guides.asks import Asks
from curriculum.guides.match import Pair

SECTIONS = (
    ("goals", ("goal",)),
    ("recall", ("recall",)),
    ("choice", ("choice",)),
    ("match", ()),
    ("thinking", THINKING),
    ("headings", ("label",)),
)
"""Name of each section, which the template words, and the kinds of its questions; matching has none."""


class Item(NamedTuple):
    """A numbered question."""

    number: int
    ask: Ask


class Section(NamedTuple):
    """Questions under one heading."""

    name: str
    """A name of ``SECTIONS`` or ``earlier``."""
    items: tuple[Item, ...]
    number: int = 0
    """Of the matching exercise, which is one item; 0 for any other section."""
    points: int = 0
    """What its answers are worth together."""

    @property
    def kinds(self) -> frozenset[str]:
        """Kinds of its questions."""
        return frozenset(item.ask.kind for item in self.items)


class SelfTest(NamedTuple):
    """All of a week's self-test; without sections when there is nothing to ask."""

    sections: tuple[Section, ...] = ()

    @property
    def points(self) -> int:
        """What all answers are worth."""
        return sum(section.points for section in self.sections)

    @property
    def items(self) -> tuple[Item, ...]:
        """All numbered questions but the matching."""
        return tuple(item for section in self.sections for item in section.items)


def selftest(asked: Asks, pairs: Sequence[Pair]) -> SelfTest:
    """Number what is asked: the week itself by kinds, then earlier weeks.

    Args:
        asked: the questions.
        pairs: the matching exercise; one point for every two.
    """
    groups = [(name, [ask for ask in asked.test if ask.kind in kinds]) for name, kinds in SECTIONS]
    sections: list[Section] = []
    number = 1
    for name, asks in (*groups, ("earlier", list(asked.earlier))):
        if name == "match" and len(pairs) > 1:
            sections.append(Section(name, (), number, len(pairs) // 2))
            number += 1
        elif asks:
            items = tuple(Item(place, ask) for place, ask in enumerate(asks, start=number))
            sections.append(Section(name, items, points=sum(ask.points for ask in asks)))
            number += len(asks)
    return SelfTest(tuple(sections))
