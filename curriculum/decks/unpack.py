"""Reading back a package that we wrote."""

import json
import lzma
import shutil
import sqlite3
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from curriculum import opening
from curriculum.decks.note_types import NOTE_TYPES
from curriculum.decks.zipped import write_zip
from curriculum.problems import CurriculumError

_DAMAGE = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, struct.error, sqlite3.Error),
    *(EOFError, RuntimeError, LookupError, ValueError, TypeError, AttributeError, OverflowError),
)
"""What a zip raises that is none, damaged, encrypted or another program's, and a database like that."""


class Packed(NamedTuple):
    """A note in a package."""

    guid: str
    note_type: str
    """Name of its note type."""
    changed: int
    """Anki's ``mod``: when its fields or tags last changed (unix seconds)."""
    fields: dict[str, str]
    """Field name → HTML."""
    tags: tuple[str, ...]


def read(path: Path) -> tuple[Packed, ...]:
    """The notes of a package that we wrote, in the order of study.

    Raises:
        CurriculumError: there is no such file, or it is no package of ours.
    """
    types = {kept.id: kept for kept in NOTE_TYPES.values()}
    with collection(path) as database, closing(sqlite3.connect(database)) as connection:
        rows = connection.execute(
            "select guid, mid, notes.mod, flds, tags from notes join cards on cards.nid = notes.id "
            "group by notes.id order by min(due), notes.id"
        ).fetchall()
        return tuple(
            Packed(
                "".join(guid),  # what is no text, or no number, is found out here
                types[mid].name,
                int(changed),
                dict(zip(types[mid].fields, fields.split("\x1f"), strict=True)),
                tuple(tags.split()),
            )
            for guid, mid, changed, fields, tags in rows
        )


def write_part(path: Path, guids: Collection[str], target: Path) -> None:
    """Write a package of only those notes of another, with only the decks they need."""
    with collection(path) as database:
        with closing(sqlite3.connect(database)) as connection:
            wanted = [(guid,) for guid in guids]
            connection.execute("create temp table wanted (guid text primary key)")
            connection.executemany("insert into wanted values (?)", wanted)
            connection.execute("delete from notes where guid not in (select guid from wanted)")
            connection.execute("delete from cards where nid not in (select id from notes)")
            (text,) = connection.execute("select decks from col").fetchone()
            used = {id for (id,) in connection.execute("select distinct did from cards")}
            names = {deck["name"] for id, deck in json.loads(text).items() if int(id) in used}
            kept = {
                id: deck
                for id, deck in json.loads(text).items()
                if id == "1" or any(f"{name}::".startswith(deck["name"] + "::") for name in names)
            }
            connection.execute("update col set decks = ?", (json.dumps(kept),))
            connection.commit()
            connection.execute("vacuum")
        write_zip(target, database)


@contextmanager
def collection(path: Path) -> Iterator[Path]:
    """The database inside a package, unpacked for a while; what is done with it fails as what it is."""
    if not opening.is_there(path):
        raise CurriculumError.of(
            "missing", f"There is no package {path}.", "Make it with `curriculum build`.", str(path)
        )
    with tempfile.TemporaryDirectory(prefix="curriculum-") as folder:
        database = Path(folder, "collection.anki2")
        try:
            _extract(path, database)
            yield database
        except OSError as error:
            raise _stuck(path, opening.why(error)) from error
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorname", "") == "SQLITE_FULL":
                raise _stuck(path, "the disk is full") from error
            raise _not_ours(path) from None
        except _DAMAGE:
            raise _not_ours(path) from None


def _extract(path: Path, database: Path) -> None:
    """Take the database out of a package."""
    with opening.opened(path, opening.LARGEST_OF_OURS) as file, zipfile.ZipFile(file) as zipped:
        if zipped.getinfo(database.name).file_size > opening.LARGEST_OF_OURS:
            raise zipfile.BadZipFile
        with zipped.open(database.name) as source, database.open("wb") as out:
            shutil.copyfileobj(source, out, 1 << 20)


def _stuck(path: Path, why: str) -> CurriculumError:
    return CurriculumError.of(
        "package",
        f"{path} cannot be unpacked: {why}.",
        "Name an .apkg file that you may read, and make room on the disk for its cards.",
        str(path),
    )


def _not_ours(path: Path) -> CurriculumError:
    return CurriculumError.of(
        "package",
        f"{path} is not a package that `curriculum build` made.",
        "Name an .apkg file in a curriculum's folder under decks/.",
        str(path),
    )
