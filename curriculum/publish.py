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
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from curriculum import opening
from curriculum.exchange import aside_of, exchange
from curriculum.kept import link, name_for, replace
from curriculum.problems import CurriculumError
from curriculum.writing import draft_of, encoded, named, write_atomically

MANIFEST = ".curriculum.json"
"""In a curriculum's folder: the files we wrote there, each with the SHA-256 of its bytes."""
THEIRS = "theirs"
"""In the manifest: those files that are a person's, each with the file it was copied from."""
MARKS = "marks"
"""In the manifest: what a build makes → a digest of all that decided it (``remainder``)."""
HOME = "home"
"""In the manifest: the folder of the lock, as seen from the curriculum's."""
PATIENCE = 600.0
"""Seconds to wait for another build of the same notes."""


class Published(NamedTuple):
    """What ``publish`` did."""

    files: tuple[Path, ...]
    """The files made, by name."""
    kept: tuple[Path, ...]
    """Copies of files that somebody had written or changed and that were replaced."""


def read_manifest(folder: Path) -> Mapping[str, str]:
    """File name → SHA-256 of what we wrote in the folder last time; empty when we never did."""
    written = _manifest(folder).get("files")
    if not isinstance(written, dict):
        return {}  # without a manifest nothing in the folder is ours to delete
    return {str(name): str(sha) for name, sha in written.items() if Path(str(name)).name == name}


def report(folder: Path) -> object:
    """What the last build said of itself in the folder's manifest (``stamp.record``); None without one."""
    return _manifest(folder).get("report")


def marks(folder: Path) -> Mapping[str, str]:
    """What a build makes → the digest of all that decided it when it was made; empty when nobody wrote it."""
    found = _manifest(folder).get(MARKS)
    return {str(name): str(mark) for name, mark in found.items()} if isinstance(found, dict) else {}


def home(folder: Path) -> Path | None:
    """The folder of the lock that a curriculum's folder was built with; None when nobody wrote it."""
    way = _manifest(folder).get(HOME)
    if not isinstance(way, str):
        return None
    return Path(os.path.normpath(folder.resolve() / opening.encodable(Path(way))))


def _way(place: Path, folder: Path) -> str:
    """How one folder is reached from another, so that both may move."""
    place, folder = place.resolve(), folder.resolve()
    try:
        return Path(os.path.relpath(place, folder)).as_posix()
    except ValueError:  # two drives
        return place.as_posix()


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads(opening.read_text(folder / MANIFEST, opening.LARGEST_OF_OURS))
    except (OSError, ValueError, RecursionError):
        return {}
    return manifest if isinstance(manifest, dict) else {}


def last(output: Path, lock_path: Path) -> Path | None:
    """The curriculum's folder in ``output`` whose build left this lock, the newest of several; or None."""
    sha = opening.fingerprint(lock_to_read(lock_path))
    made = [
        path for path in output.glob(f"[!.]*/{MANIFEST}") if sha and _manifest(path.parent).get("lock") == sha
    ]
    newest = max(made, key=lambda path: path.stat().st_mtime_ns, default=None)
    return newest and newest.parent


def _theirs(manifest: Mapping[str, Any]) -> dict[str, str]:
    theirs = manifest.get(THEIRS)
    return {str(name): str(source) for name, source in theirs.items()} if isinstance(theirs, dict) else {}


def gives_way(path: Path, theirs: Mapping[str, str] | None = None) -> bool:
    """Whether a file may be replaced without a word: it stands as we put it there, and its words are ours.

    ``theirs`` are a person's files that are about to be put there: a copy of one gives way to a newer
    copy of the same.
    """
    manifest = _manifest(path.parent)
    source = _theirs(manifest).get(path.name)
    if source is not None and source != (theirs or {}).get(path.name):
        return False
    return opening.is_same(path, read_manifest(path.parent).get(path.name))


def tells_whose(folder: Path) -> bool:
    """Whether the folder's manifest says which files are a person's; those of earlier versions did not."""
    return THEIRS in _manifest(folder)


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
        folder = Path(os.fsdecode(opening.read_bytes(into)))
    except OSError:
        return lock_path
    belongs = _manifest(folder).get("lock")
    return waiting if isinstance(belongs, str) and opening.is_same(waiting, belongs) else lock_path


def recover(lock_path: Path, folder: Path) -> None:
    """Finish what a killed build had published, undo what it had not; call it with the locks held."""
    staged, aside = _staged(folder), aside_of(_staged(folder))
    if aside.exists() and not folder.exists():
        aside.replace(folder)  # stopped between the renames of a disk that cannot exchange
    waiting, into = _next(lock_path)
    if lock_to_read(lock_path) == waiting:
        waiting.replace(lock_path)
    for stale in (waiting, into, draft_of(waiting), draft_of(into)):
        stale.unlink(missing_ok=True)
    for old in (staged, aside):
        _rescue(old, folder)
        _gone(old)


def publish(
    staged: Path,
    folder: Path,
    lock_text: str | None,
    lock_path: Path,
    extra: Mapping[str, object] | None = None,
    stays: Collection[str] = (),
) -> Published:
    """Put the staged files in the place of those that an earlier build made, then write the lock.

    Files in ``folder`` that we did not write stay; those that somebody has changed since are kept
    as ``<name>~``. Those of an earlier build that ``stays`` names stay as they are, and without ``lock_text``
    the lock does. ``extra`` goes into the manifest beside ``files``. Call it within ``alone``, with the
    staged folder that it gave.
    """
    names = sorted(path.name for path in staged.iterdir())
    manifest = {name: opening.digest(staged / name) for name in names}
    theirs, old = _theirs(extra or {}), _manifest(folder)
    stay = {name: sha for name, sha in read_manifest(folder).items() if name in stays}
    kept = []
    for path in sorted(folder.iterdir()) if folder.exists() else ():
        if path.name in stay:
            link(path, staged / path.name)
            continue
        if path.name == MANIFEST or gives_way(path, theirs):
            continue
        if opening.is_same(path, manifest.get(path.name)):
            continue
        name = path.name
        if name in manifest:
            name = name_for(path, staged, folder)
            kept.append(folder / name)
        if not (staged / name).exists():
            link(path, staged / name)
    if lock_text is None:
        lock = old.get("lock") or opening.fingerprint(lock_path)
    else:
        lock = hashlib.sha256(lock_text.encode("utf-8")).hexdigest()
    record = {**(extra or {}), "files": dict(sorted((stay | manifest).items())), "lock": lock}
    record[HOME] = _way(lock_path.parent, folder)
    if THEIRS in old and THEIRS not in record:
        record[THEIRS] = {name: source for name, source in _theirs(old).items() if name in stay}
    write_atomically(staged / MANIFEST, json.dumps(record, indent=1) + "\n")
    for name in names:
        _sync(staged / name)
    waiting, into = _next(lock_path)
    if lock_text is not None:
        with named(lock_path):
            write_atomically(into, str(folder.resolve()))
            write_atomically(waiting, lock_text)
    exchange(staged, folder.resolve())  # until here the old ones hold, from here the new ones
    with suppress(OSError):  # all is published: what is left to do, the next build's start does
        if lock_text is not None:
            waiting.replace(lock_path)
            into.unlink()
        _rescue(staged, folder)
        _gone(staged)
    return Published(tuple(folder / name for name in names), tuple(kept))


def _rescue(old: Path, folder: Path) -> None:
    """Bring over what somebody put into the old folder after its files had been linked."""
    ours = read_manifest(old)
    if not ours:
        return  # a folder that was still being made: nobody's but ours
    for path in old.iterdir():
        there = folder / path.name
        if path.name == MANIFEST or opening.is_same(path, ours.get(path.name)):
            continue
        if not opening.is_there(there):
            path.replace(there)
        elif path.is_file() and there.is_file() and not opening.is_same(there, opening.fingerprint(path)):
            path.replace(folder / name_for(path, folder))


def _sync(path: Path) -> None:
    """Make sure that a file is on the disk before anything relies on it."""
    with named(path), path.open("rb") as file:
        os.fsync(file.fileno())


def put(folder: Path, pages: Mapping[str, str], theirs: Mapping[str, str]) -> tuple[Path, ...]:
    """Write a few text files into a curriculum's folder without a build; the manifest learns of them.

    ``theirs`` are those that a person wrote. Returns the copies of what was replaced. Raises OSError, with
    the name of what could not be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    record, files = _manifest(folder), dict(read_manifest(folder))
    known = {name: source for name, source in _theirs(record).items() if name not in pages}
    kept = []
    for name, text in pages.items():
        path = folder / name
        if gives_way(path, theirs):
            write_atomically(path, text)
        elif copy := replace(path, text):
            kept.append(copy)
        files[name] = hashlib.sha256(encoded(text)).hexdigest()
    # without the stamp, the next build makes everything anew
    rest = {name: value for name, value in record.items() if name not in ("stamp", "report")}
    record = {**rest, THEIRS: {**known, **theirs}, "files": files}
    write_atomically(folder / MANIFEST, json.dumps(record, indent=1) + "\n")
    return tuple(kept)
