"""The book around the weeks: its cover, the calendar, how to use it."""

import datetime as dt

import pytest

from curriculum.cards.card import Card
from curriculum.guides import calendar, pdf
from curriculum.guides.compose import Unknown
from curriculum.guides.guide import Course, render_cover
from curriculum.guides.paper import A5, EDITIONS, PAPERS, PLAIN, Format
from curriculum.guides.write import printed
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
    assert [row.cells[0].date.day for row in rows] == [6, 13, 20, 27, 3, 10, 17, 24, 1]
    assert [[page.week.number for page in row.weeks] for row in rows[:5]] == [[1], [], [], [2], []]
    assert [row.heads for row in rows[:5]] == [True, False, False, False, True]
    planned = [cell.date for row in rows for cell in row.cells if cell.plan]
    assert (len(planned), planned[0], planned[-1]) == (14, dt.date(2024, 5, 6), dt.date(2024, 6, 2))
    # sixteen days after 12 May, and those on which no week has room for it
    again = {cell.date: cell.again for row in rows for cell in row.cells if cell.again}
    assert again[dt.date(2024, 5, 28)] == (1,)
    assert max(again) == dt.date(2024, 7, 7), "the last review of the last week"
    assert len(again) == 10


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


def test_the_contents_lead_to_all_that_a_reader_looks_for(dated: Outline, library: Library) -> None:
    course = Course(dated, library, ())
    front = _front(course)
    contents = front[front.index("<h2>Contents</h2>") :]
    for said in ("How to use it", "At a glance", "Review dates"):
        assert f"{said}<a" in contents
    assert contents.count("Self-test") == sum(course.week(week, PLAIN).has_test for week in dated.weeks)


def test_the_cover_says_what_the_weeks_are_about(
    dated: Outline, library: Library, cards: tuple[Card, ...]
) -> None:
    first, second = dated.weeks
    assert f"{first.title} · {second.title}" in _front(Course(dated, library, cards))
    alone = Course(dated.model_copy(update={"weeks": (first,)}), library, cards)
    assert "of-what" not in _front(alone), "one week has its title below"


def test_nobody_is_sent_to_cards_that_do_not_exist(
    dated: Outline, library: Library, cards: tuple[Card, ...]
) -> None:
    first, second = dated.weeks
    mine = {placed.id for placed in first.episodes}
    some = tuple(card for card in cards if card.source.episode not in mine)
    assert "a deck for each week" in _front(Course(dated, library, cards))
    assert "a deck for week 2," in _front(Course(dated, library, some))
    # the second review of the first week falls on a day of a week right after it
    close = second.model_copy(update={"start": dt.date(2024, 5, 13), "end": dt.date(2024, 5, 19)})
    for given, act in ((cards, "its Anki cards"), (some, "what you missed")):
        course = Course(dated.model_copy(update={"weeks": (first, close)}), library, given)
        assert f"Review 2 of week 1: {act}." in printed(course, course.week(close, PLAIN), PLAIN)
    bare = Course(dated, library, some)
    assert "Answer once more what you missed." in printed(bare, bare.week(first, PLAIN), PLAIN)


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
