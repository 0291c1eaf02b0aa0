"""Cuts: every way in which a file could hold several episodes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from curriculum.reading.blocks import Block
from curriculum.reading.fields import field
from curriculum.reading.gatherings import is_collection
from curriculum.reading.heads import POINTS, Head, heads, is_only_title
from curriculum.reading.lines import first_line_title
from curriculum.reading.listed import unlisted
from curriculum.reading.pieces import Piece, piece, states_facts
from curriculum.reading.shows import Shows
from curriculum.reading.versions import is_version

_LOOK = 8
"""Parts below a heading in which the facts of an episode are looked for."""
_AFTERWORD = 20
"""Words of a closing remark."""
_TITLING = frozenset(("show", "title", "number"))


@dataclass(frozen=True)
class Cut:
    """One way to cut a file: its parts, and where each episode opens."""

    parts: Sequence[Block]
    heads: tuple[Head, ...]
    pieces: tuple[Piece, ...]
    aside: tuple[int, ...] = ()
    """Where pieces open that are no episodes: an empty stub, a closing word about the digest."""


def cuts(
    parts: Sequence[Block], found: tuple[Head, ...], shows: Shows, marks: frozenset[int]
) -> Iterator[Cut]:
    """Every way to cut the parts of a file, which has the headings ``found``.

    ``marks`` are the lines with separators of their own kind.

    A further way is one more line that gives places in the parts at which episodes would open.
    """
    ways = [(parts, places) for places in _by_headings(parts, found, shows)]
    ways.append((parts, _by_fences(parts, found)))
    ways.append((parts, _by_facts(parts)))
    ways.append(_by_rules(parts, shows, marks))
    if (made := unlisted(parts, shows)) is not None:
        ways.append(made)
    seen: set[tuple[int, ...]] = set()
    for all_parts, places in ways:
        lines = tuple(all_parts[place].first for place in places)
        if len(places) > 1 and lines not in seen:
            seen.add(lines)
            yield _cut(all_parts, found if all_parts is parts else heads(all_parts, shows), places, shows)


def may_open(head: Head) -> bool:
    """Whether a heading is no section's name and no label."""
    return not head.kind and (head.named or not (head.generic or head.again))


# ways ---------------------------------------------------------------------------------------------


def _by_headings(parts: Sequence[Block], found: Sequence[Head], shows: Shows) -> Iterator[list[int]]:
    """The headings that show what they are, whatever their level; then those of each level."""
    opening = [head for head in _outside(parts, found, shows) if not is_collection(head.text, shows)]
    yield [head.place for head in opening if head.named or _has_facts(parts, head)]
    for level in sorted({head.level for head in opening}):
        like = [head for head in opening if head.level == level]
        yield [head.place for head in like]
        also = [head for head in found if head.place > like[0].place and _may_be_a_title(head, level)]
        if len(also) < len(like) and not any(head.named for head in like):
            yield sorted({head.place for head in (*like, *also)})


def _may_be_a_title(head: Head, level: int) -> bool:
    """Whether a heading of this level names a section of points by its noun alone, as "Bad Habits" does."""
    noun = head.generic and not (head.kind or head.again)
    return noun and head.level == level and head.section in POINTS


def _outside(parts: Sequence[Block], found: Sequence[Head], shows: Shows) -> Iterator[Head]:
    """The headings that may open an episode: below a section only those sure to be titles."""
    level = 0
    for head in found:
        if level and head.level <= level:
            level = 0
        if head.kind and not level and not (head.place == 0 and is_collection(head.text, shows)):
            level = head.level
        elif (not level or head.named) and not head.kind and (may_open(head) or _has_facts(parts, head)):
            yield head


def _has_facts(parts: Sequence[Block], head: Head) -> bool:
    return bool(states_facts(parts[head.place + 1 : head.place + 1 + _LOOK]))


def _by_fences(parts: Sequence[Block], found: Sequence[Head]) -> list[int]:
    """Front matter in the middle of the file; what stands before it has the one at the top."""
    fences = [head.place for head in found if head.facts]
    before = fences and any(part.kind not in ("rule", "heading") for part in parts[: fences[0]])
    return [0, *fences] if before else fences


def _by_facts(parts: Sequence[Block]) -> list[int]:
    """Paragraphs that begin with the same titling fact ("Podcast: …") as the first of the file does."""
    places: list[int] = []
    name = ""
    for place, part in enumerate(parts):
        stated = field(part.lines[0].text) if part.kind == "paragraph" else None
        if stated and stated.name in _TITLING and name in ("", stated.name):
            name = stated.name
            places.append(place)
    return places


def _by_rules(
    parts: Sequence[Block], shows: Shows, marks: frozenset[int]
) -> tuple[Sequence[Block], list[int]]:
    """What follows the rules, or only those of ``marks``; a short first line becomes a heading."""
    made: list[Block] = []
    places: list[int] = []
    after = True
    for part in parts:
        if part.kind == "rule":
            after = after or not marks or part.first in marks
        elif after:
            after = False
            title = first_line_title(part)
            if title or (part.kind == "heading" and _is_title(part, shows)):
                places.append(len(made))
            made.extend(title or [part])
            continue
        made.append(part)
    return made, [] if _is_within([made[place] for place in places], shows) else places


def _is_within(titles: Sequence[Block], shows: Shows) -> bool:
    """Whether the only other heading is below the first and can be other than a title: a section of it."""
    if len(titles) != 2 or titles[0].kind != "heading" or titles[1].level <= titles[0].level:
        return False
    return not is_only_title(titles[1], shows)


def _is_title(part: Block, shows: Shows) -> bool:
    (head,) = heads([part], shows)
    return may_open(head) and not is_collection(head.text, shows)


# pieces -------------------------------------------------------------------------------------------


def _cut(parts: Sequence[Block], found: tuple[Head, ...], places: Sequence[int], shows: Shows) -> Cut:
    pieces = _pieces(parts, found, places)
    aside = [one.start for one in pieces if not one.says]
    kept = [one for one in pieces if one.says]
    if len(kept) > 2 and all(one.listed for one in kept[:-1]) and _is_afterword(kept[-1], parts):
        aside.append(kept.pop().start)
    own: list[Piece] = []
    for one in kept:
        if not (own and own[-1].title and one.head and is_version(own[-1].title, one.title, shows)):
            own.append(one)
    if len(own) < len(kept):  # the versions of one episode are one piece
        again = _pieces(parts, found, sorted([*(one.start for one in own), *aside]))
        kept = [one for one in again if one.start not in aside]
    return Cut(parts, found, tuple(kept), tuple(aside))


def _pieces(parts: Sequence[Block], found: Sequence[Head], places: Sequence[int]) -> list[Piece]:
    at = {head.place: head for head in found}
    ends = [*places[1:], len(parts)]
    return [piece(parts, at, start, end) for start, end in zip(places, ends, strict=True)]


def _is_afterword(last: Piece, parts: Sequence[Block]) -> bool:
    """Whether the last piece is only a few words of prose."""
    if last.head is None or last.head.named or last.facts or last.sourced or last.groups or last.listed:
        return False
    return sum(len(part.text.split()) for part in parts[last.start + 1 : last.end]) <= _AFTERWORD
