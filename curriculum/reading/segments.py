"""Segments: which parts of a file belong to which episode."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from curriculum.reading.blocks import Block
from curriculum.reading.chatter import is_chatter
from curriculum.reading.fields import field, stated, subtitle
from curriculum.reading.flashcards import flashcards
from curriculum.reading.headings import section_kind
from curriculum.reading.heads import POINTS, title_places
from curriculum.reading.inline import plain
from curriculum.reading.quotes import is_quote
from curriculum.reading.shapes import is_point_paragraph
from curriculum.reading.shows import Shows


@dataclass(frozen=True)
class Segment:
    """The parts of one episode, its title heading (if it has one) apart."""

    title: Block | None
    parts: tuple[Block, ...]
    collection: tuple[Block, ...] = ()
    """What stood before the first episode: a heading for all of them, a preface."""
    chatter: tuple[Block, ...] = ()
    """What a chat assistant said around the notes."""


def segments(parts: Sequence[Block], shows: Shows, title: str = "") -> tuple[Segment, ...]:
    """Cut the parts of a file into episodes (see ``heads``). A file without any title is one episode.

    ``title``: the one that the front matter gives, if it does.
    """
    said = [part for part in parts if not is_chatter(part)]
    found = _cut(said, shows, title)
    return (
        _with_chatter(found, [part for part in parts if is_chatter(part)])
        if len(said) < len(parts)
        else found
    )


def _with_chatter(found: Sequence[Segment], chatter: Sequence[Block]) -> tuple[Segment, ...]:
    """Each piece of chatter given to the episode it follows, or to the first."""
    starts = [segment.title.first if segment.title else 0 for segment in found]
    mine: list[list[Block]] = [[] for _ in found]
    for block in chatter:
        mine[max(0, bisect_right(starts, block.first) - 1)].append(block)
    return tuple(replace(segment, chatter=tuple(own)) for segment, own in zip(found, mine, strict=True))


def _cut(parts: Sequence[Block], shows: Shows, title: str) -> tuple[Segment, ...]:
    places = title_places(parts, shows, title)
    if not places:
        return _ruled(parts)
    first, *_ = places
    before = tuple(parts[:first])
    found: list[Segment] = []
    if _is_episode(before) and not _is_contents(before):
        found.append(Segment(None, before))
        before = ()
    for number, place in enumerate(places):
        end = places[number + 1] if number + 1 < len(places) else len(parts)
        found.append(Segment(parts[place], tuple(parts[place + 1 : end]), before))
        before = ()
    return tuple(found)


def _ruled(parts: Sequence[Block]) -> tuple[Segment, ...]:
    """A file without titles, cut at its separator lines when what lies between are episodes."""
    pieces: list[list[Block]] = [[]]
    for part in parts:
        if part.kind == "rule" and _is_episode(pieces[-1]):
            pieces.append([])
        else:
            pieces[-1].append(part)
    whole = [piece for piece in pieces if _is_episode(piece)]
    if len(whole) < 2 or any(piece[0].kind == "heading" for piece in whole[1:]):
        return (_titled(parts, alone=True),)
    found: list[Segment] = []
    for piece in pieces:
        if _is_episode(piece) or not found:
            found.append(_titled(piece))
        else:
            last = found.pop()
            found.append(Segment(last.title, (*last.parts, *piece)))
    return tuple(found)


def _titled(piece: Sequence[Block], *, alone: bool = False) -> Segment:
    """A piece between separators; a short first line without a full stop is its title.

    ``alone``: the piece is a whole file; then something must follow that line that shows it is one.
    """
    if piece and piece[0].kind == "paragraph":
        line = piece[0].lines[0]
        after = [stated(other.text) for other in piece[0].lines[1:]]
        under = len(piece[0].lines) == 2 and bool(subtitle(piece[0].lines[1].text))
        shows_it = (any(after) or under) if after else len(piece) > 1
        if field(line.text) or line.text.startswith(("!", "[", "<", "#")) or (alone and not shows_it):
            return Segment(None, tuple(piece))
        if len(line.text) <= 120 and not line.text.rstrip().endswith((".", "!", "…", ":")):
            title = Block("heading", line.number, line.number + 1, (line,), level=1)
            rest = piece[0].lines[1:]
            body = [Block("paragraph", rest[0].number, piece[0].end, rest)] if rest else []
            return Segment(title, (*body, *piece[1:]))
    return Segment(None, tuple(piece))


def _is_episode(parts: Sequence[Block]) -> bool:
    """Whether parts hold what an episode holds: a section of points, or a list of some length."""
    return any(
        (part.kind == "heading" and section_kind(plain(part.text)) in POINTS)
        or (part.kind in ("list", "table") and len(part.children) >= 2)
        for part in parts
    )


def _is_contents(parts: Sequence[Block]) -> bool:
    """Whether what stands before the first title is a table of contents."""
    kinds = {section_kind(plain(part.text)) for part in parts if part.kind == "heading"}
    return "chapters" in kinds and not kinds & set(POINTS)


def is_noted(parts: Sequence[Block]) -> bool:
    """Whether parts without a title are an episode's notes: a known section, a list, a quote, facts."""
    return any(
        (part.kind == "heading" and bool(section_kind(plain(part.text))))
        or part.kind in ("list", "table")
        or is_quote(part)
        or bool(flashcards(part).cards)
        or (
            part.kind == "paragraph"
            and (is_point_paragraph(part) or any(field(line.text) for line in part.lines))
        )
        for part in parts
    )
