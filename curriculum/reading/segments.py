"""Segments: which parts of a file belong to which episode."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from curriculum.reading.balance import balance
from curriculum.reading.blocks import Block
from curriculum.reading.chatter import is_chatter
from curriculum.reading.cuts import Cut, cuts, may_open
from curriculum.reading.fields import field
from curriculum.reading.gatherings import is_collection, is_no_episode
from curriculum.reading.headings import section_kind
from curriculum.reading.heads import Head, heads
from curriculum.reading.inline import plain
from curriculum.reading.lines import first_line_title
from curriculum.reading.pieces import Piece
from curriculum.reading.quotes import is_quote
from curriculum.reading.shows import Shows

_CLOSE = 1.0
"""Where less than this speaks for a reading against the other, it is flagged."""


@dataclass(frozen=True)
class Segment:
    """The parts of one episode, its title heading (if it has one) apart."""

    title: Block | None
    parts: tuple[Block, ...]
    collection: tuple[Block, ...] = ()
    """What belongs to no episode: a heading for many, a preface, an empty stub."""
    chatter: tuple[Block, ...] = ()
    """What a chat assistant said around the notes."""
    above: tuple[str, ...] = ()
    """The headings for many episodes that it stands under, the nearest first."""

    @property
    def lines(self) -> range:
        """The numbers of the lines from its first part to its last."""
        numbers = [number for part in self.parts for number in (part.first, part.end)]
        return range(min(numbers, default=1), max(numbers, default=1))


class Division(NamedTuple):
    """How a file was divided into episodes."""

    segments: tuple[Segment, ...]
    openings: tuple[int, ...] = ()
    """When the file may be one episode or several: the lines where the several open, whichever was taken."""


def divide(
    parts: Sequence[Block], shows: Shows, title: str = "", marks: frozenset[int] = frozenset()
) -> Division:
    """Cut the parts of a file into episodes: the cut whose pieces look most like episodes, or none.

    ``title``: the one that the front matter gives, if it does; ``marks``: the lines with separators of
    their own kind. A file without any title is one episode; one that is plainly no notes has none.
    """
    chatter: list[Block] = []
    said: list[Block] = []
    for part in parts:
        (chatter if is_chatter(part) else said).append(part)
    if not title and is_no_episode(said):
        return Division(())
    found, openings = _divided(said, shows, title, marks)
    return Division(_with_chatter(found, chatter) if chatter else found, openings)


def _with_chatter(found: Sequence[Segment], chatter: Sequence[Block]) -> tuple[Segment, ...]:
    """Each piece of chatter given to the episode it follows, or to the first."""
    starts = [segment.title.first if segment.title else 0 for segment in found]
    mine: list[list[Block]] = [[] for _ in found]
    for block in chatter:
        mine[max(0, bisect_right(starts, block.first) - 1)].append(block)
    return tuple(replace(segment, chatter=tuple(own)) for segment, own in zip(found, mine, strict=True))


def _divided(
    parts: Sequence[Block], shows: Shows, title: str, marks: frozenset[int]
) -> tuple[tuple[Segment, ...], tuple[int, ...]]:
    """The segments of the best reading, and the openings of the best cut where both readings are close."""
    titles = heads(parts, shows)
    found = list(cuts(parts, titles, shows, marks))
    several = [(balance(cut, shows, title, marks), cut) for cut in found if len(cut.pieces) > 1]
    score, best = max(several, key=lambda pair: pair[0], default=(-_CLOSE, None))
    openings = tuple(best.parts[piece.start].first for piece in best.pieces) if best else ()
    doubtful = openings if abs(score) < _CLOSE else ()
    if best and score > 0:
        return _cut_up(best, shows), doubtful
    alone = next((cut for cut in found if _is_left_alone(cut)), None)
    return (_cut_up(alone, shows) if alone else (_whole(parts, titles, shows, title),)), doubtful


def _is_left_alone(cut: Cut) -> bool:
    """Whether all but one of several plain titles open nothing but stubs."""
    places = {*cut.aside, *(piece.start for piece in cut.pieces)}
    return len(cut.pieces) == 1 and all(head.named for head in cut.heads if head.place in places)


def _cut_up(cut: Cut, shows: Shows) -> tuple[Segment, ...]:
    """A segment for each piece; what belongs to no episode goes with the one that follows, else the last."""
    titles = {head.place: head for head in cut.heads}
    numbers = {piece.start: number for number, piece in enumerate(cut.pieces)}
    inside: list[list[Block]] = [[] for _ in cut.pieces]
    outside: list[list[Block]] = [[] for _ in cut.pieces]
    above: list[tuple[str, ...]] = []
    over: list[Head] = []
    current, out = -1, True
    for place, part in enumerate(cut.parts):
        head = titles.get(place)
        if place in numbers:
            current, out = numbers[place], False
            above.append(tuple(one.text for one in reversed(over) if not head or one.level < head.level))
        elif place in cut.aside or (head and current >= 0 and _is_over(head, cut.pieces[current], shows)):
            out = True
        if out and head and place not in cut.aside:
            over = [*(one for one in over if one.level < head.level), head]
        (outside[min(current + 1, len(outside) - 1)] if out else inside[current]).append(part)
    found: list[Segment] = []
    for piece, blocks, others, names in zip(cut.pieces, inside, outside, above, strict=True):
        title = blocks.pop(0) if piece.head else None
        found.append(Segment(title, tuple(blocks), tuple(others), above=names))
    kinds = {part.kind for part in outside[0]}
    if "list" in kinds and "heading" not in kinds:  # notes without a title stand first
        found[:1] = [Segment(None, tuple(outside[0])), replace(found[0], collection=())]
    return tuple(found)


def _is_over(head: Head, piece: Piece, shows: Shows) -> bool:
    """Whether a heading after a piece stands for the episodes that follow: the next month, another show."""
    higher = piece.head is not None and head.level < piece.head.level
    return higher and may_open(head) and is_collection(head.text, shows)


def _whole(parts: Sequence[Block], found: tuple[Head, ...], shows: Shows, title: str) -> Segment:
    """A file as one episode, whose title is the first heading that is no section, or a short first line."""
    over = _only_over(found, shows)
    place = _title_place(parts, found[1:] if over else found, title)
    if place is not None:
        return Segment(parts[place], tuple(parts[place + 1 :]), tuple(parts[:place]), above=over)
    made = first_line_title(parts[0], alone=True, followed=len(parts) > 1) if parts else []
    return Segment(made[0], (*made[1:], *parts[1:])) if made else Segment(None, tuple(parts))


def _only_over(found: Sequence[Head], shows: Shows) -> tuple[str, ...]:
    """The first heading of a file when it stands for many episodes, and one alone follows."""
    if len(found) < 2 or found[1].place != 1 or not is_collection(found[0].text, shows):
        return ()
    title, *others = found[1:]
    alone = title.level > found[0].level and all(head.level > title.level for head in others)
    return (found[0].text,) if alone else ()


def _title_place(parts: Sequence[Block], found: Sequence[Head], title: str) -> int | None:
    """Where the title of a file with one episode stands; ``title`` is that of its front matter."""
    unknown = [head for head in found if not head.kind]
    if not unknown:
        return None
    first = unknown[0]
    alike = sum(head.level == first.level for head in unknown) > 1
    if title and alike and not first.named:
        return None
    known = next((head.place for head in found if head.kind), None)
    if known is not None:
        return first.place if first.place < known else None
    top = first.level == min(head.level for head in unknown)
    return first.place if top and (not alike or _only_introduces(parts, first, found)) else None


def _only_introduces(parts: Sequence[Block], first: Head, found: Sequence[Head]) -> bool:
    """Whether no list stands below the first heading, where lists follow below the others."""
    following = next((head.place for head in found if head.place > first.place), len(parts))
    lists = [place for place, part in enumerate(parts) if part.kind == "list" and place > first.place]
    return bool(lists) and lists[0] > following


def is_noted(parts: Sequence[Block]) -> bool:
    """Whether parts without a title are an episode's notes: a known section, a list, a quote, facts."""
    return any(
        part.kind in ("list", "table")
        or is_quote(part)
        or (part.kind == "heading" and bool(section_kind(plain(part.text))))
        or (part.kind == "paragraph" and any(field(line.text) for line in part.lines))
        for part in parts
    )
