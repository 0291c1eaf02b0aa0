"""The laid-out page as a tree of boxes, for the tests that measure it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any

from curriculum.cards.card import Card
from curriculum.guides import coverage, pdf
from curriculum.guides.compose import Press, compose
from curriculum.guides.guide import Course
from curriculum.guides.paper import PLAIN, Format
from curriculum.planning.outline import Outline
from curriculum.reading.library import Library

POINT = 0.75
"""Points in weasyprint's pixel."""


def print_weeks(
    outline: Outline, library: Library, cards: tuple[Card, ...], format: Format = PLAIN, weeks: int = 99
) -> tuple[pdf.Layout, ...]:
    """The first ``weeks`` weeks as they are printed."""
    course = Course(outline, library, cards).soft()
    planned = [course.week(week, format) for week in outline.weeks[:weeks]]
    machine = bool(coverage.others(coverage.visible([library.model_dump_json()])))
    return tuple(week.layout for week in compose(Press(course, format, machine), planned))


printed = lru_cache(maxsize=16)(print_weeks)
"""The same, laid out once for all tests that look at it."""


def boxes(box: Any) -> Iterator[Any]:
    """A box and all boxes in it, in document order."""
    yield box
    for child in getattr(box, "children", ()) or ():
        yield from boxes(child)


def page_boxes(page: Any) -> Iterator[Any]:
    """Every box of a page."""
    return boxes(page._page_box)


def texts(page: Any) -> Iterator[Any]:
    """The boxes of text of a page, those of running heads left out."""
    for child in page._page_box.children:
        if type(child).__name__ != "MarginBox":
            yield from (box for box in boxes(child) if type(box).__name__ == "TextBox" and box.text.strip())


def squeeze(text: str) -> str:
    """Text without spaces and hyphens, which a page sets as it needs them."""
    return re.sub(r"[\s\u00ad\u200b\u2010-]+", "", text)


def overflowing(document: Any) -> list[str]:
    """What stands outside the text area of its page, more than half a point."""
    found = []
    for number, page in enumerate(document.pages, start=1):
        area = page._page_box
        left = area.content_box_x() - 3
        right = left + area.width + 6
        top = area.content_box_y() - 0.7
        bottom = top + area.height + 1.4
        for box in texts(page):
            # a line may be taller than its letters: the baseline is what must stand on the page
            inside = left <= box.position_x and box.position_x + box.width <= right
            if not inside or box.position_y < top - box.height or box.position_y + box.baseline > bottom:
                found.append(f"page {number}: {box.text[:40]!r}")
    return found


def lone_headings(document: Any) -> list[str]:
    """Headings that are the last thing in their page's text area."""
    found = []
    for number, page in enumerate(document.pages, start=1):
        last = None
        for box in page_boxes(page):
            tag = box.element_tag if box.element is not None else None
            if tag in ("h2", "h3"):
                last = box
            elif last is not None and (
                (
                    type(box).__name__ == "TextBox"
                    and box.text.strip()
                    and box.element_tag not in ("h2", "h3")
                    and type(box).__name__ != "MarginBox"
                )
                or (box.element is not None and "line" in box.element.get("class", "").split())
            ):
                last = None
        if last is not None:
            found.append(f"page {number}: {''.join(last.element.itertext())[:40]!r}")
    return found


def early_breaks(document: Any) -> list[str]:
    """Lines that end although the next word would have fitted, by far.

    weasyprint 70 breaks a line after its first word when the line fills its measure to a rounding error.
    """
    found = []
    for number, page in enumerate(document.pages, start=1):
        for box in page_boxes(page):
            lines = [child for child in getattr(box, "children", ()) if type(child).__name__ == "LineBox"]
            for line, following in pairwise(lines):
                words = [part for part in boxes(line) if type(part).__name__ == "TextBox"]
                more = [part for part in boxes(following) if type(part).__name__ == "TextBox"]
                if len(words) != 1 or not more or box.width < 150:  # a narrow cell may hold a single word
                    continue
                if "nowrap" in (box.style["white_space"], more[0].style["white_space"]):
                    continue
                first = more[0].text.split(" ")[0]
                wide = more[0].width * len(first) / max(1, len(more[0].text))
                left = box.width - words[0].width
                if " " not in words[0].text.strip() and left > max(wide + 8, 0.6 * box.width):
                    found.append(f"page {number}: {words[0].text!r} | {first!r}")
    return found


def ruled(page: Any) -> list[tuple[float, float]]:
    """Top and bottom of each writing line of a task on a page, in points: those for notes are of none."""
    return list(_ruled(page._page_box))


def _ruled(box: Any) -> Iterator[tuple[float, float]]:
    """The lines in a box."""
    held = (box.element.get("class") or "").split() if box.element is not None else []
    if "notes" in held:
        return
    if type(box).__name__ == "BlockBox" and held == ["line"]:
        yield box.position_y * POINT, (box.position_y + box.margin_height()) * POINT
    for child in getattr(box, "children", ()) or ():
        yield from _ruled(child)


def faint(document: Any) -> list[str]:
    """What does not survive a print in one bit, at 150 dots an inch.

    The worse of two dots gets half of a rule's width: that half has to be half black.
    """
    found = []
    for number, page in enumerate(document.pages, start=1):
        for box in page_boxes(page):
            text = type(box).__name__ == "TextBox" and box.text.strip() and box.style["font_size"] > 2
            if text and darkness(box.style["color"]) < 0.6:
                found.append(f"page {number}: {box.text[:40]!r}")
            for side in ("top", "right", "bottom", "left"):
                width = getattr(box, f"border_{side}_width", 0) * POINT
                color = box.style[f"border_{side}_color"]
                color = box.style["color"] if color == "currentcolor" else color
                if width and width / 72 * 150 / 2 * darkness(color) < 0.5:
                    found.append(f"page {number}: {side} of {box.element_tag}, {width} pt")
    return found


def darkness(color: Any) -> float:
    """1 for black, 0 for white: what a grey picture makes of a colour (Rec. 601)."""
    red, green, blue = color.to("srgb").coordinates
    return float(1 - (0.299 * red + 0.587 * green + 0.114 * blue))
