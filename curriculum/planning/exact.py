"""The best division of a few episodes, found by trying them all."""

from collections.abc import Iterator, Sequence

from curriculum.planning.division import Bounds, Division, Group, worth
from curriculum.planning.likeness import Likeness

EXACT = 16
"""Up to so many episodes every division is considered …"""
STEPS = 3_000_000
"""… unless that takes more steps of the dynamic programme than this."""


def exactly(
    likeness: Likeness,
    loads: Sequence[int],
    count: int,
    bounds: Bounds,
    wanted: int,
) -> tuple[Division, ...] | None:
    """Dynamic programming over sets of episodes; None when there are too many to try them all."""
    total = len(loads)
    if total > EXACT:
        return None
    by_first: list[list[tuple[int, float, Group]]] = [[] for _ in range(total)]
    for group in groups_of(loads, bounds.high):
        load = sum(loads[place] for place in group)
        if bounds.allow(load, len(group)):
            mask = sum(1 << place for place in group)
            by_first[group[0]].append((mask, bounds.cost(load), group))
    if sum(len(groups) for groups in by_first) ** 2 > STEPS * count:
        return None
    by_first = [
        [(mask, worth(likeness, group) - cost, group) for mask, cost, group in groups] for groups in by_first
    ]
    layer: dict[int, list[Division]] = {0: [Division((), 0.0)]}
    for _ in range(count):
        following: dict[int, list[Division]] = {}
        for mask, divisions in layer.items():
            first = (~mask & (mask + 1)).bit_length() - 1
            if first >= total:
                continue
            for more, value, group in by_first[first]:
                if more & mask:
                    continue
                best = following.setdefault(mask | more, [])
                for division in divisions:
                    sum_ = round(division.worth + value, 6)
                    if len(best) == wanted and sum_ <= best[-1].worth:
                        continue
                    best.append(Division((*division.groups, group), sum_))
                    best.sort(key=rank)
                    del best[wanted:]
        layer = following
    return tuple(layer.get((1 << total) - 1, ()))


def rank(division: Division) -> tuple[float, tuple[Group, ...]]:
    """Order of divisions: the best first, of equals the one that comes first in order."""
    return -division.worth, division.groups


def groups_of(loads: Sequence[int], high: float) -> Iterator[Group]:
    """Every group that is not too heavy, and every single episode."""

    def grow(group: Group, load: int) -> Iterator[Group]:
        yield group
        for place in range(group[-1] + 1, len(loads)):
            if load + loads[place] <= high:
                yield from grow((*group, place), load + loads[place])

    for place in range(len(loads)):
        yield from grow((place,), loads[place])
