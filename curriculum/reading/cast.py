"""Cast: an episode's hosts and guests, settled from everything that names some.

Where sources disagree: a label ("Guest: …") goes before the title, the title before running text, the
text before the show's name. A role written beside a name goes before the label above it. Of two forms of
one name the fuller is taken.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from curriculum.reading import people
from curriculum.reading.billing import billed, hosts_of, received
from curriculum.reading.facts import Facts
from curriculum.reading.persons import fuller, is_name, listed

_NAMED_GUEST = re.compile(
    r"\b(?:[Gg]uest|interviewee) (?P<name>[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+){1,2})"
)


class Cast(NamedTuple):
    """Who speaks in an episode."""

    hosts: tuple[str, ...]
    guests: tuple[str, ...]


class Told(NamedTuple):
    """The texts that may name somebody, plain."""

    title: str
    show: str
    about: str
    """What introduces and sums up the episode."""
    remarks: str
    everything: str
    """The same, and the points or the whole of the notes."""


def cast(facts: Facts, told: Told) -> Cast:
    """The hosts and guests of an episode."""
    hosts, hosting = _fit(facts.hosts), people.hosts_in_text(told.about)
    asked = received(told.title)
    spoken = (asked[0], *hosting) if asked else hosting
    guests = people.full_names(_fit(facts.guests), told.about)
    guests = guests or _less(billed(told.title, told.everything), (*hosts, *spoken))
    beside = _less(_fit(facts.beside), (*hosts, *guests))
    if not guests:  # "with Ann Lee" names a guest, "Ann Lee & Bob Ray" a host and a guest
        guests, beside = (beside, ()) if hosts or len(beside) < 2 else (beside[1:], beside[:1])
    guests = guests or _in_text(facts, told, hosting)
    hosts = hosts or beside or _less(spoken, guests)
    if not hosts:
        pair = people.pair_in_text(told.about) or _talking(told.everything, guests)
        hosts = _less(pair, guests)
    hosts = people.full_names(hosts, told.show)
    if not hosts:  # "author: Ann Lee" of "The Ann Podcast"
        own = set(told.show.split())
        hosts = _less([name for name in facts.authors if own & set(name.split())], guests)
    if not hosts:
        hosts = _less(hosts_of(told.show), guests)
    return Cast(fuller(list(filter(is_name, hosts))), fuller(list(filter(is_name, guests))))


def _talking(text: str, guests: Sequence[str]) -> tuple[str, ...]:
    """The people whom any of the text lets talk together, where one of them is a guest."""
    names = [part for guest in guests for part in guest.split()]
    if not names:
        return ()
    pairs = (pair for line in text.split("\n") if (pair := people.pair_in_text(line)))
    return next((pair for pair in pairs if any(name in names for name in pair)), ())


def _fit(names: Sequence[str]) -> tuple[str, ...]:
    """The names of a label that are names; a section about people is taken line by line, whatever it says."""
    return tuple(name for name in names if [person.name for person in listed(name)] == [name])


def _less(names: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """The names that are none of the others' nor a part of one."""
    taken = [set(other.split()) for other in others]
    return tuple(name for name in names if not any(set(name.split()) <= other for other in taken))


def _called_guests(text: str) -> tuple[str, ...]:
    """The people whom a text calls "guest Ann Lee"."""
    if "uest " not in text and "interviewee " not in text:
        return ()
    return tuple(match.group("name") for match in _NAMED_GUEST.finditer(text))


def _in_text(facts: Facts, told: Told, hosting: Sequence[str]) -> tuple[str, ...]:
    """The guests whom running text names; none where a label says that there are none.

    ``hosting``: the hosts whom the text about the episode names.
    """
    if "guests" in facts.nobody:
        return ()
    named = (
        (*people.guests_in_text(told.about), *people.speakers_in_text(told.about))
        or people.guests_in_text(told.remarks)
        or _called_guests(told.everything)
    )
    found = people.full_names(dict.fromkeys(named), told.everything)
    hosts = hosting or people.hosts_in_text(told.remarks) or hosts_of(told.show)
    return _less(found, hosts)
