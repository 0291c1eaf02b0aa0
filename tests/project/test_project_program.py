"""A command that is forked from the process of ``program_server`` is the command that a person types."""

import os
import re
import shutil
import signal
import subprocess
from pathlib import Path

import pytest
from program import FORKS, ITSELF, ROOT, program

pytestmark = pytest.mark.skipif(not FORKS, reason="commands are not forked on this system")
EPISODES = Path(__file__).parent / "fixtures" / "episodes"


def done(begin: list[str], home: Path, line: str, **environment: str) -> tuple[int, bytes, bytes]:
    """Exit code, output and messages."""
    ended = subprocess.run(
        [*begin, *line.split()],
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "70", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    return ended.returncode, ended.stdout, ended.stderr


@pytest.mark.parametrize(
    ("line", "letters"),
    [
        ("--help", "utf-8"),
        ("plan notes --month 2024-05", "cp1252"),
        ("read nowhere", "ascii:strict"),
        ("read --what", "utf-8"),
        ("cards notes --json", "ascii:strict"),
    ],
)
def test_it_ends_and_says_the_same(tmp_path: Path, line: str, letters: str) -> None:
    shutil.copytree(EPISODES, tmp_path / "notes")
    typed = done(ITSELF, tmp_path, line, PYTHONIOENCODING=letters)
    assert done(program(), tmp_path, line, PYTHONIOENCODING=letters) == typed


def test_it_has_its_own_environment_and_leaves_nothing_to_the_next(tmp_path: Path) -> None:
    shutil.copytree(EPISODES, tmp_path / "notes")
    told = [done(program(), tmp_path, "read notes", COLUMNS=columns)[1] for columns in ("40", "120", "40")]
    assert told[0] == told[2] != told[1]


def test_a_signal_reaches_it(tmp_path: Path) -> None:
    shutil.copytree(EPISODES, tmp_path / "notes")
    desk = subprocess.Popen(
        [*program(), "desk", "notes", "--no-browser"], cwd=tmp_path, stdout=subprocess.PIPE, text=True
    )
    assert desk.stdout
    assert re.search(r"http://127\.0\.0\.1:\d+/", desk.stdout.readline())
    desk.send_signal(signal.SIGINT)
    desk.communicate(timeout=60)
    assert desk.returncode in (0, 130)
