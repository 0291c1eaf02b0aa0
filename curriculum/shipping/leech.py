"""The tag of leeches: Anki's own, which a package must carry where it brings other words."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from curriculum.shipping.note import FIRST_SHIPPED
from curriculum.shipping.shipment import Shipment

TAG = "leech"
"""What Anki tags a note with that is forgotten again and again."""


_MOST = 10
"""Cards that a search names; of more it finds all that are suspended."""


def unsuspend(keys: Sequence[str]) -> str:
    """What a person does about leeches with new words that Anki has suspended, in a sentence.

    The search goes by their keys: an import as most people do it takes Anki's tag away (docs/anki.md).
    """
    them = "it" if len(keys) == 1 else "them"
    named = " OR ".join(f"Key:{key}" for key in keys)
    search = f"is:suspended ({named})" if len(keys) <= _MOST else "is:suspended note:Curriculum*"
    return (
        f"Anki has suspended {len(keys)} of the cards with new words and does not ask {them}. "
        f"To unsuspend {them} after the import, search Anki for {search}"
    )


def tagged(shipment: Shipment, leeches: Collection[str]) -> Shipment:
    """The shipment with Anki's tag on the notes with these keys that ever changed.

    Anki takes a note with its tags or not at all: without the tag an update would take it away, also where
    the person imports with all progress. The lock does not keep it, for it is not ours.
    """
    notes = tuple(
        replace(note, tags=tuple(sorted({*note.tags, TAG})))
        if note.key in leeches and note.changed > FIRST_SHIPPED
        else note
        for note in shipment.notes
    )
    return replace(shipment, notes=notes)
