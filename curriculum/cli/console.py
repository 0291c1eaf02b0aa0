"""Output and exit codes: rich for people on standard error, plain results on standard output."""

import csv
import json
import os
import re
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from io import StringIO, TextIOWrapper
from typing import TYPE_CHECKING, Any

import click

from curriculum import opening

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


class Unheard(Exception):
    """What was to be said cannot be written: the reader has gone, or a full disk takes no more."""

    def __init__(self, error: OSError) -> None:
        super().__init__(str(error))
        self.error = error


def prepare() -> None:
    """Let a letter that a stream's encoding lacks come out as another one, never as an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _write(message: str | bytes, *, err: bool = False) -> None:
    stream = sys.stderr if err else sys.stdout
    if stream is None:
        return  # the person has closed it
    try:
        # the stream is named: on its own, click would write UTF-8 where ASCII is asked for
        click.echo(message, file=stream, nl=isinstance(message, str))
    except OSError as error:
        raise Unheard(error) from error


def tell(text: str = "") -> None:
    """A line of what was asked for, on standard output."""
    _write(clean(text))


def several(number: int, noun: str) -> str:
    """A number with its noun: "1 note", "2 notes", "1,200 notes"."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def say(text: str) -> None:
    """One line of progress or advice, on standard error; the work goes on where nobody can hear it."""
    with suppress(Unheard):
        _write(clean(text), err=True)


def write_json(document: Any) -> None:
    """One JSON document on standard output, nothing else; in UTF-8, whatever the terminal speaks."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    # half a pair, from a file name that is no text, as JSON writes it in ASCII
    _write(f"{text}\n".encode("utf-8", "backslashreplace"))


def write_csv(rows: Iterable[Sequence[object]]) -> None:
    """A table for another program on standard output, one row a line; UTF-8, cells cleaned."""
    page = StringIO()
    csv.writer(page, lineterminator="\n").writerows([clean(str(cell)) for cell in row] for row in rows)
    _write(page.getvalue().encode("utf-8", "replace"))


def write_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table on standard output; cells are cleaned, short columns never broken."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=clean(title), title_justify="left", box=box.SIMPLE_HEAD)
    cells = [[clean(str(cell)) for cell in row] for row in rows]
    for place, column in enumerate(columns):
        short = all(len(row[place]) <= SHORT for row in cells)
        table.add_column(column, overflow="fold", no_wrap=short)
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    screen = console()
    with screen.capture() as page:
        screen.print(table)
    _write(page.get().removesuffix("\n"))


def show_problems(problems: Iterable["Problem"], limit: int | None = None) -> None:
    """Every problem on standard error as ``path:line: severity: message`` and its remedy."""
    shown = list(problems)
    for problem in shown[:limit]:
        place = f"{problem.place}: " if problem.place else ""
        say(f"{place}{problem.severity}: {problem.message}")
        say(f"    {problem.remedy}")
    if limit is not None and len(shown) > limit:
        say(f"… and {len(shown) - limit} more: run `curriculum read` to see them all.")


def flush() -> None:
    """Write what still waits to be written; raises OSError when nobody takes it."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def give_up(error: Exception) -> int:
    """The exit code when output cannot be written: 0 when its reader has gone, as `head` does; else 1."""
    found = error.error if isinstance(error, Unheard) else error
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in filter(None, (sys.stdout, sys.stderr)):
        try:
            stream.flush()
        except OSError:
            os.dup2(silence, stream.fileno())  # or Python complains of what it still holds
    if isinstance(found, BrokenPipeError):
        return 0
    assert isinstance(found, OSError)
    say(f"error: The output cannot be written: {opening.why(found)}.")
    say("    Make room on the disk, or write to another place.")
    return 1
