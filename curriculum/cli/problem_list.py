"""Problems as a person is told them: each with its place, what they share said once."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from curriculum.cli.console import say
from curriculum.count import several

if TYPE_CHECKING:
    from curriculum.problems import Problem

KINDS = {
    "exclude": ("glob that left nothing out", "globs that left nothing out"),
    "unreadable": ("file that could not be read", "files that could not be read"),
    "no-episode": ("file without an episode", "files without an episode"),
    "encoding": ("file in another encoding than UTF-8", "files in another encoding than UTF-8"),
    "front-matter": ("line of front matter that is no YAML", "lines of front matter that are no YAML"),
    "unread": ("line that was not understood", "lines that were not understood"),
    "too-long": ("line or title longer than it may be", "lines and titles longer than they may be"),
    "too-deep": ("place nested deeper than it may be", "places nested deeper than they may be"),
    "split": ("file that may hold one episode or several", "files that may hold one episode or several"),
    "title": ("episode without a title", "episodes without a title"),
    "show": ("episode whose show is not known", "episodes whose show is not known"),
    "no-points": ("episode without key points", "episodes without key points"),
    "empty-point": ("point without text", "points without text"),
    "duplicate": ("episode that is noted twice", "episodes that are noted twice"),
    "name": ("name spelt in more than one way", "names spelt in more than one way"),
    "correction": ("correction that fitted nothing", "corrections that fitted nothing"),
    "language": (
        "remark on episodes in other languages than English",
        "remarks on episodes in other languages than English",
    ),
    "glyph": ("file with characters that no font has", "files with characters that no font has"),
}
"""Kind of problem in reading → what one and what several are called, in the order they are shown."""
BESIDE = {
    "earlier-outline": ("outline that does not count", "outlines that do not count"),
    "episode-marks": ("mark on no episode", "marks on no episode"),
    "not-in-outline": ("episode that is not in the outline", "episodes that are not in the outline"),
}
"""The same of problems beside the notes, which no command lists in full."""
_QUOTED = re.compile("“[^”]*”")
_LINES = 8
"""Lines of one file that are named."""
_PLACES = 12
"""Places of one kind that are named of those beside the notes."""


def tally(problems: Iterable["Problem"]) -> list[str]:
    """How many of each kind: "2 names spelt in more than one way", "1 point without text"."""
    counted = Counter(problem.kind for problem in problems)
    return [several(counted[kind], *words) for kind, words in KINDS.items() if counted[kind]]


def by_kind(problem: "Problem") -> tuple[int, str, int]:
    """Where a problem stands among those of reading."""
    place = list(KINDS).index(problem.kind) if problem.kind in KINDS else len(KINDS)
    return place, problem.path, problem.line


def show_problems(problems: Iterable["Problem"], limit: int | None = None, places: int | None = None) -> None:
    """Every problem on standard error as ``path:line: severity: message`` and its remedy.

    A remedy that several of one kind share is said once, and so is a message that differs in its
    quotations alone: then their places are listed, of one kind at most ``places``, where ``--json`` has all.
    """
    shown = list(problems)
    for (kind, severity, remedy), group in groupby(shown[:limit], _shared):
        found = list(group)
        words = KINDS.get(kind) or BESIDE.get(kind)
        if len(found) == 1 or not words:
            for problem in found:
                _say_one(problem)
            continue
        say(f"{severity}: {several(len(found), *words)}:")
        most = _PLACES if kind in BESIDE else places
        alike = kind in KINDS and len({_QUOTED.sub("", problem.message) for problem in found}) == 1
        if alike and all(problem.path for problem in found):
            for path, here in groupby(found[:most], lambda problem: problem.path):
                _say_places(path, [problem.line for problem in here])
        else:
            for problem in found[:most]:
                place = f"{problem.place}: " if problem.place else ""
                say(f"  {place}{problem.message}", problem.place, problem.path)
        if more := len(found[most:]) if most is not None else 0:
            say(f"  … and {more:,} more{': --json lists them all.' if most == places else ''}")
        say(f"    {remedy}")
    if limit is not None and len(shown) > limit:
        say(f"… and {len(shown) - limit} more: run `curriculum read` to see them all.")


def _shared(problem: "Problem") -> tuple[str, str, str]:
    """What problems have in common that are told together."""
    return problem.kind, problem.severity, problem.remedy


def _say_one(problem: "Problem") -> None:
    place = f"{problem.place}: " if problem.place else ""
    say(f"{place}{problem.severity}: {problem.message}", place.rstrip(), problem.path)
    say(f"    {problem.remedy}")


def _say_places(path: str, lines: Sequence[int]) -> None:
    """A file, as ``path:line`` where a terminal makes a link of it, and its other lines."""
    numbers = [str(line) for line in lines[:_LINES] if line]
    more = f" and {len(lines) - _LINES} more" if len(lines) > _LINES else ""
    place = f"{path}:{numbers[0]}" if numbers else path
    say(f"  {', '.join([place, *numbers[1:]])}{more}", place)
