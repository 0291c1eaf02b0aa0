"""What this machine's Anki has had of ours, by profile: what it has no more was deleted there."""

import hashlib
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from curriculum import opening
from curriculum.state import state_folder
from curriculum.value import Value
from curriculum.writing import write_atomically


class Seen(Value):
    """What one profile has had."""

    keys: tuple[str, ...] = ()
    """Keys of cards, sorted."""
    decks: tuple[str, ...] = ()
    """Names of the filtered decks that were made for it, sorted."""

    def of(self, present: Collection[str]) -> "Seen":
        """This, for a collection with the cards ``present``; nothing where it has none of these.

        A collection without any of them is a fresh one, or was restored from before they came.
        """
        return self if any(key in present for key in self.keys) else Seen()

    def further(self, keys: Iterable[str], decks: Iterable[str] = ()) -> "Seen":
        """This, and what is there now: what was deleted stays known."""
        return Seen(keys=tuple(sorted({*self.keys, *keys})), decks=tuple(sorted({*self.decks, *decks})))


def read(profile: str) -> Seen:
    """What a profile has had, by its name; nothing when that cannot be told: then all is sent once more."""
    path = _file_of(profile)
    try:
        return Seen.model_validate_json(opening.read_bytes(path, opening.LARGEST)) if path else Seen()
    except (OSError, ValueError):
        return Seen()


def write(profile: str, seen: Seen) -> None:
    """Remember what a profile has had; where nothing can be written, nothing is remembered."""
    path = _file_of(profile)
    if path is None:
        return
    with suppress(OSError):  # the cards are in Anki: that counts
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # keys tell what the notes are about
        write_atomically(path, seen.model_dump_json(indent=0))


def _file_of(profile: str) -> Path | None:
    home = state_folder()
    name = hashlib.sha256(profile.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return home / "anki" / f"{name}.json" if home else None
