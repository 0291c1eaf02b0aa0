"""The hand-made curriculum of the guides, as it ships, and its page."""

from collections.abc import Sequence

from guides_sample import CARDS, make_library, make_outline

from curriculum.cards.card import Card
from curriculum.decks import names
from curriculum.guides.guide import Course
from curriculum.guides.paper import PLAIN
from curriculum.memory.progress import Progress
from curriculum.page import month, write
from curriculum.page.month import Month
from curriculum.planning.outline import Outline
from curriculum.problems import Problem
from curriculum.reading.library import Library
from curriculum.shipping.lock import Lock
from curriculum.shipping.note import FIELDS, FIRST_SHIPPED, Note
from curriculum.shipping.shipment import Shipment

LIBRARY, OUTLINE = make_library(), make_outline()
MADE = (
    "by-the-sea.apkg",
    "by-the-sea.pdf",
    "cards.csv",
    "outline.toml",
    "week-1-water-and-light.apkg",
    "week-1-water-and-light.pdf",
)
"""Files beside the page: no calendar, no pages for a screen, nothing of the second week."""


def ship(cards: Sequence[Card], outline: Outline = OUTLINE) -> Shipment:
    """The notes of those cards that ship, all new."""
    decks = names.place(outline)
    notes = tuple(
        Note(
            key=card.key,
            guid=card.guid,
            kind=card.kind,
            fields={name: text for name in FIELDS if (text := getattr(card, name))},
            tags=(),
            deck=decks[card.source.episode],
            week=decks[card.source.episode],
            changed=FIRST_SHIPPED,
            state="new",
        )
        for card in cards
        if card.verdict == "ship"
    )
    return Shipment(notes, Lock())


def gather(
    cards: Sequence[Card] = CARDS,
    library: Library = LIBRARY,
    outline: Outline = OUTLINE,
    problems: Sequence[Problem] = (),
    made: Sequence[str] = MADE,
    shipment: Shipment | None = None,
    progress: Progress | None = None,
) -> Month:
    """What the page shows of a curriculum."""
    course = Course(outline, library, cards, progress=progress)
    return month.gather(course, course.book(PLAIN), shipment or ship(cards, outline), problems, made)


def page(**changes: object) -> str:
    """The page of a curriculum, as ``gather`` takes it."""
    return write.page(gather(**changes), "en")  # type: ignore[arg-type]
