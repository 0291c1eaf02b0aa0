"""What a first layout of a week's episodes shows to be set otherwise in the next one."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from curriculum.guides.pages import WeekPages
from curriculum.guides.paper import Sheet
from curriculum.guides.pdf import Layout

LEAST = 4
"""Lines for notes, below a head, that a page is ruled with where the next episode begins overleaf."""


class Mend(NamedTuple):
    """What to set otherwise."""

    notes: Mapping[str, int] = MappingProxyType({})
    """Anchor of an episode → lines for notes below it."""
    joins: bool = False
    """Whether the page on how the episodes fit together stands below the last one."""
    words: bool = True
    """Whether the words to own may stand there."""


NONE = Mend()


def notes(week: WeekPages, layout: Layout, sheet: Sheet) -> dict[str, int]:
    """Anchor of an episode → lines for notes that there is room for, where the next begins overleaf."""
    anchors = layout.anchors
    found = {}
    for page, after in zip(week.episodes, week.episodes[1:], strict=False):
        end = f"{page.anchor}end"
        if anchors.get(after.anchor, 0) > anchors.get(end, len(anchors)):
            lines = int((free(layout, end, sheet) - sheet.over) / sheet.rule)
            if lines >= LEAST:
                found[page.anchor] = lines
    return found


def free(layout: Layout, anchor: str, sheet: Sheet) -> float:
    """Points of height that the text area has below an anchor."""
    return sheet.top + sheet.height - layout.depths[anchor]
