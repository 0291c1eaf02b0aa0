"""Vectors kept between runs in the user's cache folder: a text is read once. Safe to delete."""

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from curriculum.planning.meaning import model
from curriculum.rows import Rows

if TYPE_CHECKING:
    from curriculum.planning.meaning.model import Vector

MOST = 100_000
"""Vectors that are kept; with more the file is begun anew."""
AT_ONCE = 8
"""Texts whose vectors are kept in one step, so that who stops halfway waits and loses little."""

Progress = Callable[[int, int], None]


def vectors(texts: Collection[str], progress: Progress | None = None) -> "Mapping[str, Vector]":
    """The vector of each text. Kept ones are taken first; the model is loaded only for a new text.

    ``progress`` is called with how many new texts are read, and how many there are.
    Raises model.Missing when there is a new text and no model.
    """
    wanted = list(dict.fromkeys(texts))
    rows = _rows()
    found = dict(_kept(rows, wanted))
    new = [text for text in wanted if text not in found]
    for start in range(0, len(new), AT_ONCE):
        some = new[start : start + AT_ONCE]
        fresh = dict(zip(some, model.vectors(some), strict=True))
        rows.write({_key(text): vector.astype("<f2").tobytes() for text, vector in fresh.items()})
        found.update(fresh)
        if progress is not None:
            progress(start + len(some), len(new))
    return found


def _rows() -> Rows:
    """One file for each model, so that vectors of two are never compared."""
    prints = "-".join(part.fingerprint[:8] for part in (model.WEIGHTS, model.TOKENS))
    return Rows(f"meanings-{prints}.sqlite", "vectors", "vector", MOST)


def _key(text: str) -> bytes:
    """What a text is kept under: nothing of what it says stands in the file."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _kept(rows: Rows, texts: Sequence[str]) -> "Iterator[tuple[str, Vector]]":
    keys: dict[str | bytes, str] = {_key(text): text for text in texts}
    for key, row in rows.read(keys):
        import numpy as np  # late: only what is kept needs it

        with suppress(ValueError, TypeError):  # somebody else may have written it
            vector = np.frombuffer(row, dtype="<f2")
            if vector.shape == (model.SIZE,) and np.isfinite(vector).all():
                yield keys[key], vector
