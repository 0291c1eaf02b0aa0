"""The terminal's manners: no squeezed table, no broken word, what is shared said once, a way to begin."""

import os
import re
import shlex
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from program import program

from curriculum.cli import COMMANDS, line, table
from curriculum.cli.example import COMMAND, EPISODE, NAME
from curriculum.cli.problem_list import show_problems
from curriculum.count import several
from curriculum.problems import Problem

ROOT = Path(__file__).resolve().parents[2]
EPISODES = ROOT / "tests" / "project" / "fixtures" / "episodes"


def run(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [*program(), *arguments],
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "80", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


def on_a_terminal(home: Path, columns: int, *arguments: str) -> str:
    """What the command writes to a terminal of so many columns, without colours."""
    pty = pytest.importorskip("pty", reason="a terminal is imitated with a Unix pty")
    fcntl = pytest.importorskip("fcntl")
    termios = pytest.importorskip("termios")

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    child = subprocess.Popen(
        [*program(), *arguments],
        cwd=home, env={**environment, "PYTHONPATH": str(ROOT)}, stdin=theirs, stdout=theirs, stderr=theirs,
    )  # fmt: skip
    os.close(theirs)
    said = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # what Linux says at the end
            break
        if not part:
            break
        said += part
    os.close(ours)
    assert child.wait() == 0
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", said.decode("utf-8")).replace("\r", "")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with notes of three episodes."""
    shutil.copytree(EPISODES, tmp_path / "my-notes")
    return tmp_path


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [
        (0, ("note",), "0 notes"),
        (1, ("note",), "1 note"),
        (1200, ("note",), "1,200 notes"),
        (1, ("passes", "pass"), "1 passes"),
        (2, ("passes", "pass"), "2 pass"),
    ],
)
def test_a_count_has_the_form_of_its_number(number: int, words: tuple[str, ...], said: str) -> None:
    assert several(number, *words) == said


class TestALine:
    def test_is_broken_between_words_and_goes_on_below_its_text(self) -> None:
        assert line.wrapped("  held  Why does the dough of a loaf rise?", 32) == (
            "  held  Why does the dough of a\n        loaf rise?"
        )
        assert line.wrapped("Week 1 · Bread", 40) == "Week 1 · Bread"

    def test_keeps_a_command_a_path_and_a_pair_in_one_piece(self) -> None:
        text = "See (`curriculum read 'my notes'`), 'a b/c d.md' or \"LeCun\" = \"Leike\" now."
        assert line.wrapped(text, 20).split("\n") == [
            "See",
            "(`curriculum read 'my notes'`),",
            "'a b/c d.md' or",
            '"LeCun" = "Leike"',
            "now.",
        ]
        assert line.wrapped("my notes/a b.md:3: error: No.", 20, ["my notes/a b.md:3:"]) == (
            "my notes/a b.md:3:\nerror: No."
        )

    def test_counts_the_columns_of_wide_letters(self) -> None:
        assert line.wrapped("東京 東京 東京", 10) == "東京 東京\n東京"

    def test_says_letters_that_an_encoding_lacks_in_plain_ones(self) -> None:
        with pytest.raises(UnicodeEncodeError) as lacking:
            "“a” → …".encode("ascii")
        assert line.plain(lacking.value)[0] == '"'
        assert "".join(line.plain(UnicodeEncodeError("ascii", sign, 0, 1, ""))[0] for sign in "“→…█ō") == (
            '"->...8?'
        )


@pytest.mark.parametrize(("columns", "is_table"), [("100", True), ("60", False)])
def test_a_table_gives_way_to_lines_where_it_would_squeeze_its_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], columns: str, is_table: bool
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    title = "Why the dough of a loaf rises, and why it falls again"
    table.write_table("Bread", ("Week", "Title", "Minutes"), [(1, title, 50)], lambda row: f"  {row[1]}")
    shown = capsys.readouterr().out
    assert ("Minutes" in shown) is is_table
    assert title in shown


def problem(path: str, number: int, kind: str, message: str, remedy: str) -> Problem:
    return Problem(path=path, line=number, kind=kind, message=message, remedy=remedy)


class TestProblems:
    def test_of_one_kind_are_told_once_with_every_place(self, capsys: pytest.CaptureFixture[str]) -> None:
        show_problems(
            problem(f"my notes/{name}.md", at, "show", f"The show of “{name}” is not known.", "Write it.")
            for name, at in (("a", 1), ("b", 2), ("b", 9), ("c", 4))
        )
        assert capsys.readouterr().err.splitlines() == [
            "warning: 4 episodes whose show is not known:",
            "  my notes/a.md:1",
            "  my notes/b.md:2, 9",
            "  my notes/c.md:4",
            "    Write it.",
        ]

    def test_many_of_one_kind_are_cut_where_the_rest_can_be_had(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        many = [problem(f"{at:03}.md", 1, "show", "The show is not known.", "Write it.") for at in range(100)]
        show_problems(many, places=10)
        listed = capsys.readouterr().err.splitlines()
        assert listed[0] == "warning: 100 episodes whose show is not known:"
        assert listed[10:] == ["  009.md:1", "  … and 90 more: --json lists them all.", "    Write it."]

    def test_that_say_different_things_share_only_their_remedy(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        show_problems(
            problem("a.md", at, "unread", f"This line was not understood: {said}", "Move it.")
            for at, said in ((3, "one"), (5, "two"))
        )
        assert capsys.readouterr().err.splitlines() == [
            "warning: 2 lines that were not understood:",
            "  a.md:3: This line was not understood: one",
            "  a.md:5: This line was not understood: two",
            "    Move it.",
        ]

    def test_one_alone_says_all_on_its_own_line(self, capsys: pytest.CaptureFixture[str]) -> None:
        show_problems([problem("a.md", 3, "show", "The show of “A” is not known.", "Write it.")])
        assert capsys.readouterr().err == ("a.md:3: warning: The show of “A” is not known.\n    Write it.\n")


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("command", ["plan", "read"])
def test_no_word_is_broken_on_a_terminal(home: Path, command: str, columns: int) -> None:
    shown = on_a_terminal(home, columns, command, "my-notes")
    piped = run(home, command, "my-notes", COLUMNS=str(columns))
    assert sorted(shown.split()) == sorted((piped.stdout + piped.stderr).split())
    assert all(len(one) <= columns for one in shown.splitlines() if " " in one.strip())


@pytest.mark.parametrize("arguments", ["build", "read", "plan", "cards", "search bread", "forecast", "write"])
def test_with_nothing_to_read_it_says_how_to_begin(tmp_path: Path, arguments: str) -> None:
    done = run(tmp_path, *arguments.split())
    assert (done.returncode, done.stdout) == (1, "")
    assert "There is nothing to read" in done.stderr
    assert NAME in done.stderr
    assert done.stderr.endswith(f"{COMMAND}\n")


@pytest.mark.parametrize("name", ["", "list.md", "rubbish.md"])
def test_a_folder_without_an_episode_says_how_to_begin(tmp_path: Path, name: str) -> None:
    (tmp_path / "mine").mkdir()
    if name:
        (tmp_path / "mine" / "list.md").write_text("milk\neggs\n", "utf-8")
    if name == "rubbish.md":
        (tmp_path / "mine" / name).write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    done = run(tmp_path, "build", "mine")
    assert done.returncode == 1
    assert done.stderr.endswith(f"{COMMAND}\n")
    assert ("rubbish.md: error: " in done.stderr) is (name == "rubbish.md")


def test_the_example_to_begin_with_is_read_whole_and_without_a_complaint(tmp_path: Path) -> None:
    (tmp_path / "my-notes").mkdir()
    (tmp_path / NAME).write_text(EPISODE, "utf-8")
    done = run(tmp_path, "read", *shlex.split(COMMAND)[2:])
    assert done.returncode == 0
    assert done.stderr == ""
    assert "1 episode in 1 file; 100.0 %" in done.stdout


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_the_examples_of_help_work_as_typed(home: Path, command: str) -> None:
    (home / "my-notes" / "bread.md").write_text(EPISODE, "utf-8")
    shown = run(home, *command.split(), "--help").stdout
    assert all(len(one) <= 80 for one in shown.splitlines())
    typed = re.findall(r"^    (curriculum .+)$", shown.partition("\nOptions:")[0], re.MULTILINE)
    assert typed
    for one in typed:
        words = shlex.split(one)[1:]
        if words[0] == "desk":
            continue  # it waits for a person; tests/desk and README's test start it
        done = run(home, *words, *(["--dry-run"] if words[0] == "build" else []))
        asks_anki = words[0] in ("ship", "progress")  # and none listens here
        assert done.returncode == int(asks_anki), done.stderr
        assert "Usage:" not in done.stderr


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("curriculum se", "plain,search"),
        ("curriculum build my", "file,my"),
        ("curriculum build --pap", "plain,--paper"),
    ],
)
def test_a_shell_is_told_how_a_word_goes_on(tmp_path: Path, typed: str, offered: str) -> None:
    """The program is asked as the script of ``_CURRICULUM_COMPLETE=bash_source curriculum`` asks it."""
    code = "import sys; sys.argv[0] = 'curriculum'; from curriculum.cli import main; main()"
    words = typed.split()
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "_CURRICULUM_COMPLETE": "bash_complete",
            "COMP_WORDS": "\n".join(words),
            "COMP_CWORD": str(len(words) - 1),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert offered in done.stdout.splitlines()
    assert done.stderr == ""
