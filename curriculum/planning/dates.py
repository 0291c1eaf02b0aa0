"""The days of a curriculum's weeks."""

import calendar
import datetime as dt

from curriculum.count import several
from curriculum.planning.outline import EARLIEST, LATEST
from curriculum.planning.wish import Wish
from curriculum.problems import CurriculumError

WEEK = dt.timedelta(days=7)


def mondays(month: str) -> tuple[dt.date, ...]:
    """The Mondays of a month written ``YYYY-MM``: the weeks that belong to it."""
    first = dt.date.fromisoformat(f"{month}-01")
    last = calendar.monthrange(first.year, first.month)[1]
    return tuple(first.replace(day=day) for day in range(1 + -first.weekday() % 7, last + 1, 7))


def first(wish: Wish) -> dt.date | None:
    """The first day that a wish names; None when it names none."""
    return mondays(wish.month)[0] if wish.month else wish.start


def days(wish: Wish, weeks: int) -> tuple[tuple[dt.date, dt.date] | tuple[None, None], ...]:
    """First and last day of each of so many weeks; None, None when the wish names no date."""
    start = first(wish)
    if start is None:
        return ((None, None),) * weeks
    if start < EARLIEST:
        raise CurriculumError.of(
            "dates", f"{start} lies before the year {EARLIEST.year}.", "Choose a later start."
        )
    if (LATEST - start).days < 7 * weeks - 1:
        message = f"{several(weeks, 'week')} from {start} and their reviews go past the year {dt.MAXYEAR}."
        raise CurriculumError.of("dates", message, "Choose an earlier start.")
    return tuple(
        (start + WEEK * number, start + WEEK * number + dt.timedelta(days=6)) for number in range(weeks)
    )


def month_name(month: str) -> str:
    """``2024-05`` as "May 2024"."""
    first = dt.date.fromisoformat(f"{month}-01")
    return f"{MONTHS[first.month - 1]} {first.year}"


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""In English, whatever the machine's locale."""


def month_in(title: str) -> dt.date | None:
    """The first day of the month that a curriculum is named for, as ``month_name`` does; None for another."""
    month, _, year = title.partition(" ")
    if month in MONTHS and len(year) == 4 and year.isdecimal() and int(year):
        return dt.date(int(year), MONTHS.index(month) + 1, 1)
    return None


def span(start: dt.date | None, end: dt.date | None) -> str:
    """Two days as "6–12 May 2024" or "27 May – 2 June 2024"; "" when there are none."""
    if start is None or end is None:
        return ""
    last = f"{end.day} {MONTHS[end.month - 1]} {end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{last}"
    year = "" if start.year == end.year else f" {start.year}"
    return f"{start.day} {MONTHS[start.month - 1]}{year} – {last}"
