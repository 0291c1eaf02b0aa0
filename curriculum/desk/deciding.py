"""Deciding about cards at the desk: what the page shows, keeps, edits and drops."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import Field
from starlette.routing import Route

from curriculum.cards.decision import Refused, apply
from curriculum.desk import answers, journal
from curriculum.desk.answers import Told
from curriculum.desk.desk import Desk
from curriculum.desk.pile import Asked, Pile, Seen, Unknown
from curriculum.shipping.decisions import Change, Stale
from curriculum.shipping.supply import supply

_MANY = Annotated[tuple[Asked, ...], Field(min_length=1)]
_STALE = "Somebody has decided about this card meanwhile: here is how it stands now."
_GONE = "This card is no longer there: the notes have changed. Load the page again."


def routes(desk: Desk) -> list[Route]:
    """The routes of the view."""
    return [
        answers.asked(desk, "/cards", lambda: cards(desk)),
        answers.told(
            desk, "/decide", _MANY, lambda asked: decide(desk, asked), lambda asked: now(desk, asked)
        ),
    ]


def cards(desk: Desk) -> Told:
    """Every card. Raises CurriculumError when the notes cannot be read."""
    with desk.turn():
        return _shown(desk, _pile(desk).seen())


def decide(desk: Desk, asked: Sequence[Asked]) -> Told:
    """Write decisions; gives the cards as they stand then.

    Raises:
        answers.Unknown, answers.Refused, answers.Stale: nothing was written.
        CurriculumError: a file cannot be read or written.
    """
    with desk.turn():
        desk.workspace.check()
        try:
            journal.decide(desk.workspace.folder, _pile(desk).changes(asked))
        except Unknown:
            raise answers.Unknown(_GONE) from None
        except Refused as error:
            raise answers.Refused(f"Not saved: {error}") from None
        except Stale:
            raise answers.Stale(_STALE) from None
        return _shown(desk, _pile(desk).seen([one.key for one in asked]))


def now(desk: Desk, asked: Sequence[Asked]) -> Told:
    """How these cards stand now."""
    with desk.turn():
        return _shown(desk, _pile(desk).seen([one.key for one in asked]))


def changed(desk: Desk, changes: Sequence[Change]) -> Told:
    """The cards that changes were about, as they stand now."""
    pile = _pile(desk)
    return _shown(desk, pile.seen(pile.cards_of(changes)))


def _shown(desk: Desk, cards: Sequence[Seen]) -> Told:
    """Cards as an answer, and how many there are to study by now."""
    there = supply(desk.outline(), apply(desk.workspace.drafted, desk.workspace.decided))
    return {"cards": [card.model_dump(mode="json") for card in cards], "supply": answers.supplied(there)}


def _pile(desk: Desk) -> Pile:
    return Pile(desk.workspace, desk.outline(), desk.held())
