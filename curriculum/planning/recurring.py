"""What recurs from episode to episode says nothing of any: footers, sponsors, template headings, hosts."""

from collections import Counter
from collections.abc import Sequence

from curriculum.planning.text import TITLE, Weighted

LEAST = 3
"""Episodes that have to have a sentence before it is taken for a template's …"""
LONG = 4
"""… if it has this many stems; people do not write the same sentence by chance."""
SHARE = 0.25
"""A shorter piece, such as a label or a name, has to stand in this share of the episodes, too."""


def without_recurring(texts: Sequence[Sequence[Weighted]]) -> list[tuple[Weighted, ...]]:
    """The texts of these episodes without the pieces that recur; titles stay.

    Figures do not make pieces differ: "Length: 52 min" is the same line as "Length: 61 min".
    """
    keys = [[key(piece) for piece in text] for text in texts]
    having = Counter(one for some in keys for one in set(some))
    return [
        tuple(
            piece
            for piece, one in zip(text, some, strict=True)
            if piece.weight == TITLE or not _recurs(one, having[one], len(texts))
        )
        for text, some in zip(texts, keys, strict=True)
    ]


def key(piece: Weighted) -> tuple[str, ...]:
    """What two pieces have in common that are the same but for figures."""
    return tuple("0" if stem[0].isdigit() else stem for stem in piece.stems)


def _recurs(one: tuple[str, ...], having: int, total: int) -> bool:
    return having >= LEAST and (len(one) >= LONG or having >= SHARE * total)
