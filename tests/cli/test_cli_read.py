"""``curriculum read``: the summary, the JSON document, the exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

NOTES = """\
# Practical AI: Notes on Bread

## Key Points
1. **Flour**: Wheat flour holds gluten.
2. **Water**
"""


def curriculum(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The real program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "curriculum", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2]), "COLUMNS": "120"},
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "bread.md").write_text(NOTES, "utf-8")
    return tmp_path


def document(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def test_json_is_the_only_thing_on_standard_output(folder: Path) -> None:
    done = curriculum("read", "notes", "--json", cwd=folder)
    assert done.returncode == 0
    found = document(done)
    assert list(found) == ["episodes", "files", "doubts", "corrections", "problems"]
    (episode,) = found["episodes"]
    assert (episode["id"], episode["show"], episode["title"]) == (
        "notes-on-bread",
        "Practical AI",
        "Notes on Bread",
    )
    assert episode["source"] == {"path": "notes/bread.md", "line": 1}
    assert episode["points"][0] == {
        "id": "notes-on-bread/flour",
        "number": 1,
        "label": "Flour",
        "text": "Wheat flour holds gluten.",
        "time": "",
        "line": 4,
        "subpoints": [],
    }
    (file,) = found["files"]
    assert file["accounts"] == {"1": "title", "3": "heading of points", "4": "point 1", "5": "point 2"}
    (problem,) = found["problems"]
    assert (problem["kind"], problem["path"], problem["line"]) == ("empty-point", "notes/bread.md", 5)


def test_summary_names_episodes_and_the_share_of_lines_read(folder: Path) -> None:
    done = curriculum("read", "notes", cwd=folder)
    assert done.returncode == 0
    assert "Notes on Bread" in done.stdout
    assert "100.0 %" in done.stdout
    assert "notes/bread.md:5" in done.stderr


def test_seeds_is_the_default_source(folder: Path) -> None:
    (folder / "notes").rename(folder / "seeds")
    done = curriculum("read", "--json", cwd=folder)
    assert [file["path"] for file in document(done)["files"]] == ["seeds/bread.md"]


@pytest.mark.parametrize(
    ("make", "arguments", "says"),
    [
        (None, ["nowhere"], "There is no file or folder nowhere"),
        ("empty/", ["empty"], "The folder empty holds no episode file"),
        ("blank.md", ["blank.md"], "No episode was found in blank.md"),
        ("sound.md", ["sound.md"], "not a text file"),
    ],
)
def test_what_cannot_be_read_ends_in_one_sentence_and_exit_code_1(
    tmp_path: Path, make: str | None, arguments: list[str], says: str
) -> None:
    if make and make.endswith("/"):
        (tmp_path / make).mkdir()
    elif make:
        (tmp_path / make).write_bytes(b"ID3\x03\x00\x00" + bytes(range(256)) if "sound" in make else b"\n \n")
    done = curriculum("read", *arguments, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stdout == ""
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_binary_file_in_a_folder_does_not_stop_the_rest(folder: Path) -> None:
    (folder / "notes" / "cover.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    done = curriculum("read", "notes", "--json", cwd=folder)
    assert done.returncode == 0
    found = document(done)
    assert len(found["episodes"]) == 1
    assert "unreadable" in {problem["kind"] for problem in found["problems"]}


def test_an_option_that_does_not_exist_is_wrong_usage(folder: Path) -> None:
    assert curriculum("read", "--nonsense", cwd=folder).returncode == 2
