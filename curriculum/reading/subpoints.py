"""Sub-points: what stands under a point, to any depth."""

from collections.abc import Iterator, Sequence

from curriculum.reading.blocks import Block, Line
from curriculum.reading.episode import SubPoint
from curriculum.reading.inline import opening, plain
from curriculum.reading.ledger import Ledger


def subpoints(block: Block, ledger: Ledger, account: str) -> Iterator[SubPoint]:
    """What stands under a point, as sub-points of any depth."""
    if block.kind in ("paragraph", "heading"):
        ledger.take(block.numbers, account)
        yield subpoint(block.lines)
    elif block.kind == "list":
        for item in block.children:
            yield from _item(item, ledger, account)
    elif block.kind in ("quote", "table"):
        ledger.take(block.numbers, account)
        for child in block.children:
            yield from subpoints(child, ledger, account)
    elif block.kind == "row":
        shown = [plain(line.text) for line in block.lines]
        if any(shown):
            yield SubPoint(text="; ".join(cell for cell in shown if cell), line=block.first)


def _item(item: Block, ledger: Ledger, account: str) -> Iterator[SubPoint]:
    if not item.children:
        return  # an empty bullet, or the parser went no deeper
    ledger.take((item.first,), account)
    first, *rest = item.children
    if first.kind not in ("paragraph", "heading"):
        for child in item.children:
            yield from subpoints(child, ledger, account)
        return
    ledger.take(first.numbers, account)
    under = tuple(sub for child in rest for sub in subpoints(child, ledger, account))
    yield subpoint(first.lines, under)


def subpoint(lines: Sequence[Line], under: tuple[SubPoint, ...] = ()) -> SubPoint:
    """The lines of a paragraph as a sub-point, with what stands under it."""
    said = opening("\n".join(line.text for line in lines))
    first = lines[0].number
    return SubPoint(
        label=said.label,
        text=said.text,
        time=said.time,
        line=first,
        text_below=lines[said.row].number - first,
        subpoints=under,
    )
