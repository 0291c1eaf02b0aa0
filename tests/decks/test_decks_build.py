"""The whole program, from episode files to a learner's Anki and back again."""

import contextlib
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import full_disk
import pytest
from bare_guides import bare_guides
from click.testing import CliRunner, Result
from connect import serving
from learner import Learner
from program import program

from curriculum import publish
from curriculum.build import Order, preview
from curriculum.cli import group
from curriculum.decks import filtered, names, package
from curriculum.decks.anki_connect import Anki, send
from curriculum.shipping.note import FIRST_SHIPPED

SEEDS = Path(__file__).parents[2] / "seeds"
NOTES = """# Practical AI: Chips from scratch with Ada Byte

## Introduction

Ada Byte explains how chips are made.

## Key Points

1. **Parallel work**: Single Instruction Multiple Data (SIMD) lets many threads share one instruction.
2. **Founding**: Ada Byte founded Tiny Silicon in 2019.
3. **Memory**: Effective memory management is essential for GPU efficiency.

## Flashcards

Q: How did Tiny Silicon begin?
A: Ada Byte rented a garage for it in 2019.

Q: What does silicon come from?
A: quartz sand
"""
OTHER = """# Kitchen Lab: Bread at home

## Key Points

1. **Dough**: Gluten is essential for chewy bread.
2. **Founding**: Grace Core founded Large Loaf in 2015.
"""
HOSTILE = """# ../../x {{c1::title}} <script>alert(1)</script>

## Key Points

1. **{{c1::Label}}**: Single Instruction Multiple Data (SIMD) is <b>bold</b> [sound:a.mp3] {{c2::x}} here.
2. **[latex]x[/latex]**: Ada Byte founded "Tiny" [$]Silicon[/$] \u202eevil\u202c in 2019.
3. **A long word**: Effective memory management is essential for {word}.

## Flashcards

Q: What is <b>bold</b> {{c2::x}} [$]?
A: [sound:a.mp3] {word}

# 🧨🧨🧨

## Key Points

1. **Founding**: Grace Core founded Large\x1fSilicon in 2020.
"""


def run(home: Path, *arguments: str, epoch: int = 1_900_000_000) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*program(), "build", "notes", *bare_guides(), *arguments],
        cwd=home,
        env=environment(epoch),
        capture_output=True,
        text=True,
    )


def dry_run(home: Path, *arguments: str, source: str = "notes") -> Result:
    """A dry run in this process: it prints nothing, and the program is loaded once for all of them."""
    with contextlib.chdir(home):
        done = CliRunner().invoke(group, ["build", source, "--dry-run", *arguments])
    assert done.exit_code == 0, done.output
    return done


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "curriculum", "build", "notes", *bare_guides(), *arguments]


def environment(epoch: int) -> dict[str, str]:
    root = str(Path(publish.__file__).parents[1])
    return {**os.environ, "SOURCE_DATE_EPOCH": str(epoch), "PYTHONPATH": root, "COLUMNS": "80"}


def digests(folder: Path) -> Mapping[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An author's folder after a first build."""
    home = tmp_path_factory.mktemp("author")
    (home / "notes").mkdir()
    (home / "notes" / "chips.md").write_text(NOTES, "utf-8")
    done = run(home)
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "author"))


def whole(home: Path) -> Path:
    (path,) = (path for path in home.glob("decks/*/*.apkg") if path.stem == path.parent.name)
    return path


def test_what_a_theme_shares_with_the_whole_is_said_and_gets_a_deck_in_anki(
    home: Path, learner: Learner
) -> None:
    count = learner.import_package(whole(home)).new
    (title,) = learner.col.db.list("select name from decks where name not like '%\x1f%' and id > 1")
    done = run(home, "--theme", "silicon")
    assert done.returncode == 0, done.stderr
    cards = f"{count} cards are in your deck “{title}” already; nothing new will appear for them."
    said = " ".join(done.stdout.split())
    assert cards in said
    assert "search tag:curriculum::" in said
    (page,) = home.glob("decks/silicon/index.html")
    assert "nothing new will appear for them." in page.read_text("utf-8")
    with serving(learner.col) as (address, _):
        sent = send(home / "decks/silicon/silicon.apkg", Anki(address))
        made = filtered.put(home / "decks/silicon/silicon.apkg", Anki(address))
    assert (len(sent.added), len(sent.unchanged)) == (0, count)
    assert made is not None
    assert (made.name, made.state) == ("Silicon · in other decks", "made")
    deck = learner.col.decks.id_for_name(made.name)
    assert deck is not None
    assert learner.col.sched.rebuild_filtered_deck(deck).count == count


def test_an_author_who_changes_everything_harms_no_history(home: Path, learner: Learner) -> None:
    first = learner.import_package(whole(home))
    assert first.new >= 3
    learner.study(10)
    dear = next(iter(learner.held()))
    learner.edit(dear, Detail="my own words")
    learner.col.db.execute("update notes set mod = 1800000000 where mod > 1800000000")
    before, decks = learner.held(), learner.decks()

    text = NOTES.replace("Chips from scratch", "Chips, from scratch to silicon").replace(
        "**Memory**", "**On memory**"
    )
    lines = text.splitlines()
    lines += ["", "Q: What does dynamic memory need so as not to forget?", "A: power"]
    (home / "notes" / "chips.md").unlink()
    (home / "notes" / "renamed.md").write_text("\n".join(lines) + "\n", "utf-8")
    done = run(home)
    assert done.returncode == 0, done.stderr

    second = learner.import_package(whole(home))
    after = learner.held()
    assert second.conflicting == second.updated == 0
    assert second.new == len(after) - len(before) >= 1
    assert {key: after[key] for key in before} == before
    assert set(learner.decks()) == set(decks)


def test_a_dry_run_says_what_would_change_and_writes_nothing(home: Path) -> None:
    path = home / "notes" / "chips.md"
    path.write_text(
        NOTES.replace("it in 2019", "it in 2018").replace(
            "3. **Memory**", "3. **Ends**: Over.\n4. **Memory**"
        ),
        "utf-8",
    )
    before = digests(home)
    said = dry_run(home)
    assert "Updated (" in said.stdout
    assert "2019" in said.stdout
    assert "→" in said.stdout
    assert said.stdout.endswith("Nothing was written: this was a dry run.\n")
    document = json.loads(dry_run(home, "--json").stdout)
    states = [change["state"] for change in document["changes"]]
    assert f"Updated ({states.count('updated')} note" in said.stdout
    changed = next(change for change in document["changes"] if change["state"] == "updated")
    assert changed["before"] != changed["fields"]
    assert digests(home) == before


def test_a_small_rewording_keeps_its_card_and_a_new_fact_is_told_as_one(home: Path) -> None:
    path = home / "notes" / "chips.md"
    path.write_text(
        NOTES.replace("founded Tiny Silicon in 2019", "built Grace Core's workshop in Lund in 2019"), "utf-8"
    )
    retired = dry_run(home)
    assert "Retired" in retired.stdout
    said = "Too much has changed to be one card: "
    (line,) = (line for line in retired.stdout.splitlines() if line.startswith(said))
    old, _, new = line.removeprefix(said).partition(" → ")
    assert "Tiny Silicon" in old
    assert "workshop" in new
    document = json.loads(dry_run(home, "--json").stdout)
    assert [(one["old"], one["new"]) for one in document["replaced"]] == [(old, new)]


def test_what_a_merged_lock_had_twice_is_told_by_the_dry_run(home: Path) -> None:
    lock = home / "notes" / "curriculum.lock"
    lines = lock.read_text("utf-8").splitlines()
    lines.append(lines[0].replace(f'"changed": {FIRST_SHIPPED}', f'"changed": {FIRST_SHIPPED + 9}'))
    lock.write_text("\n".join(lines) + "\n", "utf-8")
    said = dry_run(home)
    assert f"notes/curriculum.lock:1: warning: Lines 1 and {len(lines)} are one card" in said.stderr
    (problem,) = json.loads(dry_run(home, "--json").stdout)["problems"]
    assert problem["kind"] == "lock"


def test_a_loss_that_reading_may_explain_stops_the_build(home: Path) -> None:
    path = home / "notes" / "chips.md"
    path.write_bytes(b"\x7fELF" + bytes(range(256)) * 40)
    (home / "notes" / "other.md").write_text(OTHER, "utf-8")
    before = digests(home)
    stopped = run(home)
    assert stopped.returncode == 1
    assert "notes/chips.md" in stopped.stderr
    assert "--allow-retire" in stopped.stderr
    assert digests(home) == before
    allowed = dry_run(home, "--allow-retire")
    assert "Retired" in allowed.stdout
    assert "tag:curriculum::retired" in allowed.stdout


def test_building_a_part_of_the_notes_retires_nothing(home: Path) -> None:
    (home / "notes" / "other.md").write_text(OTHER, "utf-8")
    document = json.loads(dry_run(home, "--json", source="notes/other.md").stdout)
    assert "retired" not in {change["state"] for change in document["changes"]}


@pytest.mark.parametrize("letters", [2_000, pytest.param(1_000_000, marks=pytest.mark.campaign)])
def test_a_hostile_file_gives_safe_names_and_plain_text(
    tmp_path: Path, learner: Learner, letters: int
) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "hostile.md").write_text(HOSTILE.replace("{word}", "x" * letters), "utf-8")
    done = run(tmp_path, "--title", "../../<b>::{{c1::x}}\u202e")
    assert done.returncode == 0, done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    made = [path for path in tmp_path.rglob("*") if path.is_file() and "learner" not in path.name]
    assert all(path.is_relative_to(tmp_path) for path in made)
    top = {path.name for path in tmp_path.iterdir() if not path.name.startswith("collection.")}
    assert top == {"notes", "decks"}
    for path in (tmp_path / "decks").rglob("*"):
        assert not set(path.name) & set('<>:"/\\|?*{}\u202e\x1f'), path.name
        assert len(path.name) < 120
    assert learner.import_package(whole(tmp_path)).new >= 2
    assert learner.empty_cards() == 0
    for note in learner.notes():
        assert not [value for name, value in note.items() if "<script" in value or "[sound:" in value], (
            note.items()
        )
        for card in note.cards():
            assert card.question_av_tags() == card.answer_av_tags() == []
    assert all(name.count("::") <= 1 for name in learner.decks())


@pytest.mark.parametrize("step", [24, pytest.param(1, marks=pytest.mark.campaign)])
def test_a_disk_that_is_full_at_any_write_leaves_the_old_ones(home: Path, tmp_path: Path, step: int) -> None:
    """Every write in turn; the message names the file, and with room again the next build mends all."""
    (home / "notes" / "chips.md").write_text(NOTES.replace("it in 2019", "it in 2018"), "utf-8")
    old = full_disk.state(home)
    (tmp_path / "trials").mkdir()
    done = subprocess.run(
        [sys.executable, full_disk.__file__, home, tmp_path / "trials", str(step), bare_guides()[1]],
        env=environment(1_900_000_000),
        capture_output=True,
        text=True,
        check=True,
    )
    trials = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(trials) > 30 / step, done.stderr
    new = trials[-1][2]
    assert new != old
    for number, said, after, mended in trials:
        if said.startswith("published") or not said:
            assert after == new, f"write {number}"
        else:
            assert after == old, f"write {number}"
            name, why = said.split(" cannot be written: ")
            assert name.startswith(str(tmp_path / "trials" / str(number))), said
            assert ".staged" not in name, said
            assert why == "the disk is full. What was there before is as it was."
        assert mended == new, f"the build after write {number}"


@pytest.mark.campaign
def test_four_builds_at_once_all_end_well(home: Path) -> None:
    (home / "notes" / "chips.md").write_text(NOTES.replace("it in 2019", "it in 2018"), "utf-8")
    four = [
        subprocess.Popen(
            command(*more), cwd=home, env=environment(1_900_000_000), stderr=subprocess.PIPE, text=True
        )
        for more in ([], [], ["--title", "Another"], ["--title", "A third"])
    ]
    said = [process.communicate(timeout=300)[1] for process in four]
    assert [process.returncode for process in four] == [0, 0, 0, 0], said
    again = json.loads(dry_run(home, "--json").stdout)
    assert {change["state"] for change in again["changes"]} <= {"unchanged", "elsewhere"}
    assert not [path for path in home.rglob("*") if path.suffix in (".next", ".into", ".new", ".staged")]


def test_two_builds_at_once_both_end_well(home: Path) -> None:
    (home / "notes" / "chips.md").write_text(NOTES.replace("it in 2019", "it in 2018"), "utf-8")
    both = [
        subprocess.Popen(
            command(*more), cwd=home, env=environment(1_900_000_000), stderr=subprocess.PIPE, text=True
        )
        for more in ([], ["--title", "Another"])
    ]
    said = [process.communicate(timeout=120)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert "Waiting for another build" in "".join(said)
    again = json.loads(dry_run(home, "--json").stdout)
    assert {change["state"] for change in again["changes"]} <= {"unchanged", "elsewhere"}


@pytest.mark.campaign
def test_a_build_killed_at_any_time_leaves_old_or_new(home: Path, tmp_path: Path) -> None:
    """Sixty builds, each killed (-9) at a random time; the folder, the lock and the next build are whole."""
    (home / "notes" / "chips.md").write_text(NOTES.replace("it in 2019", "it in 2018"), "utf-8")

    def state(place: Path) -> tuple[Mapping[str, str], str]:
        (folder,) = (path for path in (place / "decks").iterdir() if not path.name.startswith("."))
        return digests(folder), publish.lock_to_read(place / "notes" / "curriculum.lock").read_text("utf-8")

    reference = Path(shutil.copytree(home, tmp_path / "reference"))
    start = time.monotonic()
    assert run(reference).returncode == 0
    length = time.monotonic() - start
    old, new = state(home), state(reference)
    assert old != new
    chance = random.Random(5)
    for number in range(60):
        trial = Path(shutil.copytree(home, tmp_path / str(number)))
        process = subprocess.Popen(
            command(),
            cwd=trial,
            env=environment(1_900_000_000),
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0.3, 1.1) * length)
        process.kill()
        process.wait()
        assert state(trial) in (old, new), f"a mixture in trial {number}"
        assert run(trial).returncode == 0
        assert state(trial) == new
        shutil.rmtree(trial)


def test_the_sample_episodes_make_a_package_without_a_flaw(tmp_path: Path, learner: Learner) -> None:
    shutil.copytree(SEEDS, tmp_path / "seeds", ignore=shutil.ignore_patterns("curriculum.lock*"))
    draft = preview(Order(sources=(tmp_path / "seeds",), now=1_900_000_000))
    notes = draft.shipment.notes
    assert len(notes) > 20
    titles = {episode.id: episode.title for episode in draft.library.episodes}
    package.write(tmp_path / "all.apkg", notes, names.describe(draft.outline, titles), 10)
    imported = learner.import_package(tmp_path / "all.apkg")
    assert (imported.new, imported.conflicting) == (len(notes), 0)
    assert learner.import_package(tmp_path / "all.apkg").duplicate == len(notes)
    assert learner.empty_cards() == 0
    assert learner.new_in_order() == [note.key for note in notes]
    assert {note.changed for note in notes} == {FIRST_SHIPPED}
    assert all(learner.col.get_card(id).question().strip() for id in learner.col.find_cards(""))
