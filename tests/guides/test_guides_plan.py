"""What a week's pages are made of: days, reviews, matching, answers, copyfitting, imposition."""

import datetime as dt

import pytest
from guides_sample import CARDS
from guides_tree import boxes
from hypothesis import given
from hypothesis import strategies as st

from curriculum.cards.card import Card
from curriculum.guides import answers, asks, days, flashcards, measure, pdf, reviews
from curriculum.guides.ask import BLANK, ask_of
from curriculum.guides.guide import render_flashcards
from curriculum.guides.paper import A4, LETTER, PAPERS, PLAIN, STANDARD, Format, Sheet
from curriculum.guides.shared import Speech
from curriculum.planning.outline import Outline, Placed, Week
from curriculum.planning.themes import Theme, Themes
from curriculum.reading.episode import Episode, KeyPoint, Source
from curriculum.reading.library import Library


def week_of(count: int, length: int | None, minutes: int) -> Week:
    start = dt.date(2024, 5, 6)
    end = start + dt.timedelta(days=length - 1) if length else None
    placed = tuple(Placed(id=f"e{n}", why="") for n in range(count))
    return Week(
        number=1,
        title="W",
        theme="",
        start=start if length else None,
        end=end,
        minutes=minutes,
        episodes=placed,
    )


def plain(id: str, words: int = 40, labels: tuple[str, ...] = ()) -> Episode:
    points = tuple(
        KeyPoint(id=f"{id}/{n}", number=n, label=label, text="word " * words, line=n)
        for n, label in enumerate(labels or ("A", "B"), start=1)
    )
    return Episode(id=id, title=f"Title {id}", points=points, source=Source(path="a.md", line=1))


@given(st.integers(1, 14), st.one_of(st.none(), st.integers(1, 10)), st.integers(0, 600))
def test_the_days_hold_every_task_and_every_minute(count: int, length: int | None, minutes: int) -> None:
    week = week_of(count, length, minutes)
    cards = [1.2] * 7
    planned = days.plan(
        week, [plain(f"e{n}") for n in range(count)], guesses=3, words=2, test=30, cards=cards
    )
    assert len(planned) == (length or 7)
    tasks = [task for day in planned for task in day.tasks]
    assert sum(task.minutes for task in tasks if task.verb in ("read", "recall")) == minutes
    assert sum(task.minutes for task in tasks if task.verb == "test") == 30
    assert [day.cards for day in planned[:7]] == [2] * len(planned[:7])
    assert all(day.minutes == day.cards + sum(task.minutes for task in day.tasks) for day in planned)
    when = {(task.verb, task.episode): day.place for day in planned for task in day.tasks}
    for place in range(1, count + 1):
        assert when["read", place] <= when["recall", place]
        if len(planned) > 1 and when["read", place] < len(planned) - 1:
            assert when["recall", place] == when["read", place] + 1
    assert when["know", 0] == 0
    assert when["test", 0] == len(planned) - 1
    assert all(day.tasks for day in planned)
    assert (
        [day.date for day in planned] == [dt.date(2024, 5, 6) + dt.timedelta(days=n) for n in range(length)]
        if length
        else all(day.date is None for day in planned)
    )


@given(st.integers(1, 9), st.one_of(st.none(), st.integers(1, 10)), st.integers(0, 90), st.integers(1, 4))
def test_what_comes_back_takes_its_minutes_of_the_week_s(
    count: int, length: int | None, minutes: int, old: int
) -> None:
    week = week_of(count, length, minutes)
    planned = days.plan(week, [plain(f"e{n}") for n in range(count)], old=old)
    tasks = [task for day in planned for task in day.tasks]
    assert sum(task.minutes for task in tasks if task.verb in ("read", "recall", "back")) == minutes
    (back,) = (task for task in tasks if task.verb == "back")
    assert back.minutes == min(minutes, 2 * old)
    assert not any(day.rests for day in planned if back in day.tasks)


@given(st.integers(0, 1000), st.lists(st.floats(0.1, 100), min_size=1, max_size=20))
def test_shares_add_up_and_are_fair(total: int, weights: list[float]) -> None:
    parts = days.share(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - total * weight / sum(weights)) < 1


@given(st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), st.integers(0, 6))
def test_reviews_follow_the_week_and_the_strip_shows_them_all(start: dt.date, more: int) -> None:
    end = start + dt.timedelta(days=more)
    week = week_of(1, None, 0).model_copy(update={"start": start, "end": end})
    planned = reviews.plan(week)
    assert [review.date for review in planned] == [end + dt.timedelta(days=gap) for gap in reviews.GAPS]
    strip = reviews.strip(week, planned)
    marked = {day.date: day for row in strip for day in row}
    assert [row[0].date.weekday() for row in strip] == [0] * len(strip)
    assert {day.date for day in marked.values() if day.review} == {review.date for review in planned}
    assert sum(day.study for day in marked.values()) == more + 1
    gaps = [later - earlier for earlier, later in zip(reviews.GAPS, reviews.GAPS[1:], strict=False)]
    assert gaps == sorted(gaps)


def test_an_undated_week_has_no_strip() -> None:
    week = week_of(2, None, 10)
    assert reviews.strip(week, reviews.plan(week)) == ()


def test_every_shipped_card_has_one_place(
    outline: Outline, library: Library, cards: tuple[Card, ...]
) -> None:
    asked = asks.arrange(outline.weeks[0], library, cards, (), outline)
    placed = [*(ask for cues in asked.cues.values() for ask in cues), *asked.terms, *asked.test]
    mine = {placed.id for placed in outline.weeks[0].episodes}
    wanted = [card.key for card in cards if card.verdict == "ship" and card.source.episode in mine]
    assert sorted(ask.key for ask in placed if ask.key) == sorted(wanted)


def test_a_deletion_with_braces_of_its_own_is_one_gap() -> None:
    update = {"text": "Pull {{c1::f{{x}}}} }} & more.", "answer": "f{{x}}"}
    asked = ask_of(CARDS[1].model_copy(update=update))
    assert (asked.question, asked.answer) == (f"Pull {BLANK} }}}} & more.", "f{{x}}")


@given(st.lists(st.text("ab ", max_size=60), min_size=1, max_size=40))
def test_answers_keep_their_order_and_no_heading_ends_a_column(texts: list[str]) -> None:
    listed = [answers.Line("Head"), *(answers.Line(text, str(n)) for n, text in enumerate(texts, start=1))]
    columns = answers.columns(listed, Sheet(A4, STANDARD))
    said = [line for column in columns for line in column if not line.continued]
    assert said == listed
    assert all(not column[0].number for column in columns if column)
    assert all(column[-1].number for column in columns if column)


def test_what_episodes_share_is_said_in_two_of_them() -> None:
    tide = Theme(id="tide", title="Tides", short="tides", seeds=("spring tide", "tide", "moon"))
    first = plain("a", labels=("Spring tides",))
    second = plain("b", labels=("The spring tide",))
    others = [plain(f"x{n}", labels=("Nothing",)) for n in range(5)]
    speech = Speech([first, second, *others], Themes(themes=(tide,)))
    (shared,) = speech.shared([first, second])  # "tide" is part of the longer phrase
    assert (shared.term, shared.places) == ("spring tide", (1, 2))
    assert speech.shared([first, others[0]]) == ()


def test_a_letter_the_font_lacks_counts_as_one_em() -> None:
    assert measure.Face("SourceSerifPro-Regular").width("漢字") == 2
    assert measure.Face("SourceSerifPro-Regular").width("\u2764\ufe0f") == 1
    assert measure.lines("word", 100, bold=False) == 1
    assert measure.lines("", 100, bold=False) == 0
    assert measure.lines("m" * 100, 10, bold=False) > 5


@given(st.integers(1, 40), st.sampled_from([flashcards.sheet(paper) for paper in PAPERS.values()]))
def test_every_back_meets_its_front(count: int, stock: flashcards.Stock) -> None:
    """Turned on its long edge, a page shows at place x what stood at the mirrored place."""
    side = flashcards.Side("x", 10)
    cards = [flashcards.Flashcard(n, "", side, side, "", "") for n in range(count)]
    sheets = flashcards.impose(cards, stock)
    assert [card for page in sheets for row in page.fronts for card in row if card] == cards
    for page in sheets:
        for front, back in zip(page.fronts, page.backs, strict=True):
            assert front == back[::-1]


@pytest.mark.parametrize("stock", ["sheet", "index"])
@pytest.mark.parametrize("paper", [A4, LETTER], ids=["a4", "letter"])
def test_the_text_of_a_flashcard_stays_on_it(stock: str, paper: object, outline: Outline) -> None:
    lengths = (1, 8, 20, 30, 40, 160)
    cards = [
        CARDS[0].model_copy(
            update={"key": f"k{n}", "question": "Quite ordinary words " * n, "answer": "answering words " * n}
        )
        for n in lengths
    ]
    format = Format(paper, flashcards=stock)  # type: ignore[arg-type]
    html, problems = render_flashcards(outline, outline.weeks[0], cards, format)
    assert len(problems) == sum("cut out" in problem.message for problem in problems) == 1
    layout = pdf.lay_out(html)
    assert layout.warnings == ()
    kept = len(cards) - len(problems)
    size = flashcards.INDEX_CARD if stock == "index" else flashcards.sheet(format.paper)
    assert len(layout.document.pages) == 2 * -(-kept // size.each)
    seen = 0
    for page in layout.document.pages:
        for box in boxes(page._page_box):
            classes = box.element.get("class", "").split() if box.element is not None else []
            if "middle" in classes and box.element_tag == "div":
                seen += 1
                assert box.height * 0.75 <= size.card_height - 40 - 24, box.height
    assert seen == 2 * kept


def test_a_week_without_cards_has_no_flashcards(outline: Outline) -> None:
    html, problems = render_flashcards(outline, outline.weeks[0], (), PLAIN)
    assert (html, problems) == ("", ())


def test_an_element_on_two_pages_stands_on_the_first() -> None:
    html = (
        "<meta charset=utf-8>"
        "<style>@page { size: 100pt 100pt; margin: 0 } p { margin: 0; height: 60pt }</style>"
        "<p>before<section id=long><p>one<p>two<p>three</section>"
    )
    assert pdf.lay_out(html).anchors["long"] == 2
