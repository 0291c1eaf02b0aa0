"""The outline as ``outline.ics``, for any calendar."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from curriculum.planning import calendar_history, study_time
from curriculum.planning.minutes import Minutes
from curriculum.planning.outline import Outline, Week
from curriculum.planning.recalled import titled
from curriculum.planning.sittings import sittings
from curriculum.planning.text import of_cards
from curriculum.reading.library import Library
from curriculum.reading.slug import slug

if TYPE_CHECKING:
    from icalendar import Event

NAME = "outline.ics"
HOUR = dt.time(18)
"""Study begins then, unless the learner says otherwise; times without a zone are local everywhere."""
_DAY = 24 * 60
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def render(outline: Outline, library: Library, former: Path | None = None, session: dt.time = HOUR) -> str:
    """The calendar's text; "" when the outline has no dates and had none.

    One all-day event a week, one session an episode, one for recalling and reviewing on the last day.
    Each has a UID of its own that stays, so that importing again updates instead of adding; an episode
    that moved to another day takes its session along. ``former`` is the calendar that this one takes the
    place of: what has changed since has a greater SEQUENCE and LAST-MODIFIED, what has gone is cancelled.
    ``session`` is the time of day at which study begins.
    The same outline after the same calendar gives the same text.
    """
    from icalendar import Calendar  # late: only this file needs it

    dated = [week for week in outline.weeks if week.start and week.end]
    # nothing but the outline may change the file, so the first stamp is the curriculum's own first day
    first = dt.datetime.combine(dated[0].start or dt.date.min if dated else dt.date.min, dt.time(), dt.UTC)
    events = calendar_history.follow(
        [event for week in dated for event in _events(outline, week, library, session)],
        calendar_history.read(former) if former else {},
        first,
    )
    if not events:
        return ""
    calendar = Calendar()
    calendar.add("prodid", "-//curriculum//outline//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _line(outline.title))
    for event in events:
        calendar.add_component(event)
    return str(calendar.to_ical().decode("utf-8"))


def _events(outline: Outline, week: Week, library: Library, begin: dt.time) -> Iterator["Event"]:
    assert week.start is not None
    assert week.end is not None

    def event(identity: str, summary: str, about: str) -> "Event":
        from icalendar import Event

        found = Event()
        found.add("uid", _uid(outline, identity))
        found.add("summary", _line(summary))
        if about:
            found.add("description", about)
        return found

    whole = event(f"week/{week.number}", f"Week {week.number}: {week.title}", _about(week))
    whole.add("dtstart", week.start)
    whole.add("dtend", week.end + dt.timedelta(days=1))
    whole.add("transp", "TRANSPARENT")
    yield whole
    episodes = [library.episode(placed.id) for placed in week.episodes]
    for day, episode in zip(sittings(week, episodes), episodes, strict=True):
        takes = study_time.minutes(episode)
        if not takes:
            continue
        session = event(
            f"episode/{episode.id}", f"Study: {episode.title}", f"Week {week.number}: {week.title}"
        )
        _at(session, dt.datetime.combine(week.start + dt.timedelta(day), begin), takes)
        yield session
    titles = "".join(f"\n- {_line(title)}" for title in titled(week, outline, library))
    own = all(map(of_cards, episodes))
    review = event(
        f"review/{week.number}",
        f"Recall and review: week {week.number}",
        f"From memory, then check:\n{titles}"
        if titles
        else f"From memory, then check: this week's {'flashcards' if own else 'key points'}.",
    )
    _at(review, dt.datetime.combine(week.end, begin), max(10, study_time.RECALL * len(week.recalls)))
    yield review


def _line(text: str) -> str:
    """A text without line breaks and control characters."""
    return _BREAKS.sub(" ", text).strip()


def _uid(outline: Outline, identity: str) -> str:
    name = f"curriculum calendar\n{slug(outline.title)}\n{identity}"
    return hashlib.sha256(name.encode()).hexdigest()[:32] + calendar_history.OURS


def _about(week: Week) -> str:
    lines = [week.question, *(f"- {goal}" for goal in week.goals), f"About {Minutes(week.minutes).said}."]
    return "\n".join(line for line in lines if line)


def _at(session: "Event", start: dt.datetime, minutes: int) -> None:
    session.add("dtstart", start)
    session.add("dtend", start + dt.timedelta(minutes=min(minutes, _DAY)))
