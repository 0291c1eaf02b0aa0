"""Ids of decks: derived from their names, since Anki matches decks by name."""

import hashlib
from collections.abc import Iterable, Mapping


def deck_ids(names: Iterable[str]) -> Mapping[str, int]:
    """Deck name → id: 40 bits of SHA-256 above 2⁴¹, the next free one on a collision within the package."""
    ids: dict[str, int] = {}
    taken: set[int] = set()
    for name in names:
        digest = hashlib.sha256(b"curriculum deck\n" + name.encode("utf-8")).digest()
        id = (1 << 41) + int.from_bytes(digest[:5], "big")
        while id in taken:
            id += 1
        taken.add(id)
        ids[name] = id
    return ids
