"""The week day by day: what to do on which day, and how long it takes."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from curriculum.guides import reviews
from curriculum.planning.outline import Week
from curriculum.reading.episode import Episode


class Task(NamedTuple):
    """One thing to do."""

    verb: str
    """``know``, ``review``, ``recall``, ``read``, ``fit``, ``words``, ``test``, ``look``, ``rest``: the
    template words it."""
    episode: int = 0
    """1-based place of the episode in the week; 0 for none."""
    minutes: int = 0
    review: tuple[int, int] = (0, 0)
    """Number of the earlier week to review and of its review; zeros for none."""


_ORDER = ("know", "review", "recall", "read", "words", "fit", "test", "look", "rest")
"""Tasks of one day in the order they are done."""


class Day(NamedTuple):
    """A day of the week with its tasks."""

    place: int
    """0-based from the first day of the week."""
    date: dt.date | None
    tasks: tuple[Task, ...]

    @property
    def minutes(self) -> int:
        """Minutes of all its tasks."""
        return sum(task.minutes for task in self.tasks)


def _effort(episode: Episode) -> float:
    """How long the notes of an episode take, in minutes: reading at 120 words a minute, and 4 to work."""
    texts = [episode.introduction, episode.summary]
    texts += [passage.text for point in (*episode.points, *episode.takeaways) for passage in point.passages()]
    return 4 + sum(len(text.split()) for text in texts) / 120


def _cues(episode: Episode) -> float:
    """Minutes to answer an episode's cues, 20 seconds each, and to write the sentence."""
    return 2 + len((*episode.points, *episode.takeaways)) / 3


_REVIEWS = (3, 1.5, 5, 3, 1.5)
"""Minutes an episode of an earlier week that its reviews take: cues, cards, test, blank sheet, telling."""


def share(total: int, weights: Sequence[float]) -> list[int]:
    """Split whole minutes in proportion to the weights; the parts add up to the total.

    Largest remainder method (Hamilton): everyone gets the whole part, the largest fractions the rest.
    """
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    exact = [total * weight / whole for weight in weights]
    parts = [int(value) for value in exact]
    by_rest = sorted(range(len(exact)), key=lambda place: (parts[place] - exact[place], place))
    for place in by_rest[: total - sum(parts)]:
        parts[place] += 1
    return parts


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


def plan(
    week: Week,
    episodes: Sequence[Episode],
    *,
    fits: bool,
    test: bool,
    words: bool = False,
    before: Sequence[Week] = (),
) -> tuple[Day, ...]:
    """Spread the week's work over its days (seven when it has no dates).

    An episode is read one day and recalled the next; the last day tests. Reviews of the weeks ``before``
    stand on their days. ``fits``, ``test`` and ``words`` say whether the guide has those pages. The
    minutes of all days add up to ``week.minutes``.
    """
    count = 7
    if week.start and week.end:
        count = max(1, (week.end - week.start).days + 1)
    weights = [_effort(episode) for episode in episodes]
    slots = max(1, count - 2)
    groups = _groups(weights, min(len(episodes), slots)) if episodes else []
    planned: list[list[tuple[Task, float]]] = [[] for _ in range(count)]
    planned[0].append((Task("know"), 2 + len(episodes)))
    for number, group in enumerate(groups):
        day = number * slots // len(groups)
        for place in group:
            planned[day].append((Task("read", place + 1), weights[place]))
        for place in group:
            planned[min(day + 1, count - 1)].append((Task("recall", place + 1), _cues(episodes[place])))
    for earlier in before:
        for review in reviews.plan(earlier):
            if week.start and review.date and 0 <= (review.date - week.start).days < count:
                task = Task("review", review=(earlier.number, review.number))
                cost = _REVIEWS[review.number - 1] * len(earlier.episodes)
                planned[(review.date - week.start).days].append((task, cost))
    if words:
        planned[max(0, count - 3)].append((Task("words"), 6))
    if fits:
        planned[max(0, count - 2)].append((Task("fit"), 4 + 3 * len(episodes)))
    if test:
        planned[-1].append((Task("test"), 18))
    planned[-1].append((Task("look"), 6))
    for tasks in planned:
        if not tasks:
            tasks.append((Task("rest"), 4))
        # what was read yesterday comes before what is new today
        tasks.sort(key=lambda item: _ORDER.index(item[0].verb))
    minutes = iter(share(week.minutes, [weight for tasks in planned for _, weight in tasks]))
    return tuple(
        Day(
            place=place,
            date=week.start + dt.timedelta(days=place) if week.start else None,
            tasks=tuple(task._replace(minutes=next(minutes)) for task, _ in tasks),
        )
        for place, tasks in enumerate(planned)
    )
