"""Arrangement: where the notes of one episode have their points."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from curriculum.reading.blocks import Block
from curriculum.reading.body import states_facts
from curriculum.reading.headings import names_one, section_kind, unsectioned
from curriculum.reading.heads import POINTS
from curriculum.reading.inline import plain
from curriculum.reading.parts import LEAD
from curriculum.reading.shapes import counted, is_labelled, tells
from curriculum.reading.tables import key

SEVERAL = 3
"""As many bold labels or headings of one kind are the points of notes that name no section for them."""
_ABOUT = ("introduction", "summary")


class Arrangement(NamedTuple):
    """What an episode's headings and its parts before them say about where its points are."""

    counted: frozenset[int]
    """First lines of headings that count up and are the points."""
    topics: bool
    """Whether headings without a known name are the points, beside a section of takeaways."""
    merged: str | None
    """The kind of section that stands for the points where none is named."""
    sectioned: bool
    """Whether a section is named that holds the points, or what stands for them."""
    listed: bool
    """Whether points stand anywhere, so that headings without a known name are not the points."""
    labelled: bool
    """Whether the paragraphs before the first heading are points by their bold labels."""
    closing: frozenset[int]
    """First lines of the labels at the very end ("**Bottom line:** …") that are about the whole episode."""


def arrangement(parts: Sequence[Block]) -> Arrangement:
    """How the parts of one episode, its title apart, are arranged."""
    headings = [part for part in parts if part.kind == "heading"]
    kinds = [section_kind(plain(part.text)) for part in headings]
    opening = list(takewhile(lambda part: part.kind != "heading" or _is_about(part), parts))
    listed = any(part.kind in ("list", "table") and not states_facts(part) for part in opening)
    labels = sum(map(is_labelled, opening)) >= SEVERAL
    told = labels or any(tells(part) and not states_facts(part) for part in opening)
    named = "points" in kinds
    instead = not named and "takeaways" in kinds
    unnamed = [part.level for part, kind in unsectioned(headings, kinds) if not kind]
    several = len(unnamed) >= SEVERAL and unnamed.count(min(unnamed)) >= SEVERAL
    topics = instead and several and not listed
    sectioned = named or (not told and any(kind in POINTS for kind in kinds))
    count = frozenset[int]() if named else counted(headings)
    return Arrangement(
        counted=count,
        topics=topics,
        merged="takeaways" if instead and not topics and not told else None,
        sectioned=sectioned,
        listed=(sectioned and not topics) or listed or bool(count),
        labelled=labels and not sectioned,
        closing=_closing(parts),
    )


def _is_about(heading: Block) -> bool:
    """Whether a heading is but the label of one paragraph ("**Summary:** …", "**Takeaway:** …")."""
    text = plain(heading.text)
    return heading.mark == LEAD and (section_kind(text) in _ABOUT or names_one(text))


def _closing(parts: Sequence[Block]) -> frozenset[int]:
    """The labels after the last heading whose names come once: they close the episode, not its last point."""
    headings = [part for part in parts if part.kind == "heading"]
    names = Counter(key(plain(part.text)) for part in headings)
    last = {part.first for part in takewhile(lambda part: part.mark == LEAD, reversed(headings))}
    after_text = {
        part.first for before, part in pairwise(parts) if before.kind != "heading" or before.mark == LEAD
    }
    ends = last & after_text
    return frozenset(
        part.first for part in headings if part.first in ends and names[key(plain(part.text))] == 1
    )
