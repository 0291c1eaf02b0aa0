"""Nearly the best division of many episodes: several starts, each improved by moves and swaps."""

import random
from collections.abc import Sequence
from operator import add, sub

from curriculum.planning.division import Bounds, Division, Group, worth
from curriculum.planning.exact import rank
from curriculum.planning.likeness import Likeness

STARTS = 6
"""Starts for up to a hundred episodes; one for more, since each takes long and comes as close."""
GAIN = 1e-6
"""A change must be better by more than this, so that rounding never goes round in circles."""
CHOICES = 4
"""Other groups that an episode is tried in: those it suits best."""
SWAPS = 100
"""Episodes of such a group for which it may change, so that large groups take no longer than their number."""


def nearly(
    likeness: Likeness,
    loads: Sequence[int],
    count: int,
    bounds: Bounds,
    wanted: int,
) -> tuple[Division, ...]:
    """Several starts, each improved by moves and swaps until none helps."""
    found: dict[tuple[Group, ...], Division] = {}
    starts = max(STARTS if len(loads) <= 100 else 1, 2 * wanted if wanted > 1 else 1)
    for start in range(starts):
        improver = Improver(likeness, loads, count, bounds, random.Random(start))
        division = improver.run()
        if division:
            found[division.groups] = division
    return tuple(sorted(found.values(), key=rank)[:wanted])


class Improver:
    """One start of the search: groups that change until no move or swap makes them better."""

    def __init__(
        self, likeness: Likeness, loads: Sequence[int], count: int, bounds: Bounds, chance: random.Random
    ) -> None:
        self.likeness, self.loads, self.count, self.bounds = likeness, loads, count, bounds
        self.chance = chance
        themes = sorted({theme for fit in likeness.fits for theme in fit})
        # rows of numbers instead of mappings: sums over groups are what takes the time
        self.fits = [
            [trust * fit.get(theme, 0.0) for theme in themes]
            for fit, trust in zip(likeness.fits, likeness.trust, strict=True)
        ]
        self.groups: list[list[int]] = [[] for _ in range(count)]
        self.sums = [[0.0] * len(themes) for _ in range(count)]
        """Each group's fits, summed over its members …"""
        self.best = [0.0] * count
        """… the largest of them …"""
        self.theme = [0] * count
        """… and its place."""
        self.most = [max(row, default=0.0) for row in self.fits]
        """Each episode's largest fit."""
        self.pairs = [0.0] * count
        """Each group's likenesses, summed over its pairs."""
        self.near = [[0.0] * len(loads) for _ in range(count)]
        """Each group's likenesses to every episode, summed over its members."""
        self.weight = [0] * count
        self.home = [0] * len(loads)

    def run(self) -> Division | None:
        """The division found, or None when the loads could not be kept."""
        self._begin()
        if not all(self.bounds.allow(self.weight[n], len(self.groups[n])) for n in range(self.count)):
            return None
        while self._improve():
            pass
        groups = tuple(sorted(tuple(sorted(group)) for group in self.groups))
        total = sum(
            worth(self.likeness, group) - self.bounds.cost(sum(self.loads[place] for place in group))
            for group in groups
        )
        return Division(groups, round(total, 6))

    def _begin(self) -> None:
        """Seeds far from each other, then the heaviest episodes first to the group they suit best."""
        total = len(self.loads)
        seeds = [self.chance.randrange(total)]
        nearest = [self._close(place, seeds[0]) for place in range(total)]
        while len(seeds) < self.count:
            nearest[seeds[-1]] = float("inf")
            seed = min(range(total), key=lambda place: (nearest[place], place))
            seeds.append(seed)
            nearest = [max(nearest[place], self._close(place, seed)) for place in range(total)]
        for number, place in enumerate(seeds):
            self._put(place, number)
        rest = sorted(set(range(total)) - set(seeds), key=lambda place: (-self.loads[place], place))
        mean = sum(self.loads) / self.count
        for place in rest:
            most = min(mean * 1.05, self.bounds.high) - self.loads[place]
            room = [n for n in range(self.count) if self.weight[n] <= most]
            if room:
                close = [self._close(place, seed) for seed in seeds]
                number = max(room, key=lambda n: (close[n], -self.weight[n], -n))
            else:
                number = min(range(self.count), key=lambda n: (self.weight[n], n))
            self._put(place, number)

    def _close(self, here: int, there: int) -> float:
        """How much two episodes have in common: shared fits and likeness."""
        return sum(map(min, self.fits[here], self.fits[there])) + self.likeness.likes[here][there]

    def _put(self, place: int, number: int) -> None:
        self.pairs[number] += self._alike(place, number)
        self.groups[number].append(place)
        self.near[number] = list(map(add, self.near[number], self.likeness.likes[place]))
        self._sum(number, list(map(add, self.sums[number], self.fits[place])))
        self.weight[number] += self.loads[place]
        self.home[place] = number

    def _take(self, place: int) -> None:
        number = self.home[place]
        self.groups[number].remove(place)
        self.near[number] = list(map(sub, self.near[number], self.likeness.likes[place]))
        self.pairs[number] -= self._alike(place, number)
        self._sum(number, list(map(sub, self.sums[number], self.fits[place])))
        self.weight[number] -= self.loads[place]

    def _sum(self, number: int, sums: list[float]) -> None:
        self.sums[number], self.best[number] = sums, max(sums, default=0.0)
        self.theme[number] = sums.index(self.best[number]) if sums else 0

    def _alike(self, place: int, number: int) -> float:
        """The likenesses of an episode and a group's members, summed."""
        return round(self.near[number][place], 6)  # as likenesses are, whatever came and went

    def _worth(self, best: float, pairs: float, size: int, load: int) -> float:
        """As ``division.worth``, less the cost of the load."""
        return best + 2 * pairs / size - self.bounds.cost(load)

    def _now(self, number: int) -> float:
        size = len(self.groups[number])
        return self._worth(self.best[number], self.pairs[number], size, self.weight[number])

    def _improve(self) -> bool:
        """Try every episode in its likeliest other groups; whether anything got better."""
        better = False
        for place in range(len(self.loads)):
            row = self.fits[place]
            suits = []
            for number, theme in enumerate(self.theme):
                if number != self.home[place]:
                    fit = row[theme] if row else 0.0
                    suits.append((-fit - self._alike(place, number) / len(self.groups[number]), number))
            for _, number in sorted(suits)[:CHOICES]:
                if self._move(place, number) or self._swap(place, number):
                    better = True
                    break
        return better

    def _move(self, place: int, number: int) -> bool:
        """Move the episode into the group if that is allowed and better."""
        home, load = self.home[place], self.loads[place]
        if not self.bounds.allow(self.weight[home] - load, len(self.groups[home]) - 1):
            return False
        if not self.bounds.allow(self.weight[number] + load, len(self.groups[number]) + 1):
            return False
        row = self.fits[place]
        left = self._worth(
            max(map(sub, self.sums[home], row), default=0.0),
            self.pairs[home] - self._alike(place, home),
            len(self.groups[home]) - 1,
            self.weight[home] - load,
        )
        grown = self._worth(
            max(map(add, self.sums[number], row), default=0.0),
            self.pairs[number] + self._alike(place, number),
            len(self.groups[number]) + 1,
            self.weight[number] + load,
        )
        if left + grown <= self._now(home) + self._now(number) + GAIN:
            return False
        self._take(place)
        self._put(place, number)
        return True

    def _swap(self, place: int, number: int) -> bool:
        """Change the episode for one of the group, the first that is allowed and better."""
        home, row, likes = self.home[place], self.fits[place], self.likeness.likes[place]
        without = list(map(sub, self.sums[home], row))
        grown = list(map(add, self.sums[number], row))
        least, most = max(without, default=0.0), max(grown, default=0.0)
        before = self._now(home) + self._now(number) + GAIN
        mine, theirs = self._alike(place, home), self._alike(place, number)
        one, two = self.pairs[home] - mine, self.pairs[number]
        near, far, size, count = (
            self.near[home],
            self.near[number],
            len(self.groups[home]),
            len(self.groups[number]),
        )
        costs: dict[int, tuple[float, float] | None] = {}
        for other in self.groups[number][:SWAPS]:
            load = self.loads[other]
            if load not in costs:
                costs[load] = self._costs(home, number, load - self.loads[place])
            if (cost := costs[load]) is None:
                continue
            between = likes[other]
            here = 2 * (one + round(near[other], 6) - between) / size
            there = 2 * (two - round(far[other], 6) + theirs - between) / count
            # the sums are looked through only where the most that they could be would do
            if least + self.most[other] + here - cost[0] + (most + there - cost[1]) <= before:
                continue
            row_ = self.fits[other]
            became = max(map(add, without, row_), default=0.0) + here - cost[0]
            if became + (max(map(sub, grown, row_), default=0.0) + there - cost[1]) > before:
                self._take(place)
                self._take(other)
                self._put(place, number)
                self._put(other, home)
                return True
        return False

    def _costs(self, home: int, number: int, change: int) -> tuple[float, float] | None:
        """What both groups' loads cost when so much goes from one to the other; None when it may not."""
        here, there = self.weight[home] + change, self.weight[number] - change
        if not self.bounds.allow(here, len(self.groups[home])):
            return None
        if not self.bounds.allow(there, len(self.groups[number])):
            return None
        return self.bounds.cost(here), self.bounds.cost(there)
