"""Parses are kept in the cache folder; without the parser all but cards by rule is done, and is said once."""

import importlib
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from building import library
from click.testing import CliRunner

from curriculum.cards.parse import kept, model
from curriculum.cards.parse.model import Missing
from curriculum.cards.parse.sentence import Sentence
from curriculum.cards.write import unparsed, write
from curriculum.reading.episode import WrittenCard

FACT, OTHER = "The guild banned imported dyes in 1640.", "Monks kept bees in York to make wax for candles."
NOTES = f"# Mills\n\n## Key Points\n\n1. **Dyes**: {FACT}\n\nQ: What is rye?\nA: a grain\n"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "curriculum"


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the parser was asked for."""
    asked: list[str] = []

    def parse(texts: Sequence[str]) -> Iterator[Sentence]:
        asked.extend(texts)
        return model.parse(texts)

    monkeypatch.setattr(kept, "parse", parse)
    return asked


def file_of(cache: Path) -> Path:
    (found,) = cache.glob("parses-*.sqlite")
    return found


def test_a_sentence_is_parsed_once(cache: Path, seen: list[str]) -> None:
    first = kept.parsed([FACT, FACT])
    assert seen == [FACT]
    assert kept.parsed([FACT, OTHER])[FACT] == first[FACT]
    assert seen == [FACT, OTHER]
    assert set(kept.parsed([OTHER, FACT])) == {FACT, OTHER}
    assert seen == [FACT, OTHER]


def test_no_parser_is_asked_when_there_is_nothing_to_read(cache: Path, seen: list[str]) -> None:
    assert kept.parsed([]) == {}
    assert seen == []
    assert not cache.exists()


def test_cards_are_the_same_with_kept_parses_and_without(cache: Path, seen: list[str]) -> None:
    fresh = write(library(FACT, OTHER))
    assert seen
    seen.clear()
    assert write(library(FACT, OTHER)) == fresh
    assert seen == []


@pytest.mark.parametrize("damage", [b"", b"not a database" * 99, None])
def test_a_damaged_file_does_no_harm(cache: Path, damage: bytes | None) -> None:
    whole = kept.parsed([FACT])
    path = file_of(cache)
    path.write_bytes(path.read_bytes()[:3000] if damage is None else damage)
    assert kept.parsed([FACT, OTHER])[FACT] == whole[FACT]
    assert set(kept.parsed([FACT])) == {FACT}


@pytest.mark.parametrize("row", ["{", "[[1, 2]]", "null", '[["a", "b", "c", "d", "e"]]', "\x00", "5"])
def test_a_damaged_row_does_no_harm(cache: Path, row: str) -> None:
    whole = kept.parsed([FACT])
    with sqlite3.connect(file_of(cache)) as file:
        file.execute("UPDATE parses SET tokens = ?", (row,))
    file.close()
    assert kept.parsed([FACT]) == whole


def test_a_folder_in_its_place_does_no_harm(cache: Path) -> None:
    whole = kept.parsed([FACT])
    path = file_of(cache)
    path.unlink()
    path.mkdir()
    assert kept.parsed([FACT]) == whole


def test_a_cache_that_cannot_be_made_does_no_harm(cache: Path) -> None:
    cache.parent.write_text("a file", "utf-8")
    assert set(kept.parsed([FACT])) == {FACT}


def test_no_more_is_kept_than_is_said(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 1)
    for number in range(1640, 1646):
        kept.parsed([f"The guild met in {number}."])
    with sqlite3.connect(file_of(cache)) as file:
        (count,) = file.execute("SELECT count(*) FROM parses").fetchone()
    file.close()
    assert count <= 2


# --- without the parser -----------------------------------------------------------------------


@pytest.fixture
def absent(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without the parser's model."""
    monkeypatch.setattr(model, "PACKAGE", "en_core_web_sm_that_is_not_there")
    model._model.cache_clear()
    yield
    model._model.cache_clear()


@pytest.fixture
def another(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine with another model's weights."""
    monkeypatch.setattr(model, "FINGERPRINT", "0" * 64)
    model._model.cache_clear()
    yield
    model._model.cache_clear()


def test_without_the_parser_points_are_held_and_say_why(absent: None) -> None:
    made = library(FACT, OTHER)
    cards = write(made)
    assert [card.verdict for card in cards] == ["held"]
    assert cards[0].reasons == (model.missing(),)
    (told,) = unparsed(cards)
    assert model.missing() in told.message
    assert "pip install" in told.remedy


def test_without_the_parser_the_persons_own_cards_ship(absent: None) -> None:
    own = WrittenCard(question="What is rye?", answer="a grain", line=9)
    episode = library(FACT).episodes[0].model_copy(update={"flashcards": (own,)})
    cards = write(library(FACT).model_copy(update={"episodes": (episode,)}))
    assert [card.answer for card in cards if card.verdict == "ship"] == ["a grain"]


def test_kept_parses_serve_where_the_parser_is_gone(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = write(library(FACT))
    monkeypatch.setattr(model, "PACKAGE", "en_core_web_sm_that_is_not_there")
    assert write(library(FACT)) == before
    assert unparsed(before) == ()


def test_other_weights_are_refused(another: None) -> None:
    with pytest.raises(Missing, match="model is not"):
        list(model.parse([FACT]))
    assert kept.parsed([FACT]) == {}
    assert model.PACKAGE in write(library(FACT))[0].reasons[0]


def test_weights_that_are_not_whole_are_refused(tmp_path: Path) -> None:
    assert model.fingerprint(tmp_path) == ""


def test_the_parser_that_is_installed_is_the_one_that_cards_are_made_with() -> None:
    assert model.missing() == ""


@pytest.mark.parametrize("name", ["cards", "build"])
def test_a_command_says_once_that_the_parser_is_missing_and_does_the_rest(
    name: str, absent: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "mills.md").write_text(NOTES, "utf-8")
    monkeypatch.chdir(tmp_path)
    command = importlib.import_module(f"curriculum.cli.{name}").command
    result = CliRunner().invoke(command, [str(folder)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    assert " ".join(result.output.split()).count("So no cards are made by rule") == 1
    assert "What is rye?" in result.output if name == "cards" else list(tmp_path.rglob("*.apkg"))
