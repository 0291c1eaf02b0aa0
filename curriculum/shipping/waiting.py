"""Which new cards wait for ``--rewrite``: learners hold a card by rule of the same text already."""

from collections.abc import Iterable, Mapping

from curriculum.cards.card import Card
from curriculum.cards.decision import rule_of
from curriculum.cards.writer.proposal import REWORDED
from curriculum.cards.writer.proposal import RULE as DRAFTED
from curriculum.letters import fold
from curriculum.shipping.lock import Entry, Lock

_BY_PEOPLE = (DRAFTED, REWORDED, "written")
"""Rules of cards that no rule wrote."""


def waiting(
    cards: Iterable[Card],
    found: Mapping[str, Entry],
    lock: Lock,
    stands: Mapping[str, tuple[str, str] | None],
) -> set[str]:
    """Keys of the new cards that would ask a second time what learners hold.

    A writer's draft waits where its point has a card by rule; a rule's where its line has one that nobody
    drafts any more. What the person wants does not wait. ``found`` is as in ``Matched``; ``stands`` says of
    each live entry that no card matched where its words stand (``match.standing``).
    """
    cards = tuple(cards)
    points = {card.source.point for card in cards if card.key in found and _is_ruled(found[card.key])}
    lines: dict[tuple[str, str], list[str]] = {}
    for entry in lock.entries:
        if (place := stands.get(entry.key)) and entry.retired is None and entry.rule != "written":
            if _is_ruled(entry):
                points.add(place[1])
            if entry.fields.get("quote"):
                lines.setdefault(place, []).append(fold(entry.fields["quote"]))
    everywhere = {line for here in lines.values() for line in here}

    def waits(card: Card) -> bool:
        if card.rule == DRAFTED:
            return card.source.point != "" and card.source.point in points
        line, here = fold(card.quote), lines.get((card.source.episode, card.source.point), ())
        return line in everywhere or any(line in other or other in line for other in here)

    new = (card for card in cards if card.verdict == "ship" and card.key not in found)
    wanted = {card.key for card in cards if card.by_hand or card.kept or card.rule == REWORDED}
    return {card.key for card in new if card.quote and card.key not in wanted and waits(card)}


def _is_ruled(entry: Entry) -> bool:
    """Whether learners hold the card, and a rule wrote it."""
    rule = rule_of(entry.key) if entry.rule == REWORDED else entry.rule  # in other words it is the same card
    return entry.retired is None and rule not in _BY_PEOPLE
