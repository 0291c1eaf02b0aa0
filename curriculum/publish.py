"""Putting what a build made where the learner finds it: all of it, or nothing."""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from curriculum.problems import CurriculumError

MANIFEST = ".curriculum.json"
"""In a curriculum's folder: the files we wrote there, each with the SHA-256 of its bytes."""


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_manifest(folder: Path) -> Mapping[str, str]:
    """File name → SHA-256 of what we wrote in the folder last time; empty when we never did."""
    try:
        written = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}  # without a manifest nothing in the folder is ours to delete
    if not isinstance(written, dict):
        return {}
    return {str(name): str(sha) for name, sha in written.items() if Path(str(name)).name == name}


def is_edited(path: Path) -> bool:
    """Whether a file that we wrote has been changed by somebody since."""
    ours = read_manifest(path.parent).get(path.name)
    return path.exists() and ours is not None and digest(path) != ours


def check_writable(folder: Path, remedy: str) -> None:
    """Raise CurriculumError with that remedy when nothing can be written in the folder."""
    existing = next((parent for parent in (folder, *folder.parents) if parent.exists()), Path())
    if not existing.is_dir() or not os.access(existing, os.W_OK):
        raise CurriculumError.of("unwritable", f"{existing} cannot be written.", remedy, path=str(folder))


def publish(staged: Path, folder: Path, lock_text: str, lock_path: Path) -> tuple[Path, ...]:
    """Move the staged files into the folder, delete those of ours it no longer has, then write the lock.

    ``staged`` is a folder on the same disk as ``folder``; it is gone afterwards. Files in ``folder``
    that we did not write, or that somebody has changed since, stay. Returns the files made, by name.
    """
    names = sorted(path.name for path in staged.iterdir())
    before = read_manifest(folder)
    manifest = {name: digest(staged / name) for name in names}
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (staged / name).replace(folder / name)
    for name, sha in before.items():
        stale = folder / name
        if name not in manifest and stale.is_file() and digest(stale) == sha:
            stale.unlink()
    write_atomically(folder / MANIFEST, json.dumps({"files": manifest}, indent=1) + "\n")
    write_atomically(lock_path, lock_text)  # last: until now the old lock tells the truth
    shutil.rmtree(staged, ignore_errors=True)
    return tuple(folder / name for name in names)


def write_atomically(path: Path, text: str) -> None:
    """Write a text file so that a reader sees the old bytes or the new ones, never a part."""
    beside = path.with_name(f".{path.name}.new")
    with beside.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
