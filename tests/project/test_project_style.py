"""Style and types are tests too: one command decides."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "arguments",
    [
        ["ruff", "check", "--no-cache", "--output-format=concise", "."],
        ["ruff", "format", "--no-cache", "--check", "."],
        ["mypy"],
    ],
    ids=["style", "format", "types"],
)
def test_tools_have_nothing_to_say(arguments: list[str]) -> None:
    """ruff and mypy, set up in pyproject.toml, end without a finding."""
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
