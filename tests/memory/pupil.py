"""A pupil: a real Anki collection with a few of our cards, answered over weeks that pass at once."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from learner import pass_days

from curriculum.decks import package
from curriculum.memory import collection
from curriculum.memory.memory import Memory, Trace
from curriculum.shipping.lock import Entry, Lock
from curriculum.shipping.note import FIRST_SHIPPED, Kind, Note

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
DECK = "Sea::Week 1"
KEYS = "ebb", "flood", "neap", "term-tide"
"""Of the cards that ``studied`` answers; neap is never seen."""
PARAMETERS = [
    0.3,
    1.5,
    3,
    9,
    6.5,
    0.9,
    3.1,
    0.02,
    1.9,
    0.2,
    0.8,
    1.5,
    0.07,
    0.3,
    1.7,
    0.6,
    1.9,
    0.6,
    0.1,
    0.07,
    0.2,
]
"""Somebody's own, of FSRS-6."""


def note(key: str) -> Note:
    """A term where its key begins with one, and a question else."""
    kind: Kind = "term" if key.startswith("term") else "question"
    fields = {"question": f"What is {key}?", "answer": f"The answer to {key}"}
    return Note(key, f"guid-{key}", kind, fields, (), DECK, DECK, FIRST_SHIPPED, "new")


def lock_of(keys: Sequence[str]) -> Lock:
    return Lock(entries=tuple(entry(key) for key in sorted(keys)))


def entry(key: str) -> Entry:
    shipped = note(key)
    return Entry(
        key=key,
        guid=shipped.guid,
        kind=shipped.kind,
        rule="definition",
        fields=dict(shipped.fields),
        tags=(),
        fingerprint="",
        episode="tides",
        point="",
        file="a.md",
        changed=FIRST_SHIPPED,
        deck=DECK,
    )


class Pupil:
    """A person with Anki, and the lock of those whose cards they learn."""

    def __init__(self, folder: Path, *keys: str, fsrs: bool = True) -> None:
        self.path = folder / "collection.anki2"
        self.lock = lock_of(keys)
        self.col = Collection(str(self.path))
        self.col.set_config("fsrs", fsrs)
        if keys:
            self._import(folder / "cards.apkg", keys)

    def _import(self, path: Path, keys: Sequence[str]) -> None:
        package.write(path, [note(key) for key in keys])
        options = ImportAnkiPackageOptions(merge_notetypes=False)
        self.col.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options))
        path.unlink()

    def note(self, key: str) -> Any:
        """Anki's note of that key, however it was edited."""
        (id,) = self.col.db.list("select id from notes where guid = ?", f"guid-{key}")
        return self.col.get_note(id)

    def card(self, key: str, template: int = 0) -> Any:
        return self.note(key).cards()[template]

    def answer(self, key: str, *buttons: int, template: int = 0, seconds: float = 5) -> None:
        """Press the buttons, one after the other, on one card now."""
        for button in buttons:
            card = self.card(key, template)
            card.timer_started = time.time() - seconds
            self.col.sched.answerCard(card, button)

    def sleep(self, days: int = 1) -> None:
        """Let days pass."""
        pass_days(self.col, days)
        self.reopen()

    def reopen(self) -> None:
        """Anki keeps in mind which day it is."""
        self.col.close()
        self.col = Collection(str(self.path))

    def preset(self, **changes: Any) -> None:
        """Change the preset that all decks use, by the names of Anki's JSON."""
        preset = self.col.decks.get_config(1)
        for name, value in changes.items():
            preset[name] = {**preset[name], **value} if isinstance(value, dict) else value
        self.col.decks.update_config(preset)

    def remembered(self, former: Memory | None = None) -> Memory:
        """What the file says, while Anki has it open."""
        return collection.read(self.path, self.lock, former, int(time.time())).memory

    def close(self, *, schema_11: bool = False) -> None:
        self.col.close(downgrade=schema_11)


def trace_of(memory: Memory, key: str, template: int = 0) -> Trace:
    (found,) = (one for one in memory.traces if (one.key, one.template) == (key, template))
    return found


def studied(pupil: Pupil) -> Pupil:
    """Weeks with everything that happens to cards."""
    pupil.answer("ebb", GOOD, GOOD)
    pupil.answer("flood", EASY)
    pupil.answer("term-tide", HARD, GOOD, GOOD)
    pupil.sleep(3)
    pupil.answer("ebb", GOOD)
    pupil.answer("term-tide", AGAIN, GOOD)
    pupil.answer("term-tide", GOOD, template=1, seconds=20)
    pupil.sleep(12)
    pupil.answer("ebb", GOOD)
    pupil.answer("flood", AGAIN, AGAIN)
    pupil.sleep(40)
    pupil.answer("ebb", HARD)
    pupil.answer("flood", GOOD)
    return pupil
