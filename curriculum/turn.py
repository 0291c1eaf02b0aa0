"""Whoever changes a file takes their turn: two writers at once lose nothing of each other."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE = 60.0
"""Seconds until somebody else's change must have ended."""


@contextmanager
def taken(path: Path) -> Iterator[None]:
    """Hold a file for one change: read it, write it anew. Raises OSError when it stays held."""
    import filelock  # late: only what writes needs it

    with filelock.FileLock(path.with_name(f".{path.name}.flock"), timeout=PATIENCE):
        yield
