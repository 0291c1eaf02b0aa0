"""The matching exercise: whose point is it?"""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from curriculum.guides.ask import Ask, content, tells
from curriculum.guides.recall import specific
from curriculum.reading.episode import Episode

MOST = 6
"""Labels in one exercise."""


class Pair(NamedTuple):
    """A point's label and the episode it is from."""

    label: str
    place: int
    """1-based place of the episode in the week."""


def choose(
    episodes: Sequence[Episode], doubtful: Sequence[str] = (), others: Sequence[Ask] = ()
) -> tuple[Pair, ...]:
    """Labels of every episode of the week, as even as can be, in a mixed order that is always the same.

    None when there are fewer than two episodes with labels. A label that two episodes have is left
    out: it would have two right answers; so is one that names no matter or says a word of a title, one with
    a doubtful name or without a text, and one that ``others`` ask or that gives away what they ask.
    """
    titles = {word for episode in episodes for word in content(episode.title)}
    labels = [
        [
            point.label
            for point in episode.points
            if specific(point.label)
            and titles.isdisjoint(content(point.label))
            and (point.text or point.subpoints)
            and not any(form.casefold() in point.label.casefold() for form in doubtful)
            and not any(point.label == ask.question or tells(point.label, ask) for ask in others)
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
