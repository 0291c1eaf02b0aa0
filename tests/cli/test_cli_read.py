"""``curriculum read``: the summary, the JSON document, the exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from program import program

NOTES = """\
# Practical AI: Notes on Bread

## Key Points
1. **Flour**: Wheat flour holds gluten.
2. **Water**
"""


def curriculum(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The real command in a process of its own."""
    return subprocess.run(
        [*program(), *arguments],
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
    assert list(found) == ["episodes", "files", "left_out", "doubts", "corrections", "problems"]
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
        "topic": "",
        "kind": "",
        "line": 4,
        "text_below": 0,
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


def test_explain_shows_beside_each_line_what_it_was_read_as(folder: Path) -> None:
    done = curriculum("read", "--explain", "notes/bread.md", cwd=folder)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "     1  title              # Practical AI: Notes on Bread",
        "     2",
        "     3  heading of points  ## Key Points",
        "     4  point 1            1. **Flour**: Wheat flour holds gluten.",
        "     5  point 2            2. **Water**",
        "     6",
    ]
    assert "notes/bread.md:5" in done.stderr


def test_explain_shows_one_file_and_nothing_else(folder: Path) -> None:
    assert curriculum("read", "notes", "--explain", "notes/bread.md", cwd=folder).returncode == 2
    assert curriculum("read", "--explain", "notes", cwd=folder).returncode == 2
    missing = curriculum("read", "--explain", "nothing.md", cwd=folder)
    assert (missing.returncode, "There is no file" in missing.stderr) == (1, True)


def test_hostile_characters_never_reach_the_terminal(folder: Path) -> None:
    (folder / "notes" / "bread.md").write_text(NOTES.replace("Notes", "\x1b[2J\u202eNotes"), "utf-8")
    for arguments in (["read", "notes"], ["read", "--explain", "notes/bread.md"]):
        done = curriculum(*arguments, cwd=folder)
        assert done.returncode == 0
        assert not {"\x1b", "\u202e"} & set(done.stdout + done.stderr)


TWO_NAMES = "# Radiolab: Two\n\n## Key Points\n- We met Ann Wollberg there.\n- Then Ann Wahlberg came in.\n"


def test_names_in_doubt_come_with_corrections_to_paste_and_these_settle_them(folder: Path) -> None:
    (folder / "notes" / "two.md").write_text(TWO_NAMES, "utf-8")
    done = curriculum("read", "notes", cwd=folder)
    assert "1 name spelt in more than one way" in done.stdout
    assert "notes/two.md:5" in done.stderr
    pasted = done.stdout[done.stdout.index("[two]") :]
    (folder / "notes" / "corrections.toml").write_text(pasted, "utf-8")
    again = curriculum("read", "notes", cwd=folder)
    assert "spelt in more than one way" not in again.stdout
    assert "Corrections" in again.stdout
    (correction,) = document(curriculum("read", "notes", "--json", cwd=folder))["corrections"]
    assert correction == {
        "wrong": "Wahlberg",
        "right": "Wollberg",
        "episode": "two",
        "places": [{"path": "notes/two.md", "line": 5}],
    }


def test_corrections_are_judged_against_the_whole_folder_only(folder: Path) -> None:
    notes = folder / "notes"
    (notes / "two.md").write_text(TWO_NAMES, "utf-8")
    (notes / "corrections.toml").write_text('"Wahlberg" = "Wollberg"\n"Nobody" = "Somebody"\n', "utf-8")
    part = curriculum("read", "notes/bread.md", cwd=folder)
    assert "does nothing" not in part.stderr
    assert "correction that fitted nothing" not in part.stdout
    for sources in (["notes"], ["notes/bread.md", "notes/two.md"]):
        whole = curriculum("read", *sources, cwd=folder)
        assert "corrections.toml:2: warning: “Nobody” was not found" in whole.stderr
        assert "“Wahlberg” was not found" not in whole.stderr


def test_a_correction_of_a_file_that_could_not_be_read_is_not_called_a_slip(folder: Path) -> None:
    notes = folder / "notes"
    (notes / "corrections.toml").write_text('"Wahlberg" = "Wollberg"\n', "utf-8")
    (notes / "two.md").write_bytes(b"\x00\x01\x02\xff" * 400)
    done = curriculum("read", "notes", cwd=folder)
    assert "two.md" in done.stderr
    assert "was not found" not in done.stderr


def test_problems_are_counted_by_kind(folder: Path) -> None:
    (folder / "notes" / "none.md").write_text("Only words.\n", "utf-8")
    (folder / "notes" / "salt.md").write_text("# Salt\n\nNothing yet.\n", "utf-8")
    done = curriculum("read", "notes", cwd=folder)
    for what in ("1 episode whose show is not known", "1 point without text"):
        assert what in done.stdout
    assert "Left out: 1 file in which no episode was found." in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal is imitated with a Unix pty")
def test_a_terminal_sees_progress_when_there_is_much_to_read(folder: Path) -> None:
    import pty

    for number in range(60):
        (folder / "notes" / f"n{number}.md").write_text(NOTES.replace("Bread", f"Bread {number}"), "utf-8")
    ours, theirs = pty.openpty()
    done = subprocess.run(
        [*program(), "read", "notes", "--json"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2]), "TERM": "xterm"},
        check=False,
    )
    os.close(theirs)
    shown = os.read(ours, 100_000).decode("utf-8", "replace")
    os.close(ours)
    assert done.returncode == 0
    assert len(json.loads(done.stdout)["episodes"]) == 61
    assert "Reading" in shown
    assert "61" in shown


def test_every_kind_of_problem_is_described() -> None:
    """What the code can raise, what the summary counts and what docs/reading.md explains are one set."""
    import re

    from curriculum.cli.problem_list import KINDS

    root = Path(__file__).resolve().parents[2]
    sources = (path.read_text("utf-8") for path in (root / "curriculum" / "reading").glob("*.py"))
    raised = {kind for text in sources for kind in re.findall(r'kind="([a-z-]+)",\s+message', text)}
    explained = re.findall(
        r"^\| `([a-z-]+)` \|", (root / "docs" / "reading.md").read_text("utf-8"), re.MULTILINE
    )
    assert list(KINDS) == explained
    assert raised - {"missing", "empty"} | {"glyph"} == set(KINDS)  # the last one is of the guides' fonts


def test_the_language_is_shown_where_it_is_not_english(folder: Path) -> None:
    german = (
        "# Brot\n\n## Kernaussagen\n- Der Teig wird nicht geknetet, sondern nur gerührt, weil er klebt.\n"
    )
    (folder / "notes" / "brot.md").write_text(german, encoding="utf-8")
    done = curriculum("read", "notes", cwd=folder)
    assert "Brot (German)" in done.stdout
    assert done.stdout.count("(") == 1
    assert done.stderr.count("1 episode is in German") == 1
    assert [
        e["language"] for e in document(curriculum("read", "notes", "--json", cwd=folder))["episodes"]
    ] == [
        "en",
        "de",
    ]
