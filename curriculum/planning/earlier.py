"""Earlier outlines: where other curricula have their episodes, so that none of them is planned twice."""

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from curriculum import settings
from curriculum.letters import clean
from curriculum.planning import episode_marks, outline_file
from curriculum.planning.episode_marks import AGAIN
from curriculum.planning.outline import MARKS, Mark, Outline, Studied
from curriculum.planning.outline_faults import day_of
from curriculum.planning.renamed import Shipped, free, marks_in, renamed
from curriculum.planning.wish import Wish
from curriculum.problems import CurriculumError, Problem
from curriculum.reading.library import Library
from curriculum.value import Value

_KIND = "earlier-outline"
Told = TypeVar("Told")
_MOST_WEEKS = 10_000
"""Weeks that no outline has."""
_LONGEST = 80
"""Letters of a title that stands in a sentence of ours."""
_MEND = "Mend the file, or move it away; until then its episodes count as new."
_NAME = "Name an outline.toml whose weeks have start and end, or leave --after away."


class Stay(Value):
    """A week of another outline, and the ids of its episodes."""

    number: int
    """As its outline says, else its place there."""
    start: dt.date
    """Its first day; of a week without one, that of the week before."""
    episodes: tuple[str, ...]


class Other(Value):
    """Another outline, as far as it can be read."""

    title: str
    path: str
    """Its file, as a sentence names it."""
    folder: str
    """Name of the curriculum's folder in which it lies; "" for one that the person named."""
    start: dt.date
    """Its first day; the first of all days for one without dates."""
    weeks: tuple[Stay, ...]
    """None without dates: nobody knows when they were."""
    marks: Mapping[str, Mark] = {}
    """Episode id → the person's mark on it."""
    texts: tuple[str, ...] = ()
    """What it remembers of its episodes (``renamed.text_marks``)."""

    def under(self, names: Mapping[str, str]) -> "Other":
        """With other ids, old → new, of its episodes."""
        weeks = (
            week.model_copy(update={"episodes": tuple(names.get(id, id) for id in week.episodes)})
            for week in self.weeks
        )
        return self.model_copy(update={"weeks": tuple(weeks), "marks": _under(self.marks, names)})

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all its episodes."""
        return frozenset(id for week in self.weeks for id in week.episodes)


class Earlier(Value):
    """All that other outlines have, and what the person told of episodes."""

    outlines: tuple[Other, ...] = ()
    """By their first days."""
    marked: Mapping[str, Mark] = {}
    """Episode id → its mark beside the notes, which wins over those in outlines."""
    again: Mapping[str, int] = {}
    """Episode id → how often it is to be planned again, where more than once."""
    own: tuple[str, ...] = ()
    """Ids, sorted, that are marked as done and that the outline has which is made again: it keeps them."""
    problems: tuple[Problem, ...] = ()
    """Files that are no outline, and marks on no episode."""
    renamed: Mapping[str, str] = {}
    """Id that an outline or a mark still has → the id of today, which stands in its place here."""

    def besides(self, folder: str) -> "Earlier":
        """Without the outline that lies in a folder of that name: it is the one that is made again."""
        own = f"/{folder}/{outline_file.NAME}"
        ours = [one for one in self.outlines if one.folder == folder]
        done = {id for id, mark in self.marks().items() if mark == "done"}
        return Earlier(
            outlines=tuple(one for one in self.outlines if one.folder != folder),
            marked=self.marked,
            again=self.again,
            own=tuple(sorted({*self.own, *(id for one in ours for id in done & one.ids)})),
            problems=tuple(one for one in self.problems if not f"/{one.path}".endswith(own)),
            renamed=self.renamed,
        )

    def having(self) -> dict[str, Other]:
        """Episode id → the first outline that has it; without those that are to be planned anew."""
        marks = self.marks()
        last_first = ((id, one) for one in reversed(self.outlines) for id in one.ids)
        return {id: one for id, one in last_first if marks.get(id) != AGAIN}

    def marks(self) -> dict[str, Mark]:
        """Episode id → the person's mark; of outlines, that of the last with it, which heeded the others.

        Who was planned again as often as was asked for has that mark no longer.
        """
        found: dict[str, Mark] = {}
        for one in self.outlines:
            found = {id: mark for id, mark in found.items() if id not in one.ids} | dict(one.marks)
        return found | {id: mark for id, mark in self.marked.items() if mark != AGAIN or self._waits(id)}

    def times(self, id: str) -> int:
        """How many outlines have an episode."""
        return sum(id in one.ids for one in self.outlines)

    def _waits(self, id: str) -> bool:
        """Whether an episode that is to be planned again has not been so yet: it was planned once before."""
        return self.times(id) <= self.again.get(id, 1)

    def studied(self, first: dt.date | None) -> tuple[Studied, ...]:
        """What is marked as done, and what weeks that began before a day had, each episode where it was last;
        the earliest first."""
        marks = self.marks()
        found = {id: Studied(id=id) for id in sorted(marks) if marks[id] == "done"}
        weeks = [
            (week.start, one.path, week.number, one, week) for one in self.outlines for week in one.weeks
        ]
        for start, _, number, one, week in sorted(weeks, key=lambda found: found[:3]):
            for id in week.episodes if first and start < first else ():
                found.pop(id, None)  # to stand in the place of its last week
                found[id] = Studied(id=id, outline=one.title, week=number)
        return tuple(one for one in found.values() if marks.get(one.id) != "skip")

    def placing(self, outline: Outline) -> Outline:
        """The outline with where its old episodes are in the others now; what none of them has stays."""
        first = min((week.start for week in outline.weeks if week.start), default=None)
        now = {one.id: one for one in self.studied(first) if one.outline}
        there = tuple(now.get(one.id, one) for one in outline.earlier)
        known = {one.id for one in there}
        recalled = (id for week in outline.weeks for id in week.recalls if not outline.week_of(id))
        more = tuple(now[id] for id in dict.fromkeys(recalled) if id in now and id not in known)
        return outline.model_copy(update={"earlier": (*there, *more)})


NONE = Earlier()
"""Nothing was planned before."""


def matters(wish: Wish) -> bool:
    """Whether other outlines matter for a wish: it says when, names no themes, and wants not ``all``."""
    return bool(wish.month or wish.start) and not wish.themes and not wish.all


def known(
    wish: Wish,
    outline: Path | None,
    output: Path,
    after: Iterable[Path],
    folder: Path,
    library: Library,
    shipped: Shipped = dict,
) -> Earlier:
    """What matters for the wish, or for an outline that may lack episodes: of other outlines, as ``read_for``
    gives it, and of the marks in the notes' folder. Episodes under another title have their ids of today.

    Raises CurriculumError when the marks cannot be read.
    """
    found = read_for(wish, outline, output, after)
    marks = episode_marks.read(folder)
    there = {id for one in found.outlines for id in one.ids}
    named = there.union(marks.of, *(one.marks for one in found.outlines))
    texts = [mark for one in found.outlines for mark in one.texts]
    # what stands in an outline under an id of its own is not what another outline has lost
    names = free(renamed(named, texts, library, shipped), there)
    marks = marks._replace(of=_under(marks.of, names))
    return Earlier(
        outlines=tuple(one.under(names) for one in found.outlines),
        marked=marks.of,
        again=_under(marks.again, names),
        problems=(*found.problems, *_told(found.outlines, names, library), *marks.unknown(library)),
        renamed=names,
    )


def _under(marks: Mapping[str, Told], names: Mapping[str, str]) -> dict[str, Told]:
    """What is told of episodes under other ids; what is there under the new id already wins."""
    old = {names[id]: mark for id, mark in marks.items() if id in names}
    return old | {id: mark for id, mark in marks.items() if id not in names}


def _told(outlines: Iterable[Other], names: Mapping[str, str], library: Library) -> Iterator[Problem]:
    """One warning for each outline that has episodes under ids of before."""
    for one in outlines:
        old = sorted(one.ids & names.keys())
        if not old:
            continue
        more = f" and {len(old) - 1:,} more" if len(old) > 1 else ""
        now, it = library.episode(names[old[0]]).title, "they are" if more else "it is"
        said = f"{one.title} has “{_line(now)}”{more} under the title of before; {it} not planned again."
        remedy = f"`curriculum plan --update {one.path}` writes what {it} called today."
        yield Problem(path=one.path, kind=_KIND, message=said, remedy=remedy)


def read_for(wish: Wish, outline: Path | None, output: Path, after: Iterable[Path] = ()) -> Earlier:
    """What ``read`` gives, where it matters: for the wish, or for an outline; else the marks alone."""
    found = read(output, after)
    if outline or matters(wish):
        return found
    alone = (one.model_copy(update={"weeks": ()}) for one in found.outlines if one.marks)
    return Earlier(outlines=tuple(alone))


def files(output: Path, after: Iterable[Path] = ()) -> Mapping[Path, str]:
    """Outline files, each with the name of its folder below ``output``, "" for those of ``after``."""
    try:
        # a hidden folder is one that a killed build has not published
        there = sorted(output.glob(f"[!.]*/{outline_file.NAME}"))
    except OSError:
        there = []
    known = {os.path.realpath(path) for path in there}
    named = (path for path in after if os.path.realpath(path) not in known)
    return {**{path: path.parent.name for path in there}, **dict.fromkeys(named, "")}


def read(output: Path, after: Iterable[Path] = ()) -> Earlier:
    """What the outlines with dates have that lie below ``output`` or were named by the person.

    One without dates counts for nothing, for nobody knows when it was, nor does one of chosen themes. What is
    no outline is a problem, and stops nothing.
    """
    outlines: list[Other] = []
    problems: list[Problem] = []
    for path, folder in files(output, after).items():
        try:
            found = settings.read(path, _KIND, "The outline", _MEND)
        except CurriculumError as error:
            problems += (one.model_copy(update={"severity": "warning"}) for one in error.problems)
            continue
        # a theme's curriculum stands beside the months and takes no episode from them, unless it is named
        is_month = found is not None and (not folder or not found.values.get("themes"))
        weeks = tuple(_weeks(found.values)) if found and is_month else ()
        marks = _marks(found.values) if found else {}
        if found and (weeks or marks):
            title = _line(found.values.get("title")) or folder or path.stem
            named = _line(path.as_posix(), 1000)
            start = weeks[0].start if weeks else dt.date.min
            texts = tuple(mark for week in _tables(found.values) for mark in marks_in(week))
            other = Other(
                title=title, path=named, folder=folder, start=start, weeks=weeks, marks=marks, texts=texts
            )
            outlines.append(other)
        elif found is None or not folder:
            said = "The outline has no dates." if found else "There is no such outline."
            problems.append(Problem(path=path.as_posix(), kind=_KIND, message=said, remedy=_NAME))
        elif is_month and not _tables(found.values):
            said = "The outline has no week."
            problems.append(Problem(path=path.as_posix(), kind=_KIND, message=said, remedy=_MEND))
    outlines.sort(key=lambda one: (one.start, one.path))
    return Earlier(outlines=tuple(outlines), problems=tuple(problems))


def _tables(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The weeks of an outline that may be anything."""
    weeks = document.get("week")
    return [week for week in weeks if isinstance(week, dict)] if isinstance(weeks, list) else []


def _weeks(document: Mapping[str, Any]) -> Iterator[Stay]:
    """The weeks from the first on that has a day."""
    start: dt.date | None = None
    for place, week in enumerate(_tables(document), start=1):
        start = day_of(week.get("start")) or start
        if start:
            said = week.get("number")
            number = said if type(said) is int and 0 < said < _MOST_WEEKS else place
            yield Stay(number=number, start=start, episodes=tuple(_ids(week.get("episodes"))))


def _marks(document: Mapping[str, Any]) -> dict[str, Mark]:
    """The marks on episodes of its weeks and on those that it leaves out."""
    lists = [*(week.get("episodes") for week in _tables(document)), document.get("left_out")]
    entries = [one for each in lists if isinstance(each, list) for one in each if isinstance(one, dict)]
    return {
        one["id"]: mark
        for one in entries
        for mark in MARKS
        if isinstance(one.get("id"), str) and one.get("mark") == mark
    }


def _ids(placed: object) -> Iterator[str]:
    for one in placed if isinstance(placed, list) else ():
        id = one.get("id") if isinstance(one, dict) else None
        if isinstance(id, str):
            yield id


def _line(text: object, most: int = _LONGEST) -> str:
    """A text on one line, cut short; "" for what is no text."""
    line = " ".join(outline_file.comment(clean(text)).split()) if isinstance(text, str) else ""
    line = line.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
