"""What a merge leaves in a file of lines: marks of a conflict that nobody finished."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from curriculum.problems import Problem

_OURS, _BASE, _THEIRS, _END = "<<<<<<<", "|||||||", "=======", ">>>>>>>"
_SIDES = {
    _OURS: "{} of one side",
    _BASE: "{} of what both sides began from",
    _THEIRS: "{} of the other side",
}


def is_mark(line: str) -> bool:
    """Whether a line is one of those by which version control marks a conflict."""
    return line[:7] in (_OURS, _BASE, _THEIRS, _END)


def conflicts(lines: Sequence[str], path: str, kind: str, both: str) -> Iterator[Problem]:
    """A problem for each conflict of a merge that nobody finished, with the lines to choose from.

    ``kind`` is the problem's; ``both`` says how to keep what both sides have.
    """
    block: list[int] = []
    for number, line in enumerate(lines, start=1):
        if not is_mark(line):
            continue
        if line[:7] == _OURS and block:
            yield _unfinished(block, lines, path, kind, both)
            block = []
        block.append(number)
        if line[:7] == _END:
            yield _unfinished(block, lines, path, kind, both)
            block = []
    if block:
        yield _unfinished(block, lines, path, kind, both)


def _unfinished(marks: Sequence[int], lines: Sequence[str], path: str, kind: str, both: str) -> Problem:
    sides, out = [], list(marks)
    for mark, following in pairwise(marks):
        if following - mark == 1:
            continue
        mark_of = lines[mark - 1][:7]
        sides.append(_SIDES.get(mark_of, "{} after a mark").format(_span(mark + 1, following - 1)))
        if mark_of == _BASE:
            out += range(mark + 1, following)
    found = f": {', '.join(sides)}" if sides else ""
    return Problem(
        path=path,
        line=marks[0],
        kind=kind,
        message=f"A merge is unfinished here{found}.",
        remedy=f"Delete {_listed(sorted(out))}, keep the cards of both sides: {both} "
        "To keep one side only, delete the lines of the other too.",
        severity="error",
    )


def _span(first: int, last: int) -> str:
    return f"line {first}" if first == last else f"lines {first} to {last}"


def _listed(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"line {numbers[0]}"
    return f"the lines {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
