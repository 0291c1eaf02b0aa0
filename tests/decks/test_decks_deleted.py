"""A learner who deletes notes in Anki: nothing that is built later brings them back."""

from pathlib import Path

from author import Author
from learner import Imported, Learner
from test_decks_reimport import SPINDLE, WARP
from test_decks_settle import settled

from curriculum.cards.decision import Decision, apply
from curriculum.decks import names, package
from curriculum.shipping import lock as locks
from curriculum.shipping.settle import Shipment

DELETED = Decision(verdict="drop", deleted=True)


def build_without(author: Author, decided: dict[str, Decision]) -> Shipment:
    shipment = settled(author, list(apply(author.cards(), decided)), decided=decided)
    author.lock_path.write_text(locks.render(shipment.lock), encoding="utf-8")
    return shipment


def packed(author: Author, shipment: Shipment) -> Path:
    path = author.folder / "again.apkg"
    package.write(path, shipment.notes, names.describe(author.outline(), {}), 10)
    return path


def test_a_card_that_was_deleted_in_anki_is_not_even_told_of(author: Author, learner: Learner) -> None:
    learner.import_package(author.build()[0])
    learner.col.remove_notes([learner.note(WARP).id])
    decided = {WARP: DELETED}
    shipment = build_without(author, decided)
    assert WARP not in {note.key for note in shipment.notes}, "no package carries it, retired or not"
    entry = next(entry for entry in shipment.lock.entries if entry.key == WARP)
    assert entry.retired is not None, "the lock knows that it has gone"
    assert learner.import_package(packed(author, shipment)) == Imported(0, 0, 11, 0)
    assert WARP not in learner.held()


def test_a_dropped_card_is_told_of_once_and_then_a_deleted_one_no_more(author: Author) -> None:
    author.build()
    assert [note.key for note in build_without(author, {WARP: Decision(verdict="drop")}).retired] == [WARP]
    assert build_without(author, {WARP: DELETED}).retired == ()


def test_a_deleted_card_stays_away_when_its_point_has_another_label(author: Author) -> None:
    author.build()
    author.episodes[0].points[0].label = "Threads that run together"
    shipment = build_without(author, {WARP: DELETED})
    assert WARP not in {note.key for note in shipment.notes}
    assert not [note for note in shipment.new if "warp" in note.fields.get("question", "")]


def test_whoever_wants_it_back_deletes_the_decision(author: Author, learner: Learner) -> None:
    learner.import_package(author.build()[0])
    learner.col.remove_notes([learner.note(SPINDLE).id])
    build_without(author, {SPINDLE: DELETED})
    package, shipment = author.build()
    assert [note.key for note in shipment.updated] == [SPINDLE]
    assert learner.import_package(package) == Imported(1, 0, 11, 0)
