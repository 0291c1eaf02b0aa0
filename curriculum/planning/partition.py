"""Divide episodes into groups of one theme each: exactly when they are few, nearly so beyond."""

from collections.abc import Sequence

from curriculum.planning.division import LOOSE, Bounds, Division
from curriculum.planning.exact import exactly
from curriculum.planning.improve import nearly
from curriculum.planning.likeness import Likeness


def divide(
    likeness: Likeness,
    loads: Sequence[int],
    count: int,
    capacity: int | None = None,
    wanted: int = 1,
) -> tuple[Division, ...]:
    """The best divisions of the episodes into ``count`` groups, best first, at most ``wanted``.

    ``loads`` are each episode's minutes, ``capacity`` the minutes a group may have: with it, groups have
    about equally many minutes, and an episode longer than that may stand alone; without, about equally
    many episodes. No group is empty. Returns nothing when the capacity allows no division. Ties go to the
    division that comes first in order.
    """
    total = len(loads)
    if not 1 <= count <= total or (capacity is not None and max(loads) > capacity):
        return ()
    if capacity is None:
        loads = [1] * total
    mean = sum(loads) / count
    slack = max(0.25 * mean, LOOSE * sum(loads) / total)
    while True:
        bounds = Bounds(mean, total / count, mean - slack, mean + slack, capacity)
        found = exactly(likeness, loads, count, bounds, wanted)
        if found is None:
            found = nearly(likeness, loads, count, bounds, wanted)
        if found or slack > sum(loads):
            return found
        slack *= 1.5
