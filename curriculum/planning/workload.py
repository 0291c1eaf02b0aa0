"""How many minutes a day the cards of an outline take, as a range (the model: docs/workload.md)."""

import datetime as dt
import random
import sys
from collections.abc import Sequence
from statistics import median
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from curriculum.planning.backlog import NONE, Backlog
from curriculum.planning.habit import Habit
from curriculum.value import Value

if TYPE_CHECKING:
    from fsrs import Rating

NEW_SECONDS = 30.0
"""To learn a new card: its first answer and the repetitions of the same day."""
RIGHT_SECONDS, WRONG_SECONDS = 9.0, 30.0
"""To answer a due card that is remembered; one that is forgotten, with its repetitions."""
SPEEDS = 0.7, 1.4
"""The quickest and the slowest simulated learner need these multiples of the times above."""
OWN_SPEEDS = 0.85, 1.2
"""The same of a learner whose own times are known: what one month differs from the last by."""
RUNS = 20
"""Simulated learners, their speeds evenly spread."""
AFTER = 28
"""Days after the last week that are forecast too."""
WEEK = 7
DIFFICULTY = 5.0
"""FSRS's, from 1 to 10, of a card that was learnt before: Anki is not asked for it."""

_OLD, _NEW = 0, 1
"""Ids of simulated cards: those of the backlog, and the outline's own."""
ANYBODY = Habit()
"""A learner of whom nothing is known."""


class Day(Value):
    """The study of cards on one day."""

    number: int
    """1 is the first day of the first week."""
    new: int
    """Cards seen for the first time."""
    low: float
    """Minutes: one simulated learner in ten needs no more …"""
    middle: float
    """… half need no more …"""
    high: float
    """… nine in ten need no more."""


class Forecast(Value):
    """The days of an outline and the four weeks after it."""

    new_a_day: Annotated[int, Field(ge=0)]
    """At most so many new cards a day."""
    cards: int
    """All the cards of the outline."""
    days: tuple[Day, ...]
    left: int
    """Cards that were never begun, because a day holds so few new ones."""
    before: float = 0
    """Minutes a day, on average of the outline's days, that are reviews of earlier cards …"""
    of: str = ""
    """… and where these are from; "" for none."""

    @property
    def busiest(self) -> float:
        """Minutes that nine learners in ten do not exceed on the busiest day."""
        return max((day.high for day in self.days), default=0.0)


def forecast(
    cards: Sequence[int], new_a_day: int, habit: Habit = ANYBODY, backlog: Backlog = NONE
) -> Forecast:
    """Minutes a day when week n brings ``cards[n - 1]`` new cards, at most ``new_a_day`` of them a day.

    Cards of a week that were not begun in it wait for the next; those of the ``backlog`` are reviewed beside
    them. Simulated with py-fsrs's scheduler and
    the learner's own parameters, times and limits where they are known; the same numbers give the same
    forecast.
    """
    days = WEEK * len(cards) + AFTER
    if habit.new_a_day is not None:
        new_a_day = min(new_a_day, habit.new_a_day)
    begun = _begun(cards, new_a_day, days)
    runs = _runs(begun, habit, backlog)
    own = WEEK * len(cards)
    before = median(sum(old[:own]) for _, old in runs) / max(1, own)
    found = []
    for at in range(days):
        spread = sorted(all_of_it[at] for all_of_it, _ in runs)
        low, high = spread[RUNS // 10], spread[-1 - RUNS // 10]
        found.append(
            Day(
                number=at + 1,
                new=begun[at],
                low=round(low, 1),
                middle=round(median(spread), 1),
                high=round(high, 1),
            )
        )
    return Forecast(
        new_a_day=new_a_day,
        cards=sum(cards),
        days=tuple(found),
        left=sum(cards) - sum(begun),
        before=round(before, 1),
        of=backlog.of,
    )


def spent(begun: Sequence[int], habit: Habit = ANYBODY) -> tuple[float, float]:
    """The least and the most minutes that so many new cards a day take in these days, all together.

    One simulated learner in ten needs less, one in ten more.
    """
    totals = sorted(sum(run) for run, _ in _runs(begun, habit))
    return round(totals[RUNS // 10], 1), round(totals[-1 - RUNS // 10], 1)


def _runs(
    begun: Sequence[int], habit: Habit, backlog: Backlog = NONE
) -> list[tuple[list[float], list[float]]]:
    """Minutes of each day for each simulated learner, the quickest first: all, and those of the backlog."""
    quick, slow = SPEEDS if habit.right_seconds is None else OWN_SPEEDS
    speeds = [quick * (slow / quick) ** (run / (RUNS - 1)) for run in range(RUNS)]
    return [_minutes(begun, speed, random.Random(run), habit, backlog) for run, speed in enumerate(speeds)]


def pace(cards: Sequence[int], minutes: int, habit: Habit = ANYBODY, backlog: Backlog = NONE) -> Forecast:
    """The forecast with the most new cards a day that keep every day within the minutes.

    At least one a day, even when that is more than the minutes allow, and never more than the fullest
    week needs. "Within" means for nine simulated learners in ten.
    """
    low, high = 1, max(1, -(-max(cards, default=0) // WEEK))
    best = forecast(cards, low, habit, backlog)
    while low < high:
        middle = (low + high + 1) // 2
        tried = forecast(cards, middle, habit, backlog)
        if tried.busiest <= minutes:
            low, best = middle, tried
        else:
            high = middle - 1
    return best


def even(cards: Sequence[int]) -> int:
    """New cards a day that finish every week's cards within its seven days."""
    return -(-max(cards, default=0) // WEEK)


def _begun(cards: Sequence[int], new_a_day: int, days: int) -> list[int]:
    """New cards of each day, spread evenly over each week."""
    begun, waiting = [], 0
    for day in range(days):
        week, weekday = divmod(day, WEEK)
        if weekday == 0 and week < len(cards):
            waiting += cards[week]
        share = -(-waiting // (WEEK - weekday)) if week < len(cards) else waiting
        today = min(new_a_day, waiting, share)
        begun.append(today)
        waiting -= today
    return begun


def _minutes(
    begun: Sequence[int], speed: float, chance: random.Random, habit: Habit, backlog: Backlog
) -> tuple[list[float], list[float]]:
    """Minutes of each day for one learner, who remembers each due card with FSRS's own probability: all, and
    those of the backlog.
    """
    from fsrs import Card, Rating, Scheduler, State  # late: only the forecast needs it

    own = {"parameters": habit.parameters} if habit.parameters else {}
    scheduler = Scheduler(
        **own,
        desired_retention=habit.retention,
        learning_steps=(),
        relearning_steps=(),
        enable_fuzzing=False,
    )
    new_seconds = habit.new_seconds or NEW_SECONDS
    right, wrong = habit.right_seconds or RIGHT_SECONDS, habit.wrong_seconds or WRONG_SECONDS
    first = dt.datetime(2000, 1, 1, 12, tzinfo=dt.UTC)
    earlier = (*backlog.begun, *[0] * (backlog.lead - len(backlog.begun)))
    due: list[list[Card]] = [[] for _ in (*earlier, *begun)]
    most = sys.maxsize if habit.reviews_a_day is None else habit.reviews_a_day
    for one in backlog.learnt:
        if one.due < len(due):
            last = first - dt.timedelta(one.since)
            known = {"stability": one.stability, "difficulty": DIFFICULTY, "last_review": last}
            due[one.due].append(Card(card_id=_OLD, state=State.Review, due=first, **known))
    minutes, old = [], []
    for day, new in enumerate((*earlier, *begun)):
        now = first + dt.timedelta(days=day)
        kind = _OLD if day < len(earlier) else _NEW
        spent = {_OLD: 0.0, _NEW: 0.0, kind: new * new_seconds}
        seen = [(Card(card_id=kind, due=now), _first_rating(chance)) for _ in range(new)]
        if day + 1 < len(due):
            due[day + 1] += due[day][most:]
        for card in due[day][:most]:
            remembered = chance.random() < scheduler.get_card_retrievability(card, now)
            spent[card.card_id] += right if remembered else wrong
            seen.append((card, _rating(chance) if remembered else Rating.Again))
        for card, rating in seen:
            after, _ = scheduler.review_card(card, rating, now)
            assert after.state == State.Review
            # reviews fall a little early or late, as Anki's own fuzz spreads them
            days = max(1, round((after.due - now).days * chance.uniform(0.95, 1.05)))
            if day + days < len(due):
                due[day + days].append(after)
        minutes.append(sum(spent.values()) * speed / 60)
        old.append(spent[_OLD] * speed / 60)
    return minutes[len(earlier) :], old[len(earlier) :]


def _first_rating(chance: random.Random) -> "Rating":
    from fsrs import Rating

    return chance.choices((Rating.Again, Rating.Hard, Rating.Good, Rating.Easy), (0.24, 0.09, 0.50, 0.17))[0]


def _rating(chance: random.Random) -> "Rating":
    from fsrs import Rating

    return chance.choices((Rating.Hard, Rating.Good, Rating.Easy), (0.14, 0.76, 0.10))[0]
