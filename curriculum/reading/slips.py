"""Slips: whether two names of the notes are one name in two spellings, by evidence."""

import re
from collections.abc import Mapping, Set

from curriculum.reading.kin import is_inflected, one_family, same_word
from curriculum.reading.lexicon import is_known, is_ordinary
from curriculum.reading.likeness import (
    alike,
    bare,
    closely_alike,
    distance,
    loosely_alike,
    opens_alike,
    same_sound,
)
from curriculum.reading.names import NOBODY, Name, Names
from curriculum.reading.tables import table

People = Mapping[str, Set[str]]
"""Word of a host's or guest's name → the other words of that name."""

_SHARED_BY_MANY = frozenset(table("names")["shared_by_many"].title().split())
_BY_FAMILY = re.compile(r"(?<=s)[eo](?=n$)|(?<=^m)a(?=c)|[aeio]+$")
"""Where families and languages spell one name differently: Hansen, Hanson; MacKay, McKay; Martin, Martina."""
_RARER = 3
"""A slip is at least so many times rarer than the right form."""


def one_name(a: Name, b: Name, people: People, text: Names) -> bool:
    """Whether two forms seem to be one name, misspelt or misheard.

    They must be alike, each used as a name, not one word or words of one family, and not beside the names
    of two people. Then something must speak for it: the same first name, family name or role beside both;
    or one is expected (in the title, or in ``people``) and the other strange; or one is much rarer. Where
    ``text`` is in a language that gives every noun a capital, the title and rarity say nothing.
    """
    if not (loosely_alike(a.form, b.form) or opens_alike(a.form, b.form)):
        return False
    together = _together(a, b, people)
    if not (_used_as_name(a) and _used_as_name(b) and (together or _is_sure(a) or _is_sure(b))):
        return False
    if _apart(a, b, people, together) or _kin(a.form, b.form, people if together else {}, text):
        return False
    if is_known(a.form) and is_known(b.form):  # both are words or names of their own
        return together and closely_alike(a.form, b.form)
    return (together and loosely_alike(a.form, b.form)) or _speaks(a, b, people, text)


def _speaks(a: Name, b: Name, people: People, text: Names) -> bool:
    """Whether something speaks for one name where no other name stands beside both."""
    if a.form in people or b.form in people:
        slip = distance(a.form, b.form) <= 1 and min(len(a.form), len(b.form)) >= 4
        return slip or alike(a.form, b.form) or _in_its_place(a, b)
    if any(word.islower() for word in a.before & b.before):
        return alike(a.form, b.form)  # the same role
    if text.nouns_capital:
        return False
    if a.titled != b.titled:
        return alike(a.form, b.form) or _in_its_place(a, b)
    return _one_slip(a, b)


def _is_sure(name: Name) -> bool:
    """A capital inside a sentence makes a name of any word; Alex is one wherever he stands."""
    return name.running or (is_known(name.form) and not is_ordinary(name.form))


def _used_as_name(name: Name) -> bool:
    """A word that English knows as no name must show its capital where words have none."""
    return name.running or not is_ordinary(name.form)


def _together(a: Name, b: Name, people: People) -> bool:
    """Whether the same name, or the same in two spellings, stands beside both."""
    return any(
        x == y or same_sound(x, y, consonants=3) or (alike(x, y) and distance(x, y) <= 1)
        for mine, theirs in ((a.before, b.before), (a.after, b.after))
        for x in _names(mine, people) - _SHARED_BY_MANY
        for y in _names(theirs, people) - _SHARED_BY_MANY
    )


def _apart(a: Name, b: Name, people: People, together: bool) -> bool:
    """Whether they are two names: side by side, both among the people, or beside different names."""
    if (
        b.form in a.before | a.after
        or a.form in b.before | b.after
        or (a.form in people and b.form in people)
    ):
        return True
    mine, theirs = (
        _names(name.before | name.after, people) | people.get(name.form, NOBODY) for name in (a, b)
    )
    return bool(mine and theirs) and not (together or mine & theirs)


def _names(words: Set[str], people: People) -> Set[str]:
    return {word for word in words if word in people or not (word.islower() or is_ordinary(word))}


def _kin(a: str, b: str, people: People, text: Names) -> bool:
    """Whether they are one word, or of one family, which no name of ``people`` has."""
    person = a in people or b in people
    return (
        same_word(a, b)
        or (one_family(a, b) and not person)
        or (text.inflected and is_inflected(a, b))
    )  # fmt: skip


def _one_slip(a: Name, b: Name) -> bool:
    """Whether two forms with nothing beside them are so near, and one so rare, that it is a slip.

    Rare in the notes, or in English; of two words that no lexicon has, both are.
    """
    one, other = bare(a.form), bare(b.form)
    two_families = one != other and _BY_FAMILY.sub("", one) == _BY_FAMILY.sub("", other)
    if two_families or not alike(a.form, b.form):
        return False
    far, short, same = distance(a.form, b.form), min(len(a.form), len(b.form)), same_sound(a.form, b.form)
    if short < 5:
        return False  # too many names of four letters are a letter apart
    if max(a.times, b.times) >= _RARER * min(a.times, b.times):
        return far <= max(1, short // 4) and (same or short >= 7)
    return far <= 1 and short >= (7 if same else 8)


def _in_its_place(a: Name, b: Name) -> bool:
    """Whether the text has, again and again, a name that begins like one that the title alone has."""
    title, text = (a, b) if a.titled else (b, a)
    alone = title.titled and not title.running and title.times <= 2
    return alone and not text.titled and text.times >= 2 and opens_alike(title.form, text.form)
