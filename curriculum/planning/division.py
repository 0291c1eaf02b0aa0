"""A way to divide episodes into groups, and what makes one better than another."""

from collections.abc import Sequence
from dataclasses import dataclass

from curriculum.planning.likeness import Likeness

UNEVEN = 0.3
"""A week twice as heavy as the mean costs this share of what a mean week can be worth …"""
LOOSE = 1.8
"""… and by how many episodes' load a week may be heavier or lighter than the mean at all."""

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
    """What a group weighs if all were equal."""
    size: float
    """Episodes of a group if all were equal."""
    low: float
    high: float
    capacity: int | None
    """What no group may exceed."""

    def allow(self, load: int, size: int) -> bool:
        """Whether a group of this load and size may be; a single episode may be as heavy as it is."""
        if size < 1 or (self.capacity is not None and load > self.capacity):
            return False
        return load >= self.low and (size == 1 or load <= self.high)

    def cost(self, load: int) -> float:
        """What the group's distance from the mean costs."""
        return UNEVEN * self.size * ((load - self.mean) / self.mean) ** 2


def worth(likeness: Likeness, group: Sequence[int]) -> float:
    """How well a group holds together: its common theme, and how alike its episodes are.

    The theme is the one that suits the members best in sum, each as far as its themes can be trusted.
    The likenesses of all pairs, each way, are divided by the number of members: what k-means makes small
    (MacQueen 1967), so that groups of different sizes compare.
    """
    sums: dict[str, float] = {}
    for place in group:
        for theme, fit in likeness.fits[place].items():
            sums[theme] = sums.get(theme, 0.0) + fit * likeness.trust[place]
    pairs = sum(likeness.likes[here][there] for at, here in enumerate(group) for there in group[:at])
    return round(max(sums.values(), default=0.0) + 2 * pairs / len(group), 6)
