"""Divide episodes into groups of one theme each: exactly when they are few, nearly so beyond."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from curriculum.planning.likeness import Likeness

THEME_SHARE = 0.85
"""How much a group's common theme counts beside the likeness of its episodes' words."""
UNEVEN = 0.5
"""What a week of twice the mean load, or of none, costs, in episodes that suit their week fully …"""
LOOSE = 1.8
"""… and by how many episodes' load a week may be heavier or lighter than the mean at all."""
EXACT = 16
"""Up to so many episodes every division is considered …"""
STEPS = 12_000_000
"""… unless that takes more steps of the dynamic programme than this."""
STARTS = 6

Group = tuple[int, ...]
"""Places in the list of episodes, ascending."""


@dataclass(frozen=True)
class Division:
    """One way to divide the episodes."""

    groups: tuple[Group, ...]
    """By first place."""
    worth: float


@dataclass(frozen=True)
class Bounds:
    """How heavy a group may be, and what being uneven costs."""

    mean: float
    """Minutes of a group if all were equal."""
    size: float
    """Episodes of a group if all were equal."""
    low: float
    high: float
    capacity: int | None
    """Minutes that no group may exceed."""

    def allow(self, load: int, size: int) -> bool:
        """Whether a group of this load and size may be; a single episode may be as heavy as it is."""
        if size < 1 or (self.capacity is not None and load > self.capacity):
            return False
        return load >= self.low and (size == 1 or load <= self.high)

    def cost(self, load: int) -> float:
        """What the group's distance from the mean costs."""
        return UNEVEN * self.size * ((load - self.mean) / self.mean) ** 2


def worth(likeness: Likeness, group: Sequence[int]) -> float:
    """How well a group holds together: the fit of its best theme, and its members' mean likeness.

    Both are sums over the members, so that groups of different sizes compare.
    """
    sums: dict[str, float] = {}
    for place in group:
        for theme, fit in likeness.fits[place].items():
            sums[theme] = sums.get(theme, 0.0) + fit
    pairs = sum(likeness.likes[here][there] for at, here in enumerate(group) for there in group[:at])
    alike = 2 * pairs / (len(group) - 1) if len(group) > 1 else 0.0
    return round(THEME_SHARE * max(sums.values(), default=0.0) + (1 - THEME_SHARE) * alike, 6)


def divide(
    likeness: Likeness,
    loads: Sequence[int],
    count: int,
    capacity: int | None = None,
    wanted: int = 1,
) -> tuple[Division, ...]:
    """The best divisions of the episodes into ``count`` groups, best first, at most ``wanted``.

    ``loads`` are each episode's minutes, ``capacity`` the minutes a group may have. Groups are about
    equally heavy; an episode heavier than that may stand alone. No group is empty. Returns nothing
    when the capacity allows no division. Ties go to the division that comes first in order.
    """
    total = len(loads)
    if not 1 <= count <= total or (capacity is not None and max(loads) > capacity):
        return ()
    mean = sum(loads) / count
    slack = max(0.25 * mean, LOOSE * sum(loads) / total)
    while True:
        bounds = Bounds(mean, total / count, mean - slack, mean + slack, capacity)
        found = _exact(likeness, loads, count, bounds, wanted)
        if found is None:
            found = _nearly(likeness, loads, count, bounds, wanted)
        if found or slack > sum(loads):
            return found
        slack *= 1.5


def _exact(
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
    for group in _groups(loads, bounds.high):
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
                    best.sort(key=_rank)
                    del best[wanted:]
        layer = following
    return tuple(layer.get((1 << total) - 1, ()))


def _rank(division: Division) -> tuple[float, tuple[Group, ...]]:
    return -division.worth, division.groups


def _groups(loads: Sequence[int], high: float) -> Iterator[Group]:
    """Every group that is not too heavy, and every single episode."""

    def grow(group: Group, load: int) -> Iterator[Group]:
        yield group
        for place in range(group[-1] + 1, len(loads)):
            if load + loads[place] <= high:
                yield from grow((*group, place), load + loads[place])

    for place in range(len(loads)):
        yield from grow((place,), loads[place])


def _nearly(
    likeness: Likeness,
    loads: Sequence[int],
    count: int,
    bounds: Bounds,
    wanted: int,
) -> tuple[Division, ...]:
    """Several starts, each improved by moves and swaps until none helps."""
    found: dict[tuple[Group, ...], Division] = {}
    for start in range(max(STARTS, 2 * wanted) if len(loads) <= 100 else max(2, wanted)):
        improver = _Improver(likeness, loads, count, bounds, random.Random(start))
        division = improver.run()
        if division:
            found[division.groups] = division
    return tuple(sorted(found.values(), key=_rank)[:wanted])


class _Improver:
    """One start of the search: groups that change until no move or swap makes them better."""

    def __init__(
        self,
        likeness: Likeness,
        loads: Sequence[int],
        count: int,
        bounds: Bounds,
        chance: random.Random,
    ) -> None:
        self.likeness, self.loads, self.count, self.bounds = likeness, loads, count, bounds
        self.groups: list[list[int]] = [[] for _ in range(count)]
        self.home = [0] * len(loads)
        self.weight = [0] * count
        self.worths = [0.0] * count
        self.chance = chance

    def run(self) -> Division | None:
        """The division found, or None when the loads could not be kept."""
        self._begin()
        if not all(self.bounds.allow(self.weight[n], len(self.groups[n])) for n in range(self.count)):
            return None
        self.worths = [self._worth(group) for group in self.groups]
        while self._improve():
            pass
        groups = tuple(sorted(tuple(sorted(group)) for group in self.groups))
        return Division(groups, round(sum(self.worths), 6))

    def _worth(self, group: Sequence[int]) -> float:
        return worth(self.likeness, group) - self.bounds.cost(sum(self.loads[place] for place in group))

    def _begin(self) -> None:
        """Seeds far from each other, then the heaviest episodes first to the group they suit best."""
        likes, fits, total = self.likeness.likes, self.likeness.fits, len(self.loads)

        def close(here: int, there: int) -> float:
            shared = sum(min(fit, fits[there].get(theme, 0.0)) for theme, fit in fits[here].items())
            return shared + likes[here][there]

        seeds = [self.chance.randrange(total)]
        nearest = [close(place, seeds[0]) for place in range(total)]
        while len(seeds) < self.count:
            nearest[seeds[-1]] = float("inf")
            seed = min(range(total), key=lambda place: (nearest[place], place))
            seeds.append(seed)
            nearest = [max(nearest[place], close(place, seed)) for place in range(total)]
        for number, place in enumerate(seeds):
            self._put(place, number)
        rest = sorted(set(range(total)) - set(seeds), key=lambda place: (-self.loads[place], place))
        mean = sum(self.loads) / self.count
        for place in rest:
            most = min(mean * 1.05, self.bounds.high) - self.loads[place]
            room = [n for n in range(self.count) if self.weight[n] <= most]
            if room:
                number = max(room, key=lambda n: (close(place, seeds[n]), -self.weight[n], -n))
            else:
                number = min(range(self.count), key=lambda n: (self.weight[n], n))
            self._put(place, number)

    def _put(self, place: int, number: int) -> None:
        self.groups[number].append(place)
        self.home[place] = number
        self.weight[number] += self.loads[place]

    def _improve(self) -> bool:
        """Try every episode in its likeliest other groups; whether anything got better."""
        better = False
        themes = [self._theme(group) for group in self.groups]
        for place in range(len(self.loads)):
            fits = self.likeness.fits[place]
            for number in sorted(
                range(self.count), key=lambda n: (-fits.get(themes[n], 0.0) - self._near(place, n), n)
            )[:4]:
                if number != self.home[place] and (self._move(place, number) or self._swap(place, number)):
                    better = True
                    break
        return better

    def _theme(self, group: Sequence[int]) -> str:
        sums: dict[str, float] = {}
        for place in group:
            for theme, fit in self.likeness.fits[place].items():
                sums[theme] = sums.get(theme, 0.0) + fit
        return min(sums, key=lambda theme: (-sums[theme], theme), default="")

    def _near(self, place: int, number: int) -> float:
        row, group = self.likeness.likes[place], self.groups[number]
        return sum(row[other] for other in group) / len(group)

    def _move(self, place: int, number: int) -> bool:
        """Move the episode into the group if that is allowed and better."""
        load, home = self.loads[place], self.home[place]
        if not self.bounds.allow(self.weight[home] - load, len(self.groups[home]) - 1):
            return False
        if not self.bounds.allow(self.weight[number] + load, len(self.groups[number]) + 1):
            return False
        left = [other for other in self.groups[home] if other != place]
        return self._take(home, left, number, [*self.groups[number], place])

    def _swap(self, place: int, number: int) -> bool:
        """Change the episode for one of the group, the first that is allowed and better."""
        home = self.home[place]
        left = [other for other in self.groups[home] if other != place]
        for other in self.groups[number]:
            change = self.loads[other] - self.loads[place]
            if not self.bounds.allow(self.weight[home] + change, len(left) + 1):
                continue
            if not self.bounds.allow(self.weight[number] - change, len(self.groups[number])):
                continue
            kept = [member for member in self.groups[number] if member != other]
            if self._take(home, [*left, other], number, [*kept, place]):
                return True
        return False

    def _take(self, home: int, mine: list[int], number: int, theirs: list[int]) -> bool:
        one, two = self._worth(mine), self._worth(theirs)
        if one + two <= self.worths[home] + self.worths[number] + 1e-6:
            return False
        self.worths[home], self.worths[number] = one, two
        for here, group in ((home, mine), (number, theirs)):
            self.groups[here] = group
            self.weight[here] = sum(self.loads[place] for place in group)
            for place in group:
                self.home[place] = here
        return True
