"""What a week recalls, in words."""

from curriculum.planning.outline import Outline, Week
from curriculum.reading.library import Library


def recalled(week: Week, outline: Outline, library: Library) -> str:
    """The titles that a week recalls, "all episodes of weeks 1 to 3" when it is all; "" for none."""
    ids = set(week.recalls)
    weeks = [one for one in outline.weeks if ids & {placed.id for placed in one.episodes}]
    if len(ids) > 3 and ids == {placed.id for one in weeks for placed in one.episodes}:
        numbers = [one.number for one in weeks]
        if len(numbers) == 1:
            return f"all episodes of week {numbers[0]}"
        if numbers == list(range(numbers[0], numbers[-1] + 1)):
            return f"all episodes of weeks {numbers[0]} to {numbers[-1]}"
    titles = {episode.id: episode.title for episode in library.episodes}
    return "; ".join(titles.get(id, id) for id in week.recalls)
