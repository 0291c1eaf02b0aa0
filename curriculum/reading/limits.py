"""Limits: what no notes reach. What lies beyond is left out and named, so that no file can take hours."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from curriculum.problems import Problem
from curriculum.reading.ledger import Ledger

LONGEST_LINE = 100_000
"""Characters. The longest line in the notes we know has 5,186."""
LONGEST_TITLE = 300
"""Characters. The longest title in the notes we know has 144."""
DEEPEST = 30
"""Lists and block quotes inside one another. The deepest in the notes we know are 3."""
LEFT_OUT = "left out"
"""What a line beyond a limit is accounted as."""

_OPENING = re.compile(r"(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$)))*[ \t]*")
"""The marks of lists and quotes that a line starts with."""
_ITEM = re.compile(r"[-*+]|\d+[.)]")
_RULE = re.compile(r"[ \t]*([-*_])(?:[ \t]*\1)+[ \t]*")


def within_limits(lines: Sequence[str], ledger: Ledger, path: str) -> tuple[list[str], list[Problem]]:
    """The lines, those beyond a limit made blank, and a problem for each of these or each run of them."""
    long = [place for place, line in enumerate(lines) if len(line) > LONGEST_LINE]
    deep = list(_too_deep(["" if len(line) > LONGEST_LINE else line for line in lines]))
    shown = list(lines)
    for place in (*long, *deep):
        ledger.take((place + 1,), LEFT_OUT)
        shown[place] = ""
    problems = [_long_problem(path, place + 1, len(lines[place])) for place in long]
    return shown, [*problems, *_deep_problems(path, deep)]


def _too_deep(lines: Sequence[str]) -> Iterator[int]:
    """The 0-based lines that stand in more lists and quotes than may be."""
    inside: list[int] = []  # the columns at which the text of the open list items starts
    for place, line in enumerate(lines):
        opening = _OPENING.match(line) if line else None
        marks = opening.group().expandtabs(4) if opening else ""
        if not line or not (marks or inside):
            continue
        items = list(_ITEM.finditer(marks))
        if len(items) > 2 and _RULE.fullmatch(line):
            continue
        start = items[0].start() if items else len(marks)
        while inside and inside[-1] > start:
            inside.pop()
        inside.extend(item.end() + 1 for item in items)
        if marks.count(">") + len(inside) > DEEPEST:
            yield place


def _long_problem(path: str, line: int, length: int) -> Problem:
    return Problem(
        path=path,
        line=line,
        kind="too-long",
        message=f"This line of {length:,} characters was left out: a line may have {LONGEST_LINE:,}.",
        remedy="Break it into paragraphs or points of their own.",
    )


def _deep_problems(path: str, places: Sequence[int]) -> Iterator[Problem]:
    """A problem for each run of lines that stand too deep."""
    for _, run in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
        first, *others = (place + 1 for _, place in run)
        lines = f"Lines {first} to {others[-1]} were" if others else "This line was"
        yield Problem(
            path=path,
            line=first,
            kind="too-deep",
            message=f"{lines} left out: lists and quotes may stand {DEEPEST} deep in one another.",
            remedy="Move what stands so deep further out, or under a heading of its own.",
        )
