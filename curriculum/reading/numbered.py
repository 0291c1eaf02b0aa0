"""Numbered lines that name sections: "2. **Key Insights:**" above bullets, though Markdown sees lists."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from curriculum.reading.blocks import Block, Line
from curriculum.reading.generic import is_tabled, may_name, names_section
from curriculum.reading.inline import plain

_LEAD = re.compile(r"\s*(\*\*|__)(?=\S)(?P<name>[^*:：]+?)\s*(?:[:：]\s*\1|\1\s*[:：])\s*(?P<rest>\S.*)$")
_LEAD_LIKE = re.compile(r"\s{0,9}(?:\*\*|__)[^\n*:：]{1,90}(?:[:：]|\*\*|__)")
"""A bold name that ends within reach, so that the pattern above need not look through a long line."""
_NAME_WORDS = 9
"""A numbered line of more words is no name of a section."""
_BOLD = re.compile(r"\s*(?:\*\*|__)\S")
"""One number alone on its line is enough where the name is bold."""
_LABEL = re.compile(r"\s*(?:\*\*|__)[^*_]{1,90}(?:[:：]\s*(?:\*\*|__)|(?:\*\*|__)\s*[:：])\s*$")
"""A bold name with a colon, alone: a section's for certain."""
_SHARE = 3 / 5
"""So many of the short numbered lines must name sections."""


class NumberedSection(NamedTuple):
    """An item of an outline: a heading, the lines on and right below it, and the blocks under it."""

    heading: Line
    """With its number; its text is "" when the item names no section."""
    lines: tuple[Line, ...]
    blocks: tuple[Block, ...]


def outlines(blocks: Sequence[Block]) -> frozenset[int]:
    """The first lines of the ordered lists among these blocks that are no lists but an outline of sections.

    Either numbers stand alone on their lines, two at least naming sections; or a list has several items, most
    of which name sections and hold more: of these names two at least must be in the tables, for labels of
    points may end in words like "trends" too.
    """
    ordered = [block for block in blocks if block.kind == "list" and block.children[0].mark.isdigit()]
    lone = [block for block in ordered if len(block.children) == 1]
    several = [block for block in ordered if len(block.children) > 1]
    found: list[Block] = []
    outlined = _is_outline(lone, least=0)
    found += [
        block
        for block in lone
        if len(block.children[0].children) == 1 and (outlined or _LABEL.match(_name(block.children[0])))
    ]
    if _is_outline(several, least=2):
        found += [block for block in several if _holds(block.children)]
    return frozenset(block.first for block in found if any(_name(item) for item in block.children))


def numbered_section(item: Block) -> NumberedSection:
    """An item of an outline taken apart."""
    head, *below = item.children
    first, *more = head.lines
    name = _name(item)
    if not name:
        return NumberedSection(Line(first.number, ""), (), ())
    lead = _LEAD.match(first.text) if name != first.text else None
    own = (Line(first.number, lead["rest"]),) if lead else ()
    return NumberedSection(Line(first.number, f"{item.mark}. {plain(name)}"), (*own, *more), tuple(below))


def _is_outline(lists: Sequence[Block], *, least: int) -> bool:
    """Whether most short lines of these lists name sections, ``least`` of them by a table."""
    items = [item for block in lists for item in block.children]
    short = sum(map(_is_short, items))
    named = [name for item in items if (name := _name(item))]
    sure = sum(bool(is_tabled(plain(name))) for name in named)
    fewest = 1 if named and all(_BOLD.match(name) for name in named) and not least else 2
    return len(named) >= max(fewest, _SHARE * short) and sure >= least


def _holds(items: Sequence[Block]) -> bool:
    """Whether most items name sections, half of which at least have something below."""
    named = [item for item in items if _name(item)]
    holding = [item for item in named if len(item.children) > 1 or len(item.children[0].lines) > 1]
    return len(named) >= _SHARE * len(items) and len(holding) * 2 >= len(named)


def _is_short(item: Block) -> bool:
    if not item.children or item.children[0].kind != "paragraph":
        return False
    text = item.children[0].lines[0].text
    return len(text.split()) <= _NAME_WORDS and not text.rstrip(" *_").endswith(".")


def _name(item: Block) -> str:
    """The name of a section that an item starts with, alone on its line or before a colon, or ""."""
    if not item.children or item.children[0].kind != "paragraph":
        return ""
    text = item.children[0].lines[0].text
    if len(text.split()) <= _NAME_WORDS and may_name(text) and names_section(plain(text)):
        return text
    lead = _LEAD.match(text) if _LEAD_LIKE.match(text) else None
    return lead["name"] if lead and is_tabled(plain(lead["name"])) else ""
