"""How well a card is remembered, found by going through its reviews again with FSRS."""

import datetime as dt
from collections.abc import Iterable, Sequence

from curriculum.memory.clock import Clock
from curriculum.memory.reviews import LEARNT, Review

_LONGEST = 36_500.0
"""Days: the greatest stability in fsrs-rs; py-fsrs has no bound."""
_EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


class Replay:
    """FSRS with one learner's parameters: the 21 of FSRS-6, or () for those that it begins with."""

    def __init__(self, parameters: Sequence[float], clock: Clock) -> None:
        from fsrs import Scheduler  # late: only what has no states of FSRS needs it

        given = {"parameters": tuple(parameters)} if parameters else {}
        self._scheduler = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False, **given)
        self._clock = clock

    @property
    def decay(self) -> float:
        """How the curve of forgetting falls."""
        return float(self._scheduler.parameters[20])

    def stability(self, reviews: Iterable[Review]) -> float | None:
        """Days after which the card is remembered with probability .9.

        None for a card that was never learnt, or whose learning is not among its reviews. FSRS counts
        Anki's days between reviews, not hours: each review stands for its day.
        """
        from fsrs import Card, Rating

        card = Card(card_id=1, due=_EPOCH)
        today = None
        known = [review for review in reviews if self._clock.knows(review.at)]
        for review in _since_learning(known):
            day = -self._clock.day(review.at)
            today = day if today is None else max(today, day)
            at = _EPOCH + dt.timedelta(days=today)
            card, _ = self._scheduler.review_card(card, Rating(review.button), at)
            card.stability = min(card.stability, _LONGEST)
        stability: float | None = card.stability
        return stability


def _since_learning(reviews: Sequence[Review]) -> Sequence[Review]:
    """The reviews since the card was last learnt; none when its learning is not there.

    Anki's ``reviews_for_fsrs`` (rslib/src/scheduler/fsrs/params.rs); what it guesses of a history that was
    cut off is left out.
    """
    first = None
    for at in range(len(reviews) - 1, -1, -1):
        review = reviews[at]
        if review.is_cramming:
            continue
        if review.button > 0 and review.kind == LEARNT:
            first = at
        elif first is not None or review.is_reset:
            break
    return () if first is None else [one for one in reviews[first:] if one.counts]
