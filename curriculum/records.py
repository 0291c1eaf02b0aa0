"""A file of ours with one record a line, as JSON, that merges in version control."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import ValidationError

from curriculum import opening
from curriculum.misfit import in_words
from curriculum.problems import CurriculumError, Problem
from curriculum.value import Value

_Record = TypeVar("_Record", bound=Value)

_OURS, _BASE, _THEIRS, _END = "<<<<<<<", "|||||||", "=======", ">>>>>>>"
_SIDES = {
    _OURS: "{} of one side",
    _BASE: "{} of what both sides began from",
    _THEIRS: "{} of the other side",
}


class Said(NamedTuple):
    """How the problems of such a file are told."""

    kind: str
    """Of the problems: ``lock``."""
    name: str
    """The file, as the first words of a sentence: "The lock"."""
    no_record: str
    """What a line that holds no record is: "not a shipped card"."""
    both: str
    """What becomes of two lines of one record, as a sentence that goes on."""
    remedy: str


def read(path: Path, record: type[_Record], said: Said) -> Mapping[int, _Record]:
    """The records in a file by the number of their line; none when there is no file.

    Raises:
        CurriculumError: the file cannot be read, a line is no record, or a merge is unfinished. Every bad
            line is named.
    """
    if not opening.is_there(path):
        return {}
    try:
        text = opening.read_text(path, opening.LARGEST_OF_OURS)
    except OSError as error:
        why = f"{said.name} cannot be read: {opening.why(error)}."
        raise CurriculumError.of(said.kind, why, said.remedy, path.as_posix()) from error
    lines = text.split("\n")
    problems = list(_conflicts(lines, path.as_posix(), said))
    found: dict[int, _Record] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or _is_mark(line):
            continue
        try:
            found[number] = record.model_validate_json(line)
        except ValidationError as error:
            problems.append(_fault(error, path, number, said))
    if problems:
        raise CurriculumError(sorted(problems, key=lambda problem: problem.line))
    return found


def _fault(error: ValidationError, path: Path, line: int, said: Said) -> Problem:
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"])
    broken = first["type"] == "json_invalid"
    why = "it is no JSON object" if broken else f"field {name or '?'}: {in_words(first)}"
    return Problem(
        path=path.as_posix(),
        line=line,
        kind=said.kind,
        message=f"The line is {said.no_record}: {why}.",
        remedy=said.remedy,
        severity="error",
    )


def _is_mark(line: str) -> bool:
    """Whether a line is one of those by which version control marks a conflict."""
    return line[:7] in (_OURS, _BASE, _THEIRS, _END)


def _conflicts(lines: Sequence[str], path: str, said: Said) -> Iterator[Problem]:
    """A problem for each conflict of a merge that nobody finished, with the lines to choose from."""
    block: list[int] = []
    for number, line in enumerate(lines, start=1):
        if not _is_mark(line):
            continue
        if line[:7] == _OURS and block:
            yield _unfinished(block, lines, path, said)
            block = []
        block.append(number)
        if line[:7] == _END:
            yield _unfinished(block, lines, path, said)
            block = []
    if block:
        yield _unfinished(block, lines, path, said)


def _unfinished(marks: Sequence[int], lines: Sequence[str], path: str, said: Said) -> Problem:
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
        kind=said.kind,
        message=f"A merge is unfinished here{found}.",
        remedy=f"Delete {_listed(sorted(out))}, keep the cards of both sides: {said.both} "
        "To keep one side only, delete the lines of the other too.",
        severity="error",
    )


def _span(first: int, last: int) -> str:
    return f"line {first}" if first == last else f"lines {first} to {last}"


def _listed(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"line {numbers[0]}"
    return f"the lines {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
