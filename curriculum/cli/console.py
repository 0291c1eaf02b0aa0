"""Output and exit codes: rich for people on standard error, plain results on standard output."""

import json
import re
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console

    from curriculum.problems import Problem

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")

SHORT = 20
"""Characters up to which a cell is never broken over two lines."""


def clean(text: str) -> str:
    """Text from a file made safe for a terminal: control and direction characters shown as �."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def console(*, stderr: bool = False) -> "Console":
    """A rich console on standard output or standard error; markup off, so that texts stay texts."""
    from rich.console import Console  # late: cli --help must not pay for it

    return Console(stderr=stderr, markup=False, highlight=False, emoji=False)


def several(number: int, noun: str) -> str:
    """A number with its noun: "1 note", "2 notes", "1,200 notes"."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def say(text: str) -> None:
    """One line of progress or advice, on standard error."""
    click.echo(clean(text), err=True)


def write_json(document: Any) -> None:
    """One JSON document on standard output, nothing else."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))


def write_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table on standard output; cells are cleaned, short columns never broken."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    cells = [[clean(str(cell)) for cell in row] for row in rows]
    for place, column in enumerate(columns):
        short = all(len(row[place]) <= SHORT for row in cells)
        table.add_column(column, overflow="fold", no_wrap=short)
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    console().print(table)


def show_problems(problems: Iterable["Problem"], limit: int | None = None) -> None:
    """Every problem on standard error as ``path:line: severity: message`` and its remedy."""
    shown = list(problems)
    for problem in shown[:limit]:
        place = f"{problem.place}: " if problem.place else ""
        say(f"{place}{problem.severity}: {problem.message}")
        say(f"    {problem.remedy}")
    if limit is not None and len(shown) > limit:
        say(f"… and {len(shown) - limit} more: run `curriculum read` to see them all.")


def fail(problems: Iterable["Problem"]) -> None:
    """Show what stops the job, then exit with 1."""
    show_problems(problems)
    sys.exit(1)
