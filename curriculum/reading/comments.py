"""Comments: what a writer hid from readers, and we from the parser."""

import re

from curriculum.reading.ledger import Ledger

_PROPERTY = re.compile(
    r"\s+(?:id|collapsed|created-at|updated-at|background-color|heading|card-[\w-]+|logseq\.[\w.-]+|ls-type|hl-[\w-]+)"
    r"::\s|\s+(?::(?:LOGBOOK|END):|CLOCK: \[|(?:SCHEDULED|DEADLINE): <)"
)
"""What Logseq writes under a bullet for itself."""
_FENCES = (("<!--", "-->"), ("%%", "%%"))


def without_comments(lines: list[str], ledger: Ledger) -> list[str]:
    """The lines with whole-line comments (HTML's, Obsidian's) and Logseq's own marks made blank."""
    shown = list(lines)
    for place, line in enumerate(shown):
        if _PROPERTY.match(line):
            ledger.take((place + 1,), "property")
            shown[place] = ""
    for opening, closing in _FENCES:
        place = 0
        while place < len(shown):
            line = shown[place].strip()
            if not line.startswith(opening):
                place += 1
                continue
            end = _end(shown, place, opening, closing)
            if end is None:
                break  # never closed: then none further down is closed either
            if end >= 0:
                ledger.take(range(place + 1, end + 2), "comment")
                shown[place : end + 1] = [""] * (end + 1 - place)
                place = end
            place += 1
    return shown


def _end(lines: list[str], start: int, opening: str, closing: str) -> int | None:
    """The 0-based last line of the comment; -1 when text follows it; None when nothing closes it."""
    rest = lines[start].strip()[len(opening) :]
    place = start
    while closing not in rest:
        place += 1
        if place == len(lines):
            return None
        rest = lines[place]
    return place if rest.strip().endswith(closing) and rest.count(closing) == 1 else -1
