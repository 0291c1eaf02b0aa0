"""What a week recalls, in words."""

from collections.abc import Sequence

from curriculum.planning.outline import Outline, Week
from curriculum.reading.library import Library


def origin(id: str, outline: Outline) -> str:
    """Where an episode was studied before the outline: "May 2024, week 2"; "" when nobody knows, or in it."""
    there = next((one for one in outline.earlier if one.id == id and one.outline), None)
    if there is None or outline.week_of(id):
        return ""
    return f"{there.outline}, week {there.week}" if there.week else there.outline


def titled(week: Week, outline: Outline, library: Library) -> tuple[str, ...]:
    """The title of each episode that a week recalls, with its origin: "Bees (May 2024, week 2)"."""
    return tuple(_titled(id, outline, library) for id in week.recalls)


def recalled(week: Week, outline: Outline, library: Library) -> str:
    """The titles that a week recalls, "all episodes of weeks 1 to 3" when it is all; "" for none."""
    weeks = [one for one in outline.weeks if {placed.id for placed in one.episodes} & set(week.recalls)]
    own = {placed.id for one in weeks for placed in one.episodes}
    mine = [id for id in week.recalls if outline.week_of(id)]
    if not (len(mine) > 3 and own == set(mine) and (said := _whole([one.number for one in weeks]))):
        return "; ".join(titled(week, outline, library))
    old = (_titled(id, outline, library) for id in week.recalls if id not in own)
    return "; ".join((*old, said))


def _whole(numbers: Sequence[int]) -> str:
    """All episodes of these weeks, in words; "" when they do not follow one another."""
    if len(numbers) == 1:
        return f"all episodes of week {numbers[0]}"
    if list(numbers) == list(range(numbers[0], numbers[-1] + 1)):
        return f"all episodes of weeks {numbers[0]} to {numbers[-1]}"
    return ""


def _titled(id: str, outline: Outline, library: Library) -> str:
    title = next((one.title for one in library.episodes if one.id == id), id)
    where = origin(id, outline)
    return f"{title} ({where})" if where else title
