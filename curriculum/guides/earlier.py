"""Which questions of earlier weeks come back in a self-test."""

from collections.abc import Collection, Sequence

from curriculum.guides import reviews
from curriculum.guides.ask import Ask, apart, mixed
from curriculum.planning.outline import Week

COUNT = 3
"""Questions on earlier weeks."""


def retaken(week: Week, earlier: Week) -> bool:
    """Whether the self-test of an earlier week is taken again in this week, as one of its reviews."""
    again = reviews.plan(earlier)[reviews.AGAIN - 1].date
    if again and week.start and week.end:
        return week.start <= again <= week.end
    return earlier.number == week.number - 1


def earlier(
    week: Week, piles: Sequence[tuple[Week, Sequence[Ask]]], others: Collection[Ask]
) -> tuple[Ask, ...]:
    """Up to three questions of earlier weeks, one of each in turn: first of those that the plan recalls.

    Args:
        week: the week of the self-test.
        piles: each earlier week with what may be asked of it.
        others: what else the self-test asks.

    Returns:
        The questions, the earliest week first, none of which gives another away.
    """
    left = {}
    for before, asks in piles:
        recalled = mixed(ask for ask in asks if ask.episode in week.recalls)
        left[before.number] = [*recalled, *(ask for ask in mixed(asks) if ask not in recalled)]
    by_need = sorted(
        piles, key=lambda pair: (not any(ask.episode in week.recalls for ask in pair[1]), -pair[0].number)
    )
    taken: dict[int, list[Ask]] = {number: [] for number in left}
    for _ in range(COUNT):
        for before, _asks in by_need:
            so_far = [ask for asks in taken.values() for ask in asks]
            free = (ask for ask in left[before.number] if apart(ask, (*others, *so_far)))
            found = next(free, None) if len(so_far) < COUNT else None
            if found:
                taken[before.number].append(found)
                left[before.number].remove(found)
    return tuple(ask for asks in taken.values() for ask in asks)
