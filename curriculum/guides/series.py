"""The weeks of a course printed side by side, each told where the points of the weeks before it stand.

A week is printed when its file is not there, or was made of something else. Its identifier says of what: one
half of what its own pages show, the other of what they say of earlier weeks. So a week whose own pages are
new begins at once; one that only names pages of others waits until those are known, and mostly stays.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from curriculum.guides import compose, guide, joined, pdf
from curriculum.guides.compose import Made, Press, Unknown, Untold
from curriculum.guides.guide import Course
from curriculum.guides.pages import Part, WeekPages
from curriculum.guides.paper import Format
from curriculum.guides.workers import Said, Task, Workers
from curriculum.problems import Problem

HALF = 16
"""Hexadecimal digits of each half of an identifier."""


class Shown(NamedTuple):
    """All that is printed of a week, as HTML, but for its styles and the numbers of its pages."""

    parts: tuple[str, ...]
    asking: tuple[Part, ...]
    """Those parts that name pages of earlier weeks."""


class Planned(NamedTuple):
    """A week to be printed."""

    pages: WeekPages
    name: str
    """Of its file."""
    own: str
    """The fingerprint of what it shows."""
    asking: tuple[Part, ...]
    """As in ``Shown``."""
    there: str
    """The identifier of the file that an earlier build made, "" without one."""


def show(course: Course, week: WeekPages, format: Format) -> Shown:
    """What is printed of a week.

    Raises:
        CurriculumError: a template has a mistake.
    """
    parts, asking = [], []
    for part in (week.opening, *week.parts):
        untold = Untold()
        parts.append(guide.render_part(course, week, part, 1, Unknown("?"), untold, format))
        if untold.asked:
            asking.append(part)
    return Shown(tuple(parts), tuple(asking))


def _task(press: Press, week: WeekPages, path: Path) -> Task:
    """Print a week: says where its points will stand, is told what ``compose.make`` takes."""
    begun = compose.begin(press, week)
    standing, identifier = yield begun.stands
    made = compose.finish(press, week, begun, standing, identifier, str(path))
    pdf.put(made.data, path)
    return made._replace(data=b"")


class Series:
    """Weeks, and how far their printing is."""

    def __init__(self, press: Press, weeks: Sequence[Planned], folder: Path, previous: Path | None) -> None:
        """The files go into ``folder``; those of an earlier build are in ``previous``."""
        self._press, self._weeks, self._folder, self._previous = press, weeks, folder, previous
        self._places = {week.name: place for place, week in enumerate(weeks)}
        self._marks = [week.there for week in weeks]
        self._stands: dict[int, Mapping[str, str]] = {}
        """Place of a week → where its points stand, or will."""
        self._made: dict[int, Made] = {}
        self._running: dict[int, bool] = {}
        """Place of a week that is being printed → whether it waits to be told of earlier ones."""
        self._next = 0

    @property
    def press(self) -> Press:
        """What they are laid out with."""
        return self._press

    @property
    def folder(self) -> Path:
        """Where the files go."""
        return self._folder

    def week(self, name: str) -> WeekPages:
        """The week of a file."""
        return self._weeks[self._places[name]].pages

    def __contains__(self, name: str) -> bool:
        """Whether a file is one of its weeks'."""
        return name in self._places

    @property
    def kept(self) -> set[str]:
        """Names of those files that were not printed."""
        return {week.name for place, week in enumerate(self._weeks) if place not in self._made}

    @property
    def files(self) -> list[Path]:
        """Where the file of each week is: printed, or that of the earlier build."""
        return [self._file(place) for place in range(len(self._weeks))]

    @property
    def problems(self) -> Mapping[str, tuple[Problem, ...]]:
        """Name of a file → its problems."""
        return {self._weeks[place].name: made.problems for place, made in self._made.items()}

    @property
    def numbers(self) -> dict[str, str]:
        """Anchor → the number of its page, of all weeks."""
        found: dict[str, str] = {}
        for place in range(len(self._weeks)):
            found |= self._numbers(place)
        return found

    def start(self, workers: Workers) -> Iterator[str]:
        """Answer the weeks that wait, as far as is known, and start as many as there are free workers; gives
        the names of those that start."""
        for place in [place for place, waits in self._running.items() if waits]:
            self._answer(workers, place)
        while self._next < len(self._weeks) and workers.free:
            stays = self._stays(self._next)
            if stays is None:
                return
            if not stays:
                week = self._weeks[self._next]
                self._running[self._next] = False
                workers.start(week.name, _task(self._press, week.pages, self._folder / week.name))
                yield week.name
            self._next += 1

    @property
    def new(self) -> list[str]:
        """Names of the files whose own pages are new."""
        return [week.name for week in self._weeks if week.there[:HALF] != week.own[:HALF]]

    def expect(self, name: str, stands: Mapping[str, str]) -> None:
        """Take note of where the points of a week will stand that is printed elsewhere."""
        self._stands[self._places[name]] = stands

    def due(self) -> list[tuple[str, Mapping[str, str], str]]:
        """What is to be printed now that all who will be new have told where their points will stand.

        The name of each file, where the points of earlier weeks stand, and its identifier.
        """
        found = []
        for place, week in enumerate(self._weeks):
            standing, mark = self._standing(place), self._mark(place)
            if standing is not None and mark is not None and mark != week.there:
                self._marks[place] = mark
                found.append((week.name, standing, mark))
        return found

    def hear(self, said: Said) -> None:
        """Take note of what a week said: where its points will stand, then that it is printed."""
        place = self._places[said.name]
        if not said.ended:
            self._running[place] = True
            self._stands.setdefault(place, said.what)
            return
        self._running.pop(place, None)
        made: Made = said.what
        self._made[place] = made
        stands = compose.stands(self._weeks[place].pages, made.numbers)
        if stands != self._stands[place]:  # weeks after it may have been told otherwise
            self._next = min(self._next, place + 1)
        self._stands[place] = stands

    def _answer(self, workers: Workers, place: int) -> None:
        """Tell a week that waits where the points of earlier ones stand, when that is known."""
        standing, mark = self._standing(place), self._mark(place)
        if standing is not None and mark is not None:
            self._running[place] = False
            self._marks[place] = mark
            workers.answer(self._weeks[place].name, (standing, mark))

    def _stays(self, place: int) -> bool | None:
        """Whether the file of a week is as it should be; None when it is not known yet."""
        week = self._weeks[place]
        if place in self._running:
            return None
        if self._marks[place][:HALF] != week.own[:HALF]:
            return False
        if not self._made and not self._running:  # nor was anything before it printed
            return True
        mark = self._mark(place)
        return None if mark is None else mark == self._marks[place]

    def _mark(self, place: int) -> str | None:
        """The identifier that a week's file should have; None when it is not known yet."""
        week, standing = self._weeks[place], self._standing(place)
        if standing is None:
            return None
        course, format = self._press.course, self._press.format
        told = [
            guide.render_part(course, week.pages, part, 1, Unknown("?"), standing, format)
            for part in week.asking
        ]
        digest = hashlib.sha256("\n".join(told).encode("utf-8", "surrogatepass")).hexdigest()
        return week.own[:HALF] + digest[:HALF]

    def _standing(self, place: int) -> Mapping[str, str] | None:
        """Where the points of all weeks before one stand, if it asks; None when it is not known yet."""
        found: dict[str, str] = {}
        for before in range(place) if self._weeks[place].asking else ():
            if before not in self._stands:
                if before in self._running:
                    return None
                self._stands[before] = compose.stands(self._weeks[before].pages, self._numbers(before))
            found |= self._stands[before]
        return found

    def _numbers(self, place: int) -> Mapping[str, str]:
        """The numbers of a week that is printed, or stays."""
        if place in self._made:
            return self._made[place].numbers
        week = self._weeks[place]
        prefix = guide.prefix_of(self._press.course.outline, week.pages.week)
        return compose.in_week(week.pages, joined.anchors(self._file(place)), prefix)

    def _file(self, place: int) -> Path:
        folder = self._folder if place in self._made else self._previous
        assert folder
        return folder / self._weeks[place].name
