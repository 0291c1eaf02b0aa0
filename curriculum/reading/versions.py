"""Versions: several sets of notes on one and the same episode."""

import re
from functools import cache

from curriculum.reading.headings import without_prefix, without_suffix
from curriculum.reading.shows import Shows
from curriculum.reading.tables import table
from curriculum.reading.titles import title_parts

_WORDS = re.compile(r"[^\W_]+")


def is_version(title: str, other: str, shows: Shows) -> bool:
    """Whether two titles name one episode, as "Episode 12 Study Notes" and "Episode 12: Kelp" do.

    All numbers in them must be the same, and their shows, if they name any.
    """
    if _numbers(title) != _numbers(other):
        return False
    one, two = title_parts(title, shows), title_parts(other, shows)
    if one.show and two.show and one.show != two.show:
        return False
    if one.number is not None and one.number == two.number and one.show == two.show and one.show:
        return True
    mine, theirs = _own_words(title), _own_words(other)
    if not mine or not theirs:
        return mine == theirs or bool(_numbers(title))
    if not _numbers(title):
        return mine == theirs  # "Salt" and "Salt and Bone" are two
    return mine <= theirs or theirs <= mine


def _numbers(title: str) -> frozenset[int]:
    return frozenset(int(word) for word in _WORDS.findall(title) if word.isdecimal() and len(word) < 9)


def _own_words(title: str) -> frozenset[str]:
    """The words of a title that say more than what kind of notes these are."""
    rest = without_suffix(without_prefix(title)).casefold()
    return frozenset(word for word in _WORDS.findall(rest) if not word.isdecimal()) - _generic()


@cache
def _generic() -> frozenset[str]:
    names = table("headings")
    phrases = (*names["before_title"]["words"], *names["after_title"]["words"], "original version", "the ep")
    return frozenset(word for phrase in phrases for word in phrase.split())
