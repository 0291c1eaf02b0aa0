"""Anki's days: when today ends, and which day a moment belongs to."""

import datetime as dt
from typing import NamedTuple

_LAST = 10**11
"""Unix seconds, in the year 5138: later ones are no calendar's."""
DAY = 86_400
"""Seconds; Anki's days behind today are of one length, whatever the clocks were put to."""
_FURTHEST = 23 * 60
"""Minutes that Anki lets a place lie east or west."""


def day_of(moment: int) -> dt.date:
    """The day of a moment (unix seconds) by the clock of Greenwich; the last one known for those after it."""
    return dt.datetime.fromtimestamp(min(moment, _LAST), dt.UTC).date()


class Clock(NamedTuple):
    """Today, as one Anki counts it."""

    today: int
    """Days since the collection was made: what ``due`` of a learnt card is counted in."""
    next_day: int
    """When tomorrow begins, unix seconds."""
    date: dt.date
    """Today's date where the learner is."""

    def knows(self, at: int) -> bool:
        """Whether a moment (unix milliseconds) is one that a review log may name: none of tomorrow's."""
        return 0 < at < self.next_day * 1000

    def day(self, at: int) -> int:
        """How many days before today a moment (unix milliseconds) lies: 0 is today, 1 yesterday."""
        return (self.next_day - 1 - at // 1000) // DAY

    def date_of(self, at: int) -> dt.date:
        """The date of the day that a moment (unix milliseconds) belongs to."""
        return self.date - dt.timedelta(days=self.day(at))


def clock(now: int, created: int, rollover: int | None, west: int, created_west: int | None) -> Clock:
    """Anki's clock at a moment, as ``rslib/src/scheduler/timing.rs`` has it.

    Args:
        now: unix seconds.
        created: when the collection was made, unix seconds.
        rollover: the hour at which a day begins; None for the first scheduler, whose days begin when
            the collection did.
        west: minutes west of UTC where the learner is now.
        created_west: the same when the collection was made; None where Anki did not keep it.

    Raises OverflowError or ValueError for a moment that no calendar has.
    """
    here = _zone(west)
    if rollover is None:
        today = (now - created) // DAY
        next_day = created + (today + 1) * DAY
    else:
        local = dt.datetime.fromtimestamp(now, here)
        begins = local.replace(hour=min(max(rollover, 0), 23), minute=0, second=0, microsecond=0)
        passed = begins <= local
        next_day = int(begins.timestamp()) + (DAY if passed else 0)
        first = dt.datetime.fromtimestamp(created, here if created_west is None else _zone(created_west))
        today = (local.date() - first.date()).days - (not passed)
    return Clock(max(today, 0), next_day, dt.datetime.fromtimestamp(next_day - DAY, here).date())


def _zone(west: int) -> dt.timezone:
    return dt.timezone(dt.timedelta(minutes=-min(max(west, -_FURTHEST), _FURTHEST)))
