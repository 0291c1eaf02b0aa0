"""The matching exercise: whose point is it?"""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from curriculum.reading.episode import Episode

MOST = 8
"""Labels in one exercise."""


class Pair(NamedTuple):
    """A point's label and the episode it is from."""

    label: str
    place: int
    """1-based place of the episode in the week."""


def choose(
    episodes: Sequence[Episode], doubtful: Sequence[str] = (), taken: Sequence[str] = ()
) -> tuple[Pair, ...]:
    """Labels of every episode of the week, as even as can be, in a mixed order that is always the same.

    None when there are fewer than two episodes with labels. A label that two episodes have is left
    out: it would have two right answers; so is one with a doubtful name, without a text, or ``taken``.
    """
    labels = [
        [
            point.label
            for point in episode.points
            if point.label
            and point.label not in taken
            and (point.text or point.subpoints)
            and not any(form.casefold() in point.label.casefold() for form in doubtful)
        ]
        for episode in episodes
    ]
    seen: dict[str, int] = {}
    for row in labels:
        for label in {text.casefold() for text in row}:
            seen[label] = seen.get(label, 0) + 1
    piles = {
        place: [label for label in row if seen[label.casefold()] == 1]
        for place, row in enumerate(labels, start=1)
    }
    piles = {place: row for place, row in piles.items() if row}
    if len(piles) < 2:
        return ()
    each = max(1, MOST // len(piles))
    pairs = [
        Pair(row[number * len(row) // min(each, len(row))], place)
        for place, row in piles.items()
        for number in range(min(each, len(row)))
    ]
    # the order of a hash: mixed, and the same in every build
    return tuple(
        sorted(pairs, key=lambda pair: hashlib.sha256(pair.label.encode("utf-8", "replace")).digest())
    )
