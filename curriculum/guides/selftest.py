"""The self-test as it is printed: its questions in sections, numbered, with what each is worth."""

from typing import NamedTuple

from curriculum.guides.ask import THINKING, Ask
from curriculum.guides.asks import Asks

SECTIONS = (
    ("goals", ("goal",)),
    ("recall", ("recall",)),
    ("gaps", ("gap",)),
    ("lists", ("list",)),
    ("choice", ("choice",)),
    ("thinking", THINKING),
    ("headings", ("label",)),
)
"""Name of each section, which the template words, and the kinds of its questions."""


class Item(NamedTuple):
    """A numbered question."""

    number: int
    ask: Ask


class Section(NamedTuple):
    """Questions under one heading."""

    name: str
    """A name of ``SECTIONS`` or ``earlier``."""
    items: tuple[Item, ...]

    @property
    def points(self) -> int:
        """What its answers are worth together."""
        return sum(item.ask.points for item in self.items)

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
        """All numbered questions."""
        return tuple(item for section in self.sections for item in section.items)


def selftest(asked: Asks) -> SelfTest:
    """Number what is asked: the week itself by kinds, then earlier weeks."""
    groups = [(name, [ask for ask in asked.test if ask.kind in kinds]) for name, kinds in SECTIONS]
    sections: list[Section] = []
    number = 1
    for name, asks in (*groups, ("earlier", list(asked.earlier))):
        if asks:
            sections.append(Section(name, tuple(Item(place, ask) for place, ask in enumerate(asks, number))))
            number += len(asks)
    return SelfTest(tuple(sections))
