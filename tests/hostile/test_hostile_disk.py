"""A full disk at the writes that no build makes: the file is named, and what stood there stands."""

import errno
import json
import os
from pathlib import Path

import pytest

from curriculum.cards.decision import Decision
from curriculum.cli import plan as command
from curriculum.planning import earlier, outline_file
from curriculum.planning.calendar_file import HOUR
from curriculum.planning.plan import Wish, plan
from curriculum.planning.themes import read_themes
from curriculum.problems import CurriculumError
from curriculum.reading.read import read
from curriculum.shipping.decisions import save

NOTES = "# Practical AI: {}\n\n## Key Points\n1. **Gluten**: Gluten is essential for chewy bread.\n"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "bread.md").write_text(NOTES.format("Bread"), "utf-8")
    return folder


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    def sync(file: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", sync)


def told(error: CurriculumError, path: Path) -> None:
    (problem,) = error.problems
    assert problem.path == str(path)
    said = "cannot be written: the disk is full. What was there before is as it was."
    assert problem.message == f"{path} {said}"
    assert "room" in problem.remedy


@pytest.mark.usefixtures("full")
def test_a_decision_that_cannot_be_saved_leaves_the_earlier_ones(tmp_path: Path) -> None:
    path = tmp_path / "cards.toml"
    path.write_text('["a"]\nverdict = "drop"\n', "utf-8")
    with pytest.raises(CurriculumError) as caught:
        save(path, "b", Decision())
    told(caught.value, path)
    assert [entry.name for entry in tmp_path.iterdir() if entry.suffix != ".flock"] == ["cards.toml"]
    assert path.read_text("utf-8") == '["a"]\nverdict = "drop"\n'


@pytest.mark.usefixtures("full")
def test_an_outline_that_cannot_be_written_leaves_none(notes: Path, tmp_path: Path) -> None:
    library = read([notes])
    outline = plan(library, read_themes(), Wish(title="May"))
    with pytest.raises(CurriculumError) as caught:
        command._write(outline, None, library, read_themes(), tmp_path / "plans", HOUR)
    told(caught.value, tmp_path / "plans" / "may" / "outline.toml")
    assert list((tmp_path / "plans" / "may").iterdir()) == []


def test_an_outline_that_cannot_be_updated_stays(
    notes: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    library = read([notes])
    path = tmp_path / "outline.toml"
    path.write_text(outline_file.render(plan(library, read_themes(), Wish()), library), "utf-8")
    before = path.read_bytes()
    (notes / "rye.md").write_text(NOTES.format("Rye"), "utf-8")
    request.getfixturevalue("full")
    with pytest.raises(CurriculumError) as caught:
        command._update(path, read([notes]), read_themes(), earlier.NONE, dict)
    told(caught.value, path)
    assert path.read_bytes() == before
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["notes", "outline.toml"]


@pytest.mark.parametrize("field", ["changed", "retired", "told"])
@pytest.mark.parametrize("time", [10**19, -1, "now", 1.5])
def test_a_time_that_no_lock_holds_is_told_with_its_line(tmp_path: Path, field: str, time: object) -> None:
    from curriculum.shipping import lock

    entry = {
        **dict.fromkeys(("key", "guid", "rule", "fingerprint", "episode", "point", "file", "deck"), "x"),
        **{
            "kind": "question",
            "fields": {"question": "Q"},
            "tags": [],
            "changed": 5,
            "retired": 6,
            "told": {},
        },
        field: {"May": time} if field == "told" else time,
    }
    path = tmp_path / "curriculum.lock"
    path.write_text("\n" + json.dumps(entry) + "\n", "utf-8")
    with pytest.raises(CurriculumError) as caught:
        lock.read(path)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == (str(path), 2)
    assert f"field {field}" in problem.message
    assert "it must be" in problem.message
