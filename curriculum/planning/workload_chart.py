"""A forecast as a chart: bars of text for the terminal, SVG for the guide."""

from collections.abc import Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from curriculum.planning.workload import AFTER, WEEK, Forecast

_BARS = " ▁▂▃▄▅▆▇█"
_STEPS = (2, 5, 10, 15, 20, 30, 60, 120, 240)
"""Minutes between two lines of the chart; the smallest that needs no more than three of them."""


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


def svg(forecast: Forecast, width: int = 480, height: int = 135, font: str = "") -> str:
    """The forecast as a picture to print: black on white, whole lines only, legible in one bit.

    A stroke a day spans from the minutes of a quick learner to those of a slow one; the line joins the
    middles. Sizes are in the picture's own units;
    at 160 mm by 45 mm, the shape it has by default, its figures are 8½ points high. ``font`` names its
    typeface, for renderers that give a picture none; by default it is the page's.
    """
    days, weeks = forecast.days, len(forecast.days) // WEEK
    left, over, under = 22.0, 17.0, 17.0
    scale, step = _scale(max((day.high for day in days), default=0.0))
    day_wide = (width - left) / max(1, len(days))

    def x(number: float) -> float:
        return round(left + day_wide * number, 1)

    def y(minutes: float) -> float:
        return round(over + (height - over - under) * (1 - minutes / scale), 1)

    parts = [_text(0, 8, "minutes a day", "start")]
    for minutes in range(0, scale + 1, step):
        parts.append(_text(left - 4, y(minutes) + 3, str(minutes), "end"))
        # the axis is whole; the other lines are dotted, so that they never look like the forecast
        parts.append(_line(left, width, y(minutes), y(minutes), 0.8 if minutes == 0 else 0.5, minutes > 0))
    reviewing = max(0, weeks - AFTER // WEEK)
    if reviewing and days:
        parts.append(_line(x(reviewing * WEEK), x(reviewing * WEEK), 2, y(0), 0.5))
        parts.append(_text(x(reviewing * WEEK) + 4, 8, "reviews only", "start"))
    for day in days:
        wide = round(min(0.9, 0.5 * day_wide), 2)
        parts.append(_line(x(day.number - 0.5), x(day.number - 0.5), y(day.low), y(day.high), wide))
    every = -(-20 * weeks // max(1, int(width - left)))
    for week in range(1, weeks + 1):
        start, centre = x((week - 1) * WEEK), x((week - 0.5) * WEEK)
        parts.append(_line(start, start, y(0), y(0) + 4, 0.8))
        if (week - 1) % every == 0:
            parts.append(_text(centre, height - 4, str(week), "middle"))
    parts.append(_text(0, height - 4, "week", "start"))
    middle = " ".join(f"{x(day.number - 0.5)},{y(day.middle)}" for day in days)
    parts.append(
        f'<polyline points="{middle}" fill="none" stroke="#000" stroke-width="1.6" stroke-linejoin="round"/>'
    )
    face = f" font-family={quoteattr(font)}" if font else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
        f'{face} font-size="9" fill="#000"><title>Minutes a day, week by week</title>'
        f"<desc>{escape(caption(forecast))}</desc>{''.join(parts)}</svg>"
    )


def caption(forecast: Forecast) -> str:
    """What the picture shows, in a sentence or two to print below it."""
    weeks = list(by_week(forecast))[: max(0, len(forecast.days) - AFTER) // WEEK]
    if not forecast.cards or not weeks:
        return "There are no cards to study."
    low, high = min(week.low for week in weeks), max(week.high for week in weeks)
    which, take = ("Week 1", "takes") if len(weeks) == 1 else (f"Weeks 1 to {len(weeks)}", "take")
    new = f"{forecast.new_a_day} new card{'' if forecast.new_a_day == 1 else 's'}"
    return (
        f"{which} {take} {_range(low, high)} a day, with at most {new} a day. "
        "One learner in ten needs less than each stroke spans, one in ten more; the line is the middle."
    )


def _range(low: float, high: float) -> str:
    """Whole minutes: "2 to 5 minutes", "1 minute", "less than 1 minute"."""
    least, most = round(low), round(high)
    if most < 1:
        return "less than 1 minute"
    return f"{least} to {most} minutes" if least < most else f"{most} minute{'' if most == 1 else 's'}"


def _scale(most: float) -> tuple[int, int]:
    """The minutes at the top of the chart, and between its lines."""
    step = next((step for step in _STEPS if 3 * step >= most), 0) or 60 * -(-int(most + 1) // 180)
    return step * max(1, -(-int(most * 10) // (10 * step))), step


def _line(x1: float, x2: float, y1: float, y2: float, wide: float, dotted: bool = False) -> str:
    dots = ' stroke-dasharray="0.8 3"' if dotted else ""
    return f'<line x1="{x1}" x2="{x2}" y1="{y1}" y2="{y2}" stroke="#000" stroke-width="{wide}"{dots}/>'


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}">{text}</text>'
