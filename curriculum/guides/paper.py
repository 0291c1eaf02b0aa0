"""Paper and type: the numbers every page is laid out by, in points."""

from typing import NamedTuple


class Paper(NamedTuple):
    """A sheet and its margins, in points (1/72 inch)."""

    name: str
    width: float
    height: float
    side: float
    """Left and right margin."""
    top: float


A4 = Paper("a4", 595.28, 841.89, 60.0, 54.0)
LETTER = Paper("letter", 612.0, 792.0, 66.0, 54.0)
A5 = Paper("a5", 419.53, 595.28, 40.0, 48.0)

PAPERS = {paper.name: paper for paper in (A4, LETTER, A5)}


class Edition(NamedTuple):
    """A way of setting the text, for one kind of reader."""

    name: str
    size: float
    """Text size in points."""
    lead: float
    """Distance of baselines in points; every distance down the page is made of it."""
    sans: bool = False
    """Text in the sans family, ragged, without italics."""


STANDARD = Edition("standard", 9.5, 12.5)

EDITIONS = {edition.name: edition for edition in (STANDARD,)}


class Sheet(NamedTuple):
    """A paper with an edition: what the stylesheet ``sheet.css`` is filled with."""

    paper: Paper
    edition: Edition

    @property
    def rule(self) -> float:
        """Distance of writing lines: two baselines, at least 8 mm apart."""
        return 2 * self.edition.lead

    @property
    def lines(self) -> int:
        """How many writing lines the text area holds."""
        foot = 46.0  # room below for the page number
        return int((self.paper.height - self.paper.top - foot) // self.rule)

    @property
    def height(self) -> float:
        """Height of the text area: a whole number of writing lines."""
        return self.lines * self.rule

    @property
    def width(self) -> float:
        """Width of the text area."""
        return self.paper.width - 2 * self.paper.side

    @property
    def bottom(self) -> float:
        """Bottom margin: what the whole lines leave."""
        return self.paper.height - self.paper.top - self.height

    @property
    def cue(self) -> float:
        """Width of the cue column."""
        return round(self.width * 0.31)

    @property
    def gutter(self) -> float:
        """Space between the cue column and the notes."""
        return self.edition.lead


SHEET = Sheet(A4, STANDARD)
"""What a guide is set on when nothing else is asked for."""
