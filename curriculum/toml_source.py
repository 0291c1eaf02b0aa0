"""The text of a TOML file as its parts stand in it, and the text after one of them has changed.

Every other byte stays. Comments in a value that is replaced, or beside one that goes, stand alone then.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from curriculum.letters import clean

_TOKEN = re.compile(
    r'(?P<text>"""(?:\\.|[^\\])*?"""(?:"{0,2})'
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*')"
    r"|(?P<comment>#[^\r\n]*)|(?P<space>\s+)|(?P<open>[\[{])|(?P<close>[\]}])|(?P<mark>[,=])|[^\s\[\]{}#'\",=]+",
    re.DOTALL,
)
"""One piece of TOML: a text, a comment, white space, a bracket, a comma or equals sign, or other letters."""

_SPACES = re.compile(r"[ \t]*")


class Span(NamedTuple):
    """Where something stands in the text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """What stands there."""
        return text[self.start : self.end]


class Field(NamedTuple):
    """A key with its value."""

    key: Span
    value: Span
    beside: Span | None
    """The comment on the line where the value ends."""


class Table(NamedTuple):
    """A table with its keys, up to the last of them."""

    name: str
    """With dots; "" for the top of the file."""
    head: Span
    """Its line in brackets; empty for the top."""
    fields: dict[str, Field]

    @property
    def end(self) -> int:
        """Behind its last value and the comment on that line."""
        last = max(self.fields.values(), default=None, key=lambda field: field.value.end)
        return self.head.end if last is None else (last.beside or last.value).end


class Source(NamedTuple):
    """A text that is TOML, and where its parts stand."""

    tables: tuple[Table, ...]
    """The top of the file first."""
    comments: tuple[Span, ...]

    def named(self, name: str) -> tuple[Table, ...]:
        """The tables of that name."""
        return tuple(table for table in self.tables if table.name == name)

    def within(self, start: int, end: int) -> tuple[Span, ...]:
        """The comments that stand there."""
        return tuple(one for one in self.comments if start <= one.start < end)

    def above(self, text: str, place: int) -> tuple[Span, ...]:
        """The comment lines directly above a line."""
        found: list[Span] = []
        by_line = {line_start(text, one.start): one for one in self.comments if begins_line(text, one.start)}
        line = line_start(text, place)
        while line and (one := by_line.get(line := line_start(text, line - 1))):
            found.insert(0, one)
        return tuple(found)


@lru_cache(maxsize=8)
def source(text: str) -> Source:
    """Where the parts of a text stand, which a TOML parser has read before."""
    tables = [Table("", Span(0, 0), {})]
    comments: list[Span] = []
    at = 0
    while at < len(text):
        token = token_at(text, at)
        if token["comment"]:
            comments.append(Span(*token.span()))
        if token["comment"] or token["space"]:
            at = token.end()
        elif token["open"]:
            head = Span(at, _closed(text, at))
            tables.append(Table(_key(_loaded(head.of(text))), head, {}))
            at = head.end
        else:
            name, field = _field(text, at)
            tables[-1].fields[name] = field
            comments += _comments(text, field.value)
            at = field.value.end
    return Source(tuple(tables), tuple(comments))


def with_value(text: str, table: Table, name: str, value: str, after: Sequence[str] = ()) -> str:
    """The text with another value of a key, or with the key.

    A new one stands below the first of the keys ``after`` that is there, else below the table's head; at the
    top of the file, below its last key.
    """
    ending = line_end(text)
    field = table.fields.get(name)
    if field:
        kept = "".join(f"{one.of(text).rstrip()}{ending}" for one in _comments(text, field.value))
        text = f"{text[: field.value.start]}{value}{text[field.value.end :]}"
        return put(text, line_start(text, field.key.start), kept)
    above = next((table.fields[key] for key in after if key in table.fields), None)
    at = above.value.end if above else table.head.end or table.end
    line = f"{name} = {value}{ending}"
    if not at:
        return put(text, _first(text), line)
    end = text.find("\n", at) + 1
    return put(text, end, line) if end else f"{text}{ending}{line}"


def without_key(text: str, field: Field) -> str:
    """The text without a key; comments in its value and beside it stay, on lines of their own."""
    ending = line_end(text)
    notes = [*_comments(text, field.value), *([field.beside] if field.beside else [])]
    kept = "".join(f"{one.of(text).rstrip()}{ending}" for one in notes)
    end = text.find("\n", (field.beside or field.value).end) + 1 or len(text)
    return f"{text[: line_start(text, field.key.start)]}{kept}{text[end:]}"


def without_table(text: str, table: Table, kept: Sequence[str], more: Sequence[Span] = ()) -> str:
    """The text without a table, but with some of its comments in its place.

    ``more`` is what goes with it: the comments above its head.
    """
    ending = line_end(text)
    start = line_start(text, min((one.start for one in more), default=table.head.start))
    end = text.find("\n", table.end) + 1 or len(text)
    block = "".join(f"{one}{ending}" for one in kept)
    before, after = text[:start], text[end:]
    if not block and (empty := re.search(r"\n\r?\n\Z", before)) and (not after or after[:1] in "\r\n"):
        before = before[: empty.start() + 1]  # one of the two empty lines around it
    return f"{before}{block}{after}"


def with_table(text: str, place: int, lines: Sequence[str]) -> str:
    """The text with a table of these lines below the line of ``place``, an empty line before it."""
    ending = line_end(text)
    end = text.find("\n", place) + 1
    if not end:
        text, end = text + ending, len(text) + len(ending)
    return put(text, end, "".join(f"{line}{ending}" for line in ("", *lines)))


def loaded(text: str, span: Span) -> Any:
    """The value that stands there, as the parser gives it."""
    return _loaded(f"value = {span.of(text)}")["value"]


def _field(text: str, at: int) -> tuple[str, Field]:
    """The key that begins there, with its value."""
    token = token_at(text, at)
    while token[0] != "=":
        token = token_at(text, token.end())
    key, begin = Span(at, token.start()), spaces_end(text, token.end())
    value = Span(begin, value_end(text, begin))
    beside = re.compile(r"[^\S\n]*(#[^\r\n]*)").match(text, value.end)
    return _key(_loaded(f"{key.of(text)} = 0")), Field(key, value, Span(*beside.span(1)) if beside else None)


def value_end(text: str, at: int) -> int:
    """Behind a value that begins there."""
    token = token_at(text, at)
    if token["open"]:
        return _closed(text, at)
    end = at
    # a date and its time may have a space between them
    while not (token["comment"] or token["close"] or token["mark"] or (token["space"] and "\n" in token[0])):
        end = end if token["space"] else token.end()
        if token.end() == len(text):
            break
        token = token_at(text, token.end())
    return end


def _closed(text: str, at: int) -> int:
    """Behind the bracket that closes the one there."""
    depth = 0
    while True:
        token = token_at(text, at)
        at = token.end()
        depth += bool(token["open"]) - bool(token["close"])
        if not depth:
            return at


def _comments(text: str, value: Span) -> Iterator[Span]:
    at = value.start
    while at < value.end:
        token = token_at(text, at)
        if token["comment"]:
            yield Span(*token.span())
        at = token.end()


def token_at(text: str, at: int) -> re.Match[str]:
    """The piece of TOML that begins there."""
    token = _TOKEN.match(text, at)
    assert token, "a parser has read it"
    return token


def _loaded(text: str) -> dict[str, Any]:
    return tomllib.loads(clean(text))


def _key(values: Any) -> str:
    """The name of the only key, and of those below it, with dots."""
    names = []
    while isinstance(values, dict | list) and values:
        if isinstance(values, list):
            values = values[0]
            continue
        (name,) = values
        names.append(name)
        values = values[name]
    return ".".join(names)


def put(text: str, at: int, more: str) -> str:
    """The text with more of it at a place."""
    return f"{text[:at]}{more}{text[at:]}"


def spaces_end(text: str, at: int) -> int:
    """Behind the spaces and tabs that stand there."""
    spaces = _SPACES.match(text, at)
    return spaces.end() if spaces else at


def line_start(text: str, at: int) -> int:
    """Where the line of a place begins."""
    return text.rfind("\n", 0, at) + 1


def begins_line(text: str, at: int) -> bool:
    """Whether only white space stands before a place on its line."""
    return not text[line_start(text, at) : at].strip()


def line_end(text: str) -> str:
    """How lines end in the text."""
    return "\r\n" if "\r\n" in text else "\n"


def _first(text: str) -> int:
    """Below the comments that the file begins with."""
    head = re.match(r"(?:#[^\n]*\n)*", text)
    return head.end() if head else 0
