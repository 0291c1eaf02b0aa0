"""Rows: what is kept between runs in a file of the user's cache folder. Safe to delete at any time."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import Any

from curriculum.cache import cache_folder


@dataclass(frozen=True)
class Rows:
    """A table of values, each under a text or its digest; where it cannot be written, nothing is kept."""

    file: str
    """Name of the file."""
    table: str
    value: str
    """What the table and its values are called."""
    most: int
    """With more rows than this the table is begun anew."""

    def read(self, keys: Iterable[str | bytes]) -> Iterator[tuple[str | bytes, Any]]:
        """Each key that is there, with its value, which somebody else may have written."""
        folder = cache_folder()
        if folder is None or not (folder / self.file).is_file():
            return
        with suppress(sqlite3.Error), closing(sqlite3.connect(folder / self.file, timeout=1)) as kept:
            asked = f"SELECT {self.value} FROM {self.table} WHERE text = ?"
            for key in keys:
                found = kept.execute(asked, (key,)).fetchone()
                if found is not None:
                    yield key, found[0]

    def write(self, values: Mapping[str, str] | Mapping[bytes, bytes]) -> None:
        """Keep the values, in one step; the file is the user's alone."""
        folder = cache_folder()
        if folder is None:
            return
        with suppress(OSError, sqlite3.Error):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with closing(sqlite3.connect(folder / self.file, timeout=1)) as kept, kept:
                columns = f"(text PRIMARY KEY, {self.value})"
                kept.execute(f"CREATE TABLE IF NOT EXISTS {self.table} {columns} WITHOUT ROWID")
                (count,) = kept.execute(f"SELECT count(*) FROM {self.table}").fetchone()
                if count > self.most:
                    kept.execute(f"DELETE FROM {self.table}")
                kept.executemany(f"INSERT OR REPLACE INTO {self.table} VALUES (?, ?)", values.items())
