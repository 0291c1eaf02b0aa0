"""Cards in other words: what writers made of those that are forgotten again and again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from curriculum.cards.card import Card
from curriculum.cards.decision import place_of, rule_of
from curriculum.cards.doubt import Doubts
from curriculum.cards.key import guid_of
from curriculum.cards.proposed import Placed, alone
from curriculum.cards.statement import Statement
from curriculum.cards.support import Notes
from curriculum.cards.writer.proposal import REWORDED, RULE


def rewordings(
    notes: Notes, placed: Iterable[Placed], told: Mapping[str, Sequence[Statement]], doubts: Doubts
) -> Mapping[str, Card]:
    """Key of each rewording of an episode → its card, which the gate has judged.

    A card in other words has the key of the one whose words it changes. ``told`` as in ``proposed.propose``.
    """
    found: dict[str, Card] = {}
    for one in placed:
        group = told.get(one.place.point.id)
        if one.proposal.what == "rewording" and group:
            key = one.proposal.key if one.proposal.adds else _key(one)
            same = {"key": key, "guid": guid_of(key), "rule": REWORDED}
            found[one.proposal.key] = alone(one, notes, group, doubts).model_copy(update=same)
    return found


def _key(one: Placed) -> str:
    """The key of the reworded card today: that of a rule goes by its point, which may be renamed by now."""
    key, before, now = one.proposal.rewords, one.proposal.point, one.place.point.id
    moves = place_of(key) == before and rule_of(key) not in (RULE, REWORDED)
    return f"{now}{key[len(before) :]}" if moves else key


def put(cards: Iterable[Card], instead: Iterable[Card]) -> Iterator[Card]:
    """The cards of an episode, each that was reworded in its new words; then those that nobody else makes.

    A card whose new words do not pass stays as it is, and so does what the person wrote.
    """
    left = {card.key: card for card in instead if card.verdict == "ship"}
    for card in cards:
        other = left.pop(card.key, card)
        yield card if card.by_hand else other
    yield from left.values()
