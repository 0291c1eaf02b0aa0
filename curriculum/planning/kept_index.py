"""The index of a large library, kept between runs in the user's cache folder; safe to delete."""

import hashlib
import importlib.metadata
import json
import os
import shutil
import sqlite3
import sys
import tempfile
import time
from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple, TypeVar

from curriculum import opening
from curriculum.cache import cache_folder
from curriculum.crew.crew import Crew
from curriculum.planning.index import Index
from curriculum.planning.index_file import DAMAGE, RACE, fact, index_in, opened, set_fact, themes_key
from curriculum.planning.themes import Themes
from curriculum.reading.manners import SUFFIXES
from curriculum.reading.places import globs_beside

WORTH = 400_000
"""Bytes of episode files from which an index is kept: reading fewer takes no longer than a second."""
MOST = 8
"""Indexes that are kept, one for each set of sources; the one longest unused goes first."""
ABANDONED = 86_400
"""Seconds after which a file that a killed run left half made is removed."""
TABLES = ("corrections.toml", "shows.toml")
"""Files beside the episode files that change how all of them are read."""

Answer = TypeVar("Answer")
Progress = Callable[[int, int], None]


def ask(
    sources: Sequence[Path],
    themes: Themes,
    question: Callable[[Index], Answer],
    progress: Progress | None = None,
    exclude: Sequence[str] = (),
    crew: Crew | None = None,
) -> Answer | None:
    """What ``question`` makes of the kept index of the sources, which is brought up to date before.

    None when the sources are too small for an index to be worth keeping, or none can be kept; then the
    library is to be read. A damaged index is made anew. ``progress`` and ``crew`` are as in ``reading.read``.
    Raises CurriculumError when a source cannot be read.
    """
    try:
        return _ask(sources, themes, question, progress, exclude, crew)
    except OSError:
        return None  # a source that is not there, a full disk, a folder that cannot be written


def _ask(
    sources: Sequence[Path],
    themes: Themes,
    question: Callable[[Index], Answer],
    progress: Progress | None,
    exclude: Sequence[str],
    crew: Crew | None,
) -> Answer | None:
    state = _state(sources)
    folder = cache_folder()
    if state.size < WORTH or folder is None:
        return None
    path = folder / f"{_key(sources, exclude)}.sqlite"
    globs = [glob.pattern for source in sources for glob in globs_beside(source)]
    current = {
        "program": _program(state.tables, globs),
        "themes": themes_key(themes),
        "sources": state.digest,
    }
    usable = True
    try:
        with closing(opened(path)) as connection:
            if state.digest and all(fact(connection, name) == value for name, value in current.items()):
                os.utime(path)
                return question(index_in(connection))
            usable = fact(connection, "program") == current["program"]
    except DAMAGE:
        usable = False
    for copied in (True, False) if usable else (False,):
        try:
            _renew(path, (sources, exclude), themes, current, progress, copied, crew)
            with closing(opened(path)) as connection:
                return question(index_in(connection))
        except DAMAGE:
            continue
    return None


class _State(NamedTuple):
    """The sources as they are now."""

    size: int
    """Bytes of episode files."""
    digest: bytes
    """Of every file's name and stamp; b"" when a file changed a moment ago and may change again."""
    tables: list[Path]
    """The files beside them that count."""


def _state(sources: Sequence[Path]) -> _State:
    """Every file's name and stamp.

    Not sorted: an unchanged folder is listed in the same order again, and were it not, its files would
    only be looked at once more. What is here runs once a file, of which there may be 100,000.
    """
    stamps: list[int] = []
    names: list[str] = []
    tables: list[Path] = []
    for source in sources:
        names.append(os.fspath(source))
        if source.is_dir():
            _stamp_folder(os.fspath(source), names, stamps, tables)
        else:
            stat = source.stat()
            stamps += (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
            tables += [path for name in TABLES if (path := source.parent / name).is_file()]
    digest = hashlib.blake2b("\0".join(names).encode("utf-8", "surrogateescape"))
    digest.update(array("q", stamps).tobytes())
    newest = max(max(stamps[1::3], default=0), max(stamps[2::3], default=0))
    return _State(sum(stamps[::3]), digest.digest() if newest < time.time_ns() - RACE else b"", tables)


def _stamp_folder(folder: str, names: list[str], stamps: list[int], tables: list[Path]) -> None:
    """Add the stamps of what ``reading.places.find`` finds in a folder, and the tables that count there."""
    names.append(folder + "/")
    with suppress(PermissionError), os.scandir(folder) as listing:
        for entry in listing:
            name = entry.name
            if name[0] == ".":
                continue
            if name.lower().endswith((*SUFFIXES, ".zip")) and entry.is_file():
                stat = entry.stat()
                names.append(name)
                stamps += (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
            elif entry.is_dir(follow_symlinks=False):
                _stamp_folder(entry.path, names, stamps, tables)
            elif name in TABLES:
                tables.append(Path(entry.path))


def _key(sources: Sequence[Path], exclude: Sequence[str]) -> str:
    """A name for these sources, as they were typed and where, and what is left out of them."""
    names = "\0".join([*(f"{source}\0{source.absolute()}" for source in sources), *exclude])
    return "search-" + hashlib.blake2b(names.encode("utf-8", "surrogateescape"), digest_size=10).hexdigest()


def _program(tables: Sequence[Path], globs: Sequence[str]) -> bytes:
    """A digest of all but themes and episode files that decides what an index holds."""
    digest = hashlib.blake2b(sys.version.encode())
    digest.update(json.dumps(globs).encode())
    for name in ("markdown-it-py", "pydantic", "PyStemmer"):
        with suppress(importlib.metadata.PackageNotFoundError):
            digest.update(importlib.metadata.version(name).encode() + b"\0")
    for path in (*_code(), *tables):
        content = opening.read_bytes(path)
        digest.update(f"{path}\0{len(content)}\0".encode("utf-8", "surrogateescape") + content)
    return digest.digest()


def _code() -> Iterator[Path]:
    """The program's own files that reading and indexing depend on."""
    home = Path(__file__).parent.parent
    for folder in (home, home / "reading", home / "planning", home / "data"):
        yield from sorted(path for path in folder.iterdir() if path.suffix in (".py", ".toml"))


def _renew(
    path: Path,
    sources: tuple[Sequence[Path], Sequence[str]],
    themes: Themes,
    facts: dict[str, bytes],
    progress: Progress | None,
    copied: bool,
    crew: Crew | None,
) -> None:
    """Put an index that is up to date at the path in one step, made from the one there or from nothing.

    ``sources`` with the globs of what is left out of them.
    """
    from curriculum.planning.index_update import update  # late: it brings the whole reader with it

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(".half", f"{path.stem}.", path.parent)
    os.close(handle)
    half = Path(name)
    try:
        if copied:
            shutil.copyfile(path, half)
        with closing(sqlite3.connect(half)) as connection:
            # nobody else sees the half-made file, so it needs no journal
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            update(connection, *sources, themes, progress, crew)
            for name, value in facts.items():
                set_fact(connection, name, value)
            connection.commit()
        with half.open("rb") as file:
            os.fsync(file.fileno())
        half.replace(path)
    except sqlite3.OperationalError as error:
        if copied:
            raise
        raise OSError(str(error)) from error
    finally:
        half.unlink(missing_ok=True)
    _tidy(path.parent)


def _tidy(folder: Path) -> None:
    """Remove the indexes longest unused, and what killed runs left."""
    with suppress(OSError):
        kept = sorted(folder.glob("search-*.sqlite"), key=lambda path: (-path.stat().st_mtime_ns, path.name))
        left = [
            path for path in folder.glob("search-*.half") if path.stat().st_mtime < time.time() - ABANDONED
        ]
        for path in (*kept[MOST:], *left):
            path.unlink(missing_ok=True)
