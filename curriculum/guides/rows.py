"""The rows of an episode's page, and within which of them no page ends."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from curriculum.guides.cues import Column, Cue
from curriculum.guides.flow import flows
from curriculum.guides.measure import lines
from curriculum.guides.paper import Sheet
from curriculum.reading.episode import KeyPoint, Quote, SubPoint

ROOM = 2
"""Lines to write on beside a point, at most."""
BRIEF = 4
"""Lines of notes that an episode has at most which is told in one line."""
BLANK, OWN = 1.25, 1.5
"""Baselines of a line for one of several things to be named, and of one for a question of one's own."""


class Row(NamedTuple):
    """What stands side by side: a cue, and what the notes say there."""

    points: tuple[KeyPoint, ...] = ()
    """One, or those that one question asks for together; () for a quote that backs none."""
    number: int = 0
    """Of the first of them on the page."""
    cue: Cue | None = None
    """None for a quote that backs no point."""
    topic: str = ""
    """The heading that it begins; "" where it stands under the one above."""
    quotes: tuple[Quote, ...] = ()
    """Words of others that back them, or one that backs no point."""
    whole: bool = True
    """Whether no page ends within it."""
    lines: int = 0
    """That the notes take."""
    room: int = 0
    """Lines to write on in the column, where the notes are taller than what is asked."""

    @property
    def heading(self) -> str:
        """The heading that it begins, without a picture before or after it."""
        return self.topic.strip().strip("".join(char for char in self.topic if _pictures(char))).strip()

    @property
    def question(self) -> str:
        """What is asked beside it; "" for nothing."""
        return self.cue.question if self.cue else ""

    @property
    def hook(self) -> str:
        """What a single point is recalled from: its label; "" without."""
        return self.points[0].label if len(self.points) == 1 else ""

    @property
    def beside(self) -> bool:
        """Whether its number stands in the column, before the hook or the question."""
        return len(self.points) == 1 and bool(self.hook or self.question or self.own)

    @property
    def own(self) -> bool:
        """Whether the learner writes the question."""
        return bool(self.cue and self.cue.own)

    def letters(self, stacked: bool) -> int:
        """Letters that take room there: what the notes say, and its cue where that stands above."""
        said = [passage.text for point in self.points for passage in point.passages()]
        said += [text for quote in self.quotes for text in (quote.text, quote.comment)]
        if stacked:
            said += [self.topic, self.hook, self.question]
        return sum(map(len, said))


class Rows(NamedTuple):
    """All rows of an episode, in the order in which they are printed."""

    points: tuple[Row, ...]
    quotes: tuple[Row, ...]
    takeaways: tuple[Row, ...]

    @property
    def brief(self) -> bool:
        """Whether there is so little that the episode is told in one line."""
        return sum(row.lines for row in (*self.points, *self.quotes, *self.takeaways)) <= BRIEF


def rows(column: Column, quotes: Sequence[Quote], sheet: Sheet) -> Rows:
    """The rows of an episode.

    Args:
        column: its cues.
        quotes: of the episode.
        sheet: what they are printed on; a row that fills more than a quarter of it may be divided.
    """
    points = [*_of(column.points, quotes)]
    alone = [Row(quotes=(quote,)) for quote in quotes if not quote.point]
    every = [*points, *alone, *_of(column.takeaways, quotes)]
    every = [_sized(row, sheet) for row in every]
    first, last = len(points), len(points) + len(alone)
    return Rows(tuple(every[:first]), tuple(every[first:last]), tuple(every[last:]))


def _sized(row: Row, sheet: Sheet) -> Row:
    """The row with what its height decides."""
    size, lead = sheet.type
    beside = (sheet.width - sheet.cue) / size
    said = sum(_lines(point, beside) for point in row.points)
    said += sum(lines(text, beside - 2, bold=False) for one in row.quotes for text in (one.text, one.speaker))
    row = row._replace(whole=row.letters(sheet.edition.stacked) <= sheet.much, lines=said)
    if sheet.edition.stacked or not (row.hook or row.question):
        return row
    column = (sheet.cue - sheet.gutter) / size
    blanks = BLANK * (row.cue.blanks if row.cue else 0) + OWN * row.own
    asked = blanks + sum(lines(text, column, bold=True) for text in (row.hook, row.question))
    return row._replace(room=max(0, min(ROOM, int((said - asked) * lead / sheet.rule))))


def _lines(point: KeyPoint | SubPoint, measure: float) -> int:
    """Lines that a point takes with what stands below it, each level an em further in."""
    label = f"{point.label}. " if isinstance(point, SubPoint) and point.label else ""
    below = measure if isinstance(point, KeyPoint) and flows(point) else measure - 1
    return lines(f"{label}{point.text}", measure, bold=False) + sum(
        _lines(sub, below) for sub in point.subpoints
    )


def _pictures(char: str) -> bool:
    """Whether a character is a picture, or joins one."""
    return unicodedata.category(char) in ("So", "Sk", "Cf", "Mn")


def _of(cues: Sequence[Cue], quotes: Sequence[Quote]) -> Iterator[Row]:
    """The rows of a section, one a cue."""
    topic = ""
    for cue in cues:
        backing = tuple(quote for point in cue.points for quote in quotes if quote.point == point.id)
        begins = cue.topic if cue.topic != topic else ""
        yield Row(cue.points, cue.first, cue, begins, backing)
        topic = cue.topic
