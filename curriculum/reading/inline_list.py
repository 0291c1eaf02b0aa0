"""Inline lists: lists that an export wrote into one line, as "(* Mills grind., * Rivers turn them.)"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from curriculum.reading.blocks import Block, Line

INLINE = "inline"
"""The mark of a list that stood in one line."""
_SIGNS = "•▪◦‣●"
_SIGN = re.compile(rf"[{_SIGNS}]|\(\*\s")
_LEAD = re.compile(rf"(?P<lead>[^:：]{{1,80}}[:：][*_]{{0,3}})\s+(?=[{_SIGNS}]\s|\([*{_SIGNS}]\s)")
_BRACKETED = re.compile(
    rf"\((?P<sign>[*{_SIGNS}])\s+(?P<items>\S.*?)\)(?P<time>\s*\(\[?(?:Time\s)?[\d:]+\]?(?:\([^()\s]*\))?\))?"
)
"""A list in brackets, and the time that Readwise puts behind the last line of a highlight."""
_BETWEEN = re.compile(rf"(?<=\s)[{_SIGNS}]\s")
_WORDS = 3
"""Of fewer words are what a line only strings together: "12 March • 45 min • Baking"."""


def unstrung(blocks: Sequence[Block], text: str) -> Sequence[Block]:
    """The blocks of a text with each list that stands in one line as a list; all its items have that line."""
    if not _SIGN.search(text):
        return blocks
    return tuple(made for block in blocks for made in _unstrung(block))


def _unstrung(block: Block) -> Iterator[Block]:
    if block.kind == "paragraph":
        yield from _paragraph(block)
    elif block.kind == "item":
        yield from _items(block)
    elif block.kind in ("list", "quote"):
        yield replace(block, children=tuple(made for child in block.children for made in _unstrung(child)))
    else:
        yield block


def _paragraph(block: Block) -> Iterator[Block]:
    """A paragraph cut at its lines that are lists; one of a single item stays text."""
    run: list[Line] = []
    for line in block.lines:
        lead, pieces = _pieces(line.text)
        if len(pieces) == 1 and not (lead or (run and run[-1].text.rstrip().endswith((":", "：")))):
            pieces = []
        if lead and pieces:
            run.append(Line(line.number, lead))
        if len(pieces) < 2:
            run.append(Line(line.number, pieces[0] if pieces else line.text))
            continue
        if run:
            yield _run(run)
            run = []
        items = tuple(_item(Line(line.number, piece)) for piece in pieces)
        yield Block("list", line.number, line.number + 1, mark=INLINE, children=items)
    if run:
        yield block if len(run) == len(block.lines) and tuple(run) == block.lines else _run(run)


def _items(item: Block) -> Iterator[Block]:
    """An item whose one line strings several together as these; what stands below it is the last one's."""
    first, *below = item.children or (item,)
    if first.kind == "paragraph" and len(first.lines) == 1:
        line = first.lines[0]
        pieces = _strung(line.text)
        if pieces:
            own = [_item(Line(line.number, piece), item.mark) for piece in pieces]
            yield from own[:-1]
            under = tuple(made for child in below for made in _unstrung(child))
            yield replace(own[-1], end=item.end, children=(*own[-1].children, *under))
            return
    yield replace(item, children=tuple(made for child in item.children for made in _unstrung(child)))


def _pieces(text: str) -> tuple[str, list[str]]:
    """What leads up to the list of a line ("Key takeaways:") and its items; ("", []) where there is none."""
    if not _SIGN.search(text):
        return "", []
    shown = text.strip()
    match = _LEAD.match(shown)
    lead, rest = (match["lead"], shown[match.end() :]) if match else ("", shown)
    if listed := _BRACKETED.fullmatch(rest):
        items = re.split(rf",\s+{re.escape(listed['sign'])}\s+", listed["items"])
        return lead, [f"{item.strip()}{listed['time'] or ''}" for item in items]
    return (lead, _strung(rest[1:])) if rest[0] in _SIGNS else ("", [])


def _strung(text: str) -> list[str]:
    """The items between signs, two of some words at least, else none."""
    pieces = [piece.strip() for piece in _BETWEEN.split(text)]
    return pieces if len(pieces) > 1 and all(len(piece.split()) >= _WORDS for piece in pieces) else []


def _run(lines: Sequence[Line]) -> Block:
    return Block("paragraph", lines[0].number, lines[-1].number + 1, tuple(lines))


def _item(line: Line, mark: str = "-") -> Block:
    paragraph = Block("paragraph", line.number, line.number + 1, (line,))
    return Block("item", line.number, line.number + 1, mark=mark, children=(paragraph,))
