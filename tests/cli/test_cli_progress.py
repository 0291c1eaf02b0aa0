"""``curriculum progress``, over a collection of the real Anki."""

import json
import re
from pathlib import Path

import pytest
from bare_guides import bare_guides
from clay import NOTES
from click.testing import CliRunner, Result
from learner import Learner

from curriculum.cli import group


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "kilns.md").write_text(NOTES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return Path("notes")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(group, arguments)


def told(*arguments: str) -> dict[str, object]:
    result = run("progress", "notes", "--collection", "collection.anki2", "--json", *arguments)
    assert result.exit_code == 0, result.stderr
    return dict(json.loads(result.stdout))


def studied(package: Path, answers: int = 10) -> None:
    someone = Learner(Path("collection.anki2"))
    someone.import_package(package)
    someone.study(answers)
    someone.close()


def built() -> Path:
    assert run("build", "notes", *bare_guides(), "--title", "Clay", "--output", "decks").exit_code == 0
    return Path("decks/clay/clay.apkg")


def test_before_any_build_it_says_what_comes_first(notes: Path) -> None:
    result = run("progress", "notes")
    assert isinstance(result.exception, Exception)
    assert "No card was made from these notes yet" in str(result.exception)


def test_what_was_studied_is_told_and_kept_for_the_next_plan(notes: Path) -> None:
    package = built()
    studied(package, 0)
    total = told()["total"]
    assert isinstance(total, dict)
    assert total["unseen"] == total["cards"] >= 3
    studied(package)
    found = told()
    assert found["total"]["learnt"] + found["total"]["learning"] > 0  # type: ignore[index]
    assert [row["title"] for row in found["weeks"]] == ["Clay · Week 1 · Kilns with Ada Clarke"]  # type: ignore[attr-defined]
    assert json.loads((notes / "progress.json").read_text("utf-8"))["traces"]
    page = run("progress", "notes", "--collection", "collection.anki2")
    assert re.search(r"\d of \d cards learnt, 0 of them mature", page.stdout)


def test_the_page_of_the_next_build_shows_it_and_an_unchanged_build_is_found(notes: Path) -> None:
    package = built()
    page = package.with_name("index.html")
    assert "What is learnt" not in page.read_text("utf-8")
    studied(package)
    told()
    built()
    assert "What is learnt" in page.read_text("utf-8")
    assert "Nothing has changed" in run("build", "notes", *bare_guides(), "--title", "Clay").stderr


def test_cards_that_were_deleted_are_named_and_nothing_is_dropped_unasked(notes: Path) -> None:
    studied(built())
    told()
    someone = Learner(Path("collection.anki2"))
    someone.col.remove_notes([note.id for note in someone.notes() if "slip" in note["Question"]])
    someone.close()
    result = run("progress", "notes", "--collection", "collection.anki2")
    assert "1 card in Anki no more. It was deleted there, or this copy is older:" in result.stderr
    assert "slip" in result.stderr
    assert not (notes / "cards.toml").exists()


def test_another_collection_leaves_what_is_kept_as_it_was(notes: Path) -> None:
    studied(built())
    told()
    before = (notes / "progress.json").read_bytes()
    Path("collection.anki2").rename("mine.anki2")
    Learner(Path("collection.anki2")).close()
    result = run("progress", "notes", "--collection", "collection.anki2")
    assert result.exit_code == 0
    assert "another one" in result.stderr
    assert (notes / "progress.json").read_bytes() == before


def test_a_collection_and_an_address_contradict_each_other(notes: Path) -> None:
    result = run("progress", "notes", "--collection", "x.anki2", "--address", "http://127.0.0.1:1")
    assert result.exit_code == 2


def test_with_nothing_to_read_it_says_what_every_command_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "there is no folder seeds here" in str(run("progress").exception)
