"""Flashcards to cut out: fronts and backs that meet when the sheet is printed on both sides."""

from collections.abc import Sequence
from typing import NamedTuple

from curriculum.cards.card import Card
from curriculum.guides.ask import BLANK, ask_of
from curriculum.guides.measure import lines
from curriculum.guides.paper import A4, Paper
from curriculum.planning.outline import Week
from curriculum.problems import Problem

SIZES = (15.0, 13.5, 12.0, 11.0, 10.0, 9.0, 8.0, 7.0)
"""Type sizes in points, largest first; below 7 pt nobody reads a card."""

_LEAD = 1.3
_PAD = 14.0
_ENDS = 66.0
"""Points kept free at the head and foot of a side, for what names the card."""


class Stock(NamedTuple):
    """How cards lie on a page."""

    name: str
    width: float
    """Page width in points."""
    height: float
    columns: int
    rows: int
    margin: float

    @property
    def card_width(self) -> float:
        """Width of one card."""
        return (self.width - 2 * self.margin) / self.columns

    @property
    def card_height(self) -> float:
        """Height of one card."""
        return (self.height - 2 * self.margin) / self.rows

    @property
    def each(self) -> int:
        """Cards on a page."""
        return self.columns * self.rows


INDEX_CARD = Stock("index", 360.0, 216.0, 1, 1, 0.0)
"""The 5 × 3 inch card, one a page."""


def sheet(paper: Paper = A4) -> Stock:
    """Eight cards on a page of this paper, with crop marks in its margins."""
    return Stock("sheet", paper.width, paper.height, 2, 4, 34.0)


class Side(NamedTuple):
    """The text of one side and the size that lets it fit."""

    text: str
    size: float


class Flashcard(NamedTuple):
    """A card ready for print."""

    number: int
    head: str
    """What names the card on its front: the place of its episode in the week."""
    front: Side
    back: Side
    context: str
    credit: str


class Sheet(NamedTuple):
    """The fronts of one page, and the backs in the order in which the turned page needs them."""

    fronts: tuple[tuple[Flashcard | None, ...], ...]
    backs: tuple[tuple[Flashcard | None, ...], ...]


def _fitted(text: str, stock: Stock, *, bold: bool, more: str = "") -> Side | None:
    """The text in the largest size in which it fits; None when it fits in none."""
    width = stock.card_width - 2 * _PAD
    room = stock.card_height - _ENDS
    plain = text.replace(BLANK, "________")
    for size in SIZES:
        high = lines(plain, width / size * 0.96, bold=bold) * size * _LEAD
        high += lines(more, width / 8.5 * 0.96, bold=False) * 8.5 * _LEAD if more else 0
        if high <= room:
            return Side(text, size)
    return None


def make(
    week: Week, cards: Sequence[Card], stock: Stock
) -> tuple[tuple[Flashcard, ...], tuple[Problem, ...]]:
    """The week's shipped cards in the order of study; a problem for each that is too long for its card."""
    here = {placed.id: place for place, placed in enumerate(week.episodes, start=1)}
    made: list[Flashcard] = []
    problems: list[Problem] = []
    shipped = [card for card in cards if card.verdict == "ship" and card.source.episode in here]
    for card in sorted(shipped, key=lambda card: here[card.source.episode]):
        ask = ask_of(card)
        front = _fitted(ask.question, stock, bold=True, more=card.context)
        back = _fitted(ask.answer, stock, bold=False)
        if front is None or back is None:
            problems.append(
                Problem(
                    path=card.source.path,
                    line=card.source.line,
                    kind="flashcard",
                    message=f'Too long a card to cut out: "{ask.question.replace(BLANK, "___")[:50]}…".',
                    remedy="It is in the Anki deck and in the guide; shorten it to have it on paper too.",
                )
            )
            continue
        number = len(made) + 1
        made.append(
            Flashcard(number, f"Ep. {here[card.source.episode]}", front, back, card.context, card.credit)
        )
    return tuple(made), tuple(problems)


def impose(cards: Sequence[Flashcard], stock: Stock) -> tuple[Sheet, ...]:
    """Lay the cards on pages; each row of backs is mirrored, since the page turns on its long edge."""
    sheets = []
    for start in range(0, len(cards), stock.each):
        page: list[Flashcard | None] = list(cards[start : start + stock.each])
        page += [None] * (stock.each - len(page))
        rows = [tuple(page[place : place + stock.columns]) for place in range(0, stock.each, stock.columns)]
        sheets.append(Sheet(tuple(rows), tuple(tuple(reversed(row)) for row in rows)))
    return tuple(sheets)
