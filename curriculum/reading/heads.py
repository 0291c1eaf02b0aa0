"""Heads: the headings of a file, and what each says of itself: a section's name, an episode's title."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from curriculum.reading.billing import billed
from curriculum.reading.blocks import Block
from curriculum.reading.fields import field, iso_date
from curriculum.reading.generic import names_section
from curriculum.reading.headings import section_kind
from curriculum.reading.inline import plain
from curriculum.reading.lines import TYPED
from curriculum.reading.shows import Shows
from curriculum.reading.tables import key, table
from curriculum.reading.titles import TitleParts, title_parts

POINTS = ("points", "takeaways")
_COUNTED = re.compile(r"\s*[#*_]*\s*(\d{1,4})\b")
_STAMP = re.compile(r"\W*(?:\d{1,2}:)?\d{1,3}:\d{2}(?!\d)")
_WORD_NUMBER = re.compile(r"\W*(?P<word>[^\W\d_]+) #?(?P<number>\w+)\b")
_SAYS_NUMBER = re.compile(r"\b(?:(?:episode|ep)\.?\s*#?\d|S\d{1,2}\s?E\d)", re.IGNORECASE)
_LINKED = re.compile(r"\b(?:episode|podcast)\b.*\bhttps?:", re.IGNORECASE)
_DAY = 18
"""Characters of the longest day ("September 12, 2024")."""
_AT_END = re.compile(r"(?:[-–—|·,]\s+|[(\[])([^-–—|·()\[\]]{8,18})[)\]]?\s*$")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_PERSON = re.compile(
    r"[^\W\d_a-z][\w.'’-]+(?: [^\W\d_a-z][\w.'’-]*){1,2}(?: on \S|, (?:an? )?[a-z]+(?: [a-z]+)?$)"
)
"""Somebody on something, or with a trade: "Ann Lee on Kelp", "Ann Lee, boat builder"."""


@dataclass(frozen=True)
class Head:
    """A heading among the parts, and what it seems to be."""

    place: int
    level: int
    text: str
    kind: str
    """The kind of section that it names by a table, or ""."""
    section: str
    """The kind of section that it names by a table or by its main noun, or ""."""
    generic: bool
    """Whether it names a section by its main noun ("Bad Habits"): hardly a title."""
    again: bool
    """Whether the same words come again at its level, or it is one of several counted sections: no title."""
    named: bool
    """Whether it can only be an episode's title: a show, an episode's number, a date in it."""
    title: str
    """What ``title_parts`` leaves of it."""
    serial: bool
    """Whether it counts the pieces of something ("Part 2: …"), or gives a time."""
    typed: bool
    """Whether nothing but its place shows that it is a heading."""
    facts: bool
    """Whether it is really front matter."""

    @property
    def number(self) -> int | None:
        """The bare number that it starts with, or None."""
        match = _COUNTED.match(self.text)
        return int(match.group(1)) if match else None

    @cached_property
    def guest(self) -> bool:
        """Whether it puts somebody up, as titles of episodes do."""
        return not self.kind and (bool(billed(self.text)) or bool(_PERSON.match(self.title)))


def heads(parts: Sequence[Block], shows: Shows) -> tuple[Head, ...]:
    """Every heading among the parts; those of the same words are looked at once."""
    found = [(place, part) for place, part in enumerate(parts) if part.kind == "heading"]
    signs = [(part.level, part.mark, part.text) for _, part in found]
    alike = {sign: part for sign, (_, part) in zip(signs, found, strict=True)}
    known = {sign: _head(part, shows) for sign, part in alike.items()}
    names = {sign: (head.level, key(head.text)) for sign, head in known.items()}
    count = Counter(names[sign] for sign in signs)
    counted = frozenset(
        level
        for level in {head.level for head in known.values()}
        if _counts_sections([known[sign] for sign in signs if known[sign].level == level])
    )
    return tuple(
        replace(
            head,
            place=place,
            again=(count[names[sign]] > 1 and not head.named)
            or (head.level in counted and head.number is not None),
        )
        for sign, (place, _) in zip(signs, found, strict=True)
        for head in (known[sign],)
    )


def _counts_sections(found: Sequence[Head]) -> bool:
    """Whether the numbers before the headings of a level count the sections of one episode."""
    counted = [head for head in found if head.number is not None and not head.named]
    numbers = [head.number or 0 for head in counted]
    upward = len(numbers) > 2 and numbers[0] == 1 and numbers == sorted(set(numbers))
    return upward and sum(bool(head.section) for head in counted) * 2 >= len(counted)


def is_facts(heading: Block) -> bool:
    """Whether a heading is really front matter: ``key: value`` lines closed by ``---``."""
    return heading.level == 2 and len(heading.lines) > 0 and all(field(line.text) for line in heading.lines)


def counts_up(titles: Sequence[str]) -> bool:
    """Whether at least three titles start with numbers that go up: "1 …", "2 …", "3 …"."""
    numbers = [int(match.group(1)) for title in titles if (match := _COUNTED.match(title))]
    return len(numbers) >= 3 and len(numbers) * 2 > len(titles) and numbers == sorted(set(numbers))


def _head(part: Block, shows: Shows) -> Head:
    text = plain(part.text)
    said = title_parts(part.text, shows)
    return Head(
        place=0,
        level=part.level,
        text=text,
        kind=section_kind(text),
        section=names_section(text),
        again=False,
        generic=_is_generic(text),
        named=_is_named(part, text, said),
        title=said.title,
        serial=_is_serial(text) or bool(_STAMP.match(text)),
        typed=part.mark == TYPED,
        facts=is_facts(part),
    )


def is_only_title(part: Block, shows: Shows) -> bool:
    """Whether a heading can only be an episode's title: a show, an episode's number, a date in it."""
    return _is_named(part, plain(part.text), title_parts(part.text, shows))


def _is_named(part: Block, text: str, said: TitleParts) -> bool:
    says = said.sure or bool(_SAYS_NUMBER.search(text) or _LINKED.search(part.text)) or _is_dated(text, said)
    return says and not section_kind(text)


def _is_generic(text: str) -> bool:
    """Whether a heading names a section by its main noun, or by its translation in brackets."""
    bare = _ASIDE.sub("", text).strip()  # "… (Small Questions)" may be a show
    translated = "" if _LATIN.search(bare) else text.removeprefix(bare).strip(" ()[]")
    return bool(names_section(bare or text) or names_section(translated))


def _is_dated(text: str, said: TitleParts) -> bool:
    """Whether a heading gives a day at either end and more than the day."""
    day = any(iso_date(piece) for piece in (text.strip(" ()[]")[:_DAY], *_AT_END.findall(text)))
    return day and len(re.findall(r"[^\W\d_]{2,}", said.title)) >= 2


@cache
def _serial(name: str) -> frozenset[str]:
    return frozenset(table("cuts")["serial"][name].split())


def _is_serial(text: str) -> bool:
    """Whether a heading counts the pieces of one thing: "Part 2", "Guest 1: …", "First hour"."""
    match = _WORD_NUMBER.match(text)
    if match is None:
        return False
    word, number = match.group("word").casefold(), match.group("number").casefold()
    counted = number.isdecimal() or number in _serial("counting")
    return (word in _serial("words") and counted) or (
        word in _serial("ordinals") and number in _serial("words")
    )
