"""The opening of an episode's notes: whether points stand below its title, before any section."""

from collections.abc import Sequence
from typing import NamedTuple

from curriculum.reading.blocks import Block
from curriculum.reading.body import states_facts
from curriculum.reading.headings import names_one
from curriculum.reading.parts import LEAD
from curriculum.reading.roles import has_content
from curriculum.reading.shapes import SEVERAL, is_labelled, is_stamped, tells
from curriculum.reading.tree import Node

_ABOUT = ("introduction", "summary")
_TELLING = 20
"""Words; a shorter paragraph among others leads over to them."""


class Opened(NamedTuple):
    """What stands before the first section of an episode."""

    listed: bool
    """Whether a list or table there holds points."""
    labelled: bool
    """Whether its paragraphs are points by their bold labels."""
    prose: frozenset[int] = frozenset()
    """The first lines of the paragraphs that are the points, where the notes are nothing but prose."""

    @property
    def holds_points(self) -> bool:
        """Whether points stand there."""
        return self.listed or self.labelled or bool(self.prose)

    def starts(self, part: Block) -> bool:
        """Whether the points start with this part."""
        if part.kind == "paragraph":
            return part.first in self.prose or (self.labelled and (is_labelled(part) or is_stamped(part)))
        return self.listed and part.kind in ("list", "table") and not states_facts(part)


def opened(root: Node) -> Opened:
    """How the notes of an episode begin; ``root`` is their tree with its roles."""
    parts: list[Block] = []
    for part in root.inside:
        if isinstance(part, Node):
            if not _is_about(part):
                break
            parts.extend(part.blocks)
        else:
            parts.append(part)
    named = any(node.role == "points" for node in root.walk())
    instead = has_content(root) or any(
        node.role == "takeaways" and not _is_about(node) for node in root.walk()
    )
    lists = [part for part in parts if part.kind in ("list", "table") and not states_facts(part)]
    labelled = sum(map(is_labelled, parts)) >= SEVERAL or sum(map(is_stamped, parts)) > 1
    told = labelled or any(map(tells, lists))
    if named or (instead and not told):
        return Opened(False, False)
    prose = frozenset[int]() if lists or labelled or instead else _prose(parts)
    return Opened(bool(lists), labelled, prose)


def _prose(parts: Sequence[Block]) -> frozenset[int]:
    """The paragraphs after the first of notes that are told in paragraphs, three of some length at least."""
    told = [part for part in parts if part.kind == "paragraph" and len(part.text.split()) >= _TELLING]
    return frozenset(part.first for part in told[1:]) if len(told) >= SEVERAL else frozenset()


def _is_about(node: Node) -> bool:
    """Whether a heading is but the label of one paragraph ("**Summary:** …", "**Takeaway:** …")."""
    lead = node.heading is not None and node.heading.mark == LEAD
    return lead and (node.role in _ABOUT or names_one(node.name))
