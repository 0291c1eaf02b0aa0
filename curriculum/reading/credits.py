"""Credits: show, people, date and length as the labelled lines of an episode's notes state them.

``Host: Ann Lee`` in any dress: bold, in a bullet, a table's row, a label with its names in the lines or the
nested list below it, a heading "Guests", "**Host** — Ann Lee". Nothing is accounted for here: the lines
are read a second time, for what the fields of the episode still miss.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple

from curriculum.reading import fields
from curriculum.reading.blocks import Block
from curriculum.reading.bylines import byline
from curriculum.reading.fields import Field, field_name
from curriculum.reading.headings import section_kind
from curriculum.reading.inline import links, plain
from curriculum.reading.persons import is_name, listed
from curriculum.reading.tables import table

_LABEL = re.compile(
    r"\s*(?:[-*+•]\s+|\d{1,2}[.)]\s+)?(?:[^\w\s*_\[\"“|(]+\s*)?(?:\*\*|__)?\s*"
    r"(?P<key>[^\W\d_][^:：=*|\n]{0,44}?)\s*(?:(?P<mark>[:：]{1,2}(?!//)|=(?=\s))\s*(?:\*\*|__)?|(?:\*\*|__)\s*(?P<late>[:：]{1,2}|[–—→|-]+(?=\s)|$)"
    r"|(?P<bare>\s[–—→|👉➡⇒▶]\s))\s*(?P<value>.*)$"
)
_TAGGED = re.compile(r"</?\w+[^<>]*>")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_KEY = r"[A-Z][\w-]+(?: [\w-]+){0,2}:"
_IN_A_ROW = re.compile(
    rf"(?:^|[.;,·|•]\s+|\()(?P<key>{_KEY}) (?P<value>[^.;·|•:]+?)(?=\s*(?:[.;·|•)]|,\s+{_KEY}|$))"
)
_ROLE_LAST = re.compile(
    r"(?P<who>[^\W\d_a-z][\w'’.-]*(?: [^\W\d_][\w'’.-]*){1,3})(?: \([^()]{1,20}\))?(?::|\s[–—-])\s*"
    r"(?P<role>(?i:(?:co-?)?host|moderator|interviewer|presenter|guest|interviewee))(?:\s*[,;(–—-][^:.!?]{0,60})?"
)
"""Somebody and their role behind: "Ann Lee (AL): host"."""
_VISITS = frozenset(("guest", "interviewee"))
_MENTIONED = re.compile(
    r"mention|discussed|referenced|quoted|erwähn|genannt|cité|mencion|citad|citat|提到|提及", re.IGNORECASE
)
"""What makes a heading one over people who are only talked about."""
_FROM = re.compile(r"\W*(?:from|via|heard on)\W*:\W*(?P<value>\w.*)", re.IGNORECASE)
_SIGN = re.compile(r"\s*(?:[-*+]\s+)?[^\w\s*_\[\]()#>\"“'|`<-]+\s*(?=\w)")
_BEFORE_COLON = re.compile(r"([^\W\d_]+):\s")
_ROW_LENGTH = 300
_MARK = re.compile(r"^\s*(?:[-*+•]\s+|\d{1,2}[.)]\s+|>\s*)*")
_ENDING = frozenset(
    "points takeaways actions quotes flashcards transcript chapters questions glossary links asides".split()
)
"""Kinds of sections in which no line is about the episode as a whole."""
_OPENING_LINES = 40
_CONTACTS = frozenset(table("people")["contacts"].split())
"""Headings over the people who make a show, each with an address."""
_CREDITS = frozenset(table("people")["credits"].split())
"""Headings over who made an episode, wherever they stand."""
_HEADS = frozenset(table("keys")["names"].split())
"""What a column of people is called."""
_CONTACT = re.compile(
    r"[\s,;:(<|–—-]*(?:(?<=[\s,;:(<|–—-])(?:e-?mail|mail|twitter|x|mastodon|linkedin|github|bluesky|insta(?:gram)?)\s*(?::|(?=[\[@]))"
    r"|(?:mailto:)?[\w.+-]+@[\w-]+\.\w|\[?@\w).*$",
    re.IGNORECASE,
)
"""How one reaches somebody, behind the name: "email: ann@tide.example"."""
_VISITOR = re.compile(r"/guests?/")
_PEOPLED = frozenset(("hosts", "guests", "people"))


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
            text = plain(part.text)
            kind = section_kind(text, exact=True)
            named = text.strip(" :：").casefold()
            kind = "metadata" if named in _CREDITS else kind
            who = field_name(text) or named in _CONTACTS
            about = (
                kind in ("people", "metadata", "introduction") or bool(who) or (about and kind not in _ENDING)
            )
            yield from (_Row(line.number, line.text, True) for line in part.lines)
        elif about and (seen < _OPENING_LINES or kind in ("people", "metadata")):
            for row in islice(
                _inside(part), None if kind in ("people", "metadata") else _OPENING_LINES - seen
            ):
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
        if len(cells) == 2 and cells[0].strip("*_: ").casefold() not in _HEADS:
            yield _Row(part.first, f"{cells[0].strip('*_: ')}: {cells[1]}", False)
        return
    if part.kind != "code":
        yield from (_Row(line.number, line.text, False) for line in part.lines)
    for child in part.children:
        yield from _inside(child)


def _stated(rows: Sequence[_Row]) -> Iterator[Credit]:
    pending: Field | None = None
    below = False  # whether what follows tells of the name in bold above it
    for row in rows:
        facts = () if row.heading else _labelled(row.text)
        if row.heading and pending is not None and pending.name in _PEOPLED and _is_bold_name(row.text):
            yield Credit(pending._replace(value=row.text.strip(" *_")), row.line)
            below = True
            continue
        if row.heading:
            below = False
            text = plain(row.text).strip(" :：")
            name = field_name(text)
            pending = Field(name, "", text) if name in _PEOPLED or name == "show" else None
            if text.casefold() in _CONTACTS:
                pending = Field("hosts", "", text)
            elif (
                pending is None and section_kind(text, exact=True) == "people" and not _MENTIONED.search(text)
            ):
                pending = Field("roled", "", text)
            if not pending and (opened := _labelled(row.text)):
                facts = opened
        if facts:
            roled = pending is not None and pending.name == "roled" and facts[0].name in ("hosts", "guests")
            pending = Field("guests", "", facts[0].key) if roled else None
        for fact in facts:
            if fact.value:
                yield Credit(fact, row.line)
            elif fact.name in (*_PEOPLED, "show"):
                pending = fact
        if not facts and not row.heading and pending is not None and not below:
            value = _MARK.sub("", row.text)
            name = _CONTACT.sub("", value)
            if pending.name == "roled":  # "Ann Lee – host" tells that who follows takes part
                told = fields.people(value)
                pending = Field("guests", "", text) if any(one.hosts or one.visits for one in told) else None
            bare = (
                pending is not None
                and pending.key.casefold() in _CONTACTS
                and name == value
                and not links(value)
            )
            if pending and not bare and _answers(pending.name, name or value):
                visits = any(_VISITOR.search(url) for url in links(value))
                who = "guests" if visits and pending.name == "hosts" else pending.name
                yield Credit(pending._replace(name=who, value=name or value), row.line)
            else:
                pending = None
            if pending and pending.name == "show":
                pending = None


def _is_bold_name(text: str) -> bool:
    """Whether a line is a full name in bold and nothing else."""
    shown = text.strip()
    return shown.startswith(("**", "__")) and " " in plain(shown) and is_name(plain(shown))


def _answers(name: str, value: str) -> bool:
    """Whether a line below a label without a value can be its value."""
    shown = plain(fields.unlinked(value))
    if name == "show":
        return bool(fields.show_name(shown))
    first = listed(shown)
    return bool(first) and shown.startswith(first[0].name.split()[0])


def _labelled(text: str) -> tuple[Field, ...]:
    """The facts that a line states, an empty value where names follow below."""
    if "<" in text and _TAGGED.search(text):
        text = plain(_BREAK.sub("", text))
    if len(several := tuple(_among(text))) > 1:
        return several
    if told := _ROLE_LAST.fullmatch(plain(_MARK.sub("", text))):
        visits = told["role"].casefold() in _VISITS
        return (Field("guests" if visits else "hosts", told["who"], told["role"]),)
    if stated := fields.stated(text):
        return tuple(fact for one in stated for fact in _sourced(one))
    if (told := _FROM.fullmatch(text)) and fields.subtitle(told["value"]):
        return tuple(_sourced(Field("links", told["value"], "From")))
    return _signed(text) or several or _dressed(text)


def _signed(text: str) -> tuple[Field, ...]:
    """The date or length that a line gives behind nothing but a sign: "📅 Jan 9, 2025"."""
    bare = _SIGN.sub("", plain(text), count=1) if _SIGN.match(text) else ""
    if not 0 < len(bare.split()) <= 4:
        return ()
    if fields.iso_date(bare):
        return (Field("date", bare, "date"),)
    return (Field("duration", bare, "length"),) if fields.minutes(bare) else ()


def _dressed(text: str) -> tuple[Field, ...]:
    """The fact of a line whose label is set off by bold, a dash or an equality sign, or has no value yet."""
    match = _LABEL.match(text)
    if match is None or not (match["mark"] or match["late"] is not None or match["bare"]):
        return ()
    written = plain(match["key"]).strip(" *_")
    name, value = field_name(written), match["value"].strip(" *_")
    dashed = bool(match["bare"]) or (match["late"] or ":")[0] not in ":："
    if not name or name == "kept" or (dashed and not _dashed(name, value)):
        return ()
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


@cache
def _last_words() -> frozenset[str]:
    """The words that keys of hosts and guests end in."""
    return frozenset(key.split()[-1] for name in ("hosts", "guests") for key in table("fields")[name])


def _among(text: str) -> Iterator[Field]:
    """The facts of a line that states several in a row: "Recorded in May. Host: Ann Lee. Guest: Bob Ray."."""
    before = _BEFORE_COLON.findall(text.casefold()[: 2 * _ROW_LENGTH]) if ":" in text else ()
    if not any(word in _last_words() for word in before):
        return
    for match in _IN_A_ROW.finditer(plain(text)[:_ROW_LENGTH]):
        name = field_name(match["key"].rstrip(":"))
        if (name in _PEOPLED and fields.people(match["value"])) or (
            name == "show" and match["value"][0].isupper()
        ):
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
