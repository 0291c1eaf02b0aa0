"""Vectors kept between runs in the user's cache folder: a text is read once. Safe to delete."""

import hashlib
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from curriculum.cache import cache_folder
from curriculum.planning.meaning import model

if TYPE_CHECKING:
    from curriculum.planning.meaning.model import Vector

MOST = 100_000
"""Vectors that are kept; with more the file is begun anew."""
AT_ONCE = 64
"""Texts whose vectors are kept in one step, so that who stops halfway loses little."""

Progress = Callable[[int, int], None]


def vectors(texts: Collection[str], progress: Progress | None = None) -> "Mapping[str, Vector]":
    """The vector of each text. Kept ones are taken first; the model is loaded only for a new text.

    ``progress`` is called with how many new texts are read, and how many there are.
    Raises model.Missing when there is a new text and no model.
    """
    wanted = list(dict.fromkeys(texts))
    path = _file()
    found = dict(_read(path, wanted)) if path is not None else {}
    new = [text for text in wanted if text not in found]
    for start in range(0, len(new), AT_ONCE):
        some = new[start : start + AT_ONCE]
        fresh = dict(zip(some, model.vectors(some), strict=True))
        if path is not None:
            _write(path, fresh)
        found.update(fresh)
        if progress is not None:
            progress(start + len(some), len(new))
    return found


def _file() -> Path | None:
    """One for each model, so that vectors of two are never compared."""
    folder = cache_folder()
    prints = (part.fingerprint[:8] for part in (model.WEIGHTS, model.TOKENS))
    return folder / f"meanings-{'-'.join(prints)}.sqlite" if folder is not None else None


def _key(text: str) -> bytes:
    """What a text is kept under: nothing of what it says stands in the file."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _read(path: Path, texts: Sequence[str]) -> "Iterator[tuple[str, Vector]]":
    if not path.is_file():
        return
    import numpy as np

    with suppress(sqlite3.Error, ValueError, TypeError), closing(sqlite3.connect(path, timeout=1)) as kept:
        for text in texts:
            row = kept.execute("SELECT vector FROM vectors WHERE text = ?", (_key(text),)).fetchone()
            if row is not None:
                vector = np.frombuffer(row[0], dtype="<f2")
                if vector.shape == (model.SIZE,) and np.isfinite(vector).all():
                    yield text, vector


def _write(path: Path, fresh: "Mapping[str, Vector]") -> None:
    with suppress(OSError, sqlite3.Error):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with closing(sqlite3.connect(path, timeout=1)) as kept, kept:
            kept.execute(
                "CREATE TABLE IF NOT EXISTS vectors (text BLOB PRIMARY KEY, vector BLOB) WITHOUT ROWID"
            )
            (count,) = kept.execute("SELECT count(*) FROM vectors").fetchone()
            if count > MOST:
                kept.execute("DELETE FROM vectors")
            rows = ((_key(text), vector.astype("<f2").tobytes()) for text, vector in fresh.items())
            kept.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
