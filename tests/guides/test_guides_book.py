"""The book around the weeks: its cover, the calendar, how to use it."""

import datetime as dt

import pytest

from curriculum.cards.card import Card
from curriculum.guides import calendar, pdf
from curriculum.guides.compose import Unknown
from curriculum.guides.guide import Course, render_cover
from curriculum.guides.paper import A5, EDITIONS, PAPERS, PLAIN, Format
from curriculum.memory.memory import Memory, Trace
from curriculum.memory.progress import progress
from curriculum.planning.outline import Outline
from curriculum.planning.themes import read_themes
from curriculum.reading.library import Library
from curriculum.shipping.lock import Entry, Lock


@pytest.fixture
def dated(outline: Outline) -> Outline:
    """The outline with days for its second week, the fourth after its first."""
    first, second = outline.weeks
    second = second.model_copy(
        update={"start": dt.date(2024, 5, 27), "end": dt.date(2024, 6, 2), "minutes": 40}
    )
    return outline.model_copy(update={"weeks": (first, second)})


def _front(course: Course, format: Format = PLAIN) -> str:
    return render_cover(course, course.book(format), Unknown("1·1"), format).front


def test_the_calendar_has_every_day_of_every_week_and_heads_its_months(
    dated: Outline, library: Library, cards: tuple[Card, ...]
) -> None:
    course = Course(dated, library, cards)
    rows = calendar.rows([course.week(week, PLAIN) for week in dated.weeks])
    assert [row.cells[0].date.day for row in rows] == [6, 13, 20, 27]
    assert [[page.week.number for page in row.weeks] for row in rows] == [[1], [], [], [2]]
    assert [row.heads for row in rows] == [True, False, False, False]
    planned = [cell.date for row in rows for cell in row.cells if cell.plan]
    assert (len(planned), planned[0], planned[-1]) == (14, dt.date(2024, 5, 6), dt.date(2024, 6, 2))
    # sixteen days after 12 May
    (again,) = [cell for row in rows for cell in row.cells if cell.plan and cell.plan.again]
    assert (again.date, again.plan.again if again.plan else ()) == (dt.date(2024, 5, 28), (1,))


def test_there_is_no_calendar_where_a_week_has_no_days(
    outline: Outline, library: Library, cards: tuple[Card, ...]
) -> None:
    course = Course(outline, library, cards)
    assert calendar.rows([course.week(week, PLAIN) for week in outline.weeks]) == ()
    assert "At a glance" not in _front(course)


def test_the_book_says_when_earlier_weeks_come_back_and_how_long_a_week_takes(
    dated: Outline, library: Library, cards: tuple[Card, ...]
) -> None:
    course = Course(dated, library, cards)
    front = _front(course)
    assert front.count('<span class="boxed">28</span>') == 2  # on the cover and in the calendar
    assert "week 1 again" in front
    assert "May 2024" in front
    for week in dated.weeks:
        assert f"{course.week(week, PLAIN).minutes} minutes</td>" in front
    assert "by-the-sea.apkg" in front
    assert "by-the-sea.apkg" not in _front(Course(dated, library, ()))  # nothing to import


@pytest.mark.parametrize("name", EDITIONS)
def test_the_cover_is_one_page_on_the_smallest_paper(
    name: str, dated: Outline, library: Library, cards: tuple[Card, ...]
) -> None:
    first, second = dated.weeks
    four = (first, second, first.model_copy(update={"number": 3}), second.model_copy(update={"number": 4}))
    course = Course(dated.model_copy(update={"weeks": four}), library, cards)
    layout = pdf.lay_out(_front(course, Format(PAPERS[A5.name], EDITIONS[name])))
    assert layout.anchors["use"] == 2


def test_nothing_is_said_of_what_no_week_has(outline: Outline, library: Library) -> None:
    (rope,) = [week for week in outline.weeks if week.number == 2]
    alone = rope.model_copy(update={"number": 1, "episodes": rope.episodes[1:], "recalls": ()})
    front = _front(Course(outline.model_copy(update={"weeks": (alone,)}), library, ()))
    use = front[front.index("How to use it") : front.index("Contents")]
    assert "Every day" in use
    assert not [word for word in ("minutes", "self-test", "Circles", "side by side", "Anki") if word in use]


def test_the_book_says_what_is_learnt_so_far_where_anki_was_asked(
    dated: Outline, library: Library, cards: tuple[Card, ...]
) -> None:
    course = Course(dated, library, cards)
    assert "What is learnt so far" not in _front(course)
    entry = Entry(
        key="tides",
        guid="g",
        kind="question",
        rule="",
        fields={"question": "Why?"},
        tags=(),
        fingerprint="",
        episode=library.episodes[0].id,
        point="",
        file="",
        changed=1,
        deck="April 2024::Week 1 · <Sea>",
    )
    memory = Memory(
        taken=1_714_500_000,
        traces=(Trace(key="tides", stage="review", answers=4, lapses=2, asked=4, passed=2),),
    )
    learnt = progress(memory, Lock(entries=(entry,)), library, read_themes(), {})
    front = _front(course._replace(progress=learnt))
    assert "What is learnt so far" in front
    assert "1 of 1 card learnt, 0 never seen. Of the last 30 days’ 4 reviews 2 passed." in front
    assert "April 2024 · Week 1 · &lt;Sea&gt;" in front
    assert f"<b>What slips:</b> <span>{library.episodes[0].title}</span>." in front
