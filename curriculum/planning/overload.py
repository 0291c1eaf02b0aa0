"""A plan that asks for more than a person studies in a week: how much it is, and what would make it less."""

from collections.abc import Sequence

from curriculum.planning import dates
from curriculum.planning.best import ranked
from curriculum.planning.fitting import Fitting, weeks
from curriculum.planning.likeness import Likeness
from curriculum.planning.minutes import PARTS
from curriculum.planning.outline import Week
from curriculum.planning.recall import most_minutes
from curriculum.planning.selection import Selection
from curriculum.planning.study_time import minutes
from curriculum.planning.themes import Themes
from curriculum.planning.wish import Wish

MUCH = 240
"""Minutes a week from which a plan is called heavy: four hours, beside work or school."""


def overload(
    planned: Sequence[Week], selection: Selection, fitting: Fitting, themes: Themes, wish: Wish, old: int = 0
) -> tuple[str, ...]:
    """What to say of a plan's load: nothing, or a sentence with the numbers and the ways out.

    A person who gave the minutes of a week has said how much it may be. ``selection`` is what the wish
    selects before ``best`` is heeded; ``old`` is how many episodes were studied before and may come back.
    """
    mean = round(sum(week.minutes for week in planned) / len(planned))
    if wish.minutes is not None or mean <= MUCH:
        return ()
    ways = []
    if enough := _weeks(fitting.loads, old):
        start = dates.mondays(wish.month)[0] if wish.month else None
        ways.append(f"--weeks {enough}" + (f" with --start {start} for --month" if start else ""))
    if best := _best(selection, fitting, themes, wish, old):
        ways.append(f"--best {best}")
    said = f"This plan takes about {mean} minutes a week {PARTS[0]}, more than {MUCH // 60} hours"
    if not ways:
        return (f"{said}, as its episodes are long: the shortest takes {min(fitting.loads)} minutes.",)
    would = f"would make it {MUCH // 60} hours a week or less on average."
    return (f"{said}: {', or '.join(ways)}{',' if len(ways) > 1 else ''} {would}",)


def _holds(load: int, count: int, episodes: int, old: int) -> bool:
    """Whether so many weeks hold the load of their episodes and what they recall."""
    return load + most_minutes(count, episodes, old) <= MUCH * count


def _weeks(loads: Sequence[int], old: int) -> int:
    """The fewest weeks that hold every episode at ``MUCH`` minutes, on average; 0 when there are too few
    episodes to fill as many weeks."""
    total = sum(loads)
    return next((count for count in range(1, len(loads) + 1) if _holds(total, count, len(loads), old)), 0)


def _best(selection: Selection, fitting: Fitting, themes: Themes, wish: Wish, old: int) -> int:
    """The most of the best episodes that the weeks hold; 0 when they hold none."""
    same = fitting.likeness.episodes == selection.episodes
    likeness = fitting.likeness if same else Likeness.of(selection.episodes, themes, selection.asked)
    found = load = 0
    for number, place in enumerate(ranked(selection, likeness), start=1):
        load += fitting.loads[place] if same else minutes(likeness.episodes[place])
        if _holds(load, weeks(wish, number), number, old):
            found = number
    return found
