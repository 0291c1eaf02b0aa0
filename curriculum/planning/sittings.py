"""On which day of its week an episode is read: the rule that the guide and the calendar share."""

from collections.abc import Sequence

from curriculum.planning.outline import Week
from curriculum.planning.text import of_cards
from curriculum.reading.episode import Episode

UNDATED = 7
"""Days of a week that has no dates."""


def days_of(week: Week) -> int:
    """How many days a week has."""
    return max(1, (week.end - week.start).days + 1) if week.start and week.end else UNDATED


def effort(episode: Episode) -> float:
    """How long the notes of an episode take, in minutes: reading at 120 words a minute, and 4 to work."""
    texts = [episode.introduction, episode.summary]
    texts += [passage.text for point in (*episode.points, *episode.takeaways) for passage in point.passages()]
    texts += [card.said for card in of_cards(episode)]
    return 4 + sum(len(text.split()) for text in texts) / 120


def sittings(week: Week, episodes: Sequence[Episode]) -> tuple[int, ...]:
    """The day of each episode, 0 for the week's first: spread evenly, the last two days left for the rest."""
    if not episodes:
        return ()
    slots = max(1, days_of(week) - 2)
    groups = _groups([effort(episode) for episode in episodes], min(len(episodes), slots))
    return tuple(number * slots // len(groups) for number, group in enumerate(groups) for _ in group)


def _groups(weights: Sequence[float], count: int) -> list[list[int]]:
    """Cut a row of weights into ``count`` runs, filling each to the mean of what is left."""
    groups: list[list[int]] = []
    place = 0
    for left in range(count, 0, -1):
        goal = sum(weights[place:]) / left
        group, load = [place], weights[place]
        place += 1
        while len(weights) - place >= left and load + weights[place] / 2 <= goal:
            group.append(place)
            load += weights[place]
            place += 1
        groups.append(group)
    groups[-1].extend(range(place, len(weights)))
    return groups
