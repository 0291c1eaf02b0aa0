"""How long ``curriculum --help`` takes, start of Python included; the house allows 0.2 s.

.venv/bin/python benchmarks/project_help.py
"""

import statistics
import subprocess
import sys
import time

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


def main() -> int:
    """Print both medians; exit 1 when ``--help`` is slower than the limit."""
    bare = measure(["-c", ""])
    helped = measure(["-m", "curriculum", "--help"])
    print(f"python alone       {bare:.3f} s (median of {RUNS})")
    print(f"curriculum --help  {helped:.3f} s (median of {RUNS}); limit {LIMIT} s")
    return 0 if helped < LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
