"""Which earlier episodes each week recalls: spaced retrieval, themes mixed (docs/planning.md)."""

from collections.abc import Sequence

from curriculum.planning.likeness import Likeness
from curriculum.planning.study_time import RECALL

ORDINARY = 2
"""Earlier episodes to recall in an ordinary week: one of each of the last two weeks."""
REVIEW = 4
"""Every so many weeks, and in the last of three or more, everything since the last review is recalled …"""
MOST = 12
"""… but no more episodes than this."""
OLD, OLD_REVIEW = 2, 4
"""Episodes of earlier outlines that come back in an ordinary week, and in one that reviews."""


def recalls(
    weeks: Sequence[Sequence[int]], likeness: Likeness, loads: Sequence[int], minutes: int | None
) -> tuple[tuple[int, ...], ...]:
    """For each week the places of earlier weeks' episodes to recall, earliest week first.

    With a budget of ``minutes``, no more than fit beside the week's own episodes.
    """
    found: list[tuple[int, ...]] = []
    reviewed = 0
    for at, week in enumerate(weeks):
        own = sum(loads[place] for place in week)
        room = MOST if minutes is None else min(MOST, max(0, minutes - own) // RECALL)
        if is_review(at, len(weeks)):
            wanted = [place for earlier in weeks[reviewed:at] for place in earlier]
            reviewed = at + 1
        else:
            wanted = [_likest(earlier, week, likeness) for earlier in weeks[max(0, at - ORDINARY) : at]]
        found.append(tuple(_spread(wanted, room)))
    return tuple(found)


def is_review(at: int, weeks: int) -> bool:
    """Whether the week at a place, from 0, of so many reviews those before it."""
    return (at + 1) % REVIEW == 0 or (at + 1 == weeks and at >= 2)


def most_minutes(weeks: int, episodes: int, old: int = 0) -> int:
    """Minutes of recall that so many weeks of so many episodes take at most, all together.

    ``old`` are the episodes of earlier outlines that may come back.
    """
    most = 0
    for at in range(weeks):
        if is_review(at, weeks):
            most += min(MOST, episodes - 1) + min(OLD_REVIEW, old)
        else:
            most += min(ORDINARY, at) + min(OLD, old)
    return RECALL * most


def _likest(earlier: Sequence[int], week: Sequence[int], likeness: Likeness) -> int:
    """The earlier week's episode that helps most with this week: the one most like its episodes."""
    return max(earlier, key=lambda place: (sum(likeness.likes[place][other] for other in week), -place))


def _spread(places: Sequence[int], room: int) -> Sequence[int]:
    """So many of the places, evenly spread."""
    if len(places) <= room:
        return places
    return [places[number * len(places) // room] for number in range(room)]
