"""A whole collection that Anki exported, or kept as a backup: a .colpkg file."""

import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from curriculum import opening
from curriculum.install import how_to
from curriculum.memory import database

_WHOLE, _PART = ".colpkg", ".apkg"
_COMPRESSED = "collection.anki21b"
_MEMBERS = _COMPRESSED, "collection.anki21", database.FILE
"""Newest first: beside a newer one, the oldest only says that Anki must be updated."""
_DAMAGE = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error),
    *(EOFError, RuntimeError, LookupError, ValueError, OverflowError),
)
"""What a zip raises that is none, damaged or encrypted."""
_EXPORT = "Have Anki export it anew: File > Export, Anki Collection Package (.colpkg)."
_PIECE = 1 << 20


def is_package(path: Path) -> bool:
    """Whether a path is named as a package of Anki, of a whole collection or of some decks."""
    return path.suffix.lower() in (_WHOLE, _PART)


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The collection in a package, unpacked for a while.

    Raises CurriculumError for a package of some decks (.apkg), for one that is damaged or swells beyond
    bounds, where ``zstandard`` is missing and needed, and as ``database.checked``.
    """
    if path.suffix.lower() == _PART:
        raise database.fault(path, "An .apkg file holds some decks, not what Anki remembers.", _EXPORT)
    if not opening.is_there(path):
        raise database.fault(path, f"There is no file {path}.", _EXPORT)
    with database.place(path) as folder:
        copy = folder / database.FILE
        _unpack(path, copy)
        with database.checked(copy, path) as connection:
            yield connection


def _unpack(path: Path, copy: Path) -> None:
    """Take only the collection out of a package, its media never."""
    try:
        with opening.opened(path, None) as file, zipfile.ZipFile(file) as zipped:
            name = next((one for one in _MEMBERS if one in zipped.namelist()), None)
            if name is None:
                raise database.fault(path, "The file is no exported collection of Anki.", _EXPORT)
            with zipped.open(name) as packed, copy.open("wb") as out:
                if name == _COMPRESSED:
                    _decompress(path, packed, out)
                else:
                    _copy(path, packed, out)
                if not out.tell():  # zstandard does not mind that a stream is cut off
                    raise _damaged(path)
    except _DAMAGE:
        raise _damaged(path) from None


def _decompress(path: Path, packed: IO[bytes], out: IO[bytes]) -> None:
    try:
        import zstandard
    except ImportError:
        remedy = f"{how_to('curriculum[colpkg]')}. Or name collection.anki2 itself, with Anki closed."
        message = "Anki's export is packed with Zstandard, and the package that unpacks it is not installed."
        raise database.fault(path, message, remedy) from None
    try:
        # the window is what a hostile file would have us hold in memory
        reader = zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(packed)
        _copy(path, reader, out)
    except zstandard.ZstdError:
        raise _damaged(path) from None


def _copy(path: Path, packed: IO[bytes], out: IO[bytes]) -> None:
    left = opening.LARGEST_OF_OURS
    while piece := packed.read(_PIECE):
        left -= len(piece)
        if left < 0:
            most = opening.LARGEST_OF_OURS / 1e9
            raise database.fault(
                path, f"The collection in it has more than {most:,.0f} GB, as none of Anki's has.", _EXPORT
            )
        out.write(piece)


def _damaged(path: Path) -> Exception:
    return database.fault(path, "The file is damaged, or no exported collection of Anki.", _EXPORT)
