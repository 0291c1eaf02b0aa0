"""outline.ics: read back by two calendar libraries."""

import datetime as dt
from typing import Any

import icalendar
import pytest
import vobject
from made_libraries import SHELF, episode, library

from curriculum.planning import calendar_file
from curriculum.planning.outline import Outline
from curriculum.planning.plan import Wish, plan
from curriculum.planning.themes import read_themes

THEMES = read_themes()
OUTLINE = plan(SHELF, THEMES, Wish(month="2024-05"))
TEXT = calendar_file.render(OUTLINE, SHELF)


def events(text: str) -> dict[str, Any]:
    """UID → event, by icalendar's own parser."""
    calendar = icalendar.Calendar.from_ical(text)
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def test_there_is_an_event_a_week_a_session_an_episode_and_a_review_a_week() -> None:
    weeks, episodes = len(OUTLINE.weeks), len(SHELF.episodes)
    assert len(events(TEXT)) == 2 * weeks + episodes
    assert TEXT.count("BEGIN:VEVENT") == 2 * weeks + episodes


def test_a_week_is_an_event_of_whole_days() -> None:
    [first] = [one for one in events(TEXT).values() if str(one["summary"]).startswith("Week 1:")]
    assert first["dtstart"].dt == dt.date(2024, 5, 6)
    assert first["dtend"].dt == dt.date(2024, 5, 13)


def test_sessions_lie_in_their_week_at_local_time_everywhere() -> None:
    for event in events(TEXT).values():
        start = event["dtstart"].dt
        if isinstance(start, dt.datetime):
            assert start.tzinfo is None
            assert start.hour == 18
            assert OUTLINE.weeks[0].start is not None
            week = OUTLINE.weeks[(start.date() - OUTLINE.weeks[0].start).days // 7]
            title = str(event["summary"]).partition(": ")[2]
            studied = {library(*SHELF.episodes).episode(one.id).title for one in week.episodes}
            assert title in studied | {f"week {week.number}"}


def test_a_second_library_reads_the_same() -> None:
    read = vobject.readOne(TEXT)
    mine = events(TEXT)
    assert {one.uid.value for one in read.vevent_list} == set(mine)
    for one in read.vevent_list:
        assert one.summary.value == str(mine[one.uid.value]["summary"])
        assert one.dtstart.value == mine[one.uid.value]["dtstart"].dt


def test_an_episode_that_moves_keeps_its_uid() -> None:
    moved = plan(SHELF, THEMES, Wish(month="2024-05", alternative=2))
    assert moved.weeks != OUTLINE.weeks
    after = events(calendar_file.render(moved, SHELF))
    names = {str(event["summary"]): uid for uid, event in events(TEXT).items()}
    for uid, event in after.items():
        if str(event["summary"]).startswith("Study"):
            assert names[str(event["summary"])] == uid


def test_the_same_outline_gives_the_same_bytes() -> None:
    assert calendar_file.render(OUTLINE, SHELF) == TEXT


def test_an_outline_without_dates_has_no_calendar() -> None:
    assert calendar_file.render(plan(SHELF, THEMES, Wish()), SHELF) == ""


@pytest.mark.parametrize("title", ["Comma, semicolon; \\ back\nslash", "END:VCALENDAR\r\nX", "é" * 200, "🐝"])
def test_hostile_titles_stay_texts(title: str) -> None:
    shelf = library(episode(title, "Bee: A bee."))
    outline: Outline = plan(shelf, THEMES, Wish(month="2024-05", title=title))
    text = calendar_file.render(outline, shelf)
    found = [str(one["summary"]) for one in events(text).values()]
    assert len(found) == 3
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert len(list(vobject.readOne(text).vevent_list)) == 3
