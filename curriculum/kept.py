"""What is replaced is kept once beside it: ``outline.toml~`` has what ``outline.toml`` said before.

Whatever replaces a file that a person may have written goes through here.
"""

import hashlib
import os
import shutil
from pathlib import Path


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def name_for(path: Path, *folders: Path) -> str:
    """``<name>~`` for a copy of the file in these folders, numbered from 2 where other bytes have that name.

    A name under which a copy of the very same bytes stands is given again: they are kept once.
    """
    number = 1
    while True:
        name = f"{path.name}~{number if number > 1 else ''}"
        taken = [there for folder in folders if os.path.lexists(there := folder / name)]
        if all(there.is_file() and digest(there) == digest(path) for there in taken):
            return name
        number += 1


def replace(path: Path, text: str) -> Path | None:
    """Write a text file anew in one step; what it said before is kept beside it.

    Returns the copy; None when nothing was there or the new text only goes on where the old one ended.
    """
    path = path.resolve()  # a link to a file elsewhere stays a link
    old = path.read_bytes() if path.is_file() else b""
    copy = None
    if not text.encode("utf-8").startswith(old):
        copy = path.with_name(name_for(path, path.parent))
        if not copy.exists():
            link(path, copy)
    write_atomically(path, text)
    return copy


def link(source: Path, target: Path) -> None:
    """The same file under a second name; a copy where the disk knows no links."""
    if source.is_dir() and not source.is_symlink():
        target.mkdir()
        for path in source.iterdir():
            link(path, target / path.name)
        return
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def write_atomically(path: Path, text: str) -> None:
    """Write a text file so that a reader sees the old bytes or the new ones, never a part."""
    beside = draft_of(path)
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def draft_of(path: Path) -> Path:
    """Where a file's new text waits until it is whole."""
    return path.with_name(f"{path.name}.new")
