"""Pieces: what stands under a heading that may open an episode, and what of it speaks for one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, takewhile

from curriculum.reading.billing import billed
from curriculum.reading.blocks import Block, Line
from curriculum.reading.fields import iso_date, stated, subtitle
from curriculum.reading.heads import Head
from curriculum.reading.inline import plain
from curriculum.reading.shapes import item_lines

_OF_EPISODES = frozenset("show number title hosts guests date".split())
_OF_TOPICS = frozenset("duration links".split())
"""What topics have as well as episodes: a source, a time."""
_ONLY_LINK = re.compile(r"\s*(?:[-*+]\s+)?<?https?://[^\s<>]+>?\s*$")
_BYLINE = re.compile(r"\W*(?:by|with|guests?|ft\.?|feat\.?|featuring)\s+(?P<who>\S.*)", re.IGNORECASE)
_NOTICE = re.compile(r"\s*([*_]+)[^*_]+\1\s*$")
_FACTS_WITHIN = 3
"""Blocks below a title in which its facts are looked for."""
_SHORT = 60
"""Characters of a line in italics that gives a day ("*City at Night, 12 March 2024*")."""
_DAY = 22
"""Characters of a line that is nothing but a day."""
_GROUPS = {kind: kind for kind in "points summary quotes questions metadata".split()}
_GROUPS |= dict.fromkeys(("takeaways", "actions"), "points")
"""Kind of section → what of an episode's notes it stands for."""
_SAYS = 5
"""Words; a shorter paragraph says nothing."""


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
    """Whether an address or a length stands there, which topics may have too."""
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
    below = [heads[place] for place in range(first, end) if place in heads]
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
    )


def states_facts(parts: Sequence[Block]) -> int:
    """How many facts of an episode open these parts."""
    return sum(map(_states, _opening_lines(parts)))


def _opening_lines(parts: Sequence[Block]) -> Iterator[Line]:
    """The lines of the first blocks, up to a heading."""
    inside = takewhile(lambda part: part.kind != "heading", (part for part in parts if part.kind != "rule"))
    for part in islice(inside, _FACTS_WITHIN):
        yield from item_lines(part)


@lru_cache(maxsize=4096)
def _states(line: Line) -> bool:
    """Whether a line states what only episodes have: a guest, a date, its show and number."""
    if any(fact.name in _OF_EPISODES for fact in stated(line.text)) or subtitle(line.text):
        return True
    byline = _BYLINE.match(plain(line.text))
    apart = len(line.text) <= _DAY or (len(line.text) <= _SHORT and bool(_NOTICE.match(line.text)))
    return bool((byline and billed(f" with {byline['who']}")) or (apart and iso_date(line.text)))


@lru_cache(maxsize=4096)
def _is_sourced(line: Line) -> bool:
    return bool(_ONLY_LINK.match(line.text)) or any(fact.name in _OF_TOPICS for fact in stated(line.text))


def _is_listed(part: Block) -> bool:
    return part.kind in ("list", "table") and len(part.children) >= 2


def _says(part: Block) -> bool:
    """Whether a part says something, and is no title, no fact and no notice ("*Not found.*")."""
    if part.kind in ("list", "table", "quote", "code"):
        return True
    lines = [
        line for line in part.lines if not (_states(line) or _is_sourced(line) or _NOTICE.match(line.text))
    ]
    return part.kind == "paragraph" and sum(len(line.text.split()) for line in lines) >= _SAYS
