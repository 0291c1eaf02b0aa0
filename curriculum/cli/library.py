"""The library that a command works on, read with a progress bar when there is much to read."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curriculum.cli import console

if TYPE_CHECKING:
    from collections.abc import Callable

    from curriculum.reading.library import Library

_MANY = 50
"""Files from which a progress bar is shown."""


def library_of(sources: tuple[Path, ...]) -> "Library":
    """Read the sources (./seeds when there are none), with a bar on a terminal's standard error."""
    from curriculum.reading.read import read

    with _bar() as progress:
        return read(sources or (Path("seeds"),), progress)


@contextmanager
def _bar() -> Iterator["Callable[[int, int], None] | None"]:
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns: list[Any] = [TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()]
    with Progress(*columns, console=console.console(stderr=True), transient=True) as bar:
        tasks: list[Any] = []

        def progress(done: int, total: int) -> None:
            if total < _MANY:
                return
            if not tasks:
                tasks.append(bar.add_task("reading", total=total))
            bar.update(tasks[0], completed=done)

        yield progress
