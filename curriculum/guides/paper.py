"""Paper, edition and language: the numbers every page is laid out by, in points (1/72 inch)."""

from pathlib import Path
from typing import Literal, NamedTuple

MM = 72 / 25.4
"""Points in a millimetre."""


class Paper(NamedTuple):
    """A sheet and its margins."""

    name: str
    width: float
    height: float
    top: float
    foot: float = 44.0
    """Bottom margin; holds the page number."""
    inner: float = 22 * MM
    """Margin at the side that is bound: the left one of right-hand pages."""
    outer: float = 15 * MM
    """Margin at the other side; wider by the fraction that the text area leaves."""
    duplex: bool = True
    """Whether left-hand pages are the mirror of right-hand ones."""


A4 = Paper("a4", 595.28, 841.89, 54.0)
LETTER = Paper("letter", 612.0, 792.0, 54.0)
A5 = Paper("a5", 419.53, 595.28, 48.0, 40.0)
READER = Paper("reader", 445.5, 594.0, 42.0, 36.0, inner=28.0, outer=28.0, duplex=False)
"""The 3:4 page of a ten-inch e-ink reader: a screen, which nobody binds."""

PAPERS = {paper.name: paper for paper in (A4, LETTER, A5)}


class Type(NamedTuple):
    """A size of text with the distance of its baselines."""

    size: float
    lead: float


class Edition(NamedTuple):
    """A way of setting the text, for one kind of reader. No size ever changes to make something fit."""

    name: str
    type: Type
    """Of the text."""
    title: float
    """Size of the titles of pages."""
    week: float
    """Size of the title of a week."""
    least: float
    """No letter on any page is smaller."""
    rule: float
    """Millimetres from one writing line to the next."""
    stacked: bool = False
    """Cues above their points instead of beside them."""
    single: bool = False
    """One column where others have two."""
    paper: Paper | None = None
    """The page of a screen, which no ``--paper`` changes."""


STANDARD = Edition("standard", Type(10.0, 14.0), title=16.0, week=26.0, least=8.5, rule=7.0)
# UKAAF's clear print rules (G003) ask for 18 pt; 16 is the least that they call large print
LARGE = Edition(
    "large", Type(18.0, 23.0), title=24.0, week=30.0, least=16.0, rule=11.0, stacked=True, single=True
)
# British Dyslexia Association style guide: 12 to 14 pt, sans serif, lines 1.5 apart
DYSLEXIA = Edition("dyslexia", Type(12.0, 18.0), title=18.0, week=26.0, least=11.0, rule=8.0, single=True)
EINK = Edition(
    "eink",
    Type(10.5, 14.0),
    title=16.0,
    week=22.0,
    least=9.5,
    rule=7.5,
    single=True,
    paper=READER,
)

EDITIONS = {edition.name: edition for edition in (STANDARD, LARGE, DYSLEXIA, EINK)}

CUE = 58 * MM
"""Width of the cue column with its gutter, where a page is wide enough."""


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
        return self.edition.type

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
        """Distance of writing lines."""
        return round(self.edition.rule * MM, 2)

    @property
    def over(self) -> float:
        """Height of a head above writing lines."""
        return 2 * self.type.lead + 1  # what rounding takes

    @property
    def guess(self) -> float:
        """Distance of the lines for guesses, which take a whole sentence: wider by a seventh."""
        return round(self.edition.rule * MM * 8 / 7, 2)

    @property
    def top(self) -> float:
        """Top margin."""
        return self.paper.top

    @property
    def foot(self) -> float:
        """Bottom margin."""
        return self.paper.foot

    @property
    def height(self) -> float:
        """Height of the text area."""
        return round(self.paper.height - self.top - self.foot, 2)

    @property
    def width(self) -> float:
        """Width of the text area."""
        return _pixels(self.paper.width - self.paper.inner - self.paper.outer)

    @property
    def inner(self) -> float:
        """Margin at the side that is bound."""
        return round(self.paper.inner, 4)

    @property
    def outer(self) -> float:
        """The other margin: what the width leaves."""
        return round(self.paper.width - self.inner - self.width, 4)  # a rounder one would leave a fraction

    @property
    def indent(self) -> float:
        """Indent of a sub-point: about one em."""
        return _pixels(self.type.size + 0.375)

    @property
    def head(self) -> int:
        """How many letters a running head may have, at half an em each, to stay on one line."""
        return min(64, int(0.7 * self.width / (0.5 * self.tiny)))

    @property
    def gutter(self) -> float:
        """Space between the cue column and the notes; the column's line runs in its middle."""
        return _pixels(self.type.lead + 0.375)

    @property
    def half(self) -> float:
        """Width of one of two columns with some space between them."""
        return _pixels(self.width * 0.475)

    @property
    def much(self) -> int:
        """How many letters (0.45 em wide) fill a quarter of a page: a row with more may be divided."""
        notes = (self.width - self.cue) / (0.45 * self.type.size)
        return int(0.25 * self.height / self.type.lead * notes)

    @property
    def abreast(self) -> int:
        """How many episodes a table may have beside each other."""
        return max(2, int((self.width / self.type.size - 5) / 9))

    @property
    def narrow(self) -> bool:
        """Whether a line is too short for anything to stand beside its text."""
        return self.width < 24 * self.type.size

    @property
    def day(self) -> float:
        """Width of a column of days."""
        return _pixels(min(6 * self.indent, self.width * 0.23))

    @property
    def cue(self) -> float:
        """Width of the cue column with its gutter; 0 when cues stand above."""
        return 0.0 if self.edition.stacked else _pixels(min(CUE, self.width * 0.36))


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
