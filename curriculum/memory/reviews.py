"""What the answers that one learner gave say: of a card, of a day, and how long they take."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from statistics import median
from typing import NamedTuple

from curriculum.memory.clock import DAY, Clock
from curriculum.memory.memory import RECENT, StudyDay

LEARNT, _REVIEWED, _FILTERED, _BY_HAND = 0, 1, 3, 4
"""Kinds of reviews."""
_AGAIN = 1
_ENOUGH = 20
"""Answers of a kind whose median is told."""
_LONGEST = 3600.0
"""Seconds that no card takes of a day."""


class Review(NamedTuple):
    """A line of Anki's review log: an answer, or that a card was put off or reset."""

    card: int
    at: int
    """Unix milliseconds."""
    button: int
    """1 again, 2 hard, 3 good, 4 easy; 0 when nobody answered."""
    before: int
    """The interval before it: days when positive, seconds when negative."""
    factor: int
    millis: int
    """How long the answer took."""
    kind: int
    """0 learning, 1 review, 2 relearning, 3 in a filtered deck, 4 by hand, 5 rescheduled."""

    @property
    def counts(self) -> bool:
        """Whether it tells of remembering: not put off or reset by hand, and not crammed.

        Anki's ``RevlogEntry::has_rating_and_affects_scheduling`` (rslib/src/revlog/mod.rs).
        """
        return self.button > 0 and not self.is_cramming

    @property
    def is_cramming(self) -> bool:
        """Whether it was a look at the card that its schedule does not know of."""
        return self.kind == _FILTERED and self.factor == 0

    @property
    def is_reset(self) -> bool:
        """Whether the card was made new again."""
        return self.kind == _BY_HAND and self.factor == 0

    @property
    def asks(self) -> bool:
        """Whether it asked for what was learnt on an earlier day.

        Anki's filter of ``calculate_true_retention`` (rslib/src/stats/graphs/retention.rs).
        """
        return self.counts and (self.kind == _REVIEWED or self.before <= -DAY or self.before >= 1)


class Told(NamedTuple):
    """What the reviews of one card tell; the names are those of ``memory.Trace``."""

    answers: int = 0
    last: int | None = None
    asked: int = 0
    passed: int = 0
    seconds: float = 0


class Pace(NamedTuple):
    """Median seconds, as ``habit.Habit`` names them; None where too few answers tell it."""

    new_seconds: float | None
    right_seconds: float | None
    wrong_seconds: float | None


class Tally:
    """The reviews of one card after the other, added up."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._new, self._answers = Counter[int](), Counter[int]()
        self._millis = Counter[int]()
        self._times: dict[str, list[int]] = {"new": [], "right": [], "wrong": []}

    def add(self, reviews: Iterable[Review]) -> Told:
        """What the reviews of one card tell, earliest first; those after today are left out."""
        answers = [one for one in reviews if one.button > 0 and self._clock.knows(one.at)]
        if not answers:
            return Told()
        for day, of_day in groupby(answers, key=lambda one: self._clock.day(one.at)):
            self._add_day(day, list(of_day), answers[0])
        counting = [one.at // 1000 for one in answers if one.counts]
        asked = [one for one in answers if one.asks and self._clock.day(one.at) < RECENT]
        return Told(
            len(answers),
            counting[-1] if counting else None,
            len(asked),
            sum(one.button != _AGAIN for one in asked),
            round(sum(max(one.millis, 0) for one in answers) / 1000, 3),
        )

    def _add_day(self, day: int, answers: Sequence[Review], first: Review) -> None:
        millis = sum(max(one.millis, 0) for one in answers)
        self._answers[day] += len(answers)
        self._millis[day] += millis
        begun = answers[0] is first
        self._new[day] += begun
        counting = [one for one in answers if one.counts]
        spent = sum(max(one.millis, 0) for one in counting)
        if begun and first.kind == LEARNT:
            self._times["new"].append(spent)
        elif asked := next((one for one in counting if one.asks), None):
            self._times["wrong" if asked.button == _AGAIN else "right"].append(spent)

    def days(self) -> tuple[StudyDay, ...]:
        """The days on which any of the cards was answered, earliest first."""
        return tuple(
            StudyDay(
                day=self._clock.date - dt.timedelta(days=day),
                new=self._new[day],
                answers=self._answers[day],
                seconds=round(self._millis[day] / 1000, 3),
            )
            for day in sorted(self._answers, reverse=True)
        )

    def pace(self) -> Pace:
        """How long a new card takes, one that is remembered and one that is not."""
        return Pace(*map(_seconds, self._times.values()))


def _seconds(millis: Sequence[int]) -> float | None:
    """The median in seconds; None when there are too few, or Anki measured none."""
    if len(millis) < _ENOUGH:
        return None
    return min(round(median(millis) / 1000, 1), _LONGEST) or None
