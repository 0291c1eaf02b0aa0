"""Shapes: what a part is, judged by its form and its neighbours."""

import re
from collections.abc import Iterable, Sequence

from curriculum.reading.blocks import Block, Line


def goes_on(number: int, rest: Sequence[Block]) -> bool:
    """Whether an ordered list goes on with this number, so that what lies between belongs to an item."""
    expected = str(number)
    for part in rest:
        if part.kind == "heading":
            return False
        if part.kind == "list":
            if part.children[0].mark in (expected, "1") and part.children[0].mark.isdigit():
                return True
            if part.children[0].mark.isdigit():
                return False
    return False


def leads(part: Block, rest: Sequence[Block]) -> bool:
    """Whether a first paragraph only leads up to the list of points."""
    following = next((other for other in rest), None)
    return following is not None and following.kind in ("list", "table") and not is_point_paragraph(part)


def is_point_paragraph(part: Block) -> bool:
    """Whether a paragraph is a point by itself: a bold label, a number or a bullet sign."""
    first = part.lines[0].text.strip()
    return bool(
        re.match(r"(?:[^\w\s*_\"“(]+\s*)?(?:\*\*|__)[^*_]+(?:\*\*|__)|\d{1,3}[.):]\s|[•◦▪‣·–—►➤✓✔]\s", first)
    )


def item_lines(part: Block) -> Iterable[Line]:
    """The text lines of a list's items and what is under them."""
    if part.kind == "row":
        cells = [line.text for line in part.lines]
        yield Line(part.first, ": ".join(cells) if len(cells) == 2 else " | ".join(cells))
        return
    yield from part.lines
    for child in part.children:
        yield from item_lines(child)
