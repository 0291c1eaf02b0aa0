"""Blocks: what a Markdown parser sees in a text, each with the lines it came from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Kind = Literal["heading", "paragraph", "list", "item", "quote", "table", "row", "code", "rule"]

_KINDS: dict[str, Kind] = {
    "heading": "heading",
    "paragraph": "paragraph",
    "ordered_list": "list",
    "bullet_list": "list",
    "list_item": "item",
    "blockquote": "quote",
    "table": "table",
    "tr": "row",
    "fence": "code",
    "hr": "rule",
}
_NESTING = 100
_PIECE = 200_000
"""Characters after which a text is cut at the next heading."""
_FENCE = re.compile(r"```|~~~")
_HEADING = re.compile(r"\n(?=#{1,6}[ \t]\S)")
_OPENS = re.compile(
    r"(?:\*\*|__)[^\s*_][^*_]*(?:[:：]\s*(?:\*\*|__)|(?:\*\*|__)\s*[:：])\s*$|(?:\d{1,2}:)?\d{1,2}:\d{2}\s*$|-{3}\S+-{3}\s*$"
)
"""A line at the margin that opens something new, whatever stands before it."""
_FACT = re.compile(r"[\w][\w ]{0,30}::?\s+\S")


class Line(NamedTuple):
    """One source line of a block: its 1-based number, its text without the block's own marks."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of Markdown structure; inline marks are still in its texts."""

    kind: Kind
    first: int
    """1-based first line."""
    end: int
    """The line after the last."""
    lines: tuple[Line, ...] = ()
    """Text lines of a heading, a paragraph or code; one line per cell for a table row."""
    level: int = 0
    """1 to 6 for a Markdown heading."""
    mark: str = ""
    """``1`` … for an item of an ordered list, ``-`` for a bullet, the language for code."""
    children: tuple["Block", ...] = ()

    @property
    def text(self) -> str:
        """The lines as one run of text."""
        return " ".join(line.text.strip() for line in self.lines)

    @property
    def numbers(self) -> range:
        """The numbers of all lines, blank ones too."""
        return range(self.first, self.end)


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # late: cli --help must not pay for it

    # Indented code, raw HTML and reference definitions are not what these mean in people's notes:
    # without those rules their lines stay paragraphs and list items, and reach us.
    parser = MarkdownIt("commonmark", {"maxNesting": _NESTING})
    parser.enable("table")
    parser.disable(["inline", "text_join", "code", "html_block", "reference"])
    return parser


def parse(text: str, shift: int = 0, fences: int = 8) -> tuple[Block, ...]:
    """The top-level blocks of a Markdown text; ``shift`` is added to every line number.

    A fence that nothing closes is no code, or it would swallow all that follows; of such fences, each
    within the last, only ``fences`` are looked into. Lines end in ``\\n``; whitespace-only lines must be
    empty (see ``decoding``), so that the parser and we agree on what is blank.
    """
    blocks: list[Block] = []
    for piece, first in _pieces(text):
        tokens = iter(_parser().parse(piece))
        blocks.extend(_children(tokens, "", piece.split("\n"), shift + first))
    last = blocks[-1] if blocks else None
    if last and fences and last.kind == "code" and _is_unclosed(last, text.split("\n"), shift):
        inner = "\n".join(line.text for line in last.lines)
        blocks[-1:] = parse(inner, last.first, fences - 1)
    return tuple(blocks)


def _is_unclosed(code: Block, source: list[str], shift: int) -> bool:
    first, last = source[code.first - 1 - shift], source[code.end - 2 - shift]
    mark = first.strip()[:3]
    return code.end - code.first < 2 or not (last.strip().startswith(mark) and not last.strip(f" \t{mark}"))


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    """A long text cut where no block can reach across, with how many lines stand before each piece.

    Tokens take fifty times the memory of their text. A heading at the margin ends every block but a
    code fence, so from the first fence on nothing is cut any more.
    """
    start = lines = 0
    fence = _FENCE.search(text)
    last = fence.start() if fence else len(text)
    while len(text) - start > _PIECE:
        heading = _HEADING.search(text, start + _PIECE, last)
        if heading is None:
            break
        yield text[start : heading.end()], lines
        lines += text.count("\n", start, heading.end())
        start = heading.end()
    yield text[start:], lines


def _children(tokens: Iterator["Token"], until: str, source: list[str], shift: int) -> Iterator[Block]:
    for token in tokens:
        if token.type == until:
            return
        name = token.type.removesuffix("_open")
        kind = _KINDS.get(name)
        if kind is None or token.map is None:
            continue  # tbody, thead: their rows follow
        first, end = token.map[0] + 1 + shift, token.map[1] + 1 + shift
        if kind == "rule":
            yield Block("rule", first, end)
        elif kind == "code":
            lines = _numbered(token.content.rstrip("\n"), first + 1)
            yield Block("code", first, end, lines, mark=token.info.strip())
        elif kind in ("heading", "paragraph"):
            lines = _inline(tokens, f"{name}_close", shift)
            if kind == "heading":
                yield from _heading(token, first, end, lines)
            else:
                yield Block("paragraph", first, end, lines)
        elif kind == "row":
            cells = _inline(tokens, "tr_close", shift)
            yield Block("row", first, end, _uncut(cells, source[first - 1 - shift], first))
        else:
            children = tuple(_children(tokens, f"{name}_close", source, shift))
            mark = token.info or token.markup if kind == "item" else ""
            block = Block(kind, first, end, mark=mark, children=children)
            if kind == "list":
                yield from _unglued(block, source, shift)
            else:
                yield block


def _unglued(block: Block, source: list[str], shift: int) -> Iterator[Block]:
    """A list, cut where its numbers begin anew, or a line at the margin goes on with an item's paragraph.

    Markdown takes a line that opens something new for the item's own: a bold line, a time alone, a cut mark.
    """
    kept: list[Block] = []
    for item in block.children:
        if kept and item.mark == "1" and kept[-1].mark.isdigit() and kept[-1].mark != "1":
            # Markdown goes on counting where a new list begins
            yield replace(block, first=kept[0].first, end=kept[-1].end, children=tuple(kept))
            kept = []
        last = item.children[-1] if item.children else None
        cut = _glued(last, source, shift) if last is not None and last.kind == "paragraph" else 0
        if last is None or not cut:
            kept.append(item)
            continue
        own, other = last.lines[:cut], last.lines[cut:]
        shown = replace(last, end=other[0].number, lines=own)
        kept.append(replace(item, end=other[0].number, children=(*item.children[:-1], shown)))
        yield replace(block, first=kept[0].first, end=kept[-1].end, children=tuple(kept))
        yield Block("paragraph", other[0].number, last.end, other)
        kept = []
    if kept:
        yield (
            replace(block, first=kept[0].first, children=tuple(kept))
            if kept[0] is not block.children[0]
            else block
        )


def _glued(block: Block, source: list[str], shift: int) -> int:
    """The place of the first line of an item's paragraph that is none of it; 0 for none."""
    for place, line in enumerate(block.lines):
        if place and _OPENS.match(source[line.number - 1 - shift]):
            return place
    return 0


def _inline(tokens: Iterator["Token"], until: str, shift: int) -> tuple[Line, ...]:
    lines: list[Line] = []
    for token in tokens:
        if token.type == until:
            break
        if token.type == "inline" and token.map is not None:
            lines.extend(_numbered(token.content, token.map[0] + 1 + shift))
    return tuple(lines)


def _numbered(content: str, first: int) -> tuple[Line, ...]:
    return tuple(Line(first + offset, text) for offset, text in enumerate(content.split("\n")))


def _heading(token: "Token", first: int, end: int, lines: tuple[Line, ...]) -> Iterator[Block]:
    """A heading; but text underlined with ``---`` is one only when it is short enough to be meant so."""
    level = int(token.tag[1])
    underlined = token.markup in ("-", "=")
    prose = len(lines) > 1 and not all(_FACT.match(line.text) for line in lines)
    if underlined and (prose or len(lines[0].text) > 120):
        yield Block("paragraph", first, end - 1, lines)
        yield Block("rule", end - 1, end)
    else:
        yield Block("heading", first, end, lines, level=level)


def _uncut(cells: tuple[Line, ...], source: str, number: int) -> tuple[Line, ...]:
    """The cells of a row, and one more for what the parser cuts off a row longer than its head."""
    bars = [part.strip() for part in source.strip().strip("|").replace("\\|", "\0").split("|")]
    extra = bars[len(cells) :]
    if not any(extra):
        return cells
    return (*cells, Line(number, " | ".join(extra).replace("\0", "|")))
