"""The week day by day: what to do on which day, and how long it takes."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import NamedTuple

from curriculum.guides import reviews
from curriculum.planning.minutes import Minutes
from curriculum.planning.outline import Week
from curriculum.planning.sittings import days_of, effort, sittings
from curriculum.planning.study_time import RECALL
from curriculum.reading.episode import Episode


class Task(NamedTuple):
    """One thing to do."""

    verb: str
    """``know``, ``review``, ``back``, ``recall``, ``read``, ``fit``, ``words``, ``test``, ``look``, ``rest``:
    the template words it."""
    episode: int = 0
    """1-based place of the episode in the week; 0 for none."""
    minutes: int = 0
    review: tuple[int, int] = (0, 0)
    """Number of the earlier week to review and of its review; zeros for none."""


_ORDER = ("know", "review", "back", "recall", "read", "words", "fit", "test", "look", "rest")
"""Tasks of one day in the order they are done."""


class Day(NamedTuple):
    """A day of the week with its tasks."""

    place: int
    """0-based from the first day of the week."""
    date: dt.date | None
    tasks: tuple[Task, ...]
    cards: int = 0
    """Minutes for the Anki cards that are due."""

    @property
    def again(self) -> tuple[int, ...]:
        """Numbers of the earlier weeks that are reviewed on it."""
        return tuple(task.review[0] for task in self.tasks if task.verb == "review")

    @property
    def rests(self) -> bool:
        """Whether nothing but Anki cards is to be done."""
        return all(task.verb == "rest" for task in self.tasks)

    @property
    def minutes(self) -> int:
        """Minutes of all its tasks and of the cards."""
        return self.cards + sum(task.minutes for task in self.tasks)


def _cues(episode: Episode) -> float:
    """Minutes to answer an episode's cues, 20 seconds each, and to write the sentence."""
    return 2 + len((*episode.points, *episode.takeaways)) / 3


_REVIEWS = (3, 1, 8, 3, 2)
"""Minutes that reviews take for an episode: cues, missed cards, test, blank sheet, telling."""
_ANSWERS = {"goal": 4, "why": 3, "how": 3, "compare": 4, "apply": 5, "object": 4}
"""Minutes to write an answer of a kind and to mark it …"""
_ANSWER = 1
"""… and to any other question."""
_GUESS, _WORD, _FIT = 1.5, 1, (4, 4)
"""Minutes for a guess, for a word to own, and to put episodes side by side: at all, and for each."""


def load(week: Week, days: Iterable[Day]) -> Minutes:
    """The minutes of a week's days: those of the plan, and what its guide and its cards add."""
    found = tuple(days)
    cards = sum(day.cards for day in found)
    return Minutes(week.minutes, sum(day.minutes for day in found) - cards - week.minutes, cards)


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


def answering(kinds: Iterable[str]) -> int:
    """Minutes to answer and to mark questions of these kinds ("why", "apply" …; any other is a recall)."""
    return sum(_ANSWERS.get(kind, _ANSWER) for kind in kinds)


def plan(
    week: Week,
    episodes: Sequence[Episode],
    *,
    guesses: int = 0,
    words: int = 0,
    fits: bool = True,
    test: int = 0,
    before: Sequence[Week] = (),
    old: int = 0,
    cards: Sequence[float] = (),
) -> tuple[Day, ...]:
    """Spread the week's work over its days (seven when it has no dates).

    An episode is read one day and recalled the next; the last day tests. Reading and recalling take
    ``week.minutes`` together; guessing, putting together, testing and reviewing come on top.

    Args:
        week: the week.
        episodes: in the order of study.
        guesses: how many questions there are to guess at; 0 for a line or two on what is known.
        words: how many words there are to own.
        fits: whether there is a page on how the episodes fit together.
        test: minutes of the self-test; 0 when there is none.
        before: the weeks before, whose reviews stand on their days.
        old: how many episodes come back that were studied before the curriculum, in minutes of the week's.
        cards: minutes that the Anki cards take on each day.
    """
    count = days_of(week)
    planned = _studied(week, episodes, count, old)
    fixed = [(0, Task("know", minutes=ceil(_GUESS * (guesses or 2))))]
    fixed += [(day, task) for earlier in before for day, task in _reviewed(earlier, week, count)]
    if words:
        fixed.append((max(0, count - 3), Task("words", minutes=ceil(_WORD * words))))
    if fits:
        fixed.append((max(0, count - 2), Task("fit", minutes=_FIT[0] + _FIT[1] * len(episodes))))
    if test:
        fixed.append((count - 1, Task("test", minutes=test)))
    fixed.append((count - 1, Task("look", minutes=5)))
    for day, task in fixed:
        planned[day].append(task)
    due = [*map(ceil, cards[:count]), *[0] * count]
    return tuple(
        Day(
            place=place,
            date=week.start + dt.timedelta(days=place) if week.start else None,
            # what was read yesterday comes before what is new today
            tasks=tuple(sorted(tasks or [Task("rest")], key=lambda task: _ORDER.index(task.verb))),
            cards=minutes,
        )
        for place, (tasks, minutes) in enumerate(zip(planned, due, strict=False))
    )


def _studied(week: Week, episodes: Sequence[Episode], count: int, old: int) -> list[list[Task]]:
    """Each episode read on one day and recalled on the next, the minutes of the week shared among these.

    ``old`` episodes come back on the day of these that has the least to do.
    """
    weights = [effort(episode) for episode in episodes]
    recalls = [_cues(episode) for episode in episodes]
    back = min(week.minutes, RECALL * old)
    minutes = share(week.minutes - back, [*weights, *recalls])
    planned: list[list[Task]] = [[] for _ in range(count)]
    for place, day in enumerate(sittings(week, episodes)):
        planned[day].append(Task("read", place + 1, minutes[place]))
        planned[min(day + 1, count - 1)].append(Task("recall", place + 1, minutes[len(episodes) + place]))
    if old:
        busy = [day for day in planned if day] or planned[:1]
        min(busy, key=lambda day: sum(task.minutes for task in day)).append(Task("back", minutes=back))
    return planned


def _reviewed(earlier: Week, week: Week, count: int) -> Iterator[tuple[int, Task]]:
    """The reviews of an earlier week that fall on days of this one, each with its day."""
    for review in reviews.plan(earlier):
        day = (review.date - week.start).days if week.start and review.date else -1
        if 0 <= day < count:
            minutes = ceil(_REVIEWS[review.number - 1] * len(earlier.episodes))
            yield day, Task("review", 0, minutes, (earlier.number, review.number))
