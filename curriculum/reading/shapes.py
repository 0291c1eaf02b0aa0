"""Shapes: what a part is, judged by its form and its neighbours."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from curriculum.reading.blocks import Block, Line
from curriculum.reading.fields import field
from curriculum.reading.inline import Opening, opening

_STAMP = r"(?:[\[(]?(?:\d{1,2}:)?\d{1,3}:\d{2}[\])]?\s*[-–—:|]?\s*)"
_BOLD = re.compile(rf"{_STAMP}?(?:[^\w\s*_\"“(]+\s*)?(?:\*\*|__)[^\s*_]")
_POINT = re.compile(
    rf"{_STAMP}?(?:[^\w\s*_\"“(]+\s*)?(?:\*\*|__)[^*_]+(?:\*\*|__)|[\[(](?:\d{{1,2}}:)?\d{{1,3}}:\d{{2}}[\])]\s|(?:\d{{1,2}}:)?\d{{1,3}}:\d{{2}}\s+[-–—|]\s|"
    r"(?:[^\w\s*_\"“(]+\s*)?(?:\*\*|__)[^*_]+(?:\*\*|__)|\d{1,3}[.):]\s|(?:\d\ufe0f?\u20e3)+\s|[•◦▪‣·–—►➤✓✔]\s"
)


SEVERAL = 3
"""As many bold labels or headings of one kind are the points of notes that name no section for them."""
_STATED = frozenset("hosts guests show date duration number".split())
_ADDRESS = re.compile(r"!?\[[^\[\]]*\]\([^()\s]*\)|<[^<>]*>|!\[\[[^\[\]]*\]\]|https?://\S+|www\.\S+")
"""A link with its words, a picture, a tag of HTML, an address."""
_NAMED_ADDRESS = re.compile(
    r"\W*(?:(?=[^\W_])(?:[^\s:：*_]+\s){0,5}[^\s:：*_]+(?:\s?[:：*_–—]|\s-)+\s*)?"
    r"(?:<?https?://[^\s<>]+>?(?:\s[\s,.|]*|$)|\[[^\[\]\s]+(?:\s[^\[\]\s]+){0,5}\]\(<?https?://[^()\s]+\)[\s,.|]*)+"
)
"""Addresses and links of at most six words, behind a name as short that a colon, a dash or bold closes."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_STAMPED_WORDS = 16
_NAME_WORDS = 3
"""So many words beside an address only name it."""
_TOPIC_WORDS = 10
"""An item of fewer words without a full stop may be a mere topic; in a numbered list, of fewer than four."""

_ROW_WORDS = 6
"""A row of a table whose longest cell has fewer words only names things."""


def tells(part: Block) -> bool:
    """Whether most items or rows, three at least, say something: label and text, a sentence, more below."""
    if part.kind == "table":
        rows = part.children[1:]
        said = [max((len(cell.text.split()) for cell in row.lines), default=0) >= _ROW_WORDS for row in rows]
    else:
        said = [says(item) for item in part.children if item.children] if part.kind == "list" else []
    return len(said) >= 3 and sum(said) * 2 > len(said)


def says(item: Block) -> bool:
    """Whether a list item makes a statement: label and text, a sentence, or more below it."""
    if not item.children:
        return False
    said = opening_of(item.children[0])
    words = len(said.text.split())
    least = 4 if item.mark.isdigit() else _TOPIC_WORDS
    return (
        bool(said.label and said.text)
        or any(child.kind in ("list", "paragraph") for child in item.children[1:])
        or words >= least
        or (words >= 4 and said.text.rstrip("\"”'*_)").endswith((".", "!", "?")))
    )


def goes_on(number: int, rest: Sequence[Block]) -> bool:
    """Whether an ordered list goes on with this number, so that what lies between belongs to an item."""
    expected = str(number)
    for part in rest:
        if part.kind == "heading":
            return False
        if part.kind == "list":
            if part.children[0].mark in (expected, "1") and part.children[0].mark.isdigit():
                return True
            if part.children[0].mark.isdigit():
                return False
    return False


def is_point_paragraph(part: Block) -> bool:
    """Whether a paragraph is a point by itself: a bold label, a number or a bullet sign."""
    return bool(_POINT.match(part.lines[0].text.strip()))


def is_labelled(part: Block) -> bool:
    """Whether a paragraph opens with a bold label that its own text follows (``**Label.** text``)."""
    if part.kind != "paragraph" or not _BOLD.match(part.lines[0].text.strip()) or field(part.lines[0].text):
        return False
    said = opening_of(part)
    return bool(said.label and said.text)


def has_times(part: Block) -> bool:
    """Whether most lines or items of a part, two at least, start with a time."""
    if part.kind == "paragraph":
        times = [bool(opening(line.text).time) for line in part.lines]
    else:
        times = [bool(opening_of(item.children[0]).time) for item in part.children if item.children]
    return sum(times) > 1 and sum(times) * 2 > len(times)


def is_stamped(part: Block) -> bool:
    """Whether a part is a short line that a time stands before: "[12:40] Winter growth"."""
    if part.kind != "paragraph" or len(part.lines) > 1 or len(part.text.split()) > _STAMPED_WORDS:
        return False
    return bool(opening_of(part).time)


def opening_of(part: Block) -> Opening:
    """Time stamp, label and text of a paragraph."""
    return opening("\n".join(line.text for line in part.lines))


def point_paragraphs(part: Block) -> Iterable[Block]:
    """A paragraph as one point, or line by line when each of its lines is one."""
    if len(part.lines) > 1 and (
        all(_POINT.match(line.text.strip()) for line in part.lines)
        or all(opening(line.text).time for line in part.lines)
    ):
        for line in part.lines:
            yield replace(part, first=line.number, end=line.number + 1, lines=(line,))
    else:
        yield part


def item_lines(part: Block) -> Iterable[Line]:
    """The text lines of a list's items and what is under them, code left out."""
    if part.kind == "code":
        return
    if part.kind == "row":
        cells = [line.text for line in part.lines]
        yield Line(part.first, ": ".join(cells) if len(cells) == 2 else " | ".join(cells))
        return
    yield from part.lines
    for child in part.children:
        yield from item_lines(child)


def is_bare(part: Block) -> bool:
    """Whether a part only leads somewhere or shows something: addresses and pictures with a name at most."""
    if part.kind == "paragraph":
        return all(_only_leads(line.text) for line in part.lines)
    if part.kind == "list":
        others = 0
        for item in part.children:
            others += not _only_leads(" ".join(line.text for line in item_lines(item)))
            if others * 5 > len(part.children):
                return False
        return bool(part.children)
    return False


def only_leads(part: Block) -> bool:
    """Whether a point says nothing but where something is: an address, alone or behind a short name."""
    lines = [line.text for line in item_lines(part)]
    return bool(lines) and all(map(_NAMED_ADDRESS.fullmatch, lines))


def leads_away(item: Block) -> bool:
    """Whether an item gives an address, as entries of a directory do."""
    return any(_ADDRESS.search(line.text) for line in item_lines(item))


def _only_leads(text: str) -> bool:
    if not any(sign in text for sign in ("](", "<", "[[", "://", "www.")):
        return False
    rest = _ADDRESS.sub("", text)
    return rest != text and len(_WORD.findall(rest)) <= _NAME_WORDS


def states(part: Block) -> bool:
    """Whether every line of a paragraph states who speaks, or where and when: "HOST: …"."""
    found = [field(line.text) for line in part.lines]
    return bool(found) and all(fact is not None and fact.name in _STATED for fact in found)
