"""How long ``curriculum --help`` takes, start of Python included; the house allows 0.2 s.

.venv/bin/python benchmarks/project_help.py
"""

import statistics
import subprocess
import sys
import time

import board

RUNS = 20
LIMIT = 0.2
"""Seconds; the median must stay below."""


def measure(arguments: list[str]) -> float:
    """Median seconds of RUNS runs of a Python process."""
    subprocess.run([sys.executable, *arguments], capture_output=True, check=True)  # compiles the bytecode
    seconds = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def main() -> None:
    """Show both medians."""
    bare = measure(["-c", ""])
    helped = measure(["-m", "curriculum", "--help"])
    board.beside("`curriculum --help`", helped, "s", "Python alone", bare)
    board.below("`curriculum --help`", helped, "s", LIMIT)
    board.end()


if __name__ == "__main__":
    main()
