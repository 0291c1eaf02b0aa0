"""outline.ics: read back by two calendar libraries."""

import datetime as dt
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from made_libraries import SHELF, episode, library

from curriculum.guides import days as by_days
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


@pytest.mark.parametrize("count", [1, 2, 3, 4])
@pytest.mark.parametrize("length", [1, 2, 3, 5, 7, 10])
def test_each_session_is_on_the_day_on_which_the_guide_has_its_episode_read(length: int, count: int) -> None:
    first = dt.date(2024, 5, 6)
    week = OUTLINE.weeks[0].model_copy(
        update={
            "start": first,
            "end": first + dt.timedelta(length - 1),
            "episodes": [one for week in OUTLINE.weeks for one in week.episodes][:count],
        }
    )
    episodes = [SHELF.episode(one.id) for one in week.episodes]
    told = {
        f"Study: {episodes[task.episode - 1].title}": day.date
        for day in by_days.plan(week, episodes)
        for task in day.tasks
        if task.verb == "read"
    }
    text = calendar_file.render(OUTLINE.model_copy(update={"weeks": (week,)}), SHELF)
    sessions = {str(one["summary"]): one["dtstart"].dt for one in events(text).values()}
    assert {title: day.date() for title, day in sessions.items() if title.startswith("Study")} == told
    assert len(told) == count


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


@pytest.mark.parametrize(
    "title", ["Comma, semicolon; \\ back\nslash", "END:VCALENDAR\r\nX", "é" * 200, "🐝 Bee"]
)
def test_hostile_titles_stay_texts(title: str) -> None:
    shelf = library(episode(title, "Bee: A bee."))
    outline: Outline = plan(shelf, THEMES, Wish(month="2024-05", title=title))
    text = calendar_file.render(outline, shelf)
    found = [str(one["summary"]) for one in events(text).values()]
    assert len(found) == 3
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert len(list(vobject.readOne(text).vevent_list)) == 3


# ------------------------------------------------------------------ what has changed since


def after(former: str, outline: Outline, folder: Path) -> str:
    """The calendar of an outline where another one lies."""
    path = folder / calendar_file.NAME
    path.write_bytes(former.encode())
    return calendar_file.render(outline, SHELF, path)


def moved(days: int, outline: Outline = OUTLINE) -> Outline:
    """The outline with its last week so many days later."""
    last = outline.weeks[-1]
    assert last.start is not None
    assert last.end is not None
    shift = dt.timedelta(days=days)
    later = last.model_copy(update={"start": last.start + shift, "end": last.end + shift})
    return outline.model_copy(update={"weeks": (*outline.weeks[:-1], later)})


def without(title: str) -> Outline:
    """The outline without an episode."""
    weeks = tuple(
        week.model_copy(update={"episodes": tuple(one for one in week.episodes if one.id != title)})
        for week in OUTLINE.weeks
    )
    return OUTLINE.model_copy(update={"weeks": weeks})


def history(text: str) -> dict[str, tuple[int, dt.datetime, dt.datetime]]:
    """UID → SEQUENCE, LAST-MODIFIED, DTSTAMP."""
    return {
        uid: (event["sequence"], event["last-modified"].dt, event["dtstamp"].dt)
        for uid, event in events(text).items()
    }


FIRST = dt.datetime(2024, 5, 6, tzinfo=dt.UTC)


def test_a_first_calendar_begins_at_nought_on_the_first_day() -> None:
    assert set(history(TEXT).values()) == {(0, FIRST, FIRST)}


def test_an_outline_that_did_not_change_leaves_the_calendar_as_it_is(tmp_path: Path) -> None:
    assert after(TEXT, OUTLINE, tmp_path) == TEXT
    later = after(TEXT, moved(7), tmp_path)
    assert after(later, moved(7), tmp_path) == later


def test_what_moved_has_a_greater_sequence_and_stamp_and_nothing_else_has(tmp_path: Path) -> None:
    later = after(TEXT, moved(7), tmp_path)
    old, new = events(TEXT), events(later)
    shifted = {uid for uid in old if old[uid]["dtstart"].dt != new[uid]["dtstart"].dt}
    assert len(shifted) == 2 + len(OUTLINE.weeks[-1].episodes)
    second = dt.timedelta(seconds=1)
    for uid, found in history(later).items():
        assert found == ((1, FIRST + second, FIRST + second) if uid in shifted else (0, FIRST, FIRST))
    back = history(after(later, OUTLINE, tmp_path))
    assert {uid for uid, found in back.items() if found[0] == 2} == shifted, "moving back is a change too"


def test_a_second_library_reads_the_history(tmp_path: Path) -> None:
    later = after(TEXT, moved(7), tmp_path)
    for one in vobject.readOne(later).vevent_list:
        sequence, modified, _ = history(later)[one.uid.value]
        assert int(one.sequence.value) == sequence
        assert one.last_modified.value == modified


def test_what_has_gone_is_cancelled_once_and_may_come_back(tmp_path: Path) -> None:
    fewer = after(TEXT, without("caesars-wars"), tmp_path)
    (gone,) = [event for event in events(fewer).values() if event.get("status") == "CANCELLED"]
    assert str(gone["summary"]) == "Study: Caesar's Wars"
    assert gone["sequence"] == 1
    (read,) = [one for one in vobject.readOne(fewer).vevent_list if "status" in one.contents]
    assert (read.status.value, read.uid.value) == ("CANCELLED", str(gone["uid"]))
    again = after(fewer, without("caesars-wars"), tmp_path)
    assert again == fewer, "it is not cancelled twice"
    back = events(after(again, OUTLINE, tmp_path))[str(gone["uid"])]
    assert back["sequence"] == 2
    assert "status" not in back


def test_an_outline_that_lost_its_dates_cancels_everything(tmp_path: Path) -> None:
    undated = tuple(week.model_copy(update={"start": None, "end": None}) for week in OUTLINE.weeks)
    text = after(TEXT, OUTLINE.model_copy(update={"weeks": undated}), tmp_path)
    assert {str(event["status"]) for event in events(text).values()} == {"CANCELLED"}
    assert events(text).keys() == events(TEXT).keys()


def test_a_week_without_dates_takes_only_its_own_events_along(tmp_path: Path) -> None:
    last = OUTLINE.weeks[-1].model_copy(update={"start": None, "end": None})
    outline = OUTLINE.model_copy(update={"weeks": (*OUTLINE.weeks[:-1], last)})
    found = events(after(TEXT, outline, tmp_path)).values()
    assert sum(event.get("status") == "CANCELLED" for event in found) == 2 + len(last.episodes)


def test_a_calendar_of_an_earlier_version_has_a_history_of_nought(tmp_path: Path) -> None:
    earlier = "".join(
        line for line in TEXT.splitlines(keepends=True) if not line.startswith(("SEQUENCE", "LAST-MODIFIED"))
    )
    assert after(earlier, OUTLINE, tmp_path) == TEXT
    assert max(found[0] for found in history(after(earlier, moved(7), tmp_path)).values()) == 1


def test_a_persons_own_events_are_left_to_them(tmp_path: Path) -> None:
    own = "BEGIN:VEVENT\r\nUID:dentist@example.org\r\nDTSTAMP:20240501T000000Z\r\n"
    own += "DTSTART:20240507T090000Z\r\nSUMMARY:Dentist\r\nEND:VEVENT\r\n"
    assert after(TEXT.replace("END:VCALENDAR", f"{own}END:VCALENDAR"), OUTLINE, tmp_path) == TEXT


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "nonsense",
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
        TEXT.replace("SEQUENCE:0", "SEQUENCE:-1"),
        TEXT.replace("SEQUENCE:0", f"SEQUENCE:{10**400}"),
        TEXT.replace("SEQUENCE:0", "SEQUENCE:nought"),
        TEXT.replace("LAST-MODIFIED:20240506T000000Z", "LAST-MODIFIED:99991231T235959Z"),
        TEXT.replace("LAST-MODIFIED:20240506T000000Z", "LAST-MODIFIED:20240506T000000"),
        TEXT.replace("LAST-MODIFIED:20240506T000000Z", "LAST-MODIFIED;VALUE=DATE:20240506"),
        TEXT.replace("DTSTART", "X-START"),
        "\x00\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    ],
)
def test_a_calendar_that_cannot_be_trusted_is_no_history(broken: str, tmp_path: Path) -> None:
    assert after(broken, OUTLINE, tmp_path) == TEXT


@settings(max_examples=15, deadline=None)
@given(steps=st.lists(st.integers(-3, 30), min_size=1, max_size=6))
def test_however_often_a_week_moves_its_sequence_never_falls(
    steps: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder, text = tmp_path_factory.mktemp("calendar"), TEXT
    for days in steps:
        before, old = history(text), events(text)
        text = after(text, moved(days), folder)
        for uid, found in history(text).items():
            changed = events(text)[uid]["dtstart"].dt != old[uid]["dtstart"].dt
            assert found[0] == before[uid][0] + changed
            assert (found[1] > before[uid][1]) == changed
