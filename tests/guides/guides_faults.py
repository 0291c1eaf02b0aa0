"""What can be wrong with the frame of a page: one function a fault, each of which lists where it found it."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from guides_tree import POINT, boxes, page_boxes, squeeze, texts

LEAST_FULL = 0.15
"""How far down its text area a page must be used."""
ROWS = ("row", "item")
"""Classes of the boxes that should not be torn apart."""
PASSAGES = ("tr", "p", "li", "dd", "dt", "blockquote")
"""Their elements."""


def classes(box: Any) -> list[str]:
    """The classes of a box's element."""
    return [] if box.element is None else (box.element.get("class") or "").split()


def tag(box: Any) -> str:
    """The name of the element that a box is of, "" for anonymous boxes and those of generated text."""
    return "" if box.element is None or "::" in (box.element_tag or "") else box.element_tag


def is_text(box: Any) -> bool:
    """Whether a box is a run of letters."""
    return type(box).__name__ == "TextBox" and bool(box.text.strip(" \n\u200b"))


def room_to_write(box: Any) -> bool:
    """Whether a box is a writing line or a cell to fill in."""
    return bool({"line", "write"} & set(classes(box)))


def area(page: Any) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a page's text area, in pixels."""
    box = page._page_box
    left, top = box.content_box_x(), box.content_box_y()
    return left, top, left + box.width, top + box.height


def flow(page: Any) -> Iterator[Any]:
    """The boxes of a page but those of running heads."""
    for child in page._page_box.children:
        if type(child).__name__ != "MarginBox":
            yield from boxes(child)


def thin(document: Any) -> list[str]:
    """Pages of which text and room to write reach less than ``LEAST_FULL`` of the height."""
    found = []
    for number, page in enumerate(document.pages, start=1):
        _, top, _, bottom = area(page)
        ends = [box.position_y + box.margin_height() for box in flow(page) if room_to_write(box)]
        ends += [box.position_y + box.height for box in texts(page)]
        if max(ends, default=top) - top < LEAST_FULL * (bottom - top):
            found.append(f"page {number}")
    return found


def left_early(document: Any) -> list[str]:
    """Pages that end within an episode though its next row, or what is below its last one, has room there."""
    found = []
    for number, (page, following) in enumerate(pairwise(document.pages), start=1):
        begun = {id(sheet.element): sheet for sheet in _sheets(page)}
        for after in _sheets(following):
            before = begun.get(id(after.element))
            if before is None:
                continue
            rows, more = list(_rows(before)), list(_rows(after))
            if not more or id(more[0].element) in {id(row.element) for row in rows}:
                continue  # a row that is divided
            heads = 1 + ("heads" in classes(more[0]))
            high = more[heads - 1].position_y + more[heads - 1].margin_height() - area(following)[1]
            used = max((_low(row) for row in rows), default=area(page)[1])
            # what rows stand apart, a quarter of a baseline, is dropped where a page begins
            if rows and used + high < area(page)[3] - 8:
                found.append(f"page {number}")
    return found


def _sheets(page: Any) -> list[Any]:
    """The episodes of a page, or what it has of them."""
    return [box for box in flow(page) if "sheet" in classes(box) and type(box).__name__ == "BlockBox"]


def _rows(sheet: Any) -> Iterator[Any]:
    """The rows of an episode on a page, and what is below its last one."""
    for box in boxes(sheet):
        if type(box).__name__ == "BlockBox" and {"row", "tomorrow"} & set(classes(box)):
            yield box


def _low(box: Any) -> float:
    """How far down a box reaches."""
    return float(box.position_y + box.margin_height())


def headless(document: Any) -> list[str]:
    """Table heads without a row after them on their page."""
    found = []
    for number, page in enumerate(document.pages, start=1):
        for table in (box for box in flow(page) if type(box).__name__ == "TableBox"):
            heads = [group for group in table.children if getattr(group, "is_header", False)]
            rows = [group for group in table.children if group not in heads and group.children]
            if heads and not rows:
                found.append(f"page {number}: {''.join(table.element.itertext())[:40]!r}")
    return found


def left_alone(document: Any) -> list[str]:
    """Titles and heads that are the last thing on their page, a line that explains them counted as theirs."""
    found = []
    for number, page in enumerate(document.pages, start=1):
        last = None
        for box, head, explains in _marked(page):
            if head:
                last = box
            elif not (explains and last is not None):
                last = None
        if last is not None:
            found.append(f"page {number}: {''.join(last.element.itertext())[:40]!r}")
    return found


def _marked(page: Any) -> Iterator[tuple[Any, bool, bool]]:
    """Texts, pictures and room to write: whether each belongs to a head, and whether it explains one."""

    def walk(box: Any, head: bool, explains: bool) -> Iterator[tuple[Any, bool, bool]]:
        head = head or tag(box) in ("h1", "h2", "h3", "thead", "header") or "heads" in classes(box)
        explains = explains or "kicker" in classes(box)
        if is_text(box) or room_to_write(box) or type(box).__name__.endswith("ReplacedBox"):
            yield box, head, explains
        for child in getattr(box, "children", ()) or ():
            yield from walk(child, head, explains)

    for child in page._page_box.children:
        if type(child).__name__ != "MarginBox":
            yield from walk(child, False, False)


def torn(document: Any) -> list[str]:
    """Rows and passages that a page ends after their first line; a cue is not counted as one."""
    found = []
    for number, (page, following) in enumerate(pairwise(document.pages), start=1):
        more = {id(box.element) for box in flow(following) if box.element is not None}
        for box in _passages(page):
            if id(box.element) in more and len(set(_lines(box))) < 2:
                found.append(f"page {number}: {''.join(box.element.itertext())[:40]!r}")
    return found


def _passages(page: Any) -> Iterator[Any]:
    """The rows and passages of a page; the heads of tables, which each page repeats, are none."""
    heads = {
        id(row.element)
        for box in flow(page)
        if getattr(box, "is_header", False)
        for row in boxes(box)
        if row.element is not None
    }
    for box in flow(page):
        held = tag(box) in PASSAGES or set(ROWS) & set(classes(box))
        if held and type(box).__name__ not in ("LineBox", "TextBox") and id(box.element) not in heads:
            yield box


def _lines(box: Any) -> Iterator[int]:
    """The heights at which a box has a line of text, those of its cue left out."""
    for child in getattr(box, "children", ()) or ():
        if type(child).__name__ == "LineBox" and any(is_text(part) for part in boxes(child)):
            yield round(child.position_y)
        elif "cue" not in classes(child):
            yield from _lines(child)


def small(document: Any, least: float) -> list[str]:
    """Letters smaller than ``least`` points; the white title of a sheet of cards is no letter."""
    return [
        f"page {number}: {box.text[:40]!r}, {box.style['font_size'] * POINT:.2f} pt"
        for number, page in enumerate(document.pages, start=1)
        for box in page_boxes(page)
        if is_text(box) and box.style["font_size"] > 2 and box.style["font_size"] * POINT < least - 0.01
    ]


def missing(document: Any) -> list[str]:
    """Anchors that a page of the guide names and no page has."""
    there = {anchor for page in document.pages for anchor in page.anchors}
    named = {
        box.element.get("href")
        for page in document.pages
        for box in flow(page)
        if tag(box) == "a" and (box.element.get("href") or "").startswith("#")
    }
    return sorted(name for name in named if name[1:] not in there)


def outside(document: Any) -> list[str]:
    """Texts, writing lines, cells and pictures that leave the text area by more than a point."""
    found = []
    for number, page in enumerate(document.pages, start=1):
        left, top, right, bottom = area(page)
        for box in flow(page):
            held = is_text(box) or "line" in classes(box) or tag(box) in ("td", "th", "img", "svg", "span")
            if not held or getattr(box, "width", 0) in ("auto", None):
                continue
            # a line may be taller than its letters: the baseline is what must stand on the page
            high = box.baseline if is_text(box) else box.margin_height()
            low = top - (box.height if is_text(box) else 0)
            inside = (
                left - 1.4 <= box.position_x
                and box.position_x + box.margin_width() <= right + 1.4
                and low - 1.4 <= box.position_y
                and box.position_y + high <= bottom + 1.4
            )
            if not inside:
                found.append(f"page {number}: <{tag(box)}> {''.join(box.element.itertext())[:40]!r}")
    return found


def broken_words(document: Any) -> list[str]:
    """Words that a line ends within, though the page is wide enough for them; in heads, however long."""
    found = []
    for number, page in enumerate(document.pages, start=1):
        left, _, right, _ = area(page)
        for box in flow(page):
            lines = [
                [part for part in boxes(line) if is_text(part)]
                for line in getattr(box, "children", ())
                if type(line).__name__ == "LineBox"
            ]
            words = "".join(box.element.itertext()).replace("\u200b", " ").split() if lines else []
            for line, after in pairwise(filter(None, lines)):
                last, first = line[-1].text.split()[-1], after[0].text.split()[0]
                word = next((word for word in words if last + first in word), "")
                # after a hyphen or a dash a line may end
                if not word or last in words or not last[-1].isalnum():
                    continue
                size = line[-1].style["font_size"]
                if _is_head(box) or (
                    word.strip(",.;:?!”)").isalpha() and size * 0.6 * len(word) < right - left
                ):
                    found.append(f"page {number}: {last}/{first}")
    return found


def _is_head(box: Any) -> bool:
    """Whether a box is a title, the head of a column or what stands above one."""
    return tag(box) in ("th", "h1", "h2", "h3") or bool({"kicker", "label", "cue"} & set(classes(box)))


def astray(document: Any) -> list[str]:
    """Heads of tables that are not aligned as the cells below them, and cells whose text leaves them."""
    found = []
    for number, page in enumerate(document.pages, start=1):
        for table in (box for box in flow(page) if type(box).__name__ == "TableBox"):
            rows = [row for group in table.children for row in group.children]
            for cell in (cell for row in rows for cell in row.children):
                end = cell.position_x + cell.margin_width() + 1
                found += [
                    f"page {number}: {part.text[:40]!r} leaves its cell"
                    for part in boxes(cell)
                    if is_text(part) and part.position_x + part.width > end
                ]
            if table.children and getattr(table.children[0], "is_header", False) and len(rows) > 1:
                for head, cell in zip(rows[0].children, rows[1].children, strict=False):
                    if _side(head) != _side(cell):
                        found.append(f"page {number}: {squeeze(''.join(head.element.itertext()))!r}")
    return found


def _side(cell: Any) -> str:
    """The side at which the text of a cell stands."""
    side = str(cell.style["text_align_all"])
    return "left" if side == "start" else side


def faults(document: Any, least: float) -> dict[str, list[str]]:
    """Every fault of a document by its name; {} for a sound one."""
    all_of_them = {
        "under 15 % full": thin(document),
        "left early": left_early(document),
        "a table head without a row": headless(document),
        "a heading alone": left_alone(document),
        "broken after the first line": torn(document),
        "too small": small(document, least),
        "named, not there": missing(document),
        "outside the text area": outside(document),
        "a word broken": broken_words(document),
        "a head not above its column": astray(document),
    }
    return {name: places for name, places in all_of_them.items() if places}
