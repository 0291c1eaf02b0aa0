"""How the paper of a week is used: what is short joins what is beside it, and what stays free is ruled.

The weeks of ``seeds/`` and the two of the sample are laid out as they are printed.
"""

import re
from functools import lru_cache
from itertools import pairwise
from typing import Any

import guides_faults
import pytest
from guides_material import of_episode, term
from guides_sample import CARDS, make_library, make_outline
from guides_tree import POINT, boxes, page_boxes, squeeze, texts
from test_guides_fit import OTHERS, STUDY, WEEK
from test_guides_frame import seeds

from curriculum.guides.compose import Composed, Press, Unknown, Untold, compose
from curriculum.guides.guide import Course, render_part
from curriculum.guides.mend import NONE, Mend
from curriculum.guides.paper import A4, A5, EDITIONS, PLAIN, Format
from curriculum.guides.wall import Guess
from curriculum.planning.outline import Outline, Placed, Week
from curriculum.reading.library import Library

LEFT = 0.3
"""Share of a page that may be free below all that stands on it."""


@lru_cache(maxsize=4)
def printed(edition: str = "standard", weeks: int = 2) -> tuple[Composed, ...]:
    """Weeks of the seeds."""
    library, outline = seeds()
    format = Format(A4, EDITIONS[edition])
    course = Course(outline, library, ()).soft()
    planned = [course.week(week, format) for week in course.outline.weeks[:weeks]]
    return tuple(compose(Press(course, format), planned))


def sample(material: bool = True) -> Course:
    study = (*of_episode("tides", "goal why compare apply"), *of_episode("light", "goal how goal term"))
    return Course(make_outline(), make_library(), CARDS, study if material else ()).soft()


def opening(course: Course, numbers: dict[str, str], better: Mend = NONE) -> str:
    """The HTML of the first page of a week that has two questions to guess at."""
    week = course.week(course.outline.weeks[0], PLAIN)
    asked = ("Why do tides turn?", "How does a lamp turn?")
    guesses = tuple(Guess(question, week.week.episodes[0].id, "") for question in asked)
    week = week._replace(wall=week.wall._replace(guesses=guesses))
    known = Unknown("1·1")
    known.update(numbers)
    return render_part(course, week, week.opening, 1, known, Untold(), PLAIN, better)


def words_of(page: Any) -> str:
    return squeeze("".join(box.text for box in texts(page)))


def margins(page: Any) -> list[str]:
    """What runs at the head and the foot of a page, from the top."""
    found = [box for box in page._page_box.children if type(box).__name__ == "MarginBox"]
    said = ["".join(part.text for part in boxes(box) if type(part).__name__ == "TextBox") for box in found]
    return [words for _, words in sorted(zip([box.position_y for box in found], said, strict=True))]


# --- what is free -------------------------------------------------------------------------------


def test_no_page_has_much_that_is_neither_printed_nor_ruled() -> None:
    short = sample(material=False)._replace(cards=())  # whose self-test asks little
    for composed in (
        *printed(),
        *compose(Press(sample(), PLAIN), [sample().week(sample().outline.weeks[0], PLAIN)]),
        *compose(Press(short, PLAIN), [short.week(week, PLAIN) for week in short.outline.weeks]),
    ):
        for number, page in enumerate(composed.layout.document.pages, start=1):
            _, top, _, bottom = guides_faults.area(page)
            ends = [
                box.position_y + box.margin_height()
                for box in guides_faults.flow(page)
                if guides_faults.room_to_write(box)
            ]
            ends += [box.position_y + box.height for box in texts(page)]
            assert (bottom - max(ends)) / (bottom - top) < LEFT, f"page {number}"


def test_words_to_own_have_no_page_of_their_own() -> None:
    """They stand below the last episode (see the test of the map), or below looking back."""
    course = sample(material=False)
    week = course.week(course.outline.weeks[0], PLAIN)
    (made,) = compose(Press(course, PLAIN), [week])
    assert week.words
    assert not week.fit.shows
    assert made.numbers["w1words"] == made.numbers["w1fits"] == made.numbers["w1lookend"]
    assert [words_of(page).count("Wordstoown") for page in made.layout.document.pages].count(1) == 1


def test_without_a_test_they_stand_below_the_last_episode_or_on_the_page_named_for_them() -> None:
    course = sample(material=False)
    terms = [term("rope", n, f"Knot {n}", f"a loop {n}") for n in range(1, 5)]
    course = course._replace(study=tuple(terms), cards=())
    week = course.week(course.outline.weeks[1].model_copy(update={"recalls": ()}), PLAIN)
    (made,) = compose(Press(course, PLAIN), [week])
    for page in made.layout.document.pages:
        assert words_of(page) not in ("Howitfitstogether", "Wordsandsense")
    assert week.words
    assert not week.has_test
    assert {"w2words", "w2fits"} <= made.layout.anchors.keys()


@pytest.mark.parametrize(
    "format", [PLAIN, Format(A5), Format(A4, EDITIONS["large"])], ids=lambda one: one.paper.name
)
def test_a_table_that_has_more_room_leaves_no_page_with_its_head_alone(format: Format) -> None:
    placed = tuple(Placed(id=one.id, why="") for one in WEEK)
    week = Week(number=1, title="W", theme="", minutes=30, episodes=placed)
    terms = [term("light", n, f"Term {n}", f"a thing {n} " * 5) for n in range(1, 7)]
    course = Course(
        Outline(title="O", weeks=(week,)), Library(episodes=(*WEEK, *OTHERS)), (), (*STUDY, *terms)
    )
    (made,) = compose(Press(course.soft(), format), [course.soft().week(week, format)])
    assert guides_faults.faults(made.layout.document, format.edition.least) == {}
    cells = [
        box.height * POINT
        for page in made.layout.document.pages
        for box in page_boxes(page)
        if "write" in guides_faults.classes(box) and type(box).__name__ == "TableCellBox" and box.height
    ]
    assert min(cells) > 1.5 * format.sheet.rule


# --- the wall page ------------------------------------------------------------------------------


def test_guess_is_below_only_where_it_is_below() -> None:
    assert "Guess, below." in opening(sample(), {})
    assert "Guess, p.\u00a01·2." in opening(sample(), {"w1guess": "1·2"})


def test_a_guess_has_two_lines_and_one_where_that_saves_a_page() -> None:
    def lines(better: Mend) -> int:
        page = opening(sample(), {}, better)
        return page[page.index("Before you read: guess") :].split("My notes")[0].count('class="line"')

    assert lines(NONE) == lines(Mend(tight=1)) == 2 * lines(Mend(tight=2)) > 0


def test_the_opening_of_a_week_is_one_page() -> None:
    for made in printed():
        first, second = made.layout.document.pages[:2]
        assert squeeze("Day by day, in minutes") in words_of(first)
        assert "continued" not in "".join(margins(second))


def test_reviews_of_earlier_weeks_name_their_pages() -> None:
    one, two = printed()
    plan = words_of(two.layout.document.pages[0])
    cues = one.numbers["w1episodes"] + one.numbers["w1episodesto"]
    test, answers = one.numbers["w1test"], one.numbers["w1answers"]
    assert squeeze(f"its cues, p.\u00a0{cues}.") in plan
    assert (
        squeeze(f"its self-test, p.\u00a0{test}{one.numbers['w1testto']}, marked with p.\u00a0{answers}")
        in plan
    )


# --- head and foot ------------------------------------------------------------------------------


def test_the_head_names_what_goes_on_and_the_foot_what_begins() -> None:
    for made in printed():
        pages = made.layout.document.pages
        begun: dict[str, int] = {}
        for anchor, place in sorted(made.layout.anchors.items()):
            if re.fullmatch(r"w\d(e\d+|fits|test|look|answers)?", anchor):
                begun[anchor] = place
        for number, page in enumerate(pages, start=1):
            at_top = any(
                page.anchors[anchor][1] < guides_faults.area(page)[1] + 2
                for anchor, place in begun.items()
                if place == number
            )
            head = "".join(margins(page)[:2])
            assert ("(continued)" in head) != at_top, f"page {number}: {head}"


def test_titles_at_the_top_of_a_page_have_one_height() -> None:
    found = set()
    for made in printed():
        for page in made.layout.document.pages:
            top = guides_faults.area(page)[1]
            first = next(texts(page))
            if first.element_tag in ("h2", "p") and first.position_y - top < 40:
                found.add((first.element_tag, round(first.position_y - top)))
    assert len({height for tag, height in found if tag == "h2"}) <= 1
    assert all(height < 6 for tag, height in found if tag == "p"), "a kicker stands at the head of its page"


# --- the back of the week -----------------------------------------------------------------------


def test_the_test_has_room_for_a_second_score_and_looking_back_three_lines_a_question() -> None:
    for made in printed():
        pages = made.layout.document.pages
        said = [words_of(page) for page in pages]
        (test,) = [text for text in said if "Firsttime:" in text]
        assert "Again:" in test
        (look,) = [page for page, text in zip(pages, said, strict=True) if "WhatIwilluse" in text]
        heights = [box.position_y for box in page_boxes(look) if guides_faults.classes(box) == ["line"]]
        labels = [box.position_y for box in texts(look) if box.text.startswith("What I")]
        between = [sum(low < one < high for one in heights) for low, high in pairwise(labels)]
        assert between == [3, 3]


# --- editions -----------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", ["large", "dyslexia", "eink"])
def test_calendar_and_plan_are_never_cut_in_an_edition(edition: str) -> None:
    (made,) = printed(edition, 1)
    for name in ("strip", "days"):
        on = [
            number
            for number, page in enumerate(made.layout.document.pages)
            if any(name in guides_faults.classes(box) for box in page_boxes(page))
        ]
        assert len(on) == 1, name


@pytest.mark.parametrize("edition", ["standard", "large", "dyslexia", "eink"])
def test_no_line_ends_between_p_and_its_number(edition: str) -> None:
    for made in printed(edition, 2 if edition == "standard" else 1):
        for page in made.layout.document.pages:
            for box in page_boxes(page):
                if type(box).__name__ == "LineBox":
                    line = "".join(part.text for part in boxes(box) if type(part).__name__ == "TextBox")
                    assert not re.search(r"(\bp\.|\d·\d+–)\s*$", line), line
