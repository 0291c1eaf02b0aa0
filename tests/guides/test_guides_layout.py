"""The laid-out pages: nothing outside its page, no heading alone, in every format."""

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from guides_tree import early_breaks, faint, lone_headings, overflowing, printed, ruled, squeeze, texts

from curriculum.cards.card import Card
from curriculum.guides.paper import A4, EDITIONS, LETTER, PAPERS, STANDARD, Format
from curriculum.planning.outline import Outline
from curriculum.reading.library import Library

FORMATS = [Format(paper, edition) for paper in PAPERS.values() for edition in EDITIONS.values()]


MOST_LINES = 6
"""Writing lines of one task."""


@pytest.mark.parametrize("format", FORMATS, ids=lambda format: f"{format.paper.name}-{format.edition.name}")
def test_every_page_is_sound_in_any_format(
    format: Format, outline: Outline, library: Library, cards: tuple[Card, ...]
) -> None:
    """Nothing leaves its page or stands alone, no line ends early, all of it prints in one bit."""
    layout = printed(outline, library, cards, format, 1)[0]
    assert layout.warnings == ()
    assert overflowing(layout.document) == []
    assert lone_headings(layout.document) == []
    assert early_breaks(layout.document) == []
    assert faint(layout.document) == []
    width, height = format.sheet.paper.width, format.sheet.paper.height
    for page in layout.document.pages:
        assert any(texts(page)), "a page of lines alone"
        check_lines(page, format)
        assert page.width * 0.75 == pytest.approx(width)
        assert page.height * 0.75 == pytest.approx(height)


def check_lines(page: Any, format: Format) -> None:
    """Writing lines are as high as the pitch, and no more than six are under one another."""
    sheet = format.sheet
    lines = ruled(page)
    assert {round(bottom - top, 1) for top, bottom in lines} <= {round(sheet.rule, 1), round(sheet.guess, 1)}
    row = 1
    for (_, above), (below, _) in pairwise(lines):
        row = row + 1 if round(above, 1) == round(below, 1) else 1
        assert row <= MOST_LINES, "filler"


def test_colour_prints_in_one_bit_too(outline: Outline, library: Library, cards: tuple[Card, ...]) -> None:
    assert faint(printed(outline, library, cards, Format(colour=True), 1)[0].document) == []


def test_no_letter_is_smaller_than_the_edition_allows(
    outline: Outline, library: Library, cards: tuple[Card, ...]
) -> None:
    for edition in EDITIONS.values():
        format = Format(A4, edition)
        document = printed(outline, library, cards, format, 1)[0].document
        sizes = {
            round(box.style["font_size"] * 0.75, 2): box.text
            for page in document.pages
            for box in page._page_box.descendants()
            if type(box).__name__ == "TextBox" and box.text.strip() and box.style["font_size"] > 2
        }
        assert min(sizes) >= edition.least - 0.01, sizes[min(sizes)]


def test_large_print_is_sixteen_point_and_upright(
    outline: Outline, library: Library, cards: tuple[Card, ...], tmp_path: Path
) -> None:
    assert EDITIONS["large"].least >= 16
    format = Format(A4, EDITIONS["large"])
    document = printed(outline, library, cards, format, 1)[0].document
    styles = {
        box.style["font_style"]
        for page in document.pages
        for box in page._page_box.descendants()
        if type(box).__name__ == "TextBox" and box.text.strip()
    }
    assert styles == {"normal"}


def test_a_short_week_has_four_to_ten_pages(
    outline: Outline, library: Library, cards: tuple[Card, ...]
) -> None:
    for format in (Format(A4, STANDARD), Format(LETTER, STANDARD)):
        document = printed(outline, library, cards, format, 1)[0].document
        assert 4 <= len(document.pages) <= 12


def test_the_text_stands_in_reading_order(
    outline: Outline, library: Library, cards: tuple[Card, ...]
) -> None:
    """Title, cue, point and sub-points follow one another in the tree of boxes, hence in the tags."""
    document = printed(outline, library, cards, weeks=1)[0].document
    text = squeeze(
        "".join(
            box.text
            for page in document.pages
            for box in page._page_box.descendants()
            if type(box).__name__ == "TextBox"
        )
    )
    order = [
        "Water and Light",
        "explain why there are two bulges",
        "Listened to on the ferry",
        "Two bulges",
        "The Moon raises one bulge below it",
        "Spring tides",
        "Sun and Moon pull along one line.",
        "They come twice a month.",
        "The sea keeps the Moon’s diary.",
        "Read the table",
        "Look at the tide table",
        "No two lighthouses blink alike.",
        "Each light has its own rhythm",
        "Self-test",
        "How many bulges does the Moon raise?",
        "When to come back",
        "Words to own",
        "stepped lens",
        "Sources",
        "Answers",
    ]
    place = 0
    for words in order:
        place = text.find(squeeze(words), place)
        assert place >= 0, words
