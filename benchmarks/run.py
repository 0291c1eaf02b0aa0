"""Every benchmark in turn, and one table of all that they measured.

    python benchmarks/run.py [--write] [NAME]...

Runs those named, or all; each in a process of its own, its words in ``build/bench/NAME.txt``. The table is
printed at the end; ``--write`` puts it into ``benchmarks/README.md`` as well, and some of it into the README.
Ends with an error when a benchmark failed or a target was missed.
"""

import argparse
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from board import BOARD, HEAD, MISSED, Figure, read

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "build" / "bench"
BENCHMARKS: dict[str, tuple[str, ...]] = {
    "project_help": (),
    "project_unchanged": (),
    "project_scale": ("200",),
    "decks_flashcards": (),
    "decks_package": ("--notes", "20000"),
    "decks_reimport": (),
    "reading_speed": ("--sizes", "1", "4", "--files", "1000"),
    "reading_doubts": ("--rounds", "4"),
    "reading_hostile": ("reading", "--seconds", "0.1"),
    "cards_speed": (),
    "cards_golden": (),
    "cards_judge": (),
    "planning_grouping": (),
    "planning_ranking": (),
    "planning_meaning": (),
    "planning_order": (),
    "planning_scale": ("plan", "search", "episodes", "20000", "files", "200"),
    "guides_print": (),
    "page_fluency": (),
}
"""Name → its arguments here: smaller than alone where that would take long."""
SHOWN = (
    "`curriculum --help`",
    "unchanged build of 13 episodes",
    "unchanged build of 2,000 episodes",
    "10,000 flashcards, CPU",
    "package of 20,000 notes, CPU",
    "reading 4 MB, CPU a MB",
    "4 weeks of guides with the book, clock",
    "events of 21 after which a learner loses something",
    "search in 20,000 episodes, slowest of 5 queries",
    "weeks of labelled libraries, 4 groups, adjusted Rand index",
)
"""What the README tells of the figures."""
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"


def run(name: str, board: Path) -> tuple[int, float]:
    """The exit code of one benchmark, and its seconds."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, f"benchmarks/{name}.py", *BENCHMARKS[name]],
        cwd=ROOT,
        env={**os.environ, BOARD: str(board)},
        stdout=(FOLDER / f"{name}.txt").open("w", encoding="utf-8"),
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.returncode, time.perf_counter() - start


def machine() -> str:
    """What the figures were measured on."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}{load}"


def render(figures: list[Figure], failed: list[str], seconds: float) -> str:
    """The table of all figures, with what it was measured on."""
    missed = sum(not figure.met for figure in figures)
    set_ = sum(bool(figure.target) for figure in figures)
    said = [f"{set_ - missed} of {set_} targets met; {seconds / 60:.0f} minutes on {machine()}."]
    if failed:
        said.append(f"Ended with an error: {', '.join(failed)}.")
    return "\n".join([*said, "", table(figures)])


def table(figures: Iterable[Figure]) -> str:
    """Figures as a Markdown table."""
    return "\n".join([HEAD, *(figure.row() for figure in figures)])


def put(path: Path, text: str) -> None:
    """Put a text between the two marks of a file."""
    before, _, rest = path.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    path.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", "utf-8")


def write(figures: Sequence[Figure], text: str) -> None:
    """Put what was measured into the benchmarks' README, and a part of it into the project's."""
    put(ROOT / "benchmarks" / "README.md", text)
    put(ROOT / "README.md", table(figure for figure in figures if figure.what in SHOWN))


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("names", nargs="*", choices=[*BENCHMARKS, []], metavar="NAME")
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    board = FOLDER / "board.jsonl"
    board.unlink(missing_ok=True)
    failed, start = list[str](), time.perf_counter()
    for name in given.names or BENCHMARKS:
        print(f"==> {name}", end=" ", flush=True)
        code, seconds = run(name, board)
        print(f"{seconds:.0f} s{', a target missed' if code == MISSED else ''}", flush=True)
        if code not in (0, MISSED):
            failed.append(name)
            print((FOLDER / f"{name}.txt").read_text("utf-8")[-2000:])
    figures = read(board)
    text = render(figures, failed, time.perf_counter() - start)
    print(f"\n{text}")
    if given.write:
        write(figures, text)
    missed = [figure.what for figure in figures if not figure.met]
    if failed or missed:
        sys.exit(f"\nmissed: {'; '.join(missed) or 'nothing'}; failed: {', '.join(failed) or 'none'}")


if __name__ == "__main__":
    main()
