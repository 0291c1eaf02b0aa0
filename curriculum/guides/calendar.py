"""The curriculum at a glance: the days of its weeks as calendar pages have them."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from curriculum.planning.outline import Week


class Row(NamedTuple):
    """Seven days, Monday first, with what is studied in them."""

    days: tuple[dt.date, ...]
    weeks: tuple[Week, ...]
    """The weeks that begin in this row, or still run at its start when none begins."""


def rows(weeks: Sequence[Week]) -> tuple[Row, ...]:
    """Whole calendar weeks from the first day of the curriculum to its last; none when it has no dates."""
    dated = [week for week in weeks if week.start and week.end]
    if not dated or len(dated) < len(weeks):
        return ()
    first = min(week.start for week in dated if week.start)
    last = max(week.end for week in dated if week.end)
    monday = first - dt.timedelta(days=first.weekday())
    found = []
    while monday <= last:
        days = tuple(monday + dt.timedelta(days=place) for place in range(7))
        begin = tuple(week for week in dated if week.start and days[0] <= week.start <= days[-1])
        running = tuple(
            week for week in dated if week.start and week.end and week.start < days[0] <= week.end
        )
        found.append(Row(days, begin or running))
        monday += dt.timedelta(days=7)
    return tuple(found)
