"""When to come back: five reviews, each gap about twice the last."""

import datetime as dt
from typing import NamedTuple

from curriculum.planning.outline import Week

GAPS = (1, 3, 7, 16, 35)
"""Days after the end of the week. Growing gaps, as spaced practice has them (Cepeda et al. 2008)."""

AGAIN = 3
"""Number of the review that takes the self-test again."""


class Review(NamedTuple):
    """One visit to a finished week."""

    number: int
    after: int
    """Days after the last day of the week."""
    date: dt.date | None


class CalendarDay(NamedTuple):
    """A day of the calendar strip."""

    date: dt.date
    review: int
    """Number of the review that falls on it; 0 for none."""
    study: bool
    """Whether it is a day of the week itself."""


def plan(week: Week) -> tuple[Review, ...]:
    """The five reviews of a week; dated when the week is."""
    return tuple(
        Review(number, gap, week.end + dt.timedelta(days=gap) if week.end else None)
        for number, gap in enumerate(GAPS, start=1)
    )


def strip(week: Week, reviews: tuple[Review, ...]) -> tuple[tuple[CalendarDay, ...], ...]:
    """Whole weeks, Monday first, from the start of the week to its last review; none when undated."""
    if not (week.start and week.end and reviews and reviews[-1].date):
        return ()
    by_date = {review.date: review.number for review in reviews}
    monday = week.start - dt.timedelta(days=week.start.weekday())
    weeks = (reviews[-1].date - monday).days // 7 + 1
    days = [monday + dt.timedelta(days=place) for place in range(7 * weeks)]
    marked = [CalendarDay(day, by_date.get(day, 0), week.start <= day <= week.end) for day in days]
    return tuple(tuple(marked[place : place + 7]) for place in range(0, len(marked), 7))
