"""Where nothing may be written: what the system forbids, and folders that plainly hold no notes."""

import os
from pathlib import Path

from curriculum import opening
from curriculum.problems import CurriculumError

_SYSTEM = frozenset(
    "/bin /boot /dev /etc /home /lib /lib32 /lib64 /media /mnt /opt /private /proc /root /run /sbin /srv /sys"
    " /tmp /usr /var /Applications /Library /System /Users /Volumes".split()
)
"""Folders of the system: they hold programs, or other folders, and are nobody's notes."""
_WHOLLY = frozenset("/bin /boot /etc /lib /lib32 /lib64 /proc /sbin /sys /usr /Applications /System".split())
"""Those in which no folder is anybody's notes either, unless a home lies there."""


def check_writable(folder: Path, remedy: str) -> None:
    """Raise CurriculumError with that remedy when nothing can be written in the folder."""
    existing = next((parent for parent in (folder, *folder.parents) if opening.is_there(parent)), Path())
    if not opening.is_folder(existing):
        why = "it is no folder"
    elif not os.access(existing, os.W_OK):
        why = "you do not have the permission"
    else:
        return
    raise CurriculumError.of("unwritable", f"{existing} cannot be written: {why}.", remedy, path=str(folder))


def check_notes_folder(folder: Path, remedy: str) -> None:
    """Raise CurriculumError with that remedy when the folder is plainly no folder of notes.

    That is a home folder itself, a folder that homes lie in, the root of a disk, or a system folder.
    """
    real = folder.resolve()
    if real == _home():
        what = "your home folder"
    elif is_system(real):
        what = "a system folder"
    else:
        return
    message = f"{real} is {what} and no folder of notes, so nothing is written into it."
    raise CurriculumError.of("no-notes-folder", message, remedy, path=str(folder))


def is_system(folder: Path) -> bool:
    """Whether a folder belongs to the system: the root of a disk, what homes lie in, or its programs."""
    real, home = folder.resolve(), _home()
    if home is not None and home in (real, *real.parents):
        return False
    around = {parent.as_posix() for parent in (real, *real.parents)}
    above_home = home is not None and real in home.parents
    return real.parent == real or above_home or real.as_posix() in _SYSTEM or not around.isdisjoint(_WHOLLY)


def _home() -> Path | None:
    """The person's home folder; None when the system knows none."""
    try:
        return Path.home().resolve()
    except (RuntimeError, OSError):
        return None
