"""The board: what a benchmark measured, beside a peer and beside what was to be reached."""

import json
import os
import sys
from pathlib import Path
from typing import NamedTuple

BOARD = "BENCHMARK_BOARD"
"""The variable that names the file into which `run.py` has every benchmark write its figures."""


MISSED = 3
"""The exit code of a benchmark that ran to its end and missed a target."""


class Figure(NamedTuple):
    """One thing that was measured."""

    what: str
    ours: float
    unit: str
    """What it is counted in; "" for a score."""
    peer: str = ""
    """Whose figure stands beside it."""
    theirs: float | None = None
    target: str = ""
    """What was to be reached, in words; "" where nothing was."""
    met: bool = True

    @property
    def ratio(self) -> float | None:
        """Ours by the peer's."""
        return self.ours / self.theirs if self.theirs else None

    def row(self) -> str:
        """The figure as a row of a Markdown table."""
        cells = (
            self.what,
            _said(self.ours, self.unit),
            self.peer,
            "" if self.theirs is None else _said(self.theirs, self.unit),
            "" if self.ratio is None else f"{self.ratio:.2f}",
            self.target,
            "" if not self.target else "met" if self.met else "**missed**",
        )
        return f"| {' | '.join(cells)} |"


HEAD = "| What | Ours | Peer | Peer's | Ratio | Target | |\n| --- | ---: | --- | ---: | ---: | --- | --- |"

_shown: list[Figure] = []


def _said(value: float, unit: str) -> str:
    number = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return f"{number} {unit}".strip()


def show(figure: Figure) -> None:
    """Print a figure, and keep it for the table of all."""
    _shown.append(figure)
    print(figure.row(), flush=True)
    if path := os.environ.get(BOARD):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(json.dumps(figure) + "\n")


def beside(what: str, ours: float, unit: str, peer: str, theirs: float, most: float | None = None) -> None:
    """Show a figure whose ratio to a peer's was to be at most ``most``; None where that is only told."""
    met = most is None or ours <= most * theirs
    show(Figure(what, ours, unit, peer, theirs, "" if most is None else f"ratio ≤ {most:g}", met))


EQUAL = 0.01
"""Scores that are no further apart are equal."""


def above(what: str, ours: float, peer: str, theirs: float) -> None:
    """Show a score that was to be as high as a peer's."""
    show(Figure(what, ours, "", peer, theirs, "no lower", ours > theirs - EQUAL))


def below(what: str, ours: float, unit: str, limit: float) -> None:
    """Show a figure that was to be at most ``limit``."""
    show(Figure(what, ours, unit, target=f"≤ {limit:g} {unit}".strip(), met=ours <= limit))


def told(what: str, ours: float, unit: str) -> None:
    """Show a figure for which nothing was set."""
    show(Figure(what, ours, unit))


def end() -> None:
    """Leave the program, with an error when a target was missed."""
    missed = [figure.what for figure in _shown if not figure.met]
    if missed:
        print(f"missed: {'; '.join(missed)}", file=sys.stderr)
        sys.exit(MISSED)


def read(path: Path) -> list[Figure]:
    """The figures that benchmarks wrote into a file."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [Figure(*json.loads(line)) for line in lines]
