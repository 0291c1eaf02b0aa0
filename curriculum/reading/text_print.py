"""The print of a text: a hash by which it is known again, however an editor saved it."""

import hashlib
import json
from collections.abc import Sequence
from itertools import islice

from curriculum.letters import decompose, fold
from curriculum.reading.episode import KeyPoint


def text_print(point: KeyPoint) -> str:
    """The hash of the text of a point, labels of its lines included, its own label left out."""
    return hashes(lines_of(point))[0]


def hashes(parts: Sequence[str]) -> tuple[str, ...]:
    """The hash of the folded parts, then those that earlier versions took of the parts as they were saved."""
    folded = [fold(part) for part in parts]
    spaced = [" ".join(part.split()) for part in parts]
    first = _hash(folded)
    if folded == spaced and all(map(str.isascii, spaced)):
        return first, first, first
    return first, _hash(spaced), _hash([decompose(part) for part in spaced])


def _hash(parts: Sequence[str]) -> str:
    """48 bits of SHA-256, as 12 hexadecimal digits."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode("ascii")).hexdigest()[:12]


def lines_of(point: KeyPoint) -> list[str]:
    """The texts of a point with the labels of its sub-points, in order."""
    return [point.text, *(text for sub in islice(point.whole(), 1, None) for text in (sub.label, sub.text))]
