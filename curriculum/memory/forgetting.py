"""What is being forgotten, by the files that lie beside each other: the lock, and what Anki said."""

from pathlib import Path

from curriculum import publish
from curriculum.memory import memory_file
from curriculum.memory.strength import forgotten
from curriculum.planning.forgotten import Forgotten
from curriculum.shipping import lock as locks


def read(lock_path: Path) -> Forgotten | None:
    """How weak the learner of a lock is; None where Anki was never asked.

    Raises CurriculumError when one of the two files cannot be read.
    """
    memory = memory_file.read(lock_path.parent / memory_file.FILE)
    return forgotten(memory, locks.read(publish.lock_to_read(lock_path))) if memory else None
