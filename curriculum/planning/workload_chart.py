"""A forecast as a chart: bars of text for the terminal, SVG for the guide."""

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


def svg(forecast: Forecast, width: int = 480, height: int = 120) -> str:
    """The forecast as an SVG picture in black and grey: the range as a band, the middle as a line.

    A line a week marks its first day; the axis has the minutes. Sizes are in CSS pixels.
    """
    days = forecast.days
    left, bottom = 28, 18
    most = max((day.high for day in days), default=0.0)
    top = next(step for step in (5, 10, 15, 20, 30, 45, 60, 90, 120, 10_000) if step >= most)

    def x(number: float) -> float:
        return round(left + (width - left) * number / max(1, len(days)), 1)

    def y(minutes: float) -> float:
        return round((height - bottom) * (1 - minutes / top) + 4, 1)

    up = " ".join(f"{x(day.number - 0.5)},{y(day.high)}" for day in days)
    down = " ".join(f"{x(day.number - 0.5)},{y(day.low)}" for day in reversed(days))
    middle = " ".join(f"{x(day.number - 0.5)},{y(day.middle)}" for day in days)
    marks = []
    for minutes in (0, top // 2, top) if top % 2 == 0 else (0, top):
        marks.append(_line(left, width, y(minutes), y(minutes), "#bbb"))
        marks.append(f'<text x="{left - 4}" y="{y(minutes) + 3}" text-anchor="end">{minutes}</text>')
    for start in range(0, len(days), WEEK):
        marks.append(_line(x(start), x(start), y(0), y(0) + 4, "#666"))
        centre, number = x(start + WEEK / 2), start // WEEK + 1
        marks.append(f'<text x="{centre}" y="{height - 3}" text-anchor="middle">{number}</text>')
    label = f"Minutes a day by week, {forecast.new_a_day} new cards a day at most"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height + 4}" role="img"'
        f' aria-label="{label}" font-size="9" fill="#333">{"".join(marks)}'
        f'<polygon points="{up} {down}" fill="#ddd"/>'
        f'<polyline points="{middle}" fill="none" stroke="#222" stroke-width="1.2"/></svg>'
    )


def _line(x1: float, x2: float, y1: float, y2: float, colour: str) -> str:
    return f'<line x1="{x1}" x2="{x2}" y1="{y1}" y2="{y2}" stroke="{colour}" stroke-width=".5"/>'
