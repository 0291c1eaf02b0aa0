"""``curriculum cards --review``, with an editor that types what the test says."""

import os
import pty
import select
import shlex
import signal
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from curriculum.cards.card import Card, CardSource
from curriculum.cli import group
from curriculum.cli.card_form import Refused, decided, form
from curriculum.problems import CurriculumError

NOTES = """# Kilns with Ada Clarke

Key points:

1. **A Mood**: They were glad of it.
"""
TWO = NOTES + "2. **Another Mood**: They were sad about it.\n"

EDITOR = """\
import pathlib, sys
home = pathlib.Path(__file__).parent
sheet = pathlib.Path(sys.argv[-1])
nth = len(list(home.glob("saw-*"))) + 1
(home / f"saw-{nth}").write_bytes(sheet.read_bytes())
typed = home / f"type-{nth}"
if typed.exists():
    sheet.write_bytes(typed.read_bytes())
if "--fail" in sys.argv:
    sys.exit(3)
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one held card, and an editor in EDITOR."""
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "kilns.md").write_text(NOTES, encoding="utf-8")
    (tmp_path / "an editor").mkdir()
    (tmp_path / "an editor" / "type.py").write_text(EDITOR, encoding="utf-8")
    monkeypatch.setenv("EDITOR", editor(tmp_path))
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path / "notes"


def editor(home: Path, *arguments: str) -> str:
    return shlex.join([sys.executable, str(home / "an editor" / "type.py"), *arguments])


def types(folder: Path, *texts: str | bytes) -> None:
    """What the editor makes of the sheet, each time it is opened."""
    for nth, text in enumerate(texts, start=1):
        content = text.encode() if isinstance(text, str) else text
        (folder.parent / "an editor" / f"type-{nth}").write_bytes(content)


def saw(folder: Path, nth: int) -> str:
    """What the editor was given the nth time."""
    return (folder.parent / "an editor" / f"saw-{nth}").read_text("utf-8")


def review(folder: Path, typed: str) -> Result:
    result = CliRunner().invoke(group, ["cards", str(folder), "--review"], input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


def saved(folder: Path) -> list[dict[str, Any]]:
    path = folder / "cards.toml"
    return list(tomllib.loads(path.read_text("utf-8")).values()) if path.exists() else []


def sheets(folder: Path) -> list[Path]:
    """Sheets that were kept."""
    return sorted(folder.parent.glob("curriculum-*.toml"))


GOOD = 'question = "What were they glad of?"\nanswer = "the kiln"\n'
BARE = 'question = "What were they glad of?"\nanswer = "the "big" kiln"\ncontext = ""\n'


def test_a_card_is_edited_in_the_persons_editor(folder: Path) -> None:
    types(folder, GOOD)
    assert "1 decision saved" in review(folder, "e\n").stdout
    assert 'question = "A Mood?"' in saw(folder, 1)
    assert saved(folder) == [{"verdict": "keep", "question": "What were they glad of?", "answer": "the kiln"}]
    assert sheets(folder) == []
    assert "No held card waits for you." in review(folder, "").stdout


def test_a_bare_quotation_mark_opens_the_same_text_again_with_the_reason_above(folder: Path) -> None:
    mended = BARE.replace('"the "big" kiln"', "'''the \"big\" kiln'''")
    types(folder, BARE, mended)
    assert "1 decision saved" in review(folder, "e\n").stdout
    again = saw(folder, 2)
    assert again.endswith(BARE), "as it was typed"
    lines = again.splitlines()
    assert lines[0].startswith("# Not saved: line 5 is not as TOML files are:")
    assert lines[4] == 'answer = "the "big" kiln"', "the line that the reason names"
    assert lines[1].startswith('# Not saved: a text stands between two "')
    assert saved(folder)[0]["answer"] == 'the "big" kiln'


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("question = \n", "line 4 is not as TOML files are"),
        ('question = "Why\n', "line 4 is not as TOML files are"),
        ('question = "Why?"\nanwser = "x"\n', "no “anwser”, only question, answer, context"),
        ("answer = 4\n", "“answer” is no text"),
        ('question = "Why?"\nanswer = " "\n', "“answer” is empty"),
        ('question = "a mood"\nanswer = "the kiln"\n', "the question is only the heading"),
        ('answer = "the kiln"\n', "the question is only the heading"),
        ("just words\n", "line 4 is not as TOML files are"),
    ],
)
def test_what_makes_no_card_is_opened_again_until_it_does(folder: Path, typed: str, reason: str) -> None:
    types(folder, typed, GOOD)
    assert "1 decision saved" in review(folder, "e\n").stdout
    again = saw(folder, 2)
    assert f"Not saved: {reason}" in again.replace("this card has ", "")
    assert again.endswith(typed)
    assert saved(folder)[0]["answer"] == "the kiln"


@pytest.mark.parametrize("typed", ["", "\n\n", "# nothing but a remark\n"])
def test_an_emptied_sheet_leaves_the_card_and_nothing_behind(folder: Path, typed: str) -> None:
    types(folder, typed)
    assert "0 decisions saved" in review(folder, "e\n").stdout
    assert saved(folder) == []
    assert sheets(folder) == []


def test_an_unchanged_sheet_leaves_the_card(folder: Path) -> None:
    assert "0 decisions saved" in review(folder, "e\n").stdout
    assert sheets(folder) == []


def test_leaving_after_a_refusal_keeps_what_was_typed(folder: Path) -> None:
    types(folder, BARE)  # and then closed unchanged
    said = review(folder, "e\n").stdout
    (sheet,) = sheets(folder)
    assert f"What you typed is kept in {sheet}." in said.replace("\n", "")
    assert sheet.read_text("utf-8").endswith(BARE)
    assert saved(folder) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_an_editor_may_save_in_its_own_encoding_and_line_ends(folder: Path, encoding: str) -> None:
    types(folder, GOOD.replace("kiln", "café").replace("\n", "\r\n").encode(encoding))
    review(folder, "e\n")
    assert saved(folder)[0]["answer"] == "the café"


def test_an_editor_that_fails_loses_nothing_and_the_card_is_asked_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", editor(folder.parent, "--fail"))
    types(folder, GOOD)
    said = review(folder, "e\nd\n").stdout
    assert "ended with an error (3). The card is as it was." in said
    (sheet,) = sheets(folder)
    assert sheet.read_text("utf-8") == GOOD
    assert f"What you typed is kept in {sheet}." in said
    assert saved(folder) == [{"verdict": "drop"}]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("no-such-editor --wait", "The editor no-such-editor cannot be started"),
        ("nano 'half", "a quote in it is not closed"),
    ],
)
def test_a_missing_editor_is_said_and_the_card_is_asked_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    monkeypatch.setenv("VISUAL", name)
    shown = review(folder, "e\nd\n").stdout
    assert said in shown
    assert saved(folder) == [{"verdict": "drop"}]
    assert sheets(folder) == []


def test_without_any_editor_the_way_out_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EDITOR")
    monkeypatch.setenv("PATH", str(folder))
    assert "No editor was found: name yours in EDITOR" in review(folder, "e\ns\n").stdout


def test_keeping_a_bare_heading_asks_for_a_question(folder: Path) -> None:
    said = review(folder, "x\nk\nA mood\nWhat were they glad of?\n").stdout
    assert "Type k, e, d, s or q." in said
    assert "That is the heading again" in said
    assert saved(folder) == [{"verdict": "keep", "question": "What were they glad of?"}]


def test_keeping_a_bare_heading_without_a_question_leaves_it(folder: Path) -> None:
    assert "0 decisions saved" in review(folder, "k\n\n").stdout
    assert "0 decisions saved" in review(folder, "k\n").stdout, "the end of input loses nothing"
    assert saved(folder) == []


def test_the_end_of_input_keeps_what_was_answered(folder: Path) -> None:
    (folder / "kilns.md").write_text(TWO, encoding="utf-8")
    assert "1 decision saved" in review(folder, "d\n").stdout
    assert saved(folder) == [{"verdict": "drop"}]


def test_what_cannot_be_saved_is_shown_so_that_it_is_not_lost(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, text: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("curriculum.shipping.decisions.replace", full)
    result = CliRunner().invoke(group, ["cards", str(folder), "--review"], input="k\nWhat made them glad?\n")
    assert isinstance(result.exception, CurriculumError)
    assert "cards.toml cannot be written: the disk is full" in str(result.exception)
    assert 'question = "What made them glad?"' in result.stdout


def test_a_cloze_is_refused_until_it_has_its_one_deletion() -> None:
    card = Card(
        key="a/y",
        guid="g",
        kind="cloze",
        rule="number",
        text="A mill has {{c1::four}} sails.",
        answer="four",
        quote="A mill has four sails.",
        credit="Mills",
        source=CardSource(path="mills.md", line=3, episode="mills", point="mills/sails"),
        verdict="held",
    )
    assert decided(card, form(card)) is None
    for text in (
        "A mill has four sails.",
        "A mill {{c1::}} turns.",
        "{{c1::A}} mill has {{c1::four}} sails.",
    ):
        with pytest.raises(Refused, match="exactly one"):
            decided(card, f'text = "{text}"\n')
    found = decided(card, 'text = "A {{c1::mill}} turns."\n')
    assert found is not None
    assert found.text == "A {{c1::mill}} turns."


def test_ctrl_c_at_a_real_terminal_keeps_what_was_answered(folder: Path) -> None:
    """Once at the question, once while the editor is open: then the program goes on."""
    (folder / "kilns.md").write_text(TWO, encoding="utf-8")
    waiting = folder.parent / "an editor" / "wait.py"
    waiting.write_text(
        "import pathlib, signal, sys, time\n"
        "signal.signal(signal.SIGINT, lambda *a: sys.exit(1))\n"
        "pathlib.Path(sys.argv[-1]).write_text('answer = \"the kiln\"')\n"
        "print('editing', flush=True)\n"
        "while True:\n"  # a Ctrl-C that comes between Python's last check and a sleep is heard after it
        "    time.sleep(0.05)\n"
    )

    def sit_down() -> None:
        os.close(os.open(os.ttyname(0), os.O_RDWR))  # its controlling terminal
        signal.signal(signal.SIGINT, signal.default_int_handler)  # tests in the background ignore Ctrl-C

    master, slave = pty.openpty()
    env = {**os.environ, "EDITOR": shlex.join([sys.executable, str(waiting)]), "COLUMNS": "200"}
    process = subprocess.Popen(
        [sys.executable, "-m", "curriculum", "cards", str(folder), "--review"],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=env,
        start_new_session=True,
        preexec_fn=sit_down,
    )
    os.close(slave)
    shown = ""

    def until(text: str, press: bytes = b"") -> None:
        """Wait for a text; a key that is not heard is pressed again, as by anybody.

        Python loses a Ctrl-C that comes between its last check and readline's wait for a key.
        """
        nonlocal shown
        for _ in range(12):
            os.write(master, press)
            while text not in shown and select.select([master], [], [], 5)[0]:
                shown += os.read(master, 4096).decode()
            if text in shown:
                break
        assert text in shown, shown
        shown = shown.partition(text)[2]

    until("[skip]")
    os.write(master, b"e\n")
    until("editing")
    os.write(master, b"\x03")
    until("What you typed is kept in")
    until("The card is as it was.")
    until("[skip]")
    os.write(master, b"d\n")
    until("[skip]")
    until("1 decision saved", press=b"\x03")
    os.close(master)
    assert process.wait(60) in (0, -signal.SIGHUP)
    assert saved(folder) == [{"verdict": "drop"}]
    (sheet,) = sheets(folder)
    assert sheet.read_text("utf-8") == 'answer = "the kiln"'
