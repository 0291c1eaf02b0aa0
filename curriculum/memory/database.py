"""A collection file of Anki, opened as a copy: whatever SQLite leaves beside a database lands elsewhere."""

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from curriculum import opening
from curriculum.problems import CurriculumError

FILE = "collection.anki2"
_BESIDE = "", "-wal", "-journal"
"""The file and those that SQLite keeps changes in: what was learnt today may stand only there."""
_TRIES = 5
_PAUSE = 0.3
"""Seconds before the next try."""
_OLDEST, _LATEST = 11, 18
"""Schemas of collections that are known; 12 to 14 were of no released Anki."""
_COLUMNS: Mapping[str, frozenset[str]] = {
    "col": frozenset({"crt", "ver"}),
    "notes": frozenset({"id", "guid", "tags"}),
    "cards": frozenset("id nid did ord type queue due ivl lapses odid data".split()),
    "revlog": frozenset("id cid ease lastivl factor time type".split()),
}
_TABLES: Mapping[str, frozenset[str]] = {
    "config": frozenset({"key", "val"}),
    "deck_config": frozenset({"id", "config"}),
    "decks": frozenset({"id", "kind"}),
}
"""Settings of schema 15 and later; before, they are columns of ``col``."""
_PLACE = (
    "Name the file collection.anki2 of your Anki profile, or its folder: "
    "%APPDATA%\\Anki2\\User 1 on Windows, ~/Library/Application Support/Anki2/User 1 on a Mac, "
    "~/.local/share/Anki2/User 1 on Linux."
)
_DAMAGE = ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError
"""What values raise that no Anki wrote."""
_AGAIN = "Close Anki, then ask again."


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A copy of the collection at a path, or in the folder there, in a folder that is deleted afterwards.

    Raises CurriculumError for a file that is not there, may not be read or changes all the time, and as
    ``checked``.
    """
    source = path / FILE if opening.is_folder(path) else path
    if not opening.is_there(source):
        where = f"The folder {path} has" if source != path else f"At {path} there is"
        raise fault(path, f"{where} no collection of Anki.", _PLACE)
    with place(source) as folder:
        copy = folder / FILE
        _copy(source, copy)
        with checked(copy, source) as connection:
            yield connection


@contextmanager
def place(source: Path) -> Iterator[Path]:
    """A folder for a copy of a file, for a while; raises CurriculumError for an OSError in it."""
    try:
        with tempfile.TemporaryDirectory(prefix="curriculum-") as folder:
            yield Path(folder)
    except OSError as error:
        remedy = f"See to it that you may read it and have room on the disk. {_AGAIN}"
        raise fault(source, f"The collection cannot be read: {opening.why(error)}.", remedy) from error


@contextmanager
def checked(copy: Path, source: Path) -> Iterator[sqlite3.Connection]:
    """A collection that nobody else has; ``source`` is what errors call it.

    Raises CurriculumError for what is damaged or no collection, and for what is found so while it is read.
    """
    try:
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
            _prepare(connection)
            _check(source, connection)
            yield connection
    except sqlite3.Error as error:
        raise _broken(source, error) from None
    except _DAMAGE:
        raise damaged(source) from None


def fault(path: Path, message: str, remedy: str) -> CurriculumError:
    """The error of a collection."""
    return CurriculumError.of("progress", message, remedy, path.as_posix())


def damaged(path: Path) -> CurriculumError:
    """The error of a collection in which something is not as Anki writes it."""
    remedy = "Have Anki mend it (Tools > Check Database), or name one of Anki's backups (.colpkg)."
    return fault(path, "The collection is damaged.", remedy)


def _copy(source: Path, copy: Path) -> None:
    """Copy a collection with the changes that lie beside it, all of one moment."""
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(_PAUSE)
        before = _stamps(source)
        for ending, stamp in zip(_BESIDE, before, strict=True):
            beside, target = _beside(source, ending), _beside(copy, ending)
            target.unlink(missing_ok=True)
            if stamp is None:
                continue
            try:
                with opening.opened(beside, opening.LARGEST_OF_OURS) as file, target.open("wb") as out:
                    shutil.copyfileobj(file, out, 1 << 20)
            except FileNotFoundError:
                break  # Anki has just put it into the collection
        else:
            if _stamps(source) == before:
                return
    raise fault(source, "Anki is writing in the collection just now.", _AGAIN)


def _stamps(source: Path) -> tuple[tuple[int, int, int] | None, ...]:
    return tuple(_stamp(_beside(source, ending)) for ending in _BESIDE)


def _stamp(path: Path) -> tuple[int, int, int] | None:
    return opening.stamp(path) if opening.is_there(path) else None


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _prepare(connection: sqlite3.Connection) -> None:
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    connection.create_collation("unicase", _unicase)
    # nothing that a stranger's database defines is run, and nothing lies about on the disk
    connection.execute("pragma trusted_schema = off")
    connection.execute("pragma ignore_check_constraints = on")
    connection.execute("pragma temp_store = memory")


def _unicase(one: str, other: str) -> int:
    one, other = one.casefold(), other.casefold()
    return (one > other) - (one < other)


def _check(source: Path, connection: sqlite3.Connection) -> None:
    """That it is whole, and has what is asked for; raises CurriculumError."""
    lacking = _lacking(connection, _COLUMNS)
    row = None if "col" in lacking else connection.execute("select ver from col").fetchone()
    version = row[0] if row and isinstance(row[0], int) else 0
    if version >= 15:
        lacking |= _lacking(connection, _TABLES)
    if version > _LATEST and lacking:
        message = f"The collection is of a newer Anki than is known here (its schema is {version})."
        raise fault(source, message, "Update this program, or let it ask the running Anki.")
    if 0 < version < _OLDEST or _OLDEST < version < 15:
        message = f"The collection is of an Anki too old to be read (its schema is {version})."
        raise fault(source, message, "Open it once with the Anki of today, and close Anki.")
    if not version or lacking:
        raise fault(source, "The file is no collection of Anki.", _PLACE)
    if connection.execute("pragma quick_check(1)").fetchone() != ("ok",):
        raise damaged(source)


def _lacking(connection: sqlite3.Connection, wanted: Mapping[str, frozenset[str]]) -> set[str]:
    """The tables that are not there with these columns; a view is no table."""
    tables = {name for (name,) in connection.execute("select name from sqlite_master where type = 'table'")}
    return {
        name
        for name, columns in wanted.items()
        if name not in tables
        or columns - {row[1].lower() for row in connection.execute(f"pragma table_info({name})")}
    }


def _broken(source: Path, error: sqlite3.Error) -> CurriculumError:
    name = getattr(error, "sqlite_errorname", "")
    if name == "SQLITE_NOTADB":
        return fault(source, "The file is no collection of Anki.", _PLACE)
    if name == "SQLITE_FULL":
        return fault(source, "The collection cannot be copied: the disk is full.", f"Make room. {_AGAIN}")
    return damaged(source)
