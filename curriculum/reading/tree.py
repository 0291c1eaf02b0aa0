"""The tree of an episode's notes: every part under the heading it stands below."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from curriculum.reading.blocks import Block
from curriculum.reading.headings import names_one, section_kind
from curriculum.reading.inline import plain
from curriculum.reading.parts import LEAD
from curriculum.reading.shapes import is_bare, is_labelled
from curriculum.reading.tables import key

_LABELS = ("introduction", "summary")
"""Sections that a label opens for its own paragraphs; a list after them stands on the level above."""


@dataclass(frozen=True, slots=True)
class Node:
    """A heading with all that stands below it, in order; the root of an episode's notes has no heading."""

    heading: Block | None
    inside: tuple["Block | Node", ...] = ()
    name: str = ""
    """The heading's plain words, "" for the root."""
    role: str = ""
    """What it is for (see ``roles``)."""

    @property
    def level(self) -> int:
        """The heading's level, 0 for the root."""
        return self.heading.level if self.heading else 0

    @property
    def line(self) -> int:
        """1-based line of the heading, or of the first part of a root."""
        if self.heading:
            return self.heading.first
        return min((part.first for part in self.blocks), default=1)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """What stands directly below the heading."""
        return tuple(part for part in self.inside if isinstance(part, Block))

    @property
    def nodes(self) -> tuple["Node", ...]:
        """The headings one step below."""
        return tuple(part for part in self.inside if isinstance(part, Node))

    def walk(self) -> Iterator["Node"]:
        """This node and all below it, in order."""
        yield self
        for node in self.nodes:
            yield from node.walk()

    def flat(self) -> Iterator[Block]:
        """All parts below it in order, headings too."""
        for part in self.inside:
            if isinstance(part, Block):
                yield part
            else:
                if part.heading:
                    yield part.heading
                yield from part.flat()


def grow(parts: Sequence[Block]) -> Node:
    """The tree of an episode's parts, its title apart.

    A label that names a single quote or takeaway ("**Quote:** …") has only the next part below it: what
    follows goes on under the heading before.
    """
    inside, _ = _grown(_nested(parts), 0, 0)
    return Node(None, inside)


def _nested(parts: Sequence[Block]) -> Sequence[Block]:
    """The parts with the sections that each topic has one level below it, where they stand on its own.

    Exports write "### The mill", a link to the player, "### Key takeaways", and so for every topic.
    """
    heads = [place for place, part in enumerate(parts) if part.kind == "heading"]
    under: dict[str, list[int]] = {}
    count = Counter(key(plain(parts[place].text)) for place in heads)
    for before, place in pairwise(heads):
        topic, part = parts[before], parts[place]
        empty = all(block.kind == "paragraph" and is_bare(block) for block in parts[before + 1 : place])
        named = section_kind(plain(part.text), exact=True) and not section_kind(plain(topic.text))
        if empty and named and topic.level == part.level and LEAD not in (topic.mark, part.mark):
            under.setdefault(key(plain(part.text)), []).append(place)
    moved = {place for name, places in under.items() if 1 < len(places) == count[name] for place in places}
    return [
        replace(part, level=part.level + 1) if place in moved else part for place, part in enumerate(parts)
    ]


def _grown(parts: Sequence[Block], place: int, level: int) -> tuple[tuple[Block | Node, ...], int]:
    """What stands from this place on below a heading of this level, and the place after it."""
    found: list[Block | Node] = []
    while place < len(parts):
        part = parts[place]
        if part.kind != "heading":
            found.append(part)
            place += 1
            continue
        if level and part.level <= level:
            break
        end = _reach(parts, place)
        if end:
            found.append(Node(part, tuple(parts[place + 1 : end]), plain(part.text)))
            place = end
        else:
            below, place = _grown(parts, place + 1, part.level)
            found.append(Node(part, below, plain(part.text)))
    return tuple(found), place


def _reach(parts: Sequence[Block], place: int) -> int:
    """The place after what a label beside its text ("**Summary:** …") speaks of; 0 for a heading."""
    heading = parts[place]
    name = plain(heading.text)
    if heading.mark != LEAD or not (names_one(name) or section_kind(name) in _LABELS):
        return 0
    if names_one(name):
        return place + 2
    end = place + 1
    while end < len(parts) and parts[end].kind == "paragraph" and not is_labelled(parts[end]):
        end += 1
    return end


def with_inside(node: Node, inside: Sequence[Block | Node], role: str) -> Node:
    """The node with other contents and its role."""
    return replace(node, inside=tuple(inside), role=role)
