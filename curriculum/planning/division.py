"""A way to divide episodes into groups, and what makes one better than another."""

from collections.abc import Sequence
from dataclasses import dataclass

from curriculum.planning.likeness import Likeness

THEME_SHARE = 0.85
"""How much a group's common theme counts beside the likeness of its episodes."""
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
