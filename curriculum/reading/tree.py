"""The tree of an episode's notes: every part under the heading it stands below."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from curriculum.reading.blocks import Block
from curriculum.reading.headings import names_one, section_kind
from curriculum.reading.inline import plain
from curriculum.reading.parts import LEAD
from curriculum.reading.shapes import is_labelled

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
    inside, _ = _grown(parts, 0, 0)
    return Node(None, inside)


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
