"""Words in any form: what a text says, whatever its grammar."""

import re
from functools import cache, lru_cache

from curriculum.cards.inflect import base
from curriculum.letters import fold
from curriculum.reading.tables import table as file_of
from curriculum.reading.words import STOPWORDS, stem, words

_ORDER = "zero one two three four five six seven eight nine ten eleven twelve"
_COUNTS = {word: str(number) for number, word in enumerate(_ORDER.split())}
_CONTRACTED = re.compile(r"n't\b", re.IGNORECASE)
_INSTEAD = re.compile(r"\b(?:rather than|instead of|as opposed to)\b", re.IGNORECASE)


PREFIXES = ("non", "un", "in", "im", "ir", "dis", "anti")
"""What makes a word deny."""


@cache
def table(name: str) -> frozenset[str]:
    """The words of one entry of ``data/cards_faith.toml``."""
    return frozenset(file_of("cards_faith")[name].split())


@cache
def opposites() -> tuple[tuple[str, str], ...]:
    """Every pair of opposites, as stems."""
    pairs = (line.split() for line in file_of("cards_faith")["opposites"].splitlines() if line.strip())
    return tuple((stem(one), stem(other)) for one, other in pairs)


def telling_words(text: str) -> list[str]:
    """The words of a text that say something, as they stand, in parts where they are joined."""
    return [
        part
        for word in words(expanded(text))
        for part in re.split(r"[-'](?=\w)", re.sub(r"'s?$", "", word))
        if part not in STOPWORDS and part not in ("", "s") and part not in table("denials")
    ]


def asked_words(front: str) -> list[str]:
    """The words of a front that say what is asked about, not how."""
    return [word for word in telling_words(front) if not is_asking(word) and word not in table("light")]


def is_asking(word: str) -> bool:
    """Whether a question may ask with a word that the notes do not have: "reason", "kind", "differ"."""
    return word in table("asking") or stem(word) in _stems(table("asking"))


@cache
def _stems(told: frozenset[str]) -> frozenset[str]:
    return frozenset(map(stem, told))


def expanded(text: str) -> str:
    """A text without contractions: "can't" is "can not"; what is "rather than" is "not", too."""
    plain = re.sub(r"\bcan't\b", "can not", _INSTEAD.sub("not", fold(text)))
    return _CONTRACTED.sub(" not", plain)


@lru_cache(maxsize=5_000)
def forms(text: str) -> frozenset[str]:
    """The stems of a text's words and of their base forms; numbers as digits."""
    found: set[str] = set()
    for word in words(fold(text)):
        for part in (word, *re.split(r"[-'/](?=\w)", word)):
            found |= forms_of(part)
    return frozenset(found)


@lru_cache(maxsize=50_000)
def forms_of(word: str) -> frozenset[str]:
    """A word as it stands, its stem, the stem of its base form, and its number."""
    bare = re.sub(r"'s?$", "", word)
    return frozenset((bare, stem(bare), stem(base(bare)), counted(bare)))


def counted(token: str) -> str:
    """A number in digits alone: "two" is "2", "1,800" is "1800"."""
    return _COUNTS.get(token, token.replace(",", ""))


def said(word: str, told: frozenset[str]) -> bool:
    """Whether a word stands in a text in some form: slept for sleep, validation for validate."""
    if not forms_of(word).isdisjoint(told):
        return True
    return len(word) >= 7 and any(_akin(word, other) for other in told)


def _akin(one: str, other: str) -> bool:
    """Whether two words share so long a beginning that they are of one family."""
    shared = next(
        (place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )
    longest = max(len(one), len(other))
    return (shared >= 6 and shared >= 0.7 * longest) or (shared >= 7 and shared >= 0.6 * longest)
