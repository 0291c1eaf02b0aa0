"""Two folders change places in one step, where the system can."""

import ctypes
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
"""linux/fs.h: swap two paths atomically."""
_RENAME_SWAP = 2
"""sys/stdio.h of macOS: the same for ``renamex_np``."""


def aside_of(made: Path) -> Path:
    """Where the old folder stands for a moment on a disk that cannot exchange."""
    return made.with_name(f"{made.name}.old")


def exchange(made: Path, place: Path) -> None:
    """Put the folder ``made`` at ``place``; what was there is at ``made`` afterwards.

    One step on Linux and macOS. On a disk that cannot do that, renames with nothing at ``place`` for
    a moment; ``aside_of(made)`` has the old folder then.
    """
    if not place.exists():
        made.replace(place)
    elif not _swapped(made, place):
        aside = aside_of(made)
        place.replace(aside)
        try:
            made.replace(place)
        except OSError:
            aside.replace(place)
            raise
        aside.replace(made)


def _swapped(one: Path, other: Path) -> bool:
    """Whether the system has exchanged the two paths."""
    names = os.fsencode(one), os.fsencode(other)
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            return int(libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)) == 0
        return int(libc.renamex_np(names[0], names[1], _RENAME_SWAP)) == 0
    except (AttributeError, OSError, TypeError):
        return False  # no such call on this system
