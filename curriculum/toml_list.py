"""Lists in the text of a TOML file: an item taken out, or put in, with the comments about it.

Those are the lines directly above it and what stands behind it on its line; every other byte stays.
"""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from curriculum.toml_source import (
    Span,
    begins_line,
    line_end,
    line_start,
    put,
    spaces_end,
    token_at,
    value_end,
)

_INDENT = "    "
"""Of an item where no other begins a line."""


class Item(NamedTuple):
    """An item of a list."""

    value: Span
    above: tuple[Span, ...]
    """Comment lines directly above it."""
    beside: tuple[Span, ...]
    """Comments behind it on its line."""
    comma: Span | None

    @property
    def begin(self) -> int:
        """Where it and the comments above it begin."""
        return self.above[0].start if self.above else self.value.start


class Piece(NamedTuple):
    """An item, taken out or to be put in."""

    above: tuple[str, ...]
    value: str
    beside: tuple[str, ...] = ()


def items(text: str, array: Span) -> tuple[Item, ...]:
    """The items of a list, each with its comments."""
    found: list[Item] = []
    waiting: list[Span] = []
    at = array.start + 1
    while at < array.end - 1:
        token = token_at(text, at)
        at = token.end()
        if token["space"]:
            if token[0].count("\n") > 1:
                waiting = []  # an empty line stands between them and what follows
        elif token["comment"]:
            if begins_line(text, token.start()):
                waiting.append(Span(*token.span()))
            elif found:
                found[-1] = found[-1]._replace(beside=(*found[-1].beside, Span(*token.span())))
        elif token["mark"]:
            found[-1] = found[-1]._replace(comma=Span(*token.span()))
        else:
            value = Span(token.start(), value_end(text, token.start()))
            found.append(Item(value, tuple(waiting), (), None))
            waiting, at = [], value.end
    return tuple(found)


def piece(text: str, item: Item) -> Piece:
    """An item with its comments, to be put elsewhere."""
    above, beside = (tuple(one.of(text).rstrip() for one in spans) for spans in (item.above, item.beside))
    return Piece((*above, *beside[1:]), item.value.of(text), beside[:1])


def without_item(text: str, array: Span, place: int, about: Collection[Span] | None = None) -> str:
    """The text without an item of a list and the comments about it, or those of them that are ``about``."""
    found = items(text, array)
    item = found[place]
    if about is not None:
        above, beside = (tuple(one for one in spans if one in about) for spans in (item.above, item.beside))
        item = item._replace(above=above, beside=beside)
    start, end = item.value
    if item.comma:
        comma = Span(item.comma.start, spaces_end(text, item.comma.end))
        cuts = [comma, *item.above, *item.beside]
    else:
        cuts = [*item.above, *item.beside]
        before = found[place - 1] if place else None
        if before and before.comma:
            cuts.append(before.comma)
        while text[start - 1] in " \t" and not begins_line(text, start):
            start -= 1
    cuts.append(Span(start, end))
    return _cut(text, cuts)


def with_item(text: str, array: Span, place: int, new: Piece) -> str:
    """The text with one more item in a list, before the one at that place or at the end."""
    found = items(text, array)
    if not new.above and not new.beside and "\n" not in array.of(text):
        return _on_line(text, array, place, new.value)
    before = found[place - 1].comma if 0 < place < len(found) else None
    if before and before.start > found[place].begin:  # it stands between an item and the comment above
        last = found[place - 1].value.end
        text = f"{text[:last]},{text[last : before.start]}{text[before.end :]}"
        return with_item(text, array, place, new)
    if place >= len(found) and found and not found[-1].comma:
        text = put(text, found[-1].value.end, ",")
        return with_item(text, Span(array.start, array.end + 1), place, new)
    ending = line_end(text)
    indent = _indent(text, found)
    beside = f" {' '.join(new.beside)}" if new.beside else ""
    lines = (*new.above, f"{new.value},{beside}")
    block = "".join(f"{indent}{line}{ending}" for line in lines)
    if place < len(found):
        at = found[place].begin
        if begins_line(text, at):
            return put(text, line_start(text, at), block)
        return text[:at].rstrip(" \t") + ending + block + indent + text[at:]
    at = array.start + 1
    if found:
        at = max(span.end for span in (found[-1].value, found[-1].comma, *found[-1].beside) if span)
    rest = re.compile(r"[ \t]*(?:#[^\r\n]*)?\r?\n").match(text, at)
    if rest:
        return put(text, rest.end(), block)
    return text[:at] + ending + block + text[at:].lstrip(" \t")


def _on_line(text: str, array: Span, place: int, value: str) -> str:
    """One more item in a list on one line."""
    found = items(text, array)
    if place < len(found):
        return put(text, found[place].value.start, f"{value}, ")
    if not found:
        return f"{text[: array.start]}[{value}]{text[array.end :]}"
    last = found[-1]
    return put(text, last.comma.end, f" {value},") if last.comma else put(text, last.value.end, f", {value}")


def _cut(text: str, cuts: Sequence[Span]) -> str:
    """The text without these places, and without the lines on which nothing else stood."""
    first, last = line_start(text, min(cuts).start), max(one.end for one in cuts)
    end = text.find("\n", last) + 1 or len(text)
    done, at = [], first
    for line in re.findall(r"[^\n]*\n|[^\n]+", text[first:end]):
        inside = [one for one in cuts if one.start < at + len(line) and one.end > at]
        rest = "".join(
            letter
            for place, letter in enumerate(line, start=at)
            if not any(one.start <= place < one.end for one in inside)
        )
        if not inside:
            done.append(line)
        elif rest.strip():
            done.append(rest.rstrip() + line[len(line.rstrip("\r\n")) :])
        at += len(line)
    return f"{text[:first]}{''.join(done)}{text[end:]}"


def _indent(text: str, found: Sequence[Item]) -> str:
    """What stands before the items that begin a line."""
    starts = (item.value.start for item in found)
    own = (text[line_start(text, at) : at] for at in starts if begins_line(text, at))
    return next(own, _INDENT)
