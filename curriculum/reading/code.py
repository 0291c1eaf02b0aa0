"""Code: fenced blocks, which hold neither bullets nor quotes nor sentences and stay whole."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from curriculum.reading.blocks import Block

_FENCE = re.compile(r"[ \t>]*(?:[-*+]\s+)?(?P<mark>`{3,}|~{3,})\s*(?P<info>[^`]*)$")


class Fence(NamedTuple):
    """A fenced block among lines: the 0-based places of its lines, the fences too, and its language."""

    places: range
    language: str


def fences(lines: Sequence[str]) -> Iterator[Fence]:
    """The fenced blocks of a text, in order; a fence that nothing closes is no code."""
    open_at, mark, language = -1, "", ""
    ends = {sign: _last(lines, sign) for sign in ("```", "~~~")}
    for place, line in enumerate(lines):
        if "```" not in line and "~~~" not in line:
            continue
        match = _FENCE.match(line)
        if match is None:
            continue
        if open_at < 0:
            if ends[match["mark"][:3]] > place:
                open_at, mark = place, match["mark"]
                language = (match["info"].split() or [""])[0].lower()
        elif match["mark"].startswith(mark) and not match["info"].strip():
            yield Fence(range(open_at, place + 1), language)
            open_at = -1


def _last(lines: Sequence[str], sign: str) -> int:
    """The place of the last line that may close a fence of this sign; -1 when none does."""
    for place in range(len(lines) - 1, -1, -1):
        if sign in lines[place] and not lines[place].strip(f" \t>{sign[0]}"):
            return place
    return -1


def without_code(block: Block) -> tuple[Block | None, tuple[Block, ...]]:
    """A block without the code in it, and that code; None when nothing else is in it."""
    if block.kind == "code":
        return None, (block,)
    if not block.children:
        return block, ()
    pairs = [without_code(child) for child in block.children]
    code = tuple(piece for _, pieces in pairs for piece in pieces)
    if not code:
        return block, ()
    left = tuple(child for child, _ in pairs if child is not None)
    return (replace(block, children=left) if left else None), code
