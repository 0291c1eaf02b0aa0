"""What a title says of its episode's place among others: "Part 2 of 3", "Lecture 12", "(2/3)", "… IV"."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from curriculum.reading.tables import table
from curriculum.reading.words import stems

_DIGITS = r"\d{1,4}(?![\d.,]\d|[\d%])"
_ALIKE = 0.6
"""Two names mean the same series when so many words of the shorter are in the longer."""


class Part(NamedTuple):
    """A numbered part of something."""

    kind: str
    """``story`` (part 2), ``course`` (lecture 12), ``episode`` (episode 7), or ``bare``: a number alone."""
    word: str
    """How the title calls it ("lecture"), in small letters; "part" where it says none."""
    number: int
    name: frozenset[str]
    """Stems of the words before the number; of those behind it where there are none."""
    led: bool
    """Whether there are words before the number, which name the series."""

    def named_as(self, other: "Part") -> bool:
        """Whether the words beside the numbers name the same series."""
        shorter = min(len(self.name), len(other.name))
        if not shorter:
            return False
        if "bare" in (self.kind, other.kind):
            return self.name == other.name
        return len(self.name & other.name) >= _ALIKE * shorter


@lru_cache(maxsize=100_000)
def part(title: str) -> Part | None:
    """The part that a title says it is, or None."""
    for pattern in _patterns():
        for found in pattern.finditer(title):
            number, total = _value(found["number"]), _value(found["total"] or "")
            if not number or (total and number > total):
                continue
            kind, word = _kind(found.groupdict().get("word") or "", bool(total))
            before, behind = _name(title[: found.start()]), _name(title[found.end() :])
            if kind == "bare" and not before:
                continue
            return Part(kind, word, number, before or behind, bool(before))
    return None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    words, numbers = table("series")["words"], table("series")["numbers"]

    def any_of(text: str) -> str:
        return "|".join(map(re.escape, sorted(text.split(), key=len, reverse=True)))

    spelt = f"{_DIGITS}|{any_of(numbers['spelt'])}"
    called = any_of(" ".join(words.values()).replace("#", ""))
    of = any_of(numbers["of"])
    return (
        re.compile(
            rf"(?:\b(?P<word>{called})\b\.?\s?\#?|(?<!\w)(?P<sign>\#))\s?(?P<number>{spelt}|{any_of(numbers['roman'])})\b"
            rf"(?:\s?(?:{of})\s?(?P<total>{spelt}))?(?![-'’]\w)",
            re.IGNORECASE,
        ),
        re.compile(rf"[(\[]\s?(?P<number>{spelt})\s?(?:{of})\s?(?P<total>{spelt})\s?[)\]]", re.IGNORECASE),
        re.compile(
            rf"(?<=\s)(?P<number>\d{{1,2}}|{any_of(numbers['roman'].upper())})(?=\s*(?:$|[:–—(]|-\s))(?P<total>)"
        ),
    )


@cache
def _values() -> dict[str, int]:
    numbers = table("series")["numbers"]
    return {
        word: at for row in (numbers["spelt"], numbers["roman"]) for at, word in enumerate(row.split(), 1)
    }


def _value(text: str) -> int:
    """The number that is written, 0 for none."""
    return int(text) if text.isdecimal() else _values().get(text.lower(), 0)


def _kind(word: str, counted: bool) -> tuple[str, str]:
    """The kind of part, and how to call it."""
    low = word.lower()
    for kind, words in table("series")["words"].items():
        if low and low in words.split():
            return kind, {"pt": "part", "ep": "episode"}.get(low, low)
    return ("story", "part") if counted else ("bare", "part")


def _name(text: str) -> frozenset[str]:
    return frozenset(stem for stem in stems(text) if not stem.isdecimal())
