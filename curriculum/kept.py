"""What is replaced is kept once beside it: ``outline.toml~`` has what ``outline.toml`` said before.

Whatever replaces a file that a person may have written goes through here.
"""

import os
import shutil
from pathlib import Path

from curriculum import opening
from curriculum.writing import encoded, named, write_atomically


def name_for(path: Path, *folders: Path) -> str:
    """``<name>~`` for a copy of the file in these folders, numbered from 2 where other bytes have that name.

    A name under which a copy of the very same bytes stands is given again: they are kept once.
    """
    mine = opening.fingerprint(path)
    number = 1
    while True:
        name = f"{path.name}~{number if number > 1 else ''}"
        taken = [there for folder in folders if opening.is_there(there := folder / name)]
        if all(opening.is_same(there, mine) for there in taken):
            return name
        number += 1


def replace(path: Path, text: str) -> Path | None:
    """Write a text file anew in one step; what it said before is kept beside it.

    Returns the copy; None when nothing was there or the new text only goes on where the old one ended.
    Raises OSError, with the name of what could not be written; the old bytes stand then.
    """
    path = Path(os.path.realpath(path))  # a link to a file elsewhere stays a link
    if not opening.is_there(path) or opening.is_folder(path) or _goes_on(path, encoded(text)):
        write_atomically(path, text)
        return None
    copy = path.with_name(name_for(path, path.parent))
    new = not opening.is_there(copy)
    try:
        if new:
            link(path, copy)
        write_atomically(path, text)
    except OSError:
        if new:
            copy.unlink(missing_ok=True)
        raise
    return copy


def _goes_on(path: Path, new: bytes) -> bool:
    """Whether new bytes begin with all that a file says."""
    try:
        return new.startswith(opening.read_bytes(path, len(new)))
    except OSError:
        return False


def link(source: Path, target: Path) -> None:
    """The same file under a second name; a copy where the disk knows no links."""
    if source.is_dir() and not source.is_symlink():
        target.mkdir()
        for path in source.iterdir():
            link(path, target / path.name)
        return
    with named(target):
        try:
            os.link(source, target, follow_symlinks=False)
        except OSError:
            shutil.copy2(source, target, follow_symlinks=False)
