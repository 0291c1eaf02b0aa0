"""``progress.json``: what Anki remembered when it was last asked, beside the lock, for plan and build."""

import os
from pathlib import Path

from pydantic import ValidationError

from curriculum import opening
from curriculum.memory.memory import Memory
from curriculum.misfit import in_words
from curriculum.problems import CurriculumError
from curriculum.writing import unwritten, write_atomically

FILE = "progress.json"
_REMEDY = "Delete it: `curriculum progress` asks Anki again and writes it anew."


def read(path: Path) -> Memory | None:
    """What the file says; None when there is none.

    Raises CurriculumError when it cannot be read, or is none of ours.
    """
    if not opening.is_there(path):
        return None
    try:
        return Memory.model_validate_json(opening.read_text(path, opening.LARGEST_OF_OURS))
    except OSError as error:
        message = f"What Anki remembered cannot be read: {opening.why(error)}."
        raise CurriculumError.of("progress", message, _REMEDY, path.as_posix()) from error
    except ValidationError as error:
        message = f"This is no progress that `curriculum progress` wrote: {in_words(error.errors()[0])}."
        raise CurriculumError.of("progress", message, _REMEDY, path.as_posix()) from None


def render(memory: Memory) -> str:
    """The file's text: a line a card, so that versions of it are compared easily."""
    head = memory.model_dump_json(exclude={"traces"}, exclude_defaults=True)[1:-1]
    lines = ",\n".join(trace.model_dump_json(exclude_defaults=True) for trace in memory.traces)
    return f'{{{head},"traces":[\n{lines}\n]}}\n'


def write(path: Path, memory: Memory) -> None:
    """Put the memory in the place of the one before; raises CurriculumError when it cannot be written."""
    try:
        write_atomically(Path(os.path.realpath(path)), render(memory))  # a link stays one
    except OSError as error:
        remedy = "Make room on the disk, or the folder writable; then ask again."
        raise unwritten(error, path, remedy) from error
