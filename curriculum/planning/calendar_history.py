"""The history of a calendar's events, told by the calendar that the new one takes the place of.

RFC 5545 lets a calendar program leave an event as it is unless SEQUENCE has grown (3.8.7.4), and take one
away when its STATUS is CANCELLED (3.8.1.11). A cancelled event stays in the file, with the number it was
cancelled under: who imports only the file after next hears of it too, and it goes on from there if it is
ever planned again. LAST-MODIFIED (and DTSTAMP, which is the same in a file without METHOD, 3.8.7.2) grows
by a second a change, so that nothing depends on the clock.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from curriculum import opening

if TYPE_CHECKING:
    from icalendar import Component, Event

OURS = "@curriculum"
"""How the UIDs of our events end: others in the file are a person's own."""
_MOST = 2**31 - 1
"""The greatest INTEGER of RFC 5545 (3.3.8)."""
_HISTORY = ("SEQUENCE", "LAST-MODIFIED", "DTSTAMP")


class Former(NamedTuple):
    """An event of the calendar before."""

    event: "Component"
    sequence: int
    modified: dt.datetime


def read(path: Path) -> dict[str, Former]:
    """UID → event of ours in a calendar file; empty when there is none, or none that can be read."""
    from icalendar import Calendar

    try:
        events = Calendar.from_ical(opening.read_bytes(path)).walk("VEVENT")
    except (OSError, ValueError, KeyError, IndexError, RecursionError):
        return {}  # what a person or another program made of it is no history of ours
    return {str(event["uid"]): former for event in events if (former := _former(event))}


def _former(event: "Component") -> Former | None:
    """An event of ours with its history; None when it is a person's own, or none of it can be trusted."""
    try:
        stamp: Any = event.get("last-modified") or event["dtstamp"]
        sequence, modified = int(event.get("sequence", 0)), stamp.dt.astimezone(dt.UTC)
        ours = str(event["uid"]).endswith(OURS) and stamp.dt.tzinfo is not None
        known = {"DTSTART", "SUMMARY"} <= event.keys() and _content(event)
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return None
    trusted = ours and known and 0 <= sequence < _MOST and modified.year < dt.MAXYEAR
    return Former(event, sequence, modified) if trusted else None


def follow(events: Sequence["Event"], former: Mapping[str, Former], first: dt.datetime) -> list["Event"]:
    """The events with SEQUENCE, LAST-MODIFIED and DTSTAMP, and after them those that were cancelled.

    An event that nothing came before has ``first`` as its stamp.
    """
    there = [_followed(event, former.get(str(event["uid"])), first) for event in events]
    uids = {str(event["uid"]) for event in events}
    gone = [_cancelled(former[uid]) for uid in sorted(former.keys() - uids)]
    return [*there, *gone]


def _followed(event: "Event", former: Former | None, first: dt.datetime) -> "Event":
    if former is None:
        return _stamped(event, 0, first)
    if _content(event) == _content(former.event):
        return _stamped(event, former.sequence, former.modified)
    return _stamped(event, former.sequence + 1, former.modified + dt.timedelta(seconds=1))


def _cancelled(former: Former) -> "Event":
    from icalendar import Event

    event = Event()
    for name in ("uid", "summary", "dtstart", "dtend"):
        if name in former.event:
            event[name] = former.event[name]
    event.add("status", "CANCELLED")
    event.add("transp", "TRANSPARENT")
    return _followed(event, former, former.modified)


def _stamped(event: "Event", sequence: int, modified: dt.datetime) -> "Event":
    event.add("sequence", sequence)
    event.add("last-modified", modified)
    event.add("dtstamp", modified)
    return event


def _content(event: "Component") -> bytes:
    """What an event says, without its history."""
    plain = event.copy()
    for name in _HISTORY:
        plain.pop(name, None)
    return bytes(plain.to_ical())
