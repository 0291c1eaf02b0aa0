"""Side by side: what the notes tell of each episode of a week, to be written in columns and marked after."""

from collections.abc import Sequence
from typing import NamedTuple

from curriculum.cards.study import Study
from curriculum.reading.episode import Episode

_KINDS = (("why", "Reason"), ("object", "Objection"))
"""Kinds of questions whose answers fill a row, and what the row is called."""
LEAST = 2
"""Episodes of which the notes tell that."""
OPEN = ("Reason", "Example")
"""Rows where no question says what there is to tell."""


class Cell(NamedTuple):
    """What the notes of an episode have for a row."""

    place: int
    """1-based place of the episode in the week."""
    says: str
    point: str
    """Id of the point that says it."""


class Row(NamedTuple):
    """A row to be written."""

    name: str
    cells: tuple[Cell, ...] = ()
    """One good answer for each episode that has one."""


def rows(episodes: Sequence[Episode], study: Sequence[Study]) -> tuple[Row, ...]:
    """The rows that notes of at least ``LEAST`` episodes can fill; those of ``OPEN`` when there are none.

    Args:
        episodes: of the week, in the order of study.
        study: their study material that ships.
    """
    found = []
    for kind, name in _KINDS:
        asked = {one.episode: one for one in reversed(study) if one.what == "question" and one.kind == kind}
        cells = tuple(
            Cell(place, asked[one.id].answer, asked[one.id].point)
            for place, one in enumerate(episodes, start=1)
            if one.id in asked
        )
        if len(cells) >= LEAST:
            found.append(Row(name, cells))
    return tuple(found) or tuple(map(Row, OPEN))
