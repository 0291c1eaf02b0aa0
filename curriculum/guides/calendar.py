"""The curriculum at a glance: the days of its weeks as calendar pages have them."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from curriculum.guides.days import Day
from curriculum.guides.pages import WeekPages


class Cell(NamedTuple):
    """A day on the calendar page."""

    date: dt.date
    plan: Day | None
    """What is done on it; None outside the weeks."""
    again: tuple[int, ...] = ()
    """Numbers of the weeks that come back on it."""


class Row(NamedTuple):
    """Seven days, Monday first, with what is studied in them."""

    cells: tuple[Cell, ...]
    weeks: tuple[WeekPages, ...]
    """The weeks that begin in this row, or still run at its start when none begins."""
    heads: bool
    """Whether another month begins with it than the row before begins with."""


def rows(weeks: Sequence[WeekPages]) -> tuple[Row, ...]:
    """Whole calendar weeks from the first day of the curriculum to its last review; none without dates."""
    spans = [(page, page.week.start, page.week.end) for page in weeks]
    dated = [(page, start, end) for page, start, end in spans if start and end]
    if not dated or len(dated) < len(weeks):
        return ()
    plans = {day.date: day for page in weeks for day in page.days}
    first = min(start for _, start, _ in dated)
    back: dict[dt.date, tuple[int, ...]] = {}
    for page in weeks:
        for review in page.reviews:
            if review.date:
                back[review.date] = (*back.get(review.date, ()), page.week.number)
    last = max((*back, *(end for _, _, end in dated)))
    monday = first - dt.timedelta(days=first.weekday())
    found: list[Row] = []
    while monday <= last:
        days = [monday + dt.timedelta(days=place) for place in range(7)]
        begin = tuple(page for page, start, _ in dated if days[0] <= start <= days[-1])
        running = tuple(page for page, start, end in dated if start < days[0] <= end)
        heads = not found or found[-1].cells[0].date.month != monday.month
        cells = tuple(
            Cell(day, plans.get(day), plans[day].again if day in plans else back.get(day, ())) for day in days
        )
        found.append(Row(cells, begin or running, heads))
        monday += dt.timedelta(days=7)
    return tuple(found)
