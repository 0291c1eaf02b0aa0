"""Properties: what note tools write into a text for themselves: ``key:: value``, fields, ids of blocks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from curriculum.reading.blocks import Block, Line
from curriculum.reading.fields import Field, field_name
from curriculum.reading.texts import raw_lines

_WHOLE = re.compile(
    r"\s*(?:\*\*|__)?(?P<key>[^\W_][\w./ -]{0,40}?)(?:\*\*|__)?(?P<space>\s*)::(?P<gap>\s*)(?P<value>.*)$"
)
_INSIDE = re.compile(
    r"\s*(?<![\w\[(])[\[(](?P<key>[^\W\d_][\w /-]{0,40}?)::\s+"
    r"(?P<value>(?:[^\[\]()]|\[\[[^\[\]]*\]\]){1,200})[\])]"
)
_REFERENCE = re.compile(
    r"\s*(?:\{\{embed\s+)?\(\((?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|(?=\w*[\d_-]|[a-z]+[A-Z])[\w-]{9})\)\)(?:\}\})?"
)
_MACHINE = re.compile(
    r"[\d.,:/%-]+\w{0,3}|\d{4}-\d\d-\d\d.*|true|false|yes|no|none|null|[☆★⭐]+|https?://\S+"
    r"|(?:#[\w/-]+|\[\[[^\[\]]+\]\])(?:[,\s]+(?:#[\w/-]+|\[\[[^\[\]]+\]\]))*",
    re.IGNORECASE,
)
_CODE = re.compile(r"(`[^`]+`)")
_STOP = re.compile(r"^\s*\.\s+")
"""What is left of a sentence that was nothing but a reference."""
_NEAR = 40
"""Characters around a reference that are looked at."""
_COMPOUND = re.compile(r"\w+(?:[-_.]\w+)+")


class Property(NamedTuple):
    """A property or field, with its line; of a block's id nothing is kept."""

    line: int
    stated: Field | None
    alone: bool
    """Whether nothing else stands on the line."""


def names_property(key: str, value: str) -> bool:
    """Whether ``key:: value`` is certainly no term with its meaning: a known fact, or words of a program."""
    return bool(field_name(key) or _COMPOUND.fullmatch(key) or _is_machine(value))


def _is_machine(value: str) -> bool:
    return bool(_MACHINE.fullmatch(value))


def without_properties(block: Block, *, facts: bool) -> tuple[Block | None, tuple[Property, ...]]:
    """A block without its properties, and these; None when nothing is left. Code stays as it is.

    A line of its own is a property when its key is a known fact's or in a program's words
    (``card-last-score``), or when ``::`` stands close behind the key and before a number, date, tag or
    link; under a bullet, whatever the key that ``::`` stands close behind.
    ``facts``: known facts at the top are left alone, for they say something of the episode.
    """
    if not any("::" in text or "((" in text for text in raw_lines(block)):
        return block, ()
    found: list[Property] = []
    return _apart(block, found, facts=facts, inside=False), tuple(found)


def _apart(block: Block, found: list[Property], *, facts: bool, inside: bool) -> Block | None:
    if block.kind == "code":
        return block
    if block.kind == "row":
        return replace(block, lines=tuple(_cut(line, found, alone=False) or line for line in block.lines))
    if not block.children:
        lines = tuple(_lines(block.lines, found, facts=facts and not inside, inside=inside))
        return None if block.lines and not lines else (block if lines == block.lines else _kept(block, lines))
    item = block.kind == "item"
    children = [
        _apart(child, found, facts=facts, inside=inside or (item and place > 0))
        if child.kind != "paragraph" or not item or place
        else _head(child, found, facts=facts, inside=inside)
        for place, child in enumerate(block.children)
    ]
    left = tuple(child for child in children if child is not None)
    return (block if left == block.children else replace(block, children=left)) if left else None


def _kept(block: Block, lines: tuple[Line, ...]) -> Block:
    return replace(block, lines=lines)


def _head(block: Block, found: list[Property], *, facts: bool, inside: bool) -> Block | None:
    """The first paragraph of an item: what follows its first line stands under the bullet."""
    first = list(_lines(block.lines[:1], found, facts=facts and not inside, inside=False))
    lines = (*first, *_lines(block.lines[1:], found, facts=False, inside=True))
    return (block if lines == block.lines else _kept(block, lines)) if lines else None


def _lines(lines: Sequence[Line], found: list[Property], *, facts: bool, inside: bool) -> Iterator[Line]:
    for line in lines:
        match = _WHOLE.match(line.text) if "::" in line.text else None
        if match:
            key, value = match["key"].strip(), match["value"].strip()
            if match["space"]:
                sure = names_property(key, "")  # "term :: meaning" is a flashcard
            elif match["gap"] or not value:
                sure = inside or names_property(key, value)
            else:
                sure = _is_machine(value)
            if sure and not (facts and field_name(key)):
                name = "kept" if inside else field_name(key) or "kept"
                found.append(Property(line.number, Field(name, value, key), alone=True))
                continue
        if (cut := _cut(line, found, alone=True)) is not None:
            yield cut


def _cut(line: Line, found: list[Property], *, alone: bool) -> Line | None:
    """The line without fields in brackets and ids of blocks; None when it held nothing else."""
    if "::" not in line.text and "((" not in line.text:
        return line
    stated: list[Field] = []

    def kept(match: re.Match[str]) -> str:
        stated.append(Field("kept", match["value"].strip(), match["key"].strip()))
        return ""

    pieces = _CODE.split(line.text)  # what is no code stands at even places
    pieces[::2] = [_REFERENCE.sub(_instead, _INSIDE.sub(kept, piece)) for piece in pieces[::2]]
    text = "".join(pieces)
    if text == line.text:
        return line
    text = _STOP.sub("", text)
    gone = alone and not re.search(r"\w", text)
    found.extend(Property(line.number, field, gone) for field in stated)
    if not stated:
        found.append(Property(line.number, None, gone))
    return None if gone else Line(line.number, text.strip() if alone else text)


def _instead(reference: re.Match[str]) -> str:
    """What stands for the id of a block: nothing beside a sentence, within one "…" for its words."""
    near = reference.string[max(0, reference.start() - _NEAR) : reference.start()].strip()
    after = reference.string[reference.end() : reference.end() + _NEAR].lstrip()
    if near:
        return "" if near.endswith((".", "!", "?", ":")) else " …"
    return "…" if after[:1].islower() or (after and after[0] in ",;") else ""
