"""Evidence: what stands below a point and backs it, told apart from the point's own words.

Quotes ("Supporting quote: …", a line in quotation marks), what a point means ("Significance: …"), and the
writer's comment on a quote.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from curriculum.reading.blocks import Block, Line
from curriculum.reading.episode import Quote
from curriculum.reading.inline import plain, unshared
from curriculum.reading.quotes import MARKS, Said, is_spoken, said
from curriculum.reading.tables import key, languages, spellings, table

QUOTE, COMMENT, PART, ASPECT = "quote", "comment", "part", "aspect"
_LABEL = re.compile(
    r"\s*(?:[-*+]\s+)?(?:\*\*|__|\*|_)?(?P<key>[^\W\d_][^:：*_\n\"“]{1,34}?)(?:\*\*|__|\*|_)?\s*"
    r"(?:[:：](?:\*\*|__|\*|_)?(?:\s+|$)|：(?:\*\*|__|\*|_)?)(?P<text>.*)$",
    re.DOTALL,
)
_COUNTED = re.compile(r"\s+#?\d{1,3}$")
_LAST_QUOTE = re.compile(
    r"(?P<before>.*(?:[.!?:：]|\b\w+(?:s|ed|id|ote),))[*_]*\s+(?P<quote>[\"“„«][^\"“”„«»]{30,}[\"”»][*_]*\s*(?:[-–—(]\s*[^\"“”()]{2,60}\)?)?[.]?)\s*",
    re.DOTALL,
)
_NAMED = re.compile(r"(?P<name>[^\"“”:]{2,80}?)\s*:\s*[\"“](?P<words>.{20,})[\"”]\.?")
"""Words under a name, which says whom they are about."""
_ASKING = re.compile(r"\bquestions?\b[^.!?]*[:：]$")
_CLOSING = '"”»'
_NAME_WORDS = 5
_ASPECT = re.compile(r"\s*(?P<key>[^\W\d_a-z][^\s:：\"“]*(?: [^\s:：\"“]+){0,3})[:：]\s+(?=\S)")
"""A line of a point's paragraph that names one side of it: "Why now: …"."""
_QUOTED_LINES = 40
"""A quotation over more lines is none that we tell apart."""
_REACH = 60
"""Characters within which a label ends."""
_OPENING = frozenset(MARKS)
_FEWEST_WORDS = 6
"""Fewer words in quotation marks are a name or a phrase, no quote."""


class Piece(NamedTuple):
    """Lines that belong together, and what they are: a kind of evidence, or "" for the point's own words."""

    kind: str
    lines: tuple[Line, ...]
    label: str = ""
    """The label as written, which the lines no longer have."""


@cache
def _kinds() -> dict[str, str]:
    kinds: dict[str, str] = {}
    for kind, words in table("evidence").items():
        for word in words:
            kinds.setdefault(key(word), kind)
    for code in languages():
        for kind, words in table(f"sections/{code}")["evidence"].items():
            for word in words:
                kinds.update((spelt, kind) for spelt in spellings(word) if spelt not in kinds)
    return kinds


def label_of(text: str) -> tuple[str, str, str]:
    """(kind, label, rest) of a text that starts with a label of evidence; ("", "", text) of any other.

    The kind ``opens`` is that of a label which only says that a point begins.
    """
    shown = unshared(text)
    match = _LABEL.match(shown[:_REACH])
    if match:
        kind = _kinds().get(key(_COUNTED.sub("", plain(match["key"]))), "")
        if kind:
            return kind, plain(match["key"]), shown[match.start("text") :]
    return "", "", text


def pieces(lines: Sequence[Line]) -> tuple[Piece, ...]:
    """A paragraph of a point cut into its own words and the evidence in it, in order."""
    if not any(
        ":" in line.text[:_REACH] or "：" in line.text[:_REACH] or _opens_quote(line.text) for line in lines
    ):
        return (Piece("", tuple(lines)),) if lines else ()
    found: list[tuple[str, str, list[Line]]] = []
    sides = sum(bool(_ASPECT.match(line.text)) for line in lines[1:]) > 1
    for place, line in enumerate(lines):
        kind, label, rest = label_of(line.text)
        if sides and place and not kind and (side := _ASPECT.match(line.text)):
            kind, label, rest = ASPECT, side["key"], line.text[side.end() :]
        if kind == PART and rest.strip():
            kind = ""  # "Summary: ropes" says it itself
        last = found[-1] if found else None
        if kind and kind != "opens":
            found.append((kind, label, [Line(line.number, rest)] if rest.strip() else []))
        elif (
            _opens_quote(line.text)
            and _closes(lines[place : place + _QUOTED_LINES])
            and not (last and last[0] == QUOTE and not last[2])
        ):
            found.append((QUOTE, "", [line]))
        elif last and last[0] == QUOTE and last[2] and _is_closed(last[2][-1], first=len(last[2]) == 1):
            found.append((COMMENT, "", [line]))
        elif last:
            last[2].append(line)
        else:
            found.append(("", "", [Line(line.number, rest) if kind else line]))
    return tuple(Piece(kind, tuple(kept), label) for kind, label, kept in found)


def last_quote(lines: Sequence[Line]) -> tuple[str, Said] | None:
    """A text that ends in a quotation of some length: what stands before it, and the quote; else None."""
    if not any(mark in lines[-1].text for mark in _CLOSING):
        return None
    text = "\n".join(line.text for line in lines)
    match = _LAST_QUOTE.fullmatch(text)
    if match is None or len(match["quote"].split()) < _FEWEST_WORDS or _ASKING.search(match["before"]):
        return None
    number = lines[text.count("\n", 0, match.start("quote"))].number
    return match["before"].rstrip(), said([Line(number, match["quote"].replace("\n", " "))])


def quoted(block: Block) -> Iterator[Quote]:
    """The quotes among the lines of a block that is kept whole, with the name they stand under."""
    if block.kind == "paragraph":
        name = ""
        for piece in pieces(block.lines):
            if piece.kind == QUOTE and piece.lines:
                yield Quote(**said(list(piece.lines))._replace(label=name)._asdict())
            elif not piece.kind:
                shown = plain(" ".join(line.text.strip() for line in piece.lines))
                if named := _NAMED.fullmatch(shown):
                    yield Quote(label=named["name"], text=named["words"], line=piece.lines[0].number)
                name = _name_in(shown)
        return
    for child in block.children:
        yield from quoted(child)


def _name_in(text: str) -> str:
    """The name that a text begins with ("Ann Lee [baker]: …"), or "" when it begins with none."""
    name = re.split(r"[\[(:–—]|\s-\s", text, maxsplit=1)[0].strip()
    return name if 0 < len(name.split()) <= _NAME_WORDS else ""


def is_said(lines: Sequence[Line]) -> bool:
    """Whether a paragraph is nothing but somebody's words, or says that it is a quote."""
    found = pieces(lines)
    return bool(found) and found[0].kind == QUOTE


def _opens_quote(text: str) -> bool:
    return text.lstrip(" >*_")[:1] in _OPENING and len(text.split()) > 1


def _closes(lines: Sequence[Line]) -> bool:
    """Whether the quotation that the first line opens fills whole lines, not too many of them."""
    words = 0
    for place, line in enumerate(lines[:_QUOTED_LINES]):
        words += len(line.text.split())
        if _is_closed(line, first=place == 0):
            return words >= _FEWEST_WORDS or place + 1 == len(lines)
    return False


def _is_closed(line: Line, *, first: bool) -> bool:
    """Whether a quotation ends with this line of it."""
    shown = plain(line.text.strip())
    return is_spoken(shown if first else f'"{shown}')
