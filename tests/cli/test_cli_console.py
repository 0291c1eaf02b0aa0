"""Output that no encoding, no closed pipe and no full disk breaks."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from program import program

from curriculum.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
NOTES = """\
# Practical AI: Bread in Tōkyō 🧠

## Key Points
1. **Flōur 🧠**: Kōji is essential for sweet sake.
2. **Founding**: Ada Ōbyte founded Tiny Mill in 2019.
"""
TERMINALS = {
    "windows": {"PYTHONIOENCODING": "cp1252"},
    "ascii": {"PYTHONIOENCODING": "ascii:strict"},
    "C": {"LC_ALL": "C"},
    "C without UTF-8 mode": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}
SPEAKS = {"windows": "cp1252", "ascii": "ascii", "C": "utf-8", "C without UTF-8 mode": "ascii"}
COMMAND_LINES = (
    "read notes",
    "read --explain notes/🧠.md",
    "search sake notes",
    "search ōō🧠 notes",
    "plan notes --month 2024-05 --title 🧠",
    "plan notes --outline 🧠.toml",
    "themes notes",
    "forecast notes",
    "cards notes",
    "build notes --dry-run",
    "ship --to anki --address 🧠",
    "read 🧠",
    "plan --month ō",
    "themes --🧠",
)


def run(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    known = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    known |= {"PYTHONPATH": str(ROOT), "COLUMNS": "100"}
    done = subprocess.run(
        [*program(environment), *arguments],
        cwd=home,
        capture_output=True,
        env={**known, **environment},
        check=False,
    )
    assert b"Traceback" not in done.stderr, done.stderr
    assert b"mistake of its own" not in done.stderr, done.stderr
    return done


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    (folder / "notes").mkdir()
    (folder / "notes" / "🧠.md").write_text(NOTES, "utf-8")
    return folder


@pytest.mark.parametrize("terminal", ["windows", "C without UTF-8 mode"])
@pytest.mark.parametrize("line", COMMAND_LINES)
def test_a_terminal_gets_only_letters_that_it_knows(home: Path, terminal: str, line: str) -> None:
    done = run(home, *line.split(), **TERMINALS[terminal])
    assert done.returncode in (0, 1, 2)
    assert (done.stdout + done.stderr).decode(SPEAKS[terminal]).strip()


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_written_in_letters_that_every_terminal_knows(home: Path, command: str) -> None:
    done = run(home, *command.split(), "--help", **TERMINALS["ascii"])
    assert done.returncode == 0
    assert done.stdout.decode("ascii").startswith("Usage: ")


@pytest.mark.parametrize("terminal", TERMINALS)
def test_json_and_csv_are_utf_8_whatever_the_terminal_speaks(home: Path, terminal: str) -> None:
    listed = json.loads(run(home, "cards", "notes", "--json", **TERMINALS[terminal]).stdout.decode("utf-8"))
    assert "Kōji" in json.dumps(listed, ensure_ascii=False)
    page = run(home, "cards", "notes", "--csv", **TERMINALS[terminal]).stdout.decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(page)))
    assert [row["key"] for row in rows] == [card["key"] for card in listed["cards"]]
    assert rows[0]["path"] == "notes/🧠.md"


def test_letters_that_a_terminal_lacks_are_replaced_and_the_others_stay(home: Path) -> None:
    done = run(home, "read", "notes", **TERMINALS["windows"])
    assert "Bread in T?ky? ?" in done.stdout.decode("cp1252")


def test_a_title_typed_in_a_plain_terminal_keeps_its_letters(home: Path) -> None:
    done = run(home, "plan", "notes", "--title", "Tōkyō", "--json", **TERMINALS["C without UTF-8 mode"])
    assert json.loads(done.stdout.decode("utf-8"))["title"] == "Tōkyō"


def test_a_file_name_that_is_no_text_goes_through_json_unharmed(tmp_path: Path) -> None:
    name = os.fsdecode(b"n\xf6tes")
    try:
        (tmp_path / name).mkdir()
    except OSError:
        pytest.skip("this system allows no such name")
    (tmp_path / name / "a.md").write_text(NOTES, "utf-8")
    done = run(tmp_path, "build", name, "--output", os.fsdecode(b"\xfcber"), "--title", "x", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode("utf-8"))["folder"] == os.fsdecode(b"\xfcber/x")
    again = run(tmp_path, "build", name, "--output", os.fsdecode(b"\xfcber"), "--title", "x")
    assert b"Nothing has changed" in again.stderr


@pytest.mark.parametrize("line", ["cards notes --json", "cards notes --csv", "read notes", "--help"])
def test_a_reader_that_goes_away_ends_the_command_quietly(home: Path, line: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [*program(), *line.split()],
        cwd=home,
        stdout=writer,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
        check=False,
    )
    os.close(writer)
    assert done.returncode == 0
    assert not [said for said in done.stderr.splitlines() if "rror" in said or "Exception" in said]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to offer")
def test_work_goes_on_where_nobody_hears_of_its_progress(home: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "curriculum", "plan", "notes", "--output", "made"],
            cwd=home, stdout=subprocess.PIPE, stderr=full, check=False,
        )  # fmt: skip
    assert done.returncode == 0
    assert list((home / "made").glob("*/outline.toml"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to offer")
@pytest.mark.parametrize("line", ["cards notes --json", "cards notes --csv", "read notes", "--help"])
def test_output_to_a_full_disk_is_told_in_one_sentence(home: Path, line: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*program(), *line.split()],
            cwd=home,
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "error: The output cannot be written: the disk is full.\n" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_without_any_output_it_works_all_the_same(home: Path) -> None:
    for closed in ("read notes >&-", "read notes 2>&-", "cards notes --json >&- 2>&-", "--help >&-"):
        done = subprocess.run(
            ["/bin/sh", "-c", f'"$0" -m curriculum {closed}', sys.executable],
            cwd=home,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=False,
        )
        assert done.returncode == 0, closed
