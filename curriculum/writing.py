"""The one way in which a file is written: whole or not at all, and one that cannot be is named."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from curriculum import opening
from curriculum.problems import CurriculumError


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Put the name of a file into the OSError of writing it: a full disk does not tell."""
    try:
        yield
    except OSError as error:
        error.filename = str(path)
        raise


def unwritten(error: OSError, path: Path | str, remedy: str) -> CurriculumError:
    """The error of a file that could not be written; what stood there before still stands."""
    said = f"{path} cannot be written: {opening.why(error)}. What was there before is as it was."
    return CurriculumError.of("disk", said, remedy, str(path))


def encoded(text: str) -> bytes:
    """The bytes that a text becomes in a file; a folder's name in it need not be text."""
    return text.encode("utf-8", "surrogateescape")


def write_atomically(path: Path, text: str) -> None:
    """Write a text file so that a reader sees the old bytes or the new ones, never a part.

    Raises OSError, with the file's name, when that cannot be done; the old bytes stand then.
    """
    beside = draft_of(path)
    with named(path):
        try:
            beside.unlink(missing_ok=True)  # of a killed run, or a link to somebody's file
            with beside.open("xb") as file:
                with suppress(OSError):
                    shutil.copymode(path, beside)  # who may read the old file may read the new one
                file.write(encoded(text))
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except OSError:
            beside.unlink(missing_ok=True)
            raise


def draft_of(path: Path) -> Path:
    """Where a file's new text waits until it is whole."""
    return path.with_name(f"{path.name}.new")
