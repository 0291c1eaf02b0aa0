"""Reading back a package that we wrote."""

import json
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from curriculum.decks.note_types import NOTE_TYPES
from curriculum.decks.zipped import write_zip
from curriculum.problems import CurriculumError


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
    with _collection(path) as database, closing(sqlite3.connect(database)) as connection:
        rows = connection.execute(
            "select guid, mid, notes.mod, flds, tags from notes join cards on cards.nid = notes.id "
            "group by notes.id order by min(due), notes.id"
        ).fetchall()
    if any(mid not in types for _, mid, *_ in rows):
        raise _not_ours(path)
    return tuple(
        Packed(
            guid,
            types[mid].name,
            changed,
            dict(zip(types[mid].fields, fields.split("\x1f"), strict=True)),
            tuple(tags.split()),
        )
        for guid, mid, changed, fields, tags in rows
    )


def write_part(path: Path, guids: Collection[str], target: Path) -> None:
    """Write a package of only those notes of another, with only the decks they need."""
    with _collection(path) as database:
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
def _collection(path: Path) -> Iterator[Path]:
    """The database inside a package, unpacked for a while."""
    with tempfile.TemporaryDirectory(prefix="curriculum-") as folder:
        database = Path(folder, "collection.anki2")
        try:
            with (
                zipfile.ZipFile(path) as zipped,
                zipped.open(database.name) as source,
                database.open("wb") as out,
            ):
                shutil.copyfileobj(source, out, 1 << 20)
        except FileNotFoundError:
            raise CurriculumError.of(
                "missing", f"There is no package {path}.", "Make it with `curriculum build`.", str(path)
            ) from None
        except (OSError, zipfile.BadZipFile, KeyError):
            raise _not_ours(path) from None
        yield database


def _not_ours(path: Path) -> CurriculumError:
    return CurriculumError.of(
        "package",
        f"{path} is not a package that `curriculum build` made.",
        "Name an .apkg file in a curriculum's folder under decks/.",
        str(path),
    )
