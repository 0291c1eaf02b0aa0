"""The rows of an episode's page, and which of them its last page has: never one point alone."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from curriculum.guides.cues import Column, Cue
from curriculum.guides.paper import Sheet
from curriculum.reading.episode import KeyPoint, Quote

LEAST = 3
"""Points or quotes that the last page of an episode has, unless fewer fill a quarter of a page."""


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
    tail: bool = False
    """Whether it stands on one page with all rows after it."""

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

    def joins(self, section: str) -> bool:
        """Whether the head of ``quotes`` or ``takeaways`` stands on the page of the row before it."""
        before = self.points if section == "quotes" else self.quotes or self.points
        return bool(before) and before[-1].tail


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
    letters = [row.letters(sheet.edition.stacked) for row in every]
    # where a line is short, three points and the head or the foot may fill a page
    start = len(every) if sheet.narrow else _tail(every, letters, sheet.much)
    every = [
        row._replace(whole=letters[place] <= sheet.much, tail=place >= start)
        for place, row in enumerate(every)
    ]
    first, last = len(points), len(points) + len(alone)
    return Rows(tuple(every[:first]), tuple(every[first:last]), tuple(every[last:]))


def _of(cues: Sequence[Cue], quotes: Sequence[Quote]) -> Iterator[Row]:
    """The rows of a section, one a cue."""
    topic = ""
    for cue in cues:
        backing = tuple(quote for point in cue.points for quote in quotes if quote.point == point.id)
        begins = cue.topic if cue.topic != topic else ""
        yield Row(cue.points, cue.first, cue, begins, backing)
        topic = cue.topic


def _tail(every: Sequence[Row], letters: Sequence[int], much: int) -> int:
    """Where the rows begin that the last page has at least."""
    count = filled = 0
    for place in range(len(every) - 1, 0, -1):
        count += max(1, len(every[place].points))
        filled += letters[place]
        if count >= LEAST or filled >= much:
            return place
    return 0
