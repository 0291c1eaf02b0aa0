"""What a first layout of a week's episodes shows to be set otherwise in the next one."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from curriculum.guides.pages import WeekPages
from curriculum.guides.paper import Sheet
from curriculum.guides.pdf import Layout

LEAST = 6
"""Lines for notes, below a head, that a page is ruled with where the next episode begins overleaf."""
SHARE = 0.25
"""Share of a page that must be free below the last episode for what else may stand there."""
SPILL = 0.4
"""Share of its last page that the opening takes at most where it may be set tighter."""
TIGHTEST = 2
"""How tight the opening may be set: 1 names no shows and has less space, 2 has one line for a guess, too."""


ROWS = 3
"""Rows of the table of claims that are to be filled in …"""
MORE = 4
"""… and lines that each of them may have more where the page has room."""


class Mend(NamedTuple):
    """What to set otherwise."""

    notes: Mapping[str, int] = MappingProxyType({})
    """Anchor of an episode → lines for notes below it."""
    joins: bool = False
    """Whether the page on how the episodes fit together stands below the last one."""
    words: bool = True
    """Whether the words to own may stand there."""
    tight: int = 0
    """How tight the opening is set."""
    early: bool = False
    """Whether the guesses stand before the plan of the days."""
    apart: bool = False
    """Whether the table of claims begins a page, lest the words to own stand on one alone."""
    under: int = 0
    """Lines that then stand below the map."""
    rows: int = 0
    """Lines that each cell of the table has more to write on."""


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


def roomy(week: WeekPages, layout: Layout, sheet: Sheet) -> Mend:
    """What to set otherwise in the page on how the episodes fit together, from its layout.

    Where the words to own would stand on a page alone, the table joins them there; what is then free below
    the map, and in the cells of the table, is for writing.
    """
    end, table, filled, drawn = (
        f"{week.anchor}{name}" for name in ("fitsend", "table", "tableend", "mapend")
    )
    pages = layout.anchors
    if not week.fit.tabled or not pages.keys() >= {end, table, filled, drawn}:
        return NONE
    alone = pages[end] > pages[table] == pages[drawn]
    if alone and week.fit.nodes and spills(layout, end, sheet):
        high = layout.depths[filled] - layout.depths[table]
        left = sheet.height - sheet.over - high - taken(layout, end, sheet)
    else:
        alone, left = False, free(layout, end if pages[end] == pages[table] else filled, sheet)
    under = 0
    if week.fit.nodes and (alone or pages[table] > pages[drawn]):
        under = max(0, int((free(layout, drawn, sheet) - sheet.over) / sheet.rule))
    whole = len(week.episodes) <= sheet.abreast  # else they are several tables
    return Mend(apart=alone, under=under, rows=_more(left, sheet) if whole else 0)


def _more(left: float, sheet: Sheet) -> int:
    """Lines that each cell may have more where so much of a page is free."""
    return max(0, min(MORE, int(left / sheet.rule / ROWS)))


def spills(layout: Layout, anchor: str, sheet: Sheet) -> bool:
    """Whether what ends at an anchor takes little of the last of its pages."""
    return layout.anchors.get(anchor, 1) > 1 and taken(layout, anchor, sheet) < SPILL * sheet.height


def taken(layout: Layout, anchor: str, sheet: Sheet) -> float:
    """Points of height above an anchor in the text area of its page; all of it without the anchor."""
    return layout.depths.get(anchor, sheet.top + sheet.height) - sheet.top


def free(layout: Layout, anchor: str, sheet: Sheet) -> float:
    """Points of height below an anchor in the text area of its page."""
    return sheet.height - taken(layout, anchor, sheet)
