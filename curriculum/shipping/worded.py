"""Cards as learners hold them: what the printed guide asks is what Anki asks."""

from collections.abc import Sequence

from curriculum.cards.card import Card, CardSource
from curriculum.shipping.lock import Entry
from curriculum.shipping.note import FIELDS
from curriculum.shipping.settle import Shipment


def worded(cards: Sequence[Card], shipment: Shipment) -> tuple[Card, ...]:
    """The drafts, each that ships in the words, kind and key of its note; then the notes without a draft.

    A note has no draft when today's rules no longer write its card but its source still stands.
    """
    entries = {entry.key: entry for entry in shipment.lock.entries}
    spoken = [
        _as_shipped(card, entries[shipment.drafts[card.key]]) if card.key in shipment.drafts else card
        for card in cards
    ]
    drafted = set(shipment.drafts.values())
    alone = [note.key for note in shipment.notes if note.key not in drafted and note.state != "retired"]
    spoken = [_waiting(card) if card.key in shipment.waiting else card for card in spoken]
    return (*spoken, *(card_of(entries[key]) for key in alone))


def _as_shipped(card: Card, entry: Entry) -> Card:
    return card.model_copy(update=_words(entry))


WAITS = "You hold a card of this text already: `curriculum build --rewrite` puts this one in its place."


def _waiting(card: Card) -> Card:
    return card.model_copy(update={"verdict": "held", "reasons": (WAITS,)})


def _words(entry: Entry) -> dict[str, object]:
    fields = {name: entry.fields.get(name, "") for name in FIELDS}
    return {**fields, "key": entry.key, "guid": entry.guid, "kind": entry.kind, "rule": entry.rule}


def card_of(entry: Entry) -> Card:
    """A note as a card, where nobody writes it any more."""
    source = CardSource(path=entry.file, line=0, episode=entry.episode, point=entry.point)
    return Card.model_validate({**_words(entry), "source": source, "tags": entry.tags, "verdict": "ship"})
