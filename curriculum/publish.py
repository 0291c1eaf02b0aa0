"""Putting what a build made where the learner finds it: all of it, or nothing, whenever it is stopped.

A build makes everything in a staged folder beside the curriculum's own. Then, in this order:

1. the person's own files are linked into the staged folder, and the manifest written there, which
   names the lock that belongs to these packages by its SHA-256;
2. the new lock is written beside the old one, as ``.<lock>.next`` (and ``.<lock>.into`` says for
   which folder);
3. **the staged folder and the curriculum's folder change places, in one step;**
4. the new lock takes the place of the old one, and the old folder goes.

Stopped before step 3, the old packages and the old lock stand. Stopped after it, the new packages
stand and the new lock lies ready: ``lock_to_read`` sees by the manifest that it holds, and ``recover``
finishes the work.
"""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from curriculum.exchange import aside_of, exchange
from curriculum.problems import CurriculumError

MANIFEST = ".curriculum.json"
"""In a curriculum's folder: the files we wrote there, each with the SHA-256 of its bytes."""
PATIENCE = 600.0
"""Seconds to wait for another build of the same notes."""


class Published(NamedTuple):
    """What ``publish`` did."""

    files: tuple[Path, ...]
    """The files made, by name."""
    kept: tuple[Path, ...]
    """Copies of files of ours that somebody had changed, under a name of their own."""


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_manifest(folder: Path) -> Mapping[str, str]:
    """File name → SHA-256 of what we wrote in the folder last time; empty when we never did."""
    written = _manifest(folder).get("files")
    if not isinstance(written, dict):
        return {}  # without a manifest nothing in the folder is ours to delete
    return {str(name): str(sha) for name, sha in written.items() if Path(str(name)).name == name}


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def is_ours(path: Path) -> bool:
    """Whether the file stands as we wrote it: nobody has made or changed it since."""
    ours = read_manifest(path.parent).get(path.name)
    return ours is not None and path.is_file() and digest(path) == ours


def check_writable(folder: Path, remedy: str) -> None:
    """Raise CurriculumError with that remedy when nothing can be written in the folder."""
    existing = next((parent for parent in (folder, *folder.parents) if parent.exists()), Path())
    if not existing.is_dir() or not os.access(existing, os.W_OK):
        raise CurriculumError.of("unwritable", f"{existing} cannot be written.", remedy, path=str(folder))


@contextmanager
def alone(lock_path: Path, folder: Path, tell: Callable[[str], None]) -> Iterator[Path]:
    """Hold the notes' lock and the curriculum's folder for one build; a second build waits.

    Finishes or undoes what a killed build left, then yields an empty staged folder, which is gone
    afterwards.

    Raises:
        CurriculumError: another build has not ended within ``PATIENCE``.
    """
    import filelock  # late: only a build needs it

    folder = folder.resolve()  # a link to a folder elsewhere stays a link
    folder.parent.mkdir(parents=True, exist_ok=True)
    lock_path.parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        for path in (lock_path.with_name(f"{lock_path.name}.flock"), folder.parent / f".{folder.name}.flock"):
            guard = filelock.FileLock(path)
            try:
                guard.acquire(timeout=0)
            except filelock.Timeout:
                tell("Waiting for another build of these notes")
                try:
                    guard.acquire(timeout=PATIENCE)
                except filelock.Timeout:
                    raise CurriculumError.of(
                        "busy",
                        f"Another build has held {path} for {PATIENCE / 60:.0f} minutes.",
                        "Wait until it has ended, or end it, then build again.",
                        str(lock_path),
                    ) from None
            held.callback(guard.release)
        recover(lock_path, folder)
        staged = _staged(folder)
        staged.mkdir()
        try:
            yield staged
        finally:
            shutil.rmtree(staged, ignore_errors=True)


def _staged(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.staged")


def final(text: str, folder: Path) -> str:
    """A text that names files of the staged folder, as it reads once they are in the curriculum's own."""
    return text.replace(str(_staged(folder.resolve())), str(folder))


def _gone(path: Path) -> None:
    """Remove a folder that only we have made, if it is there."""
    if path.exists():
        shutil.rmtree(path)


def _next(lock_path: Path) -> tuple[Path, Path]:
    """Where a new lock waits, and where the folder it belongs to is written down."""
    return lock_path.with_name(f".{lock_path.name}.next"), lock_path.with_name(f".{lock_path.name}.into")


def lock_to_read(lock_path: Path) -> Path:
    """The file that holds the true lock: the waiting one, if its packages are in place."""
    waiting, into = _next(lock_path)
    try:
        folder = Path(into.read_text("utf-8"))
        belongs = _manifest(folder).get("lock") == digest(waiting)
    except (OSError, UnicodeDecodeError):
        return lock_path
    return waiting if belongs else lock_path


def recover(lock_path: Path, folder: Path) -> None:
    """Finish what a killed build had published, undo what it had not; call it with the locks held."""
    staged, aside = _staged(folder), aside_of(_staged(folder))
    if aside.exists() and not folder.exists():
        aside.replace(folder)  # stopped between the renames of a disk that cannot exchange
    waiting, into = _next(lock_path)
    if lock_to_read(lock_path) == waiting:
        waiting.replace(lock_path)
    for stale in (waiting, into, _beside(waiting), _beside(into)):
        stale.unlink(missing_ok=True)
    for old in (staged, aside):
        _rescue(old, folder)
        _gone(old)


def publish(
    staged: Path, folder: Path, lock_text: str, lock_path: Path, extra: Mapping[str, object] | None = None
) -> Published:
    """Put the staged files in the place of those that an earlier build made, then write the lock.

    Files in ``folder`` that we did not write stay; those that somebody has changed since stay too,
    as ``<name> (yours)``. ``extra`` goes into the manifest beside ``files``. Call it within ``alone``,
    with the staged folder that it gave.
    """
    names = sorted(path.name for path in staged.iterdir())
    manifest = {name: digest(staged / name) for name in names}
    before = read_manifest(folder)
    kept = []
    for path in sorted(folder.iterdir()) if folder.exists() else ():
        ours = before.get(path.name)
        if path.name == MANIFEST or (ours is not None and path.is_file() and digest(path) == ours):
            continue
        if path.is_file() and manifest.get(path.name) == digest(path):
            continue
        name = path.name if path.name not in manifest else _free_name(path, staged, folder)
        _link(path, staged / name)
        if name != path.name:
            kept.append(folder / name)
    lock_bytes = lock_text.encode("utf-8")
    record = {**(extra or {}), "files": manifest, "lock": hashlib.sha256(lock_bytes).hexdigest()}
    write_atomically(staged / MANIFEST, json.dumps(record, indent=1) + "\n")
    for name in names:
        _sync(staged / name)
    waiting, into = _next(lock_path)
    write_atomically(into, str(folder.resolve()))
    write_atomically(waiting, lock_text)
    exchange(staged, folder.resolve())  # until here the old ones hold, from here the new ones
    waiting.replace(lock_path)
    into.unlink()
    _rescue(staged, folder)
    _gone(staged)
    return Published(tuple(folder / name for name in names), tuple(kept))


def _free_name(path: Path, *folders: Path) -> str:
    """``<stem> (yours)<suffix>``, numbered from 2 where that is taken."""
    number = 1
    while True:
        mark = "yours" if number == 1 else f"yours {number}"
        name = f"{path.stem} ({mark}){path.suffix}"
        if not any((folder / name).exists() for folder in folders):
            return name
        number += 1


def _link(source: Path, target: Path) -> None:
    """The same file under a second name; a copy where the disk knows no links."""
    if source.is_dir() and not source.is_symlink():
        target.mkdir()
        for path in source.iterdir():
            _link(path, target / path.name)
        return
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _rescue(old: Path, folder: Path) -> None:
    """Bring over what somebody put into the old folder after its files had been linked."""
    ours = read_manifest(old)
    if not ours:
        return  # a folder that was still being made: nobody's but ours
    for path in old.iterdir():
        if path.name not in ours and path.name != MANIFEST and not (folder / path.name).exists():
            path.replace(folder / path.name)


def _sync(path: Path) -> None:
    """Make sure that a file is on the disk before anything relies on it."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.new")


def write_atomically(path: Path, text: str) -> None:
    """Write a text file so that a reader sees the old bytes or the new ones, never a part."""
    beside = _beside(path)
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
