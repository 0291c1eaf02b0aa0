"""Paper, edition and language: the numbers every page is laid out by, in points (1/72 inch)."""

import math
from pathlib import Path
from typing import Literal, NamedTuple


class Paper(NamedTuple):
    """A sheet and its margins."""

    name: str
    width: float
    height: float
    side: float
    """Left and right margin; 15 mm or more, so that holes can be punched on either side."""
    top: float
    foot: float = 44.0
    """Bottom margin; holds the page number."""


A4 = Paper("a4", 595.28, 841.89, 60.0, 54.0)
LETTER = Paper("letter", 612.0, 792.0, 66.0, 54.0)
A5 = Paper("a5", 419.53, 595.28, 46.0, 48.0, 40.0)
READER = Paper("reader", 445.5, 594.0, 28.0, 42.0, 36.0)
"""The 3:4 page of a ten-inch e-ink reader."""

PAPERS = {paper.name: paper for paper in (A4, LETTER, A5)}


class Type(NamedTuple):
    """A size of text with the distance of its baselines."""

    size: float
    lead: float
    tight: bool = False
    """Less space between points, and one line for tomorrow's sentence: the last resort."""


class Setting(NamedTuple):
    """How a part of a week is set."""

    type: Type
    bare: bool = False
    """Without what can be spared: the summary, which says again what the points say; the wide rows of a
    table; the files of the sources."""
    lines: int = 1
    """Writing lines for each answer of the self-test; in the opening, whether there are some for each
    episode (2) or none (1)."""


class Edition(NamedTuple):
    """A way of setting the text, for one kind of reader."""

    name: str
    types: tuple[Type, ...]
    """The type of the edition first, then the smaller ones an episode may be set in to fit its page."""
    least: float
    """No letter on any page is smaller."""
    stacked: bool = False
    """Cues above their points instead of beside them."""
    paper: Paper | None = None
    """The page of a screen, which no ``--paper`` changes."""
    side: float = 0.0
    """Its own margin on all sides, where large letters need the room; the paper's when 0."""


STANDARD = Edition(
    "standard",
    (
        Type(9.5, 12.5),
        Type(9.25, 12.0),
        Type(9.0, 11.5),
        Type(9.0, 11.25, tight=True),
        Type(8.75, 10.75, tight=True),
    ),
    least=7.5,
)
# 16 pt is the least that UKAAF's clear print rules (G003) call large print; 18 is what they ask for
LARGE = Edition(
    "large",
    (Type(18.0, 22.0), Type(17.5, 21.0), Type(17.0, 20.5), Type(16.5, 20.0), Type(16.0, 19.5, tight=True)),
    least=16.0,
    stacked=True,
    side=42.0,
)
# British Dyslexia Association style guide: 12 to 14 pt, sans serif, lines 1.5 apart
DYSLEXIA = Edition("dyslexia", (Type(12.0, 18.0), Type(12.0, 17.0), Type(12.0, 16.5, tight=True)), least=11.0)
EINK = Edition(
    "eink",
    (Type(10.5, 14.0), Type(10.25, 13.5), Type(10.0, 13.0), Type(9.75, 12.5, tight=True)),
    least=9.5,
    stacked=True,
    paper=READER,
)

EDITIONS = {edition.name: edition for edition in (STANDARD, LARGE, DYSLEXIA, EINK)}


def _pixels(points: float) -> float:
    """A width in whole CSS pixels (0.75 pt).

    weasyprint 70 breaks a line after its first word when the line fills its measure to a rounding error;
    a measure without fractions has none.
    """
    return points // 0.75 * 0.75


class Sheet(NamedTuple):
    """A paper with an edition: what the stylesheet ``sheet.css`` is filled with."""

    paper: Paper
    edition: Edition

    @property
    def type(self) -> Type:
        """Size and baselines of the edition."""
        return self.edition.types[0]

    @property
    def small(self) -> float:
        """Size of labels and notes."""
        return max(self.edition.least, round(0.86 * self.type.size, 2))

    @property
    def tiny(self) -> float:
        """Size of running heads."""
        return max(self.edition.least, round(0.8 * self.type.size, 2))

    @property
    def rule(self) -> float:
        """Distance of writing lines: whole half-baselines, at least 8 mm (22.7 pt)."""
        half = self.type.lead / 2
        return half * math.ceil(8 / 25.4 * 72 / half)

    @property
    def top(self) -> float:
        """Top margin."""
        return min(self.paper.top, self.edition.side or self.paper.top)

    @property
    def foot(self) -> float:
        """Bottom margin."""
        return min(self.paper.foot, self.edition.side or self.paper.foot)

    @property
    def height(self) -> float:
        """Height of the text area."""
        return round(self.paper.height - self.top - self.foot, 2)

    @property
    def width(self) -> float:
        """Width of the text area."""
        side = min(self.paper.side, self.edition.side or self.paper.side)
        return _pixels(self.paper.width - 2 * side)

    @property
    def side(self) -> float:
        """Left and right margin: what the width leaves."""
        return round((self.paper.width - self.width) / 2, 4)  # a rounder one would leave a fraction

    @property
    def indent(self) -> float:
        """Indent of a sub-point: about one em."""
        return _pixels(self.type.size + 0.375)

    @property
    def head(self) -> int:
        """How many letters a running head may have, at half an em each, to stay on one line."""
        return min(64, int(0.7 * self.width / (0.5 * self.tiny)))

    @property
    def narrow(self) -> bool:
        """Whether a line is too short for a calendar or a table of five columns: under 24 ems."""
        return self.width < 24 * self.type.size

    @property
    def gutter(self) -> float:
        """Space between the cue column and the notes; the column's line runs in its middle."""
        return _pixels(self.type.lead + 0.375)

    @property
    def half(self) -> float:
        """Width of one of two columns with some space between them."""
        return _pixels(self.width * 0.475)

    @property
    def cue(self) -> float:
        """Width of the cue column with its gutter; 0 when cues stand above."""
        return 0.0 if self.edition.stacked else _pixels(self.width * 0.33)


class Format(NamedTuple):
    """How the guides are printed: everything a person can choose about them."""

    paper: Paper = A4
    edition: Edition = STANDARD
    colour: bool = False
    """One accent colour; without it black on white alone."""
    language: str = "en-GB"
    """BCP 47 tag of the guides' dates and hyphenation."""
    templates: Path | None = None
    """A folder of guide templates to use instead of ours."""
    flashcards: Literal["none", "sheet", "index"] = "none"
    """Cards to cut out beside each week's guide: eight on a sheet, or 5 × 3 inch index cards."""
    html: bool = False
    """Also write each guide as a page to read on a screen."""

    @property
    def sheet(self) -> Sheet:
        """The sheet it is laid out on."""
        return Sheet(self.edition.paper or self.paper, self.edition)


PLAIN = Format()
"""A4, standard, black and white, British English."""
