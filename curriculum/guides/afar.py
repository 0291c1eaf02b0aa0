"""Weeks printed by a crew on other machines, where those set pages as this one does."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from curriculum.crew.crew import Crew
from curriculum.guides import compose, guide, pdf
from curriculum.guides.compose import Made, Press
from curriculum.guides.pages import WeekPages
from curriculum.guides.series import Series
from curriculum.guides.workers import Said

SECONDS = 4.0
"""That one core takes for a week, roughly."""
_ALONE = Lock()
"""WeasyPrint's warnings and the environment are a whole process's: one week at a time."""


class _Shared(NamedTuple):
    """What the jobs of all weeks share."""

    press: Press
    specimen: str
    """What a specimen becomes here: where it becomes something else, pages have other bytes."""

    @property
    def is_here(self) -> bool:
        """Whether this process sets pages as the one that asks."""
        return specimen(guide.styles(self.press.format)) == self.specimen


class _Due(NamedTuple):
    """A week whose file is to be made."""

    week: WeekPages
    standing: Mapping[str, str]
    identifier: str
    path: str


_LETTERS = "Sphinx of black quartz, judge my vow: 0123456789 – “fi, fl, AV, Té” — extraordinarily, " * 4
_SPECIMEN = f"<h1>{_LETTERS}</h1><p>{_LETTERS}<b>{_LETTERS}</b><i>{_LETTERS}</i></p><ol><li>{_LETTERS}</ol>"
"""A page that shows what sets it, to the version of each library."""


@cache
def specimen(styles: str) -> str:
    """SHA-256 of the specimen with these styles, as it is set here.

    Raises:
        CurriculumError: a native library is missing.
    """
    with _ALONE:
        page = pdf.lay_out(f"<html lang='en'><style>{styles}</style><body>{_SPECIMEN}</body></html>")
        data, _ = pdf.written(page, "specimen.pdf")
    return hashlib.sha256(data).hexdigest()


def _announced(shared: _Shared, week: WeekPages) -> dict[str, str] | None:
    """Where a week's points will stand; None where pages are set otherwise."""
    if not shared.is_here:
        return None
    with _ALONE:
        return compose.announce(shared.press, week)


def _made(shared: _Shared, due: _Due) -> Made | None:
    """A week's file; None where pages are set otherwise."""
    if not shared.is_here:
        return None
    with _ALONE:
        return compose.make(shared.press, due.week, due.standing, due.identifier, due.path)


def print_by(crew: Crew, series: Series) -> Iterator[str]:
    """Have the weeks printed that are to be, in two rounds: where their points will stand, then the files.

    Gives the names of the files that are there. What cannot be printed there, or has to be once more, is left
    to be printed here; so are all weeks that need this machine's fonts, or templates that lie here.

    Raises:
        CurriculumError: a template has a mistake, or the cluster is lost.
        OSError: a file could not be written.
    """
    if series.press.machine or series.press.format.templates:
        return
    shared = _Shared(series.press, specimen(guide.styles(series.press.format)))
    names = series.new
    weeks = [series.week(name) for name in names]
    for name, stands in zip(names, crew.map(_announced, shared, weeks, SECONDS * len(weeks)), strict=True):
        if stands is None:
            return
        series.expect(name, stands)
    due = {
        name: _Due(series.week(name), standing, mark, str(series.folder / name))
        for name, standing, mark in series.due()
    }
    seconds = SECONDS * len(due)
    for name, made in zip(due, crew.map(_made, shared, due.values(), seconds), strict=True):
        if made is None:
            return
        pdf.put(made.data, Path(due[name].path))
        series.hear(Said(name, made._replace(data=b""), ended=True))
        yield name
