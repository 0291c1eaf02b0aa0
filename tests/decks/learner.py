"""A learner: a real Anki collection, and what a person does with it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

_DAY = 86_400
AFTER_ALL_IMPORTS = 4_000_000_000
"""Unix seconds in 2096; the author builds at this time and later."""


@dataclass(frozen=True)
class Imported:
    """What Anki's importer says it did."""

    new: int
    updated: int
    duplicate: int
    conflicting: int


@dataclass(frozen=True)
class Held:
    """All a learner would miss about one note: what it says, and the history of its cards."""

    guid: str
    fields: dict[str, str]
    tags: tuple[str, ...]
    history: tuple[tuple[Any, ...], ...]


class Learner:
    """A person with Anki. Their edits are stamped after all they have imported, whatever the clock says."""

    def __init__(self, path: Path) -> None:
        self.col = Collection(str(path))

    def close(self) -> None:
        self.col.close()

    def import_package(self, path: Path, *, presets: bool = False, scheduling: bool = False) -> Imported:
        options = ImportAnkiPackageOptions(
            merge_notetypes=False, with_scheduling=scheduling, with_deck_configs=presets
        )
        log = self.col.import_anki_package(
            ImportAnkiPackageRequest(package_path=str(path), options=options)
        ).log
        return Imported(len(log.new), len(log.updated), len(log.duplicate), len(log.conflicting))

    def css(self, note_type: str) -> str:
        """The styling of a note type, as stored: Anki's Python side keeps old note types in mind."""
        self.col.models._clear_cache()
        return str(self.col.models.by_name(note_type)["css"])

    def note(self, key: str) -> Any:
        """The one note whose field Key is that key."""
        notes = [note for note in self.notes() if note["Key"] == key]
        assert len(notes) == 1, f"{len(notes)} notes have the key {key}"
        return notes[0]

    def notes(self) -> list[Any]:
        return [self.col.get_note(id) for id in self.col.find_notes("")]

    def study(self, count: int) -> int:
        """Answer up to that many cards over all decks: easy, good and again in turn; how many there were."""
        answered = 0
        for deck in self.col.decks.all_names_and_ids():
            self.col.decks.select(deck.id)
            while answered < count and (card := self.col.sched.getCard()) is not None:
                self.col.sched.answerCard(card, (4, 3, 4)[answered % 3])
                answered += 1
        return answered

    def forget(self, key: str, suspends: bool = False) -> None:
        """Forget a note's card until Anki calls it a leech, and where its preset says so suspends it."""
        (card,) = self.note(key).cards()
        preset = self.col.decks.config_dict_for_deck_id(card.did)
        preset["lapse"]["leechAction"] = 0 if suspends else 1
        self.col.decks.update_config(preset)
        while not self.note(key).has_tag("leech"):
            card.load()
            card.type = card.queue = 2  # a review of today, however often it was forgotten
            card.ivl, card.due = 10, self.col.sched.today
            self.col.update_card(card)
            card.load()
            card.start_timer()
            self.col.sched.answerCard(card, 1)

    def edit(self, key: str, **fields: str) -> None:
        """Change fields of a note, as in Anki's editor."""
        note = self.note(key)
        for name, value in fields.items():
            note[name] = value
        self._save(note)

    def tag(self, key: str, tag: str) -> None:
        note = self.note(key)
        note.add_tag(tag)
        self._save(note)

    def _save(self, note: Any) -> None:
        last = max(AFTER_ALL_IMPORTS, self.col.db.scalar("select max(mod) from notes"))
        self.col.update_note(note)
        self.col.db.execute("update notes set mod = ? where id = ?", last + 1, note.id)

    def suspend(self, key: str) -> None:
        self.col.sched.suspend_cards(self.note(key).card_ids())

    def move(self, key: str, deck: str) -> None:
        """Move the cards of a note to a deck of the learner's own."""
        self.col.set_deck(self.note(key).card_ids(), self.col.decks.id(deck))

    def held(self) -> dict[str, Held]:
        """Key → what the learner holds of that note; two notes with one key are a fault."""
        found = {}
        for note in self.notes():
            history = []
            for card in note.cards():
                reviews = self.col.db.all(
                    "select id, ease, ivl from revlog where cid = ? order by id", card.id
                )
                state = (
                    card.ord,
                    card.did,
                    card.type,
                    card.queue,
                    card.due,
                    card.ivl,
                    card.factor,
                    card.reps,
                )
                history.append((*state, tuple(tuple(review) for review in reviews)))
            key = note["Key"]
            assert key not in found, f"two notes have the key {key}"
            found[key] = Held(note.guid, dict(note.items()), tuple(sorted(note.tags)), tuple(history))
        return found

    def decks(self) -> dict[str, int]:
        """Deck name → how many cards it has itself."""
        return {
            deck.name: self.col.db.scalar("select count() from cards where did = ?", deck.id)
            for deck in self.col.decks.all_names_and_ids()
        }

    def empty_cards(self) -> int:
        return sum(len(note.card_ids) for note in self.col.get_empty_cards().notes)

    def new_in_order(self) -> list[str]:
        """Keys of the notes whose cards are new, in the order Anki would show them in one deck."""
        rows = self.col.db.list("select nid from cards where type = 0 order by due, ord")
        return list(dict.fromkeys(self.col.get_note(nid)["Key"] for nid in rows))


def pass_days(col: Collection, days: int = 1) -> None:
    """All that has happened lies further back; Anki knows which day it is when it is opened again."""
    back = days * _DAY
    col.db.execute("update revlog set id = id - ?", back * 1000)
    col.db.execute("update cards set due = due - ? where queue = 1", back)
    col.db.execute("update col set crt = crt - ?", back)
    for id, data in col.db.all("select id, data from cards where data like '%lrt%'"):
        state = json.loads(data)
        state["lrt"] -= back
        col.db.execute("update cards set data = ? where id = ?", json.dumps(state), id)
