"""Comments: what a writer hid from readers, and we from the parser."""

import re
from collections.abc import Sequence

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
            end = closing_line(shown, place, opening, closing)
            if end is None:
                break  # never closed: then none further down is closed either
            last = shown[end].strip()[len(opening) if end == place else 0 :]
            if last.endswith(closing) and last.count(closing) == 1:
                ledger.take(range(place + 1, end + 2), "comment")
                shown[place : end + 1] = [""] * (end + 1 - place)
                place = end
            place += 1
    return shown


def closing_line(lines: Sequence[str], start: int, opening: str, closing: str) -> int | None:
    """The 0-based line that closes what opens on a line, in any case of letters; None when nothing does."""
    place, begin = start, lines[start].lower().index(opening) + len(opening)
    while lines[place].lower().find(closing, begin) < 0:
        place, begin = place + 1, 0
        if place == len(lines):
            return None
    return place
