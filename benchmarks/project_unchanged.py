"""How long a build takes in which nothing has changed: thirteen episodes, and two thousand.

    python benchmarks/project_unchanged.py [--episodes 13 2000]

Whole commands, start of Python included; the median of five after a first build that made everything but
the guides, whose printing is another benchmark's. The notes are made up: of three written flashcards each, so
that the first build takes no minutes.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import board
from reading_speed import sentence

RUNS = 5
LIMITS = {13: 0.5, 2000: 3.0}
"""Episodes → seconds that were to be enough."""


def notes(chance: random.Random, number: int) -> str:
    """One episode's notes."""
    cards = "".join(
        f"Q: What is {said[:40]}?\nA: {said}\n\n" for said in (sentence(chance) for _ in range(3))
    )
    return f"# Radiolab: {sentence(chance)[:30]} {number}\n\n{sentence(chance)}\n\n## Flashcards\n\n{cards}"


def build(folder: Path) -> float:
    """Seconds of one build."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "curriculum", "build", "notes", "--only", "outline", "--only", "decks"]
    env = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parents[1]),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "SOURCE_DATE_EPOCH": "1700000000",
    }
    subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Show the first build and one after it, for each size."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--episodes", type=int, nargs="*", default=list(LIMITS))
    for count in options.parse_args().episodes:
        with tempfile.TemporaryDirectory() as name:
            folder, chance = Path(name), random.Random(count)
            (folder / "notes").mkdir()
            for number in range(count):
                (folder / "notes" / f"{number:05}.md").write_text(notes(chance, number), "utf-8")
            time.sleep(2.5)  # a file changed a moment ago is looked at again in any case
            first = build(folder)
            again = statistics.median(build(folder) for _ in range(RUNS))
        board.told(f"first build of {count:,} episodes, no guides", first, "s")
        what = f"unchanged build of {count:,} episodes"
        if count in LIMITS:
            board.below(what, again, "s", LIMITS[count])
        else:
            board.told(what, again, "s")
    board.end()


if __name__ == "__main__":
    main()
