"""The real program, run on hostile files in a folder of its own."""

import os
import subprocess
from pathlib import Path

from program import program

ROOT = Path(__file__).resolve().parents[2]


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The real program; what hangs or takes all memory fails within seconds."""
    done = subprocess.run(
        [*program(), *arguments],
        cwd=home,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "120", "XDG_CACHE_HOME": str(home / "cache")},
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    assert "mistake of its own" not in done.stderr, done.stderr
    return done
