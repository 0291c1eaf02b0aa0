"""What learners hold: the cards as they have shipped, each beside the draft that a build would ship it as."""

from collections.abc import Mapping
from typing import NamedTuple

from curriculum import publish
from curriculum.shipping import lock as locks
from curriculum.shipping.lock import Entry, Lock
from curriculum.shipping.settle import Shipment, settle
from curriculum.workspace import Workspace


class Held(NamedTuple):
    """A card as learners hold it."""

    entry: Entry
    comes: bool
    """Whether the next build brings other words, unasked."""


def settled(workspace: Workspace, lock: Lock) -> Shipment:
    """What would ship today, beside what learners hold; raises CurriculumError when notes cannot be read."""
    library, decided = workspace.library, workspace.decided
    decks = {episode.id: "" for episode in library.episodes}
    home = workspace.order.lock_path.parent
    return settle(workspace.cards, library, lock, decks, now=0, folder=home, decided=decided)


def held(workspace: Workspace) -> Mapping[str, Held]:
    """Key of a draft → the card that learners hold of it.

    Raises CurriculumError when notes or lock cannot be read.
    """
    lock = locks.read(publish.lock_to_read(workspace.order.lock_path))
    if not lock.entries:
        return {}
    shipment = settled(workspace, lock)
    entries = {entry.key: entry for entry in lock.entries if entry.retired is None}
    coming = {note.key for note in shipment.updated}
    return {
        draft: Held(entries[key], key in coming) for draft, key in shipment.drafts.items() if key in entries
    }
