"""What was deleted in Anki stays deleted: ``ship`` remembers what each profile had."""

import json
from pathlib import Path

import pytest
from author import LATER, Author
from click.testing import CliRunner
from connect import nobody, serving
from hypothesis import given
from hypothesis import strategies as st
from learner import Learner
from test_decks_reimport import SPINDLE, WARP, reword_answer

from curriculum.cli.ship import command
from curriculum.decks import anki_memory, seen
from curriculum.decks.anki_connect import Anki, Sent, send
from curriculum.decks.seen import Seen
from curriculum.problems import CurriculumError
from curriculum.shipping import lock as locks

TOLD = (
    "1 not sent: you deleted it in Anki. `curriculum progress` asks whether to drop it for good; "
    "import the package by hand to have it back.\n"
)


def ship(path: Path, learner: Learner, profile: str = "User 1") -> Sent:
    with serving(learner.col, profile) as (address, _):
        return send(path, Anki(address))


def delete(learner: Learner, *keys: str) -> None:
    learner.col.remove_notes([learner.note(key).id for key in keys])


def test_what_was_deleted_is_not_sent_again_whatever_else_changes(author: Author, learner: Learner) -> None:
    ship(author.build()[0], learner)
    delete(learner, WARP)
    reword_answer(author)
    author.episodes[1].points[0].answer = "a burst of fast waves in light sleep"
    path, _ = author.build()
    for updated in ((SPINDLE,), (), ()):
        sent = ship(path, learner)
        assert (sent.added, sent.updated, sent.deleted) == ((), updated, (WARP,))
        assert WARP not in learner.held()


def test_who_imported_by_hand_and_deleted_after_a_ship_is_heeded_too(
    author: Author, learner: Learner
) -> None:
    path, _ = author.build()
    learner.import_package(path)
    assert ship(path, learner).deleted == ()
    delete(learner, WARP, SPINDLE)
    assert ship(path, learner).deleted == (WARP, SPINDLE)


def test_whoever_imports_it_by_hand_has_it_back(author: Author, learner: Learner) -> None:
    path, _ = author.build()
    ship(path, learner)
    delete(learner, WARP)
    assert ship(path, learner).deleted == (WARP,)
    assert learner.import_package(path).new == 1
    assert ship(path, learner).deleted == ()
    delete(learner, WARP)
    assert ship(path, learner).deleted == (WARP,), "and may delete it again"


def test_what_was_moved_edited_suspended_or_retagged_is_not_deleted(author: Author, learner: Learner) -> None:
    path, shipment = author.build()
    ship(path, learner)
    keys = [note.key for note in shipment.notes]
    learner.move(keys[0], "My own::Deck")
    learner.edit(keys[1], Question="mine?", Answer="mine", Context="")
    learner.suspend(keys[2])
    learner.col.tags.bulk_remove([learner.note(keys[3]).id], " ".join(learner.note(keys[3]).tags))
    held = learner.held()
    sent = ship(path, learner)
    assert (sent.added, sent.deleted) == ((), ())
    assert learner.held() == held


def test_a_card_that_is_deleted_and_retired_is_no_longer_spoken_of(author: Author, learner: Learner) -> None:
    ship(author.build()[0], learner)
    delete(learner, WARP)
    author.episodes[0].points.pop(0)
    sent = ship(author.build()[0], learner)
    assert (sent.added, sent.retired, sent.deleted) == ((), (), ())


def test_a_fresh_collection_of_the_same_profile_gets_all(
    author: Author, learner: Learner, tmp_path: Path
) -> None:
    path, _ = author.build()
    ship(path, learner)
    fresh = Learner(tmp_path / "fresh.anki2")
    try:
        sent = ship(path, fresh)
        assert (len(sent.added), sent.deleted) == (12, ())
        delete(fresh, WARP)
        assert ship(path, fresh).deleted == (WARP,)
    finally:
        fresh.close()


@pytest.mark.parametrize("second", ["User 2", "", "Zoë/../..", "\ud800"], ids=repr)
def test_another_profile_loses_nothing_by_what_one_deleted(
    author: Author, learner: Learner, tmp_path: Path, second: str
) -> None:
    may, _ = author.build()
    rest, _ = author.sibling("Rest", [("How we rest", [1])]).build()
    ship(may, learner)
    delete(learner, WARP)
    other = Learner(tmp_path / "other.anki2")
    try:
        other.import_package(rest)  # it has some of what the first one had
        sent = ship(may, other, second)
        assert (len(sent.added), sent.deleted) == (8, ())
        assert ship(may, learner).deleted == (WARP,), "and the first one is remembered"
    finally:
        other.close()


def test_an_add_on_that_tells_no_profile_is_one(
    author: Author, learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("connect.Actions.getActiveProfile")
    path, _ = author.build()
    ship(path, learner)
    delete(learner, WARP)
    assert ship(path, learner).deleted == (WARP,)
    assert seen.read("").keys


@pytest.mark.parametrize(
    "text", [b"", b"[", b"\xff", b"[1]", b'{"keys": 3}', b'{"words": []}', b"[" * 100_000]
)
def test_a_broken_memory_is_begun_anew(author: Author, learner: Learner, state: Path, text: bytes) -> None:
    path, _ = author.build()
    ship(path, learner)
    delete(learner, WARP)
    (file,) = (state / "anki").iterdir()
    file.write_bytes(text)
    assert ship(path, learner).added == (WARP,)
    delete(learner, WARP)
    assert ship(path, learner).deleted == (WARP,)


def test_a_place_that_cannot_be_written_stops_nothing(author: Author, learner: Learner, state: Path) -> None:
    state.parent.mkdir()
    state.write_text("a file where a folder should be", encoding="utf-8")
    path, _ = author.build()
    assert len(ship(path, learner).added) == 12
    assert len(ship(path, learner).unchanged) == 12


def test_nobody_but_their_person_reads_it(author: Author, learner: Learner, state: Path) -> None:
    ship(author.build()[0], learner)
    assert (state / "anki").stat().st_mode & 0o777 == 0o700
    assert [path.suffix for path in (state / "anki").iterdir()] == [".json"]


def test_a_ship_that_failed_remembers_nothing(author: Author, state: Path) -> None:
    with pytest.raises(CurriculumError):
        send(author.build()[0], Anki(nobody()))
    assert not state.exists()


def test_the_command_says_what_it_did_not_send(author: Author, learner: Learner) -> None:
    path, _ = author.build()
    ship(path, learner)
    delete(learner, WARP)
    with serving(learner.col) as (address, _):
        said = CliRunner().invoke(command, ["--to", "anki", "--address", address, str(path)]).output
        told = CliRunner().invoke(command, ["--to", "anki", "--address", address, str(path), "--json"]).output
    assert said == f"{path}: 0 notes added, 0 updated, 11 as they were.\n{TOLD}"
    (report,) = json.loads(told)["packages"]
    assert report["deleted"] == [WARP]


def test_progress_hears_of_it_although_it_never_asked_before(author: Author, learner: Learner) -> None:
    """`ship` tells people to go there."""
    path, _ = author.build()
    ship(path, learner)
    delete(learner, WARP)
    lock = locks.read(author.lock_path)
    with serving(learner.col) as (address, _):
        first = anki_memory.read(Anki(address), lock, None, LATER).memory
        again = anki_memory.read(Anki(address), lock, first, LATER).memory
    assert (first.gone, again.gone) == ((WARP,), (WARP,))
    learner.import_package(path)
    with serving(learner.col) as (address, _):
        assert anki_memory.read(Anki(address), lock, again, LATER).memory.gone == ()


keys = st.frozensets(st.sampled_from("abcdef"))


@given(st.lists(st.tuples(keys, keys), max_size=6))
def test_nothing_is_forgotten_while_something_of_it_is_there(turns: list[tuple[set[str], set[str]]]) -> None:
    """Each turn: what is there, and what is added then."""
    had = Seen()
    for present, added in turns:
        before = set(had.keys)
        had = had.of(present).further([*present, *added])
        kept = before if before & present else set()
        assert set(had.keys) == kept | present | added
