"""A week composed: its parts fit their pages, the lines reach the foot, the numbers are true."""

import re

import guides_faults
import pytest
from guides_tree import boxes, page_boxes, printed, squeeze, texts

from curriculum.cards.card import Card
from curriculum.guides.compose import Press, compose
from curriculum.guides.guide import Course
from curriculum.guides.paper import A4, A5, EDITIONS, LETTER, PLAIN, Format, Paper
from curriculum.guides.templates import balanced, bound, paragraphs
from curriculum.planning.outline import Outline, Placed, Week
from curriculum.reading.episode import Episode, KeyPoint, Source
from curriculum.reading.library import Library


def test_contents_and_folios_agree(outline: Outline, library: Library, cards: tuple[Card, ...]) -> None:
    course = Course(outline, library, cards).soft()
    for paper in (A4, A5):
        format = Format(paper, EDITIONS["large"])
        week = course.week(outline.weeks[0], format)
        (composed,) = compose(Press(course, format), [week])
        folios = [folio_of(page) for page in composed.layout.document.pages]
        assert folios == [f"1·{number}" for number in range(1, len(folios) + 1)]
        for anchor, number in composed.numbers.items():
            if not anchor.endswith("to"):
                assert anchor in composed.layout.document.pages[folios.index(number)].anchors
        first = folios.index(composed.numbers[week.parts[0].anchor])
        pages = composed.layout.document.pages[:first]
        assert first < 6, "the opening's own pages"
        opening = squeeze("".join(box.text for page in pages for box in texts(page)))
        for part in week.parts:
            # words to own stand below the last episode where there is room
            place = part.anchor if part.anchor in composed.numbers else f"{week.anchor}words"
            assert composed.numbers[place] in opening


@pytest.mark.parametrize("paper", [A4, A5, LETTER], ids=lambda paper: paper.name)
@pytest.mark.parametrize("edition", ["standard", "large"])
@pytest.mark.parametrize("asked", [3, 5, 8])
def test_answers_never_lie_open_beside_the_test(
    outline: Outline, library: Library, cards: tuple[Card, ...], paper: Paper, edition: str, asked: int
) -> None:
    """Printed on both sides, they begin overleaf, however long the test is, or looking back faces it."""
    format = Format(paper, EDITIONS[edition])
    course = Course(outline, library, cards[:asked]).soft()
    week = course.week(outline.weeks[0], format)
    assert week.has_test
    (composed,) = compose(Press(course, format), [week])
    answers = int(composed.numbers[f"{week.anchor}answers"].rpartition("·")[2])
    pages = composed.layout.document.pages
    assert any(texts(pages[answers - 2])), "an empty page before the answers"
    facing = [page for page in pages[answers - 1 - answers % 2 : answers - 1] if answers % 2]
    assert not any("item" in guides_faults.classes(box) for page in facing for box in page_boxes(page))
    blanks = [page for page in pages if f"{week.anchor}cards" in page.anchors]
    assert len(blanks) == 1, "below the test, or below looking back"


def folio_of(page: object) -> str:
    """The page number as it is printed at the foot."""
    margins = [box for box in page._page_box.children if type(box).__name__ == "MarginBox"]  # type: ignore[attr-defined]
    text = ["".join(part.text for part in boxes(box) if type(part).__name__ == "TextBox") for box in margins]
    (folio,) = [words for words in text if re.fullmatch(r"\d·\d+", words)]
    return folio


def long(words: int, summary: int = 0) -> Episode:
    points = tuple(
        KeyPoint(
            id=f"a/{n}", number=n, label=f"Label number {n} of it", text="quite ordinary " * words, line=n
        )
        for n in range(1, 11)
    )
    return Episode(
        id="a", title="A", points=points, summary="to sum up " * summary, source=Source(path="a.md", line=1)
    )


def sizes_of(episode: Episode, format: Format) -> tuple[int, set[float]]:
    """Pages of an episode's part, and the sizes of the texts of its points."""
    week = Week(number=1, title="W", theme="", minutes=60, episodes=(Placed(id="a", why=""),))
    (layout,) = printed(Outline(title="O", weeks=(week,)), Library(episodes=(episode,)), (), format)
    pages = [
        page
        for page in layout.document.pages
        if any(box.element is not None and box.element.get("class") == "say" for box in page_boxes(page))
    ]
    return len(pages), {
        round(box.style["font_size"] * 0.75, 2)
        for page in pages
        for box in texts(page)
        if box.text.startswith("quite")
    }


@pytest.mark.parametrize("paper", [A4, LETTER], ids=["a4", "letter"])
def test_an_episode_of_any_length_is_set_in_the_same_type_on_as_many_pages_as_it_takes(paper: Paper) -> None:
    format = PLAIN._replace(paper=paper)
    usual = format.sheet.type.size
    assert sizes_of(long(8), format) == (1, {usual})
    assert sizes_of(long(23), format) == (2, {usual})
    assert sizes_of(long(42), format) == (3, {usual})


def test_a_summary_is_printed_where_there_are_no_points_that_say_the_same() -> None:
    week = Week(number=1, title="W", theme="", minutes=60, episodes=(Placed(id="a", why=""),))
    for points, times in (((), 60), (long(8).points, 0)):
        library = Library(episodes=(long(8, summary=60).model_copy(update={"points": points}),))
        (layout,) = printed(Outline(title="O", weeks=(week,)), library, (), PLAIN)
        shown = squeeze("".join(box.text for page in layout.document.pages for box in texts(page)))
        assert shown.count(squeeze("to sum up")) == times


def test_parts_are_laid_out_again_when_the_opening_is_longer_than_the_week_before(
    outline: Outline, library: Library, cards: tuple[Card, ...]
) -> None:
    longer = outline.weeks[1].model_copy(update={"question": "What do the lights say to a ship? " * 90})
    course = Course(outline.model_copy(update={"weeks": (outline.weeks[0], longer)}), library, cards).soft()
    weeks = [course.week(week, PLAIN) for week in course.outline.weeks]
    first, second = compose(Press(course, PLAIN), weeks)
    assert first.numbers["w1e1"] == "1·2"
    folios = [folio_of(page) for page in second.layout.document.pages]
    assert folios == [f"2·{number}" for number in range(1, len(folios) + 1)]
    assert int(second.numbers["w2e1"].removeprefix("2·")) > 2
    assert "w2e1" in second.layout.document.pages[folios.index(second.numbers["w2e1"])].anchors


@pytest.mark.parametrize("width", [200, 300, 450])
def test_a_balanced_title_has_no_line_more(width: int) -> None:
    title = "Claude Interpreter: Taking Safe AI to Market with Some Person of a Company and Co-founders"
    found = re.search(r"max-width:([\d.]+)pt", balanced(title, width, 16.6))
    assert found
    assert width / 2 <= float(found.group(1)) <= width
    assert balanced("Short", width, 16.6) == ""


def test_a_title_keeps_its_hyphenated_words_and_its_last_word() -> None:
    assert bound("Talk with the <co-founders> of X") == (
        "Talk with the &lt;<span class=one>co-founders</span>&gt; of\u00a0X"
    )
    assert bound("Just three words") == "Just three words"


def test_a_list_in_an_introduction_keeps_its_items_apart() -> None:
    assert paragraphs("A diver.\n\n- Born: 1967\n- Home: Ebb - by the sea\n\nShe talks.\nAt length.") == [
        "A diver.",
        "– Born: 1967",
        "– Home: Ebb - by the sea",
        "She talks.\nAt length.",
    ]
