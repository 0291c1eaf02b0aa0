"""An index in a file: one SQLite database, read bit by bit, never changed where it stands."""

import hashlib
import sqlite3
import zlib
from array import array
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from curriculum.planning.index import Index, Postings
from curriculum.planning.text import Weighted
from curriculum.planning.themes import Themes
from curriculum.reading.episode import Episode
from curriculum.reading.unique import renamed

TABLES = """
    CREATE TABLE facts (name TEXT PRIMARY KEY, value BLOB);
    CREATE TABLE files (path BLOB PRIMARY KEY, stamp TEXT, digest BLOB, silent INTEGER);
    CREATE TABLE episodes (place INTEGER PRIMARY KEY, path BLOB, at INTEGER, id TEXT, show TEXT,
                           episode BLOB, text BLOB);
    CREATE INDEX episodes_of ON episodes (path);
    CREATE TABLE postings (kind TEXT, key TEXT, places BLOB, amounts BLOB, PRIMARY KEY (kind, key));
"""
"""``files.silent`` is whether a file shows nothing of what it is; ``episodes.at`` is the place in the file,
``episodes.id`` the id before the library made it unique.

What is large is compressed by zlib, whose checksum tells when it is damaged.
"""
STEMS, SPOKEN = "stem", "theme"
"""The two kinds of postings."""

RACE = 2_000_000_000
"""Nanoseconds: a file that changed so shortly before may change again under the same time stamp."""
DAMAGE = (sqlite3.DatabaseError, zlib.error, ValueError, KeyError, TypeError, IndexError, OverflowError)
"""What reading a file that is no index of ours, or a damaged one, can raise."""


def opened(path: Path) -> sqlite3.Connection:
    """The file, for reading only; it never changes, since a new one takes its place, so no locks."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def fact(connection: sqlite3.Connection, name: str) -> bytes:
    """One of the facts; b"" when it is not there."""
    row = connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return zlib.decompress(row[0]) if row else b""


def set_fact(connection: sqlite3.Connection, name: str, value: bytes) -> None:
    """Keep a fact."""
    connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, packed(value)))


def themes_key(themes: Themes) -> bytes:
    """A digest of the theme file."""
    return hashlib.blake2b(themes.model_dump_json().encode("utf-8", "surrogatepass")).digest()


def set_ids(connection: sqlite3.Connection, ids: Sequence[str]) -> None:
    """Keep the ids, by place."""
    set_fact(connection, "ids", "".join(f"{id}\n" for id in ids).encode())


def set_keys(connection: sqlite3.Connection) -> None:
    """Keep the list of all stems and themes: without it, one that is damaged would look as if none had it."""
    for kind in (STEMS, SPOKEN):
        rows = connection.execute("SELECT key FROM postings WHERE kind = ? ORDER BY key", (kind,))
        set_fact(connection, kind, "\n".join(key for (key,) in rows).encode())


def packed(value: bytes) -> bytes:
    """Compressed, quickly rather than well."""
    return zlib.compress(value, 1)


def index_in(connection: sqlite3.Connection) -> Index:
    """The index of a file; what a query does not need is not read. Raises ``DAMAGE``, then or later."""
    ids = fact(connection, "ids").decode().splitlines()
    lengths = array("d", fact(connection, "lengths"))
    if len(ids) != len(lengths):
        raise ValueError("ids and lengths do not agree")

    known = {kind: set(fact(connection, kind).decode().split("\n")) for kind in (STEMS, SPOKEN)}

    @cache
    def posting(kind: str, key: str) -> Postings | None:
        found = postings(connection, kind, key) if key in known[kind] else None
        if key in known[kind] and not found:
            raise ValueError(f"the postings of {key} are gone")
        return found

    def episode(place: int) -> Episode:
        return renamed(
            Episode.model_validate_json(zlib.decompress(_column(connection, "episode", place))), ids[place]
        )

    def text(place: int) -> tuple[Weighted, ...]:
        return text_in(_column(connection, "text", place))

    return Index(
        ids=ids,
        lengths=lengths,
        stem=partial(posting, STEMS),
        theme=partial(posting, SPOKEN),
        episode=episode,
        text=text,
    )


def postings(connection: sqlite3.Connection, kind: str, key: str) -> Postings | None:
    """The postings of a stem or a theme; None when no episode has it."""
    row = connection.execute(
        "SELECT places, amounts FROM postings WHERE kind = ? AND key = ?", (kind, key)
    ).fetchone()
    if row is None:
        return None
    posting = Postings(array("I", zlib.decompress(row[0])), array("d", zlib.decompress(row[1])))
    if len(posting.places) != len(posting.amounts):
        raise ValueError("places and amounts do not agree")
    return posting


def set_postings(connection: sqlite3.Connection, kind: str, key: str, posting: Postings) -> None:
    """Keep the postings of a stem or a theme; none when they are empty."""
    if posting.places:
        row = (kind, key, packed(posting.places.tobytes()), packed(posting.amounts.tobytes()))
        connection.execute("INSERT OR REPLACE INTO postings VALUES (?, ?, ?, ?)", row)
    else:
        connection.execute("DELETE FROM postings WHERE kind = ? AND key = ?", (kind, key))


def _column(connection: sqlite3.Connection, name: str, place: int) -> Any:
    row = connection.execute(f"SELECT {name} FROM episodes WHERE place = ?", (place,)).fetchone()
    if row is None:
        raise KeyError(place)
    return row[0]


def text_in(column: bytes) -> tuple[Weighted, ...]:
    """A text from its column, where each line is a weight, a part and its stems."""
    text = zlib.decompress(column).decode("utf-8", "surrogatepass")
    lines = (line.split(" ") for line in text.split("\n") if line)
    return tuple(Weighted(float(weight), tuple(stems), int(part)) for weight, part, *stems in lines)


def column_of(text: Sequence[Weighted]) -> bytes:
    """The column that keeps a text; no stem has a space or a line's end in it."""
    lines = (" ".join((repr(passage.weight), str(passage.part), *passage.stems)) for passage in text)
    return "\n".join(lines).encode("utf-8", "surrogatepass")
