"""Words and stems of a text, for likeness and search."""

import re
from functools import cache, lru_cache
from itertools import chain
from threading import local
from typing import Any

WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
"""A word as it is written: "Gemini", "1.5", "high-protein", "don't"."""

STOPWORDS = frozenset(
    """a about above after again against all also am an and any are as at be because been before being
    below between both but by can could did do does doing down during each few for from further had has
    have having he her here hers herself him himself his how i if in into is it its itself just may me
    might more most must my myself no nor not now of off on once only or other our ours ourselves out
    over own same shall she should so some such than that the their theirs them themselves then there
    these they this those through to too under until up upon very was we were what when where which
    while who whom why will with within without would you your yours yourself yourselves""".split()
)
"""English words that say nothing about a subject."""


def words(text: str) -> list[str]:
    """The words of a text in order, lower-cased; "Gemini 1.5" keeps its number whole."""
    return [word.lower() for word in WORD.findall(text)]


class _Stemmers(local):
    """A stemmer for each thread: it holds the word that it works on."""

    def __init__(self) -> None:
        import Stemmer  # late: cli --help must not pay for it

        self.english: Any = Stemmer.Stemmer("english")


@cache
def _stemmers() -> _Stemmers:
    return _Stemmers()


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The Snowball (Porter 2) stem of one lower-case word; possessive ``'s`` removed first."""
    if word.isdigit():
        return word
    bare = re.sub(r"['’]s?$", "", word)
    return str(_stemmers().english.stemWord(bare or word))


def stems(text: str) -> list[str]:
    """Stems of the content words of a text, in order, stopwords left out."""
    return list(chain.from_iterable(map(_stems_of, WORD.findall(text))))


@lru_cache(maxsize=200_000)
def _stems_of(word: str) -> tuple[str, ...]:
    """The stems of one word as it is written, of each part of a compound; none of a stopword."""
    low = word.lower()
    parts = () if low in STOPWORDS else re.split(r"[-'’](?=\w)", low)
    found = (stem(part) for part in parts if part not in STOPWORDS)
    return tuple(one for one in found if one not in ("", "s"))
