"""Output and exit codes: rich for people on standard error, plain results on standard output."""

import codecs
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
from curriculum.cli.line import plain, width_of, wrapped

if TYPE_CHECKING:
    from rich.console import Console

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


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
    codecs.register_error("curriculum", plain)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="curriculum")


def _write(message: str | bytes, *, err: bool = False) -> None:
    stream = sys.stderr if err else sys.stdout
    if stream is None:
        return  # the person has closed it
    try:
        # the stream is named: on its own, click would write UTF-8 where ASCII is asked for
        click.echo(message, file=stream, nl=isinstance(message, str))
    except OSError as error:
        raise Unheard(error) from error


def tell(text: str = "", *whole: str) -> None:
    """A line of what was asked for, on standard output; ``whole`` are pieces that no line end may break."""
    _write(wrapped(clean(text), width_of(sys.stdout), whole))


def paste(text: str) -> None:
    """What is to be copied from standard output, to the letter: no line is broken."""
    _write(clean(text))


def say(text: str, *whole: str) -> None:
    """One line of progress or advice, on standard error; the work goes on where nobody can hear it."""
    with suppress(Unheard):
        _write(wrapped(clean(text), width_of(sys.stderr), whole), err=True)


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


def show(page: str) -> None:
    """What rich has drawn, on standard output."""
    _write(page.removesuffix("\n"))


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
