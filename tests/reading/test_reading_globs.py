"""Globs choose what git's own would: git itself is asked."""

import random
import shutil
import subprocess
from pathlib import Path

import pytest

from curriculum.reading.globs import matches

PIECES = "** * a b a* *.md ? [ab] [!a]* ab x.md *.draft.md".split()
PATHS = [
    f"{folder}{name}"
    for folder in ("", "a/", "b/", "ab/", "a/b/", "b/ab/a/", "a/a/b/")
    for name in ("x.md", "a.md", "ab.draft.md", "y.txt")
]


def pattern(draw: random.Random) -> str:
    """One to four pieces, some from the top, some for folders alone."""
    pieces = "/".join(draw.choice(PIECES) for _ in range(draw.randint(1, 4)))
    return f"{'/' * (draw.random() < 0.2)}{pieces}{'/' * (draw.random() < 0.2)}"


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not there to be asked")
def test_globs_choose_what_git_ignores(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)
    for path in PATHS:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    draw = random.Random(11)
    for glob in ("Archive/**", "**/a", "a/**/b", *(pattern(draw) for _ in range(40))):
        (tmp_path / ".gitignore").write_text(f"{glob}\n", "utf-8")
        ignored = subprocess.run(
            ["git", "check-ignore", "--no-index", "--stdin"],
            cwd=tmp_path,
            input="\n".join(PATHS),
            capture_output=True,
            encoding="utf-8",
            check=False,
        ).stdout
        assert [path for path in PATHS if matches(glob, path)] == ignored.splitlines(), glob


@pytest.mark.parametrize("glob", ["**/" * 200 + "z", "*a" * 100 + "b", "[" * 200, "?" * 300])
def test_no_glob_takes_long(glob: str) -> None:
    assert not matches(glob, "a/" * 200 + "a" * 200)
