"""What somebody types or edits is understood in whatever form of letters a system saves it."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from curriculum.cli import group

NOTES = """\
# Müller & Söhne: Köln at night

## Key Points

1. **Färber**: A Färberei is a workshop that dyes cloth. The Färber of Köln used woad.
2. **Kölsch**: Kölsch is a beer that ferments warm and rests cold.

# Müller & Söhne: Looms of the river

## Key Points

1. **Looms**: A treadle is a lever that turns a spinner's wheel by foot.
"""
FORMS = ("NFC", "NFD")


def answer(*arguments: str) -> Any:
    result = CliRunner().invoke(group, [*arguments, "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def save(path: Path, text: str, form: str) -> None:
    path.write_text(unicodedata.normalize(form, text), "utf-8")  # type: ignore[arg-type]


@pytest.mark.parametrize("typed", FORMS)
@pytest.mark.parametrize("saved", FORMS)
def test_a_search_finds_its_word(
    typed: str, saved: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    save(Path("notes.md"), NOTES, saved)
    query = unicodedata.normalize(typed, "Färber")  # type: ignore[arg-type]
    (found,) = answer("search", query, "notes.md")["episodes"]
    assert found["id"].endswith("koln-at-night")


@pytest.mark.parametrize("form", FORMS)
def test_an_outline_and_decisions_hold_in_either_form(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("notes").mkdir()
    save(Path("notes/notes.md"), NOTES, "NFC")
    save(Path("notes/judge.toml"), "bias = 20.0\n", "NFC")  # what passes the checks ships
    assert CliRunner().invoke(group, ["plan", "notes", "--output", "made"]).exit_code == 0
    (outline,) = Path("made").rglob("outline.toml")
    save(outline, outline.read_text("utf-8").replace("title =", "# Köln\ntitle =", 1), form)
    first = answer("build", "notes", "--dry-run", "--outline", str(outline))["changes"]
    key = next(card["key"] for card in first if "lsch" in card["fields"]["question"])
    save(Path("notes/cards.toml"), f'["{key}"]\nquestion = "What is a Kölsch?"\n', form)
    again = answer("build", "notes", "--dry-run", "--outline", str(outline))["changes"]
    (changed,) = (card for card in again if card["key"] == key)
    assert changed["fields"]["question"] == "What is a Kölsch?"
