"""Kin: words of one family, which look alike and are no slips of one another."""

from curriculum.reading.sound import sound
from curriculum.reading.tables import table
from curriculum.reading.words import stem

_DERIVED = frozenset(table("names")["derived"].split())
_PLAIN = frozenset(["", *table("names")["plain"].split()])
_ROOT = 4
"""Letters that a family has in common at least."""


def same_word(one: str, other: str) -> bool:
    """Whether two forms are one word: its plural, or written with a hyphen or other capitals."""
    a, b = _plain(one), _plain(other)
    return a == b or stem(a) == stem(b) or a.rstrip("s") == b.rstrip("s")


def one_family(one: str, other: str) -> bool:
    """Whether two words are of one family: "Germany", "German"; "Stoic", "Stoicism"; "Kelp", "KelpNet"."""
    a, b = _plain(one), _plain(other)
    shared = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return _compounded(*sorted((one, other), key=len)) or any(
        _related(a[:root], {a[root:], b[root:]}) for root in range(_ROOT, shared + 1)
    )


def is_inflected(one: str, other: str) -> bool:
    """Whether they differ in their last two letters alone: one name in two cases ("Karpacz", "Karpaczu")."""
    a, b = _plain(one), _plain(other)
    shared = min(len(a), len(b)) - 2
    return abs(len(a) - len(b)) <= 3 and shared >= _ROOT - 1 and a[:shared] == b[:shared]


def _plain(word: str) -> str:
    return "".join(char for char in word.casefold() if char.isalnum())


def _related(root: str, ends: set[str]) -> bool:
    """Whether both are a root and its endings; no doubled letter ("Altman", "Altmann"), no two of one
    sound ("Kelly", "Kelli")."""
    derived = {end for end in ends & _DERIVED if end[0] != root[-1]}
    return bool(derived) and ends <= derived | _PLAIN and len({sound(end) for end in ends}) == len(ends)


def _compounded(short: str, long: str) -> bool:
    """Whether the longer form goes on with a capital: "Kelp", "KelpNet"."""
    return long.startswith(short) and long[len(short) :][:1].isupper()
