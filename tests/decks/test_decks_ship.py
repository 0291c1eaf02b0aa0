"""``curriculum ship --to anki``, against AnkiConnect's interface over a real collection."""

import json
import random
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from author import Author, Point
from click.testing import CliRunner
from connect import nobody, serving, write_garbage
from learner import Learner
from test_decks_reimport import SPINDLE, WARP, make_it_theirs, mend_typos, reword_answer

from curriculum.cli.ship import command
from curriculum.decks import anki_memory, unpack
from curriculum.decks.anki_connect import Anki, Sent, send
from curriculum.problems import CurriculumError


def ship(path: Path, learner: Learner) -> tuple[Sent, list[str]]:
    with serving(learner.col) as (address, asked):
        return send(path, Anki(address)), asked


def counts(sent: Sent) -> tuple[int, int, int, int]:
    return len(sent.added), len(sent.updated), len(sent.unchanged), len(sent.kept)


def test_shipping_is_importing(author: Author, learner: Learner, tmp_path: Path) -> None:
    path, shipment = author.build()
    sent, _ = ship(path, learner)
    assert counts(sent) == (12, 0, 0, 0)
    other = Learner(tmp_path / "other.anki2")
    try:
        other.import_package(path)
        imported, decks = other.held(), other.decks()
    finally:
        other.close()
    held = learner.held()
    assert {key: (note.guid, note.fields, note.tags) for key, note in held.items()} == {
        key: (note.guid, note.fields, note.tags) for key, note in imported.items()
    }
    assert learner.decks() == decks
    assert learner.new_in_order() == [note.key for note in shipment.notes]


def test_shipping_again_asks_anki_for_nothing(author: Author, learner: Learner) -> None:
    path, _ = author.build()
    ship(path, learner)
    make_it_theirs(learner)
    before = learner.held()
    sent, asked = ship(path, learner)
    assert counts(sent) == (0, 0, 11, 1)
    assert set(asked) == {"modelNames", "findNotes", "notesInfo", "getActiveProfile"}
    assert learner.held() == before


def test_it_adds_what_is_new_and_updates_what_changed(author: Author, learner: Learner) -> None:
    ship(author.build()[0], learner)
    make_it_theirs(learner)
    learner.col.db.execute("update notes set mod = 1800000000")  # all edits lie before the next build
    before, decks = learner.held(), learner.decks()
    reword_answer(author)
    author.episodes[0].points.insert(0, Point("Transistors", "a gate", "a switch made of transistors"))
    sent, asked = ship(author.build()[0], learner)
    assert counts(sent)[:2] == (1, 1)
    after = learner.held()
    assert after[WARP].fields["Answer"] == "a group of 32 threads that run in step"
    assert after[WARP].history == before[WARP].history
    others = before.keys() - {WARP}
    assert {key: after[key] for key in others} == {key: before[key] for key in others}
    assert set(learner.decks()) == set(decks)
    assert asked.count("updateNoteFields") == 1


def test_an_update_leaves_the_learners_tags_and_own_fields(author: Author, learner: Learner) -> None:
    ship(author.build()[0], learner)
    learner.edit(WARP, **{"Spare 1": "my note", "Picture": "<img src=mine.png>"})
    learner.tag(WARP, "hard")
    learner.col.db.execute("update notes set mod = 1800000000")
    reword_answer(author)
    sent, _ = ship(author.build()[0], learner)
    assert sent.updated == (WARP,)
    note = learner.note(WARP)
    assert note["Answer"] == "a group of 32 threads that run in step"
    assert (note["Spare 1"], note["Picture"], note.has_tag("hard")) == ("my note", "<img src=mine.png>", True)


def test_what_the_learner_edited_last_stays(author: Author, learner: Learner) -> None:
    ship(author.build()[0], learner)
    reword_answer(author)
    path, _ = author.build()
    learner.edit(WARP, Answer="mine")
    learner.col.db.execute("update notes set mod = 4200000000 where mod > 4000000000")
    sent, _ = ship(path, learner)
    assert (sent.updated, sent.kept) == ((), (WARP,))
    assert learner.note(WARP)["Answer"] == "mine"


def test_retired_cards_get_their_tag_and_lose_it_again(author: Author, learner: Learner) -> None:
    ship(author.build()[0], learner)
    learner.study(5)
    before = learner.held()
    gone = author.episodes[0].points.pop(0)
    path, _ = author.build()
    sent, _ = ship(path, learner)
    assert (sent.retired, sent.updated, sent.added) == ((WARP,), (), ())
    assert learner.note(WARP).has_tag("curriculum::retired")
    assert counts(ship(path, learner)[0]) == (0, 0, 12, 0), "once tagged it is as it was"
    author.episodes[0].points.insert(0, gone)
    sent, asked = ship(author.build()[0], learner)
    assert (sent.updated, asked.count("updateNoteFields")) == ((WARP,), 0)
    assert learner.held() == before


def test_the_tag_of_a_retired_card_overwrites_no_edit(author: Author, learner: Learner) -> None:
    ship(author.build()[0], learner)
    learner.col.db.execute("update notes set mod = 1800000000")
    learner.edit(WARP, Answer="mine")
    learner.tag(WARP, "hard")
    learner.col.db.execute(
        "update notes set mod = 1900000000 where mod > 1800000000"
    )  # before the next build
    before = learner.held()
    gone = author.episodes[0].points.pop(0)
    ship(author.build()[0], learner)
    held = learner.held()[WARP]
    assert (held.fields, held.history) == (before[WARP].fields, before[WARP].history)
    assert set(held.tags) == {*before[WARP].tags, "curriculum::retired"}
    author.episodes[0].points.insert(0, gone)
    ship(author.build()[0], learner)
    assert learner.held() == before


def test_who_never_had_a_retired_card_does_not_get_it(author: Author, learner: Learner) -> None:
    author.build()
    author.episodes[0].points.pop(0)
    sent, _ = ship(author.build()[0], learner)
    assert counts(sent) == (11, 0, 0, 0)


def test_of_copies_that_a_learner_made_the_first_is_ours(author: Author, learner: Learner) -> None:
    path, _ = author.build()
    ship(path, learner)
    original = learner.note(SPINDLE)
    copy = learner.col.new_note(original.note_type())
    copy.fields = list(original.fields)
    copy["Answer"] = "my own variant"
    learner.col.add_note(copy, learner.col.decks.id("My own"))
    mend_typos(author)
    assert len(ship(author.build()[0], learner)[0].added) == 0
    assert learner.col.get_note(copy.id)["Answer"] == "my own variant"


def test_the_package_reads_back_as_it_was_written(author: Author) -> None:
    path, shipment = author.build()
    packed = unpack.read(path)
    assert [(note.guid, note.fields["Key"], note.changed, note.tags) for note in packed] == [
        (note.guid, note.key, note.changed, note.tags) for note in shipment.notes
    ]


def test_part_of_a_package_has_only_its_own_decks(author: Author, learner: Learner, tmp_path: Path) -> None:
    path, shipment = author.build()
    wanted = [note.guid for note in shipment.notes if note.week.endswith("How we rest")]
    unpack.write_part(path, wanted, tmp_path / "part.apkg")
    learner.import_package(tmp_path / "part.apkg")
    assert learner.decks() == {"Default": 0, "May 2024": 0, "May 2024::Week 2 · How we rest": 4}


def test_nobody_listening_is_said_in_one_sentence(author: Author) -> None:
    path, _ = author.build()
    with pytest.raises(CurriculumError, match="does not answer") as caught:
        send(path, Anki(nobody()))
    assert "AnkiConnect" in caught.value.problems[0].remedy


def test_a_refusal_is_passed_on(learner: Learner) -> None:
    with serving(learner.col) as (address, _), pytest.raises(CurriculumError, match="unsupported action"):
        Anki(address).ask("flyToTheMoon")


@pytest.mark.campaign
def test_a_ship_killed_at_any_time_is_finished_by_the_next(author: Author, tmp_path: Path) -> None:
    """Sixty kills (-9) at random times; then the learner holds just what one whole ship would have given."""
    someone = Learner(tmp_path / "before.anki2")
    ship(author.build()[0], someone)
    make_it_theirs(someone)
    someone.col.db.execute("update notes set mod = 1800000000")
    someone.close()
    reword_answer(author)
    author.episodes[0].points.insert(0, Point("Transistors", "a gate", "a switch made of transistors"))
    path, _ = author.build()

    def learner_at(name: str) -> Learner:
        return Learner(Path(shutil.copy(tmp_path / "before.anki2", tmp_path / f"{name}.anki2")))

    whole = learner_at("whole")
    begun = whole.held().keys()
    ship(path, whole)
    expected = whole.held()
    whole.close()
    chance = random.Random(7)
    for number in range(60):
        trial = learner_at(str(number))
        with serving(trial.col, f"Trial {number}") as (address, _):
            line = [sys.executable, "-m", "curriculum", "ship", path, "--to", "anki", "--address", address]
            process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(chance.uniform(0.2, 1.5))
            process.kill()
            process.wait()
            send(path, Anki(address))
        held = trial.held()
        assert held.keys() == expected.keys(), f"trial {number}"
        for key, note in held.items():
            assert (note.fields, note.tags) == (expected[key].fields, expected[key].tags), f"trial {number}"
            assert key not in begun or note.history == expected[key].history, f"trial {number}"
        trial.close()


BAD_ADDRESSES = {
    "banana": "it must begin with http:// and a host",
    "": "it must begin with http:// and a host",
    "localhost:8765": "it must begin with http:// and a host",
    "http://": "it must begin with http:// and a host",
    "file://localhost/etc/passwd": "it must begin with http:// and a host",
    "https://127.0.0.1:8765": "AnkiConnect speaks http, not https",
    "http://127.0.0.1:99999": "its port must lie between 1 and 65535",
    "http://127.0.0.1:0": "its port must lie between 1 and 65535",
    "http://127.0.0.1:-5": "its port must lie between 1 and 65535",
    "http://127.0.0.1:x": "its port must lie between 1 and 65535",
    "http://ann:secret@127.0.0.1:8765": "it must not name a user",
    "http://a.example:8765": "cards go to an Anki on this machine alone, and a.example is not sure to be it",
    "http://192.0.2.7:8765": "cards go to an Anki on this machine alone, and 192.0.2.7 is not sure to be it",
    "http://127.0.0.1:8765/deck?x=1": "nothing may follow host and port",
    "http://[::1": "it is no address",
    "http://127.0.0.1 :80": "cards go to an Anki on this machine alone, and 127.0.0.1  is not sure to be it",
}


@pytest.mark.parametrize("address", BAD_ADDRESSES)
def test_an_address_where_no_anki_can_be_is_said_in_one_sentence(address: str) -> None:
    with pytest.raises(CurriculumError) as caught:
        Anki(address)
    (problem,) = caught.value.problems
    assert problem.message == f"No Anki can be reached at “{address}”: {BAD_ADDRESSES[address]}."
    assert "http://127.0.0.1:8765" in problem.remedy


@pytest.mark.parametrize("address", ["http://localhost:8765", "http://127.0.0.2:1/", "http://[::1]:8765"])
def test_any_name_of_this_machine_will_do(address: str) -> None:
    assert Anki(address).address == address


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200 OK\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\n\r\n" + b"[" * 100_000,
        b"HTTP/1.1 200 OK\r\n\r\n[1]",
        b'HTTP/1.1 200 OK\r\n\r\n{"result": null, "error": null}',
        b'HTTP/1.1 200 OK\r\n\r\n{"result": [{"a": 1}], "error": null}',
        b'HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{"result"',
        b"HTTP/1.1 302 Found\r\nLocation: http://192.0.2.7/\r\n\r\n",
        b"HTTP/1.1 404 Not Found\r\n\r\n",
        b"\xff\xfe\x00",
    ],
    ids=str,
)
def test_what_is_no_anki_is_told_from_one(answer: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def once() -> None:
            client, _ = server.accept()
            with client:
                client.recv(65_536)
                client.sendall(answer)

        thread = threading.Thread(target=once)
        thread.start()
        with pytest.raises(CurriculumError, match=r"does not answer|is not as AnkiConnect gives it"):
            Anki(f"http://127.0.0.1:{server.getsockname()[1]}").held()
        thread.join()


def test_cards_never_go_through_a_proxy(learner: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", nobody())
    monkeypatch.delenv("no_proxy", raising=False)
    with serving(learner.col) as (address, asked):
        assert Anki(address).held() == {}
    assert asked == ["modelNames"]


@pytest.mark.parametrize("name", ["missing.apkg", "garbage.apkg"])
def test_what_is_no_package_of_ours_is_named(name: str, tmp_path: Path) -> None:
    write_garbage(tmp_path / "garbage.apkg")
    with pytest.raises(CurriculumError, match=name):
        unpack.read(tmp_path / name)


def test_the_command_sends_every_curriculum_and_says_what_it_did(
    author: Author, learner: Learner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "decks" / "may-2024"
    folder.mkdir(parents=True)
    shutil.copy(author.build()[0], folder / "may-2024.apkg")
    monkeypatch.chdir(tmp_path)
    with serving(learner.col) as (address, _):
        first = CliRunner().invoke(command, ["--to", "anki", "--address", address])
        again = CliRunner().invoke(command, ["--to", "anki", "--address", address, "--json"])
    assert first.output == "decks/may-2024/may-2024.apkg: 12 notes added, 0 updated, 0 as they were.\n"
    (report,) = json.loads(again.output)["packages"]
    assert (len(report["unchanged"]), report["added"], report["updated"]) == (12, [], [])


DAMAGE = (
    "update notes set flds = 'x'",
    "update notes set mod = 'late'",
    "update notes set mid = 1",
    "update notes set flds = x'ff1fff'",
    "drop table cards",
)


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_package_that_was_tampered_with_is_none_of_ours(
    author: Author, tmp_path: Path, damage: str
) -> None:
    path, _ = author.build()
    database = tmp_path / "collection.anki2"
    with zipfile.ZipFile(path) as zipped:
        database.write_bytes(zipped.read("collection.anki2"))
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(damage)
        connection.commit()
    with zipfile.ZipFile(tmp_path / "odd.apkg", "w") as zipped:
        zipped.write(database, "collection.anki2")
    with pytest.raises(CurriculumError, match="is not a package that `curriculum build` made"):
        unpack.read(tmp_path / "odd.apkg")


def test_only_words_that_changed_in_anki_later_are_said_to_be_left(
    author: Author, learner: Learner, tmp_path: Path
) -> None:
    path, _ = author.build()
    ship(path, learner)
    learner.tag(WARP, "mine")
    learner.edit(SPINDLE, Answer="mine")
    learner.col.tags.bulk_remove([learner.note(WARP).id], "curriculum::show::practical-ai")
    with serving(learner.col) as (address, _):
        sent = send(path, Anki(address))
        said = CliRunner().invoke(command, ["--to", "anki", "--address", address, str(path)]).output
    assert (sent.kept, len(sent.unchanged)) == ((SPINDLE,), 11)
    assert said.startswith(f"{path}: 0 notes added, 0 updated, 11 as they were, ")
    assert said.endswith("1 left as Anki has them, changed there later.\n")


def test_a_lost_lock_makes_nobody_an_editor(author: Author, learner: Learner) -> None:
    ship(author.build()[0], learner)
    reword_answer(author)
    author.lock_path.unlink()  # the reworded card comes with the time of a card that never changed
    sent, _ = ship(author.build()[0], learner)
    assert sent.kept == ()


def test_what_progress_saw_in_anki_is_not_sent_again_after_it_was_deleted(
    author: Author, learner: Learner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The package was imported by hand: no ship has seen its notes."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    path, shipment = author.build()
    learner.import_package(path)
    with serving(learner.col) as (address, _):
        anki_memory.read(Anki(address), shipment.lock, None, 2_000_000_000)
    learner.col.remove_notes([learner.note(WARP).id])
    sent, _ = ship(path, learner)
    assert (sent.added, sent.deleted) == ((), (WARP,))
