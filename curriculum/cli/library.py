"""The library that a command works on, read with a progress bar when there is much to read."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from curriculum.cli import console
from curriculum.cli.crew import crew

if TYPE_CHECKING:
    from collections.abc import Callable

    from curriculum.reading.library import Library

SEEDS = (Path("seeds"),)
"""The sources when none are named."""
_MANY = 50
"""Files from which a progress bar is shown."""


def given(sources: tuple[Path, ...]) -> tuple[Path, ...]:
    """The sources, ./seeds when none are named. Raises CurriculumError when that is not there either."""
    from curriculum import opening
    from curriculum.cli.example import NOTHING
    from curriculum.problems import CurriculumError

    if not sources and not opening.is_there(SEEDS[0]):
        said = "There is nothing to read: no episode file was named, and there is no folder seeds here."
        raise CurriculumError.of(NOTHING, said, "Name the file or the folder with your notes.")
    return sources or SEEDS


def library_of(sources: tuple[Path, ...], exclude: tuple[str, ...] = ()) -> "Library":
    """Read the sources (./seeds when there are none), with a bar on a terminal's standard error."""
    from curriculum.reading.read import read

    with reading_bar() as progress:
        return read(given(sources), progress, exclude, crew())


@contextmanager
def reading_bar() -> Iterator["Callable[[int, int], None] | None"]:
    """What to call with how many files or texts are read and how many there are: it draws a bar."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield None
        return
    with ExitStack() as stack:
        bars: list[Callable[[int, int], None]] = []

        def progress(done: int, total: int) -> None:
            if total < _MANY:
                return
            if not bars:
                bars.append(_begun(stack))
            bars[0](done, total)

        yield progress


def _begun(stack: ExitStack) -> "Callable[[int, int], None]":
    """A bar, drawn until the stack is left."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns: list[Any] = [TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()]
    bar = stack.enter_context(Progress(*columns, console=console.console(stderr=True), transient=True))
    task = bar.add_task("reading", total=None)
    return lambda done, total: bar.update(task, completed=done, total=total)
