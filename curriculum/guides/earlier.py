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


BEFORE = 0
"""Stands for the week of what was studied before the curriculum."""


def earlier(
    week: Week, piles: Sequence[tuple[int, Sequence[Ask]]], others: Collection[Ask]
) -> tuple[Ask, ...]:
    """Up to three questions of earlier weeks, one of each in turn: first of those that the plan recalls.

    Args:
        week: the week of the self-test.
        piles: the number of each earlier week, ``BEFORE`` first, with what may be asked of it.
        others: what else the self-test asks.

    Returns:
        The questions, the earliest week first, none of which gives another away.
    """
    left = {}
    for number, asks in piles:
        recalled = mixed(ask for ask in asks if ask.episode in week.recalls)
        left[number] = [*recalled, *(ask for ask in mixed(asks) if ask not in recalled)]

    def need(pile: tuple[int, Sequence[Ask]]) -> tuple[bool, bool, int]:
        number, asks = pile
        # what was studied before the curriculum comes back nowhere else
        return number != BEFORE, not any(ask.episode in week.recalls for ask in asks), -number

    by_need = sorted(piles, key=need)
    taken: dict[int, list[Ask]] = {number: [] for number in left}
    for _ in range(COUNT):
        for number, _asks in by_need:
            so_far = [ask for asks in taken.values() for ask in asks]
            free = (ask for ask in left[number] if apart(ask, (*others, *so_far)))
            found = next(free, None) if len(so_far) < COUNT else None
            if found:
                taken[number].append(found)
                left[number].remove(found)
    return tuple(ask for asks in taken.values() for ask in asks)
