"""A forecast as a chart: bars of text for the terminal."""

from collections.abc import Iterator
from typing import NamedTuple

from curriculum.planning.workload import WEEK, Forecast

_BARS = " ▁▂▃▄▅▆▇█"


class WeekOfDays(NamedTuple):
    """Seven days of a forecast, summed up."""

    number: int
    """1 is the first week of the outline; those after its last only review."""
    new: int
    """Cards begun in the week."""
    low: float
    """Mean minutes a day, for a quick learner …"""
    high: float
    """… and for a slow one."""
    bars: str
    """One bar a day, as high as the middle minutes; the busiest day of all is full."""


def of_before(forecast: Forecast) -> str:
    """How much of it is reviews of earlier cards, in a sentence; "" for none."""
    if not forecast.of:
        return ""
    minutes = f"{forecast.before:.0f}" if forecast.before >= 0.5 else "under 1"
    return f"Of these minutes, {minutes} a day go to reviews of {forecast.of}."


def by_week(forecast: Forecast) -> Iterator[WeekOfDays]:
    """The forecast week by week."""
    most = max((day.middle for day in forecast.days), default=0.0) or 1.0
    for start in range(0, len(forecast.days), WEEK):
        days = forecast.days[start : start + WEEK]
        bars = "".join(_BARS[min(8, -(-int(80 * day.middle / most) // 10))] for day in days)
        yield WeekOfDays(
            number=start // WEEK + 1,
            new=sum(day.new for day in days),
            low=round(sum(day.low for day in days) / len(days), 1),
            high=round(sum(day.high for day in days) / len(days), 1),
            bars=bars,
        )
