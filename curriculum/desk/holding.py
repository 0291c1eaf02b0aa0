"""What learners hold: the cards as they have shipped, each beside the draft that a build would ship it as."""

from collections.abc import Mapping
from typing import NamedTuple

from curriculum import publish
from curriculum.shipping import lock as locks
from curriculum.shipping.lock import Entry
from curriculum.shipping.settle import settle
from curriculum.workspace import Workspace


class Held(NamedTuple):
    """A card as learners hold it."""

    entry: Entry
    comes: bool
    """Whether the next build brings other words, unasked."""


def held(workspace: Workspace) -> Mapping[str, Held]:
    """Key of a draft → the card that learners hold of it.

    Raises CurriculumError when notes or lock cannot be read.
    """
    order, library = workspace.order, workspace.library
    lock = locks.read(publish.lock_to_read(order.lock_path))
    if not lock.entries:
        return {}
    decks = {episode.id: "" for episode in library.episodes}
    home, decided = order.lock_path.parent, workspace.decided
    shipment = settle(workspace.cards, library, lock, decks, now=0, folder=home, decided=decided)
    entries = {entry.key: entry for entry in lock.entries if entry.retired is None}
    coming = {note.key for note in shipment.updated}
    return {
        draft: Held(entries[key], key in coming) for draft, key in shipment.drafts.items() if key in entries
    }
