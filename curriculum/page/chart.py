"""The forecast as a chart: for each day a bar from the minutes of a quick learner to those of a slow one."""

import datetime as dt
from collections.abc import Sequence
from math import ceil
from typing import NamedTuple

from curriculum.planning import workload_chart
from curriculum.planning.workload import WEEK, Forecast

HEIGHT = 100
"""Units from the foot of the chart to its top line."""
STEP = 10
"""Units from one day to the next."""


class Bar(NamedTuple):
    """A day."""

    number: int
    """1 is the first day of the first week."""
    date: dt.date | None
    minutes: tuple[int, int]
    """Of the quick learner and of the slow one."""
    x: int
    top: float
    """Units from the top of the chart to where the slow learner's minutes end …"""
    middle: float
    """… to the middle of all …"""
    low: float
    """… and to where the quick one's end."""


class Chart(NamedTuple):
    """The bars, the scale at their side, and the same by weeks as a table."""

    bars: tuple[Bar, ...]
    most: int
    """Minutes at the top line; 0 when there are no cards."""
    weeks: tuple[tuple[int, workload_chart.WeekOfDays], ...]
    """Where each week begins, in units, and what it takes."""
    after: int
    """Units from the left to where the weeks of the outline end."""
    before: str = ""
    """How much is reviews of earlier cards, in a sentence."""

    @property
    def width(self) -> int:
        """Units of all days."""
        return STEP * len(self.bars)


def chart(forecast: Forecast, starts: Sequence[dt.date | None]) -> Chart:
    """The chart of a forecast.

    Args:
        forecast: minutes of each day.
        starts: the first day of each week of the outline; bars have dates where all are known.
    """
    most = _round(forecast.busiest) if forecast.cards else 0
    first = starts[0] if starts and all(starts) else None
    bars = []
    for place, day in enumerate(forecast.days if most else ()):
        top, middle, low = (
            round(HEIGHT * (1 - minutes / most), 1) for minutes in (day.high, day.middle, day.low)
        )
        date = first + dt.timedelta(place) if first else None
        bars.append(Bar(day.number, date, (round(day.low), round(day.high)), STEP * place, top, middle, low))
    weeks = tuple(workload_chart.by_week(forecast)) if most else ()
    placed = tuple((STEP * WEEK * place, week) for place, week in enumerate(weeks))
    before = workload_chart.of_before(forecast) if most else ""
    return Chart(tuple(bars), most, placed, STEP * WEEK * len(starts), before)


def _round(minutes: float) -> int:
    """The next step of a scale whose half people read as easily: 2, 4, 10, 20 … minutes, then whole hours."""
    return next((step for step in (2, 4, 10, 20, 30, 40, 60, 90) if minutes <= step), 60 * ceil(minutes / 60))
