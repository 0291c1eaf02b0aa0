"""Clozes: the deletions that a person marked in a sentence, as Anki (``{{c1::…}}``) and Logseq do."""

import re
from collections.abc import Iterator

OPEN, CLOSE = "\U0010e010", "\U0010e011"
"""What stands for the two ends of a deletion while a sentence is read: no text of a person's own."""

_START = re.compile(r"\{\{(?:c\d{1,3}(?P<hint>::)|cloze\s+)")
_SPLIT = re.compile(rf"([{OPEN}{CLOSE}])")
_LONGEST = 1000
"""Characters after which a deletion that opens braces of its own is given up."""


def shielded(text: str) -> str:
    """The text with each deletion between ``OPEN`` and ``CLOSE``, hints left out.

    A deletion ends where its own braces are closed (``{{c1::x^{{2}}}}``), or, when they never are, at
    the first ``}}``. One may hold another. Braces behind a backslash are TeX's, not ours.
    """
    pieces: list[str] = []
    text = text.replace(OPEN, "").replace(CLOSE, "")
    at = 0
    while start := _START.search(text, at):
        end = _end(text, start.end())
        if end < 0:
            break
        inner = _unhinted(text[start.end() : end], start["hint"] or "\\\\")
        if inner.strip():
            pieces += [text[at : start.start()], OPEN, _nested(inner), CLOSE]
        else:
            pieces.append(text[at : end + 2])
        at = end + 2
    return "".join((*pieces, text[at:])) if at else text


def unshielded(text: str) -> str:
    """A shielded text as a plain sentence."""
    return text.replace(OPEN, "").replace(CLOSE, "")


def each(text: str) -> Iterator[str]:
    """The shielded text once for each of its deletions, with only that one still marked."""
    pieces = _SPLIT.split(text)
    ends: dict[int, int] = {}
    opened: list[int] = []
    for place, piece in enumerate(pieces):
        if piece == OPEN:
            opened.append(place)
        elif piece == CLOSE and opened:
            ends[opened.pop()] = place
    for start in sorted(ends):
        kept = {start, ends[start]}
        yield "".join(p for n, p in enumerate(pieces) if p not in (OPEN, CLOSE) or n in kept)


def _nested(inner: str) -> str:
    return shielded(inner) if "{{c" in inner else inner


def _end(text: str, start: int) -> int:
    """Where the ``}}`` of a deletion stands that begins at ``start``; -1 when there is none."""
    first = text.find("}}", start)
    if first < 0 or "{" not in text[start:first]:
        return first
    depth = 0
    place = start
    while place < min(len(text), start + _LONGEST):
        letter = text[place]
        if letter == "\\":
            place += 1
        elif letter == "{":
            depth += 1
        elif letter == "}" and depth:
            depth -= 1
        elif text.startswith("}}", place):
            return place
        place += 1
    return first


def _unhinted(inner: str, mark: str) -> str:
    """The deletion without its hint: ``words::hint`` in Anki, ``words\\\\hint`` in Logseq."""
    words, _, _ = inner.partition(mark)
    return words if words.count("{") == words.count("}") else inner
