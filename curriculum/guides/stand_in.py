"""What a page says in the place of characters that no font has: never a blank, never an empty box."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from urllib.parse import quote

from curriculum.guides import coverage
from curriculum.guides.emoji import outlined

_JOINED = "\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
"""What joins emoji and sets their colour: nothing without them."""
_JOINS = re.compile(f"[{_JOINED}]")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_FIRST_FLAG_LETTER = 0x1F1E6


def stand_in(text: str, lacking: frozenset[str]) -> str:
    """The text with each run of lacking characters told in words: ``[brain]``, ``[2 CJK characters]``.

    Letters that are only written otherwise, as in mathematics, stand as themselves.
    """
    if lacking.isdisjoint(text):
        return text
    return _pattern(lacking).sub(lambda run: _told(run.group(), lacking), text)


def printable(text: str) -> str:
    """The text with words for what no font of this machine has, and emoji as outlines."""
    return outlined(stand_in(text, coverage.told(coverage.visible([text]))))


def address(link: str) -> str:
    """A web address in letters that every page can show, the others as browsers send them."""
    return "".join(quote(char) if coverage.others(coverage.visible([char])) else char for char in link)


def _pattern(lacking: frozenset[str]) -> re.Pattern[str]:
    """A run of lacking characters, with what joins them and the spaces between them."""
    one = f"[{''.join(map(re.escape, sorted(lacking)))}]"
    return re.compile(f"{one}(?:[{_JOINED}]|{one}| (?={one}))*")


def _told(run: str, lacking: frozenset[str]) -> str:
    plain = unicodedata.normalize("NFKC", run)
    if not coverage.others(coverage.visible([plain])) and plain.strip() and plain != run:
        return plain
    words = ", ".join(_words(_FLAG.sub(_flag, run), lacking))
    return f"[{words}]" if words else ""


def _flag(letters: re.Match[str]) -> str:
    return (
        "\0" + "".join(chr(ord("A") + ord(letter) - _FIRST_FLAG_LETTER) for letter in letters.group()) + "\0"
    )


def _words(run: str, lacking: frozenset[str]) -> Iterator[str]:
    """What the run shows, one after the other."""
    for place, part in enumerate(run.split("\0")):
        if place % 2:
            yield f"flag {part}"
            continue
        shown = [char for char in part if char in lacking and not _JOINS.fullmatch(char)]
        for kind, chars in groupby(shown, key=_kind):
            yield from _described(kind, list(chars))


def _described(kind: str, chars: list[str]) -> Iterator[str]:
    if not kind:
        yield from map(name, chars)
        return
    count = sum(unicodedata.category(char)[0] != "M" for char in chars)
    if count:
        yield f"{count} {kind} character{'' if count == 1 else 's'}"
    else:
        yield from (name(char).removeprefix("combining ") for char in chars)


def _kind(char: str) -> str:
    """The script of a letter; "" for a sign that has a name of its own."""
    category = unicodedata.category(char)
    if category == "Co":
        return "private"
    if not unicodedata.name(char, ""):
        return "unknown"
    if category[0] not in "LMN":
        return ""
    script = unicodedata.name(char).split()[0]
    return script if script == "CJK" else script.capitalize()


def name(char: str) -> str:
    """A character's name in Unicode, in small letters."""
    return unicodedata.name(char, f"U+{ord(char):04X}").lower()
