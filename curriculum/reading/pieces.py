"""Pieces: what stands under a heading that may open an episode, and what of it speaks for one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from curriculum.reading.billing import billed
from curriculum.reading.blocks import Block, Line
from curriculum.reading.fields import iso_date, stated, subtitle
from curriculum.reading.generic import names_section
from curriculum.reading.heads import Head
from curriculum.reading.inline import plain
from curriculum.reading.parts import LEAD
from curriculum.reading.persons import is_name
from curriculum.reading.shapes import is_point_paragraph, item_lines
from curriculum.reading.tables import key

_OF_EPISODES = frozenset("show number title hosts guests date".split())
_OF_TOPICS = frozenset("duration links".split())
"""What topics have as well as episodes: a source, a time."""
_SPEAKERS = frozenset(("speaker", "speakers", "with"))
_ONLY_LINK = re.compile(r"\s*(?:[-*+]\s+)?<?https?://[^\s<>]+>?\s*$")
_WITH = re.compile(r"\W*(?:with|guests?|ft\.?|feat\.?|featuring)\s", re.IGNORECASE)
_NOTICE = re.compile(r"\s*([*_]+)[^*_]+\1\s*$")
_FACTS_WITHIN = 3
"""Blocks below a title in which its facts are looked for."""
_SHORT = 60
"""Characters of a line in italics that gives a day ("*City at Night, 12 March 2024*")."""
_DAY = 22
"""Characters of a line that is nothing but a day."""
_SAYS = 5
"""Words; a shorter paragraph says nothing."""
_GROUPS = {
    "points": "points", "takeaways": "points", "actions": "points", "summary": "summary",
    "introduction": "summary", "quotes": "quotes", "questions": "questions", "metadata": "about",
    "people": "about", "flashcards": "flashcards", "links": "links",
}  # fmt: skip
"""Kind of section → what of an episode's notes it stands for."""
_ABOUT = frozenset(("metadata", "people", "introduction", "links"))


@dataclass(frozen=True)
class Piece:
    """A part of a file that may be an episode."""

    head: Head | None
    """Its title's heading, if it has one."""
    start: int
    end: int
    facts: int
    """How many facts of an episode stand close below the title."""
    sourced: bool
    """Whether an address, a length or a speaker stands there, which topics may have too."""
    groups: frozenset[str]
    """What its sections stand for: points, summary, quotes …"""
    beside: bool
    """Whether one of its sections has a heading of the title's own level, or a higher one."""
    headed: bool
    """Whether it holds headings of its own."""
    listed: bool
    """Whether it holds a list or a table."""
    says: bool
    """Whether it holds any notes."""
    words: int

    @property
    def title(self) -> str:
        """The words of its title, or ""."""
        return self.head.text if self.head else ""


def piece(parts: Sequence[Block], heads: Mapping[int, Head], start: int, end: int) -> Piece:
    """The piece from ``start`` up to ``end``; a heading at its start that names no section is its title.

    ``heads``: place → the heading there.
    """
    title = heads.get(start)
    head = title if title and not title.kind else None
    first = start + 1 if head else start
    inside = parts[first:end]
    below = [heads[place] for place in range(first, end) if place in heads and not heads[place].lead]
    kinds = [(one.level, one.section) for one in below]
    return Piece(
        head=head,
        start=start,
        end=end,
        facts=states_facts(inside) + bool(head and head.facts),
        sourced=any(map(_is_sourced, _opening_lines(inside))),
        groups=frozenset(_GROUPS[kind] for _, kind in kinds if kind in _GROUPS),
        beside=any(kind in _GROUPS and head and level <= head.level for level, kind in kinds),
        headed=bool(kinds),
        listed=any(map(_is_listed, inside)),
        says=any(map(_says, inside)),
        words=sum(len(line.text.split()) for part in inside for line in item_lines(part)),
    )


def states_facts(parts: Sequence[Block]) -> int:
    """How many facts of an episode open these parts."""
    return sum(map(_states, _opening_lines(parts)))


def _opening_lines(parts: Sequence[Block]) -> Iterator[Line]:
    """The lines of the first blocks, up to a heading of a section that is not about the episode."""
    seen = 0
    for part in parts:
        if part.kind == "rule":
            continue
        if part.kind == "heading":
            if part.mark != LEAD and names_section(plain(part.text)) in _ABOUT:
                continue
            return
        yield from item_lines(part)
        seen += 1
        if seen == _FACTS_WITHIN:
            return


@lru_cache(maxsize=4096)
def _states(line: Line) -> bool:
    """Whether a line states what only episodes have: a guest, a date, its show and number."""
    facts = [
        fact for fact in stated(line.text) if fact.name in _OF_EPISODES and key(fact.key) not in _SPEAKERS
    ]
    apart = len(line.text) <= _DAY or (len(line.text) <= _SHORT and bool(_NOTICE.match(line.text)))
    dated = apart and bool(iso_date(line.text))
    return bool(
        facts or dated or subtitle(line.text) or (_WITH.match(line.text) and billed(f" {plain(line.text)}"))
    )


@lru_cache(maxsize=4096)
def _is_sourced(line: Line) -> bool:
    text = plain(line.text)
    return bool(
        _ONLY_LINK.match(line.text)
        or any(fact.name in _OF_TOPICS for fact in stated(line.text))
        or (text[:3].lower() == "by " and is_name(text[3:]))
    )


def _is_listed(part: Block) -> bool:
    return (part.kind in ("list", "table") and len(part.children) >= 2) or (
        part.kind == "paragraph" and is_point_paragraph(part)
    )


def _says(part: Block) -> bool:
    """Whether a part says something, and is no title, no fact and no notice ("*Not found.*")."""
    if part.kind in ("list", "table", "quote", "code"):
        return True
    lines = [
        line for line in part.lines if not (_states(line) or _is_sourced(line) or _NOTICE.match(line.text))
    ]
    return part.kind == "paragraph" and sum(len(line.text.split()) for line in lines) >= _SAYS
