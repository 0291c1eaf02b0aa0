"""Credits: show, people, date and length as the labelled lines of an episode's notes state them.

``Host: Ann Lee`` in any dress: bold, in a bullet, a table's row, a label with its names in the lines or the
nested list below it, a heading "Guests", "**Host** — Ann Lee". Nothing is accounted for here: the lines
are read a second time, for what the fields of the episode still miss.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from curriculum.reading import fields
from curriculum.reading.blocks import Block
from curriculum.reading.fields import Field, field_name
from curriculum.reading.headings import section_kind
from curriculum.reading.inline import links, plain
from curriculum.reading.persons import is_known_name, listed
from curriculum.reading.provenance import is_generic

_LABEL = re.compile(
    r"\s*(?:[-*+•]\s+|\d{1,2}[.)]\s+)?(?:[^\w\s*_\[\"“|(]+\s*)?(?:\*\*|__)?\s*"
    r"(?P<key>[^\W\d_][^:：=*|\n]{0,44}?)\s*(?:(?P<mark>[:：]{1,2}(?!//)|=(?=\s))\s*(?:\*\*|__)?|(?:\*\*|__)\s*(?P<late>[:：]{1,2}|[–—→|-]+(?=\s)|$)"
    r"|(?P<bare>\s[–—→|]\s))\s*(?P<value>.*)$"
)
_TAGGED = re.compile(r"</?\w+[^<>]*>")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_IN_A_ROW = re.compile(
    r"(?:^|[.;,·|•]\s+)(?P<key>[A-Z][a-z]+(?: [a-z]+){0,2}): (?P<value>[^.;·|•:]+)(?=[.;·|•]|$)"
)
_ROW_LENGTH = 300
_MARK = re.compile(r"^\s*(?:[-*+•]\s+|\d{1,2}[.)]\s+|>\s*)*")
_ENDING = frozenset(
    "points takeaways actions quotes flashcards transcript chapters questions glossary links asides".split()
)
"""Kinds of sections in which no line is about the episode as a whole."""
_OPENING_LINES = 60
_PEOPLED = frozenset(("hosts", "guests", "people"))
_BYLINE_LENGTH = 140
_WITH = r"\s(?:with|w/|&|and|x)\s"
_TOGETHER = re.compile(rf"\S+ \S+{_WITH}\S+ \S+")
_IDLE = frozenset("listen watch play download subscribe youtube spotify".split())
"""Words of a byline that only lead somewhere."""
_GAP = re.compile(r"\s*[|·•]\s*|\s+[–—]\s+")
_DATED = re.compile(
    r"(?:released|published|aired|recorded|broadcast)?(?: on)?:?\s*(?P<date>.{6,24})", re.IGNORECASE
)
_NUMBERED_SHOW = re.compile(
    r"(?:episode|ep\.?|folge|#)\s*#?(?P<number>\d{1,5})\s+(?:of|from|von|de)\s+(?:the podcast\s+)?(?P<show>.{2,60})",
    re.IGNORECASE,
)
_LONG = re.compile(r"(?:length|runtime|duration)?:?\s*(?P<length>[\d:.]+[\s\w-]{0,20})", re.IGNORECASE)
_TOLD_DATE = re.compile(
    r"\b(?:recorded|released|published|aired|broadcast|streamed|posted)\s+(?:on\s+)?"
    r"(?P<date>[\w.,/-]+(?: [\w.,]+){0,2})",
    re.IGNORECASE,
)
_TOLD_NUMBER = re.compile(
    r"\bepisode #?(?P<number>\d{1,5}) (?:of|from) (?=\W*(?:the )?\W*[A-Z])", re.IGNORECASE
)
_TOLD_LENGTH = re.compile(
    r"(?P<length>\b\d{1,3}(?:\.\d)?[- ](?:minute|min|hour)s?\b)"
    r"(?=[- ](?:\w+[- ]){0,3}(?:episode|podcast|conversation|interview|talk|show))"
    r"|\((?P<clock>\d{1,2}h\s?\d{1,2}m(?:in)?|\d{1,3}\s?min(?:utes)?|\d{1,2}:\d\d:\d\d)\)",
    re.IGNORECASE,
)


class Credit(NamedTuple):
    """One fact that a line states."""

    fact: Field
    line: int


class _Row(NamedTuple):
    line: int
    text: str
    heading: bool


def credits(parts: Sequence[Block]) -> tuple[Credit, ...]:
    """What the labelled lines of an episode's notes state, and a line of facts under the title."""
    rows = list(_rows(parts))
    under = [Credit(fact, row.line) for row in rows[:2] for fact in byline(row.text)]
    return (*_stated(rows), *under)


def _rows(parts: Sequence[Block]) -> Iterator[_Row]:
    """The lines that may speak of the episode: at the top, and in sections about it or its people."""
    about, kind, seen = True, "", 0
    for part in parts:
        if part.kind == "heading":
            kind = section_kind(plain(part.text), exact=True)
            who = field_name(plain(part.text))
            about = (
                kind in ("people", "metadata", "introduction") or bool(who) or (about and kind not in _ENDING)
            )
            yield from (_Row(line.number, line.text, True) for line in part.lines)
        elif about and (seen < _OPENING_LINES or kind in ("people", "metadata")):
            for row in _inside(part):
                seen += 1
                yield row


def _inside(part: Block) -> Iterator[_Row]:
    if part.kind == "table" and len(part.children) == 2:  # a row of names above a row of values
        names, values = ([line.text.strip(" *_") for line in row.lines] for row in part.children)
        if len(names) == len(values) > 2 and sum(bool(field_name(plain(name))) for name in names) > 1:
            line = part.children[1].first
            yield from (
                _Row(line, f"{name}: {value}", False) for name, value in zip(names, values, strict=True)
            )
            return
    if part.kind == "row":
        cells = [line.text.strip() for line in part.lines]
        if len(cells) == 2:
            yield _Row(part.first, f"{cells[0].strip('*_: ')}: {cells[1]}", False)
        return
    if part.kind != "code":
        yield from (_Row(line.number, line.text, False) for line in part.lines)
    for child in part.children:
        yield from _inside(child)


def _stated(rows: Sequence[_Row]) -> Iterator[Credit]:
    pending: Field | None = None
    for row in rows:
        facts = () if row.heading else _labelled(row.text)
        if row.heading:
            text = plain(row.text).strip(" :：")
            name = field_name(text)
            pending = Field(name, "", text) if name in _PEOPLED or name == "show" else None
            if not pending and (opened := _labelled(row.text)):
                facts = opened
        if facts:
            pending = None
        for fact in facts:
            if fact.value:
                yield Credit(fact, row.line)
            elif fact.name in (*_PEOPLED, "show"):
                pending = fact
        if not facts and not row.heading and pending is not None:
            value = _MARK.sub("", row.text)
            if _answers(pending.name, value):
                yield Credit(pending._replace(value=value), row.line)
            else:
                pending = None
            if pending and pending.name == "show":
                pending = None


def _answers(name: str, value: str) -> bool:
    """Whether a line below a label without a value can be its value."""
    shown = plain(fields.unlinked(value))
    if name == "show":
        return bool(fields.show_name(shown))
    first = listed(shown)
    return bool(first) and shown.startswith(first[0].name.split()[0])


def _labelled(text: str) -> tuple[Field, ...]:
    """The facts that a line states, an empty value where names follow below."""
    if _TAGGED.search(text):
        text = plain(_BREAK.sub("", text))
    if stated := fields.stated(text):
        return tuple(fact for one in stated for fact in _sourced(one))
    if among := tuple(_among(text)):
        return among
    match = _LABEL.match(text)
    if match is None:
        return ()
    if not (match["mark"] or match["late"] is not None or match["bare"]):
        return ()
    written = plain(match["key"]).strip(" *_")
    name = field_name(written)
    dashed = bool(match["bare"]) or (match["late"] or ":")[0] not in ":："
    if not name or name == "kept" or (dashed and not _dashed(name, match["value"])):
        return ()
    value = match["value"].strip(" *_") if match["value"].strip(" *_") else ""
    if name in _PEOPLED and value and not fields.is_nothing(plain(value)) and not fields.people(value):
        return ()
    return (Field(name, value, written),)


def _dashed(name: str, value: str) -> bool:
    """Whether what follows a dash can be a fact's value: "Podcast – The Tide Table", "Length – 52:10"."""
    shown = plain(value)
    short = shown[:1].isupper() and len(shown.split()) <= 7 and not shown.endswith((".", "?", "!"))
    return (
        name in _PEOPLED
        or (name == "show" and short)
        or (name == "date" and bool(fields.iso_date(shown)))
        or (name == "duration" and bool(fields.minutes(shown)))
    )


def _among(text: str) -> Iterator[Field]:
    """The facts of a line that states several in a row: "Recorded in May. Host: Ann Lee. Guest: Bob Ray."."""
    for match in _IN_A_ROW.finditer(plain(text)[:_ROW_LENGTH]):
        name = field_name(match["key"])
        if name in _PEOPLED and fields.people(match["value"]):
            yield Field(name, match["value"].strip(), match["key"])


def _sourced(fact: Field) -> Iterator[Field]:
    """A fact; a source without an address is show and number: "Source: The Tide Table, Episode 12"."""
    said = fields.subtitle(fact.value) if fact.name == "links" and not links(fact.value) else None
    if said is None:
        yield fact
        return
    yield Field("show", said.show, fact.key)
    yield Field("number", str(said.number), fact.key)
    if date := fields.iso_date(said.rest):
        yield Field("date", date, fact.key)


def byline(text: str) -> tuple[Field, ...]:
    """What a line under the title says in pieces: "with Ann Lee · 5 May 2023 · 1 hr 12 min".

    None unless one of the pieces is a date, a length or an episode's number.
    """
    shown = plain(text)
    if _TOGETHER.fullmatch(shown) and all(is_known_name(part) for part in re.split(_WITH, shown)):
        return (Field("beside", shown, "people"),)
    if len(shown) > _BYLINE_LENGTH or shown.endswith((".", ":", "!", "?")):
        return ()
    pieces = [piece.strip() for piece in _GAP.split(shown) if piece.strip()]
    if len(pieces) < 2:
        return ()
    pieces = [piece for piece in pieces if piece.casefold() not in _IDLE]
    found = [fact for piece in pieces for fact in _piece(piece)]
    sure = {"date", "duration", "number"} & {fact.name for fact in found}
    return tuple(found) if sure and len(found) >= len(pieces) else ()


def _piece(piece: str) -> Iterator[Field]:
    if stated := fields.field(piece):
        yield stated
        return
    dated, long = _DATED.fullmatch(piece), _LONG.fullmatch(piece)
    if dated and fields.iso_date(dated["date"]):
        yield Field("date", dated["date"], "date")
    elif long and fields.minutes(long["length"]):
        yield Field("duration", long["length"], "length")
    elif match := _NUMBERED_SHOW.fullmatch(piece):
        yield Field("number", match["number"], "episode")
        yield Field("show", match["show"], "show")
    elif said := fields.subtitle(piece):
        yield Field("show", said.show, "show")
        yield Field("number", str(said.number), "episode")
    elif match := re.fullmatch(r"(?:episode|ep\.?|#|folge)\s*#?(\d{1,5})", piece, re.IGNORECASE):
        yield Field("number", match[1], "episode")
    elif match := re.fullmatch(r"(?:with|mit|guests?|feat\.?)\s+(.+)", piece, re.IGNORECASE):
        yield Field("beside", match[1], "with")
    elif match := re.fullmatch(r"(?:hosted by|host)\s+(.+)", piece, re.IGNORECASE):
        yield Field("hosts", match[1], "hosted by")
    else:
        led = re.sub(r"^(?:by|from|on|podcast)\s+", "", piece, flags=re.IGNORECASE)
        people = fields.people(led)
        if any(is_known_name(person.name) for person in people) and led == piece:
            yield Field("beside", led, "people")
        elif led[:1].isupper() and len(led.split()) <= 7 and ":" not in led and not is_generic(led):
            yield Field("show", led, "show")


def date_in_text(text: str) -> str:
    """The date that running text gives: "Recorded on 3 May 2024"."""
    match = _TOLD_DATE.search(text[:3000])
    return fields.iso_date(match["date"]) if match else ""


def number_in_text(text: str) -> int | None:
    """The number that running text gives: "episode 14 of The Tide Table"."""
    match = _TOLD_NUMBER.search(text[:3000])
    return int(match["number"]) if match else None


def length_in_text(text: str) -> int | None:
    """The length that running text gives: "This 51-minute episode", "(1h15m)"."""
    match = _TOLD_LENGTH.search(text[:3000])
    return fields.minutes(match["length"] or match["clock"]) if match else None
