"""The people of a book, by whom its index is looked up."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from curriculum.cards.kind import organisation
from curriculum.reading.episode import Episode
from curriculum.reading.persons import is_known_name, is_name, is_particle, is_role

_LONG = 30
"""Letters of a role, at most."""


class Person(NamedTuple):
    """Somebody with a full name."""

    name: str
    surname: str
    """With the small words before it: "van der Berg"."""
    alone: bool
    """Whether the last word of the surname stands for nobody else."""

    @property
    def last(self) -> str:
        """The last word of the surname."""
        return self.surname.rpartition(" ")[2]

    @property
    def listed(self) -> str:
        """The name as an index has it: "Wiener, Scott"."""
        return f"{self.surname}, {self.name.removesuffix(self.surname).strip()}"


def people(episodes: Iterable[Episode], named: Iterable[str], text: str) -> tuple[Person, ...]:
    """The hosts and guests of episodes, and whoever else is given a full name.

    A person of whom only one name is known is left out.

    Args:
        episodes: whose hosts and guests they are.
        named: the names that the points have.
        text: what the points say.
    """
    full = [name for one in episodes for name in (*one.hosts, *one.guests)]
    full += [name for name in named if _is_person(name, text)]
    names = [name for name in dict.fromkeys(full) if len(name.split()) > 1 and len(name.split()[-1]) > 1]
    having = Counter(name.split()[-1] for name in names)
    return tuple(Person(name, _surname(name), having[name.split()[-1]] == 1) for name in names)


def _is_person(name: str, text: str) -> bool:
    """Whether a name is somebody's as far as it tells by itself, or by a role before it ("the professors
    Kunle Olukotun and Chris Ré"), and the text does not make it a firm's."""
    if not is_known_name(name) and not (is_name(name) and " " in name and _has_role(name, text)):
        return False
    return not (organisation(name, text) or re.search(rf"\b(?:at|near) {re.escape(name)}\b", text))


def _has_role(name: str, text: str) -> bool:
    """Whether a role in small letters stands before a name somewhere in the text."""
    at = text.find(f" {name}")
    while at >= 0:
        word = text[max(0, at - _LONG) : at].split()[-1:]
        if word and word[0][0].islower() and (is_role(word[0]) or is_role(word[0].removesuffix("s"))):
            return True
        at = text.find(f" {name}", at + 1)
    return False


def _surname(name: str) -> str:
    words = name.split()
    start = len(words) - 1
    while start > 1 and is_particle(words[start - 1]):
        start -= 1
    return " ".join(words[start:])
