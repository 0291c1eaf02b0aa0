"""Texts: the plain lines and the addresses of any block."""

from collections.abc import Iterator

from curriculum.reading.blocks import Block, Line
from curriculum.reading.inline import plain


def texts(block: Block, mark: str = "") -> Iterator[Line]:
    """The plain text lines of any block, list items with their dash or number, for sections kept whole."""
    if block.kind in ("paragraph", "heading"):
        joined = plain(" ".join(line.text.strip() for line in block.lines))
        if joined:
            yield Line(block.first, mark + joined)
    elif block.kind == "code":
        yield from (Line(line.number, mark + line.text.rstrip()) for line in block.lines)
    elif block.kind == "row":
        yield Line(block.first, mark + " | ".join(plain(line.text) for line in block.lines))
    elif block.kind == "list":
        for item in block.children:
            sign = f"{item.mark}. " if item.mark.isdigit() else "- "
            for place, child in enumerate(item.children):
                yield from texts(child, (mark.replace("- ", "  ") + sign) if place == 0 else mark + "  ")
    else:
        for child in block.children:
            yield from texts(child, mark)


def raw_lines(block: Block) -> Iterator[str]:
    """Every line of a block and of those within it as it is written, in order."""
    for line in block.lines:
        yield line.text
    for child in block.children:
        yield from raw_lines(child)
