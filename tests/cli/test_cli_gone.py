"""``curriculum progress`` at a terminal asks about cards deleted in Anki: what is dropped stays away."""

import json
import os
import pty
import select
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from bare_guides import bare_guides
from clay import NOTES
from click.testing import CliRunner, Result
from connect import serving
from learner import Learner

from curriculum.cli import gone, group
from curriculum.cli.gone import drop
from curriculum.decks import unpack
from curriculum.memory.progress import Told
from curriculum.problems import CurriculumError
from curriculum.shipping.decisions import Stale

PACKAGE = Path("decks/clay/clay.apkg")
QUESTION = "Drop them for good, so that no build brings them again? [y/N]: "


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(group, arguments)
    assert result.exit_code == 0, result.output
    return result


def build(*more: str) -> Result:
    return run("build", "notes", *bare_guides(), "--title", "Clay", "--output", "decks", *more)


@pytest.fixture(scope="module")
def deleted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A learner's folder: two cards were deleted in Anki since it was asked last."""
    home = tmp_path_factory.mktemp("learner")
    (home / "notes").mkdir()
    (home / "notes" / "kilns.md").write_text(NOTES, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        build()
        someone = Learner(home / "collection.anki2")
        someone.import_package(PACKAGE)
        someone.close()
        run("progress", "notes", "--collection", "collection.anki2")
        someone = Learner(home / "collection.anki2")
        words = ("slip", "grog")
        lost = [note.id for note in someone.notes() if any(word in note["Question"] for word in words)]
        someone.col.remove_notes(lost)
        someone.close()
    return home


@pytest.fixture
def home(deleted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(deleted, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def at_terminal(typed: bytes) -> tuple[str, int]:
    """What a person sees who answers the question, and the exit code."""

    def sit_down() -> None:
        os.close(os.open(os.ttyname(0), os.O_RDWR))  # its controlling terminal

    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "curriculum", "progress", "notes", "--collection", "collection.anki2"],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**os.environ, "COLUMNS": "200"},
        start_new_session=True,
        preexec_fn=sit_down,
    )
    os.close(slave)
    shown, answered, patience = "", False, 12
    while patience:
        if not select.select([master], [], [], 5)[0]:
            patience -= 1
            if answered:  # Python may miss a Ctrl-C that comes just before it waits: people press it again
                os.write(master, typed)
            continue
        try:
            shown += os.read(master, 4096).decode()
        except OSError:  # the other side has gone
            break
        if QUESTION in shown and not answered:
            answered = True
            os.write(master, typed)
    os.close(master)
    return shown.replace("\r\n", "\n"), process.wait(60)


def decided() -> dict[str, Any]:
    path = Path("notes/cards.toml")
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def test_yes_drops_them_for_good(home: Path) -> None:
    shown, code = at_terminal(b"y\n")
    assert code == 0
    told = "2 cards in Anki no more. They were deleted there, or this copy is older:\n"
    assert f"{told}  · What is slip?\n  · What is grog?" in shown
    assert shown.endswith("2 cards dropped in notes/cards.toml.\n")
    assert list(decided().values()) == [{"verdict": "drop", "deleted": True}] * 2


def test_what_was_dropped_is_neither_built_nor_told_of_nor_asked_about_again(home: Path) -> None:
    at_terminal(b"y\n")
    keys = set(decided())
    looked = json.loads(build("--dry-run", "--json").stdout)
    assert not keys & {change["key"] for change in looked["changes"]}
    assert looked["searches"] == {}
    made = json.loads(build("--json").stdout)
    assert (made["notes"]["retired"], made["cards"]["dropped"]) == (0, 2)
    for package in Path("decks/clay").glob("*.apkg"):
        assert not keys & {note.fields["Key"] for note in unpack.read(package)}
    again, code = at_terminal(b"")
    assert (code, "no more" in again, QUESTION in again) == (0, False, False)
    assert "retired" not in build("--rewrite").output


def test_no_leaves_all_as_it_was_and_the_next_time_it_asks_again(home: Path) -> None:
    """Enter is no: an older copy of a collection lacks cards that nobody deleted."""
    for typed in (b"n\n", b"\n"):
        shown, code = at_terminal(typed)
        assert (code, QUESTION in shown) == (0, True)
        assert decided() == {}


@pytest.mark.parametrize("typed", [b"\x03", b"\x04"], ids=["Ctrl-C", "end of input"])
def test_who_stops_at_the_question_has_decided_nothing(home: Path, typed: bytes) -> None:
    shown, _ = at_terminal(typed)
    assert "Traceback" not in shown
    assert decided() == {}
    assert json.loads(Path("notes/progress.json").read_text("utf-8"))["gone"]


def test_comments_and_other_decisions_stay_and_words_for_a_deleted_card_go(home: Path) -> None:
    slip, bisque = "kilns/slip", "kilns/bisque"
    path = Path("notes/cards.toml")
    path.write_text(
        f'# mine\n["{bisque}"]\nverdict = "keep"\n\n["{slip}"]  # runny\nquestion = "Slip?"\n',
        encoding="utf-8",
    )
    drop([told(slip)], path)
    assert path.read_text("utf-8").startswith("# mine\n")
    assert "# runny" in path.read_text("utf-8")
    assert decided() == {bisque: {"verdict": "keep"}, slip: {"verdict": "drop", "deleted": True}}


def told(key: str) -> Told:
    return Told(key=key, episode="kilns", title="Kilns", asks="What is it?", lapses=0)


def test_a_decision_that_came_between_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(*_: object) -> None:
        raise Stale

    monkeypatch.setattr("curriculum.shipping.decisions.exchange", late)
    with pytest.raises(CurriculumError, match="meanwhile"):
        drop([told("kilns/slip")], tmp_path / "cards.toml")


def test_of_many_the_first_are_named(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gone.ask_of_gone([told(f"kilns/{number}") for number in range(13)], home / "cards.toml")
    said = capsys.readouterr().err
    assert said.count("What is it?") == 10
    assert "  · and 3 more\n" in said
    assert not (home / "cards.toml").exists()


def shipped(collection: str = "collection.anki2") -> tuple[str, list[str]]:
    """What ``ship`` says, and the words that are not in Anki then; no ship came before."""
    someone = Learner(Path(collection))
    with serving(someone.col) as (address, _):
        said = run("ship", "--to", "anki", "--address", address, str(PACKAGE)).output
    words = ("bisque", "slip", "grog", "cone", "saggar")
    there = " ".join(note["Question"] for note in someone.notes())
    someone.close()
    return said, [word for word in words if word not in there]


NOT_SENT = (
    "2 not sent: you deleted them in Anki. `curriculum progress` asks whether to drop them for good; "
    "import the package by hand to have them back.\n"
)


def test_what_progress_found_gone_in_a_collection_is_not_shipped_whether_dropped_or_not_asked(
    home: Path,
) -> None:
    run("progress", "notes", "--collection", "collection.anki2")
    assert shipped() == (
        f"{PACKAGE}: 0 notes added, 0 updated, 3 as they were.\n{NOT_SENT}",
        ["slip", "grog"],
    )
    at_terminal(b"y\n")
    assert shipped()[1] == ["slip", "grog"], "dropped, and still in the package of before"
    build("--allow-retire")
    assert shipped() == (f"{PACKAGE}: 0 notes added, 0 updated, 3 as they were.\n", ["slip", "grog"])


def test_what_was_imported_by_hand_after_it_was_gone_is_there_again(home: Path) -> None:
    run("progress", "notes", "--collection", "collection.anki2")
    someone = Learner(home / "collection.anki2")
    someone.import_package(PACKAGE)
    someone.close()
    assert shipped() == (f"{PACKAGE}: 0 notes added, 0 updated, 5 as they were.\n", [])
    assert (
        json.loads(run("progress", "notes", "--collection", "collection.anki2", "--json").stdout)["gone"]
        == []
    )


def test_what_only_an_older_copy_lacks_is_sent(home: Path) -> None:
    """Fewer answers than last time: `progress` takes nothing for deleted, so does `ship`."""
    path = home / "notes" / "progress.json"
    kept = json.loads(path.read_text("utf-8"))
    kept["traces"] = [{**trace, "stage": "review", "answers": 9} for trace in kept["traces"]]
    path.write_text(json.dumps(kept), "utf-8")
    run("progress", "notes", "--collection", "collection.anki2")
    assert shipped()[1] == []


def test_another_anki_gets_what_one_learner_deleted(home: Path) -> None:
    run("progress", "notes", "--collection", "collection.anki2")
    assert shipped("another.anki2")[1] == []


def test_a_package_without_its_folder_is_sent_as_ever(home: Path) -> None:
    run("progress", "notes", "--collection", "collection.anki2")
    (PACKAGE.parent / ".curriculum.json").unlink()
    assert shipped()[1] == []


@pytest.mark.parametrize(
    "way",
    ["nowhere", "a\0b", "", 3, "/dev", "x" * 5000],
    ids=["nowhere", "NUL", "here", "number", "devices", "long"],
)
def test_a_manifest_that_leads_nowhere_stops_nothing(home: Path, way: object) -> None:
    manifest = PACKAGE.parent / ".curriculum.json"
    record = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps({**record, "home": way}), "utf-8")
    assert shipped()[1] == []


def test_what_progress_kept_and_nobody_can_read_is_named(home: Path) -> None:
    (home / "notes" / "progress.json").write_text("{", "utf-8")
    someone = Learner(home / "collection.anki2")
    with serving(someone.col) as (address, _):
        result = CliRunner().invoke(group, ["ship", "--to", "anki", "--address", address, str(PACKAGE)])
    someone.close()
    assert isinstance(result.exception, CurriculumError)
    (problem,) = result.exception.problems
    assert problem.path == (home / "notes" / "progress.json").resolve().as_posix()
    assert "Delete it" in problem.remedy
