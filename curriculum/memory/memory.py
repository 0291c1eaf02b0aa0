"""What Anki remembers of shipped cards, at one moment: numbers alone, none of the learner's words."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, model_validator

from curriculum.planning.habit import Habit
from curriculum.shipping.lock import LATEST
from curriculum.value import Value

Stage = Literal["new", "learning", "review", "relearning"]
MATURE = 21
"""Days: Anki calls a card with at least this interval mature."""
RECENT = 30
"""Days of reviews that retention is measured over: the month of Anki's own table."""

_Count = Annotated[int, Field(ge=0, lt=2**31)]
_Moment = Annotated[int, Field(ge=0, le=LATEST)]
_Amount = Annotated[float, Field(ge=0, le=2**31)]


class Trace(Value):
    """One card as Anki has it."""

    key: str
    """The key of its note in the lock."""
    template: _Count = 0
    """Which of its note's cards it is, from 0: a term has two."""
    stage: Stage = "new"
    suspended: bool = False
    due: bool = False
    """Whether it was due, or in the middle of being learnt."""
    interval: _Amount = 0
    """Days between its last review and the next; 0 while it is learnt."""
    lapses: _Count = 0
    """How often it was forgotten after it had been learnt."""
    leech: bool = False
    """Whether Anki has tagged it as one that is forgotten again and again."""
    answers: _Count = 0
    """How often it was answered, ever."""
    last: _Moment | None = None
    """When it was last answered, unix seconds."""
    stability: Annotated[float, Field(gt=0, le=2**31)] | None = None
    """FSRS: days after which it is remembered with probability .9; None where nobody knows it."""
    decay: Annotated[float, Field(ge=0.05, le=1)] = 0.5
    """FSRS: how the curve of forgetting falls (``-parameters[20]`` is its exponent)."""
    asked: _Count = 0
    """Reviews of the last ``RECENT`` days that tested what was learnt on an earlier day …"""
    passed: _Count = 0
    """… and those that the learner passed."""
    seconds: _Amount = 0
    """All the time spent on it."""

    @model_validator(mode="after")
    def _passed_what_was_asked(self) -> "Trace":
        if self.passed > self.asked:
            raise ValueError("more reviews passed than there were")
        return self

    @property
    def mature(self) -> bool:
        """As Anki counts: learnt, and seen again after three weeks at the earliest."""
        return self.stage == "review" and self.interval >= MATURE


class StudyDay(Value):
    """What was studied of these cards on one of Anki's days."""

    day: Annotated[dt.date, Field(ge=dt.date(2000, 1, 1), le=dt.date(2999, 12, 31))]
    new: Annotated[int, Field(ge=0, le=100_000)]
    """Cards seen for the first time."""
    answers: _Count
    seconds: _Amount


class Memory(Value):
    """What one Anki remembers of a library's cards."""

    taken: _Moment
    """When it was asked, unix seconds."""
    traces: tuple[Trace, ...] = ()
    """Of the cards that are there, sorted by key and template."""
    gone: tuple[str, ...] = ()
    """Keys of notes that this Anki had once, and has no more: the learner deleted them; sorted."""
    days: tuple[StudyDay, ...] = ()
    """Days with at least one answer, earliest first."""
    fsrs: bool = False
    """Whether Anki schedules with FSRS."""
    habit: Habit = Habit()

    @property
    def keys(self) -> frozenset[str]:
        """Keys of the notes that are there."""
        return frozenset(trace.key for trace in self.traces)

    @property
    def leeches(self) -> frozenset[str]:
        """Keys of the notes that Anki has tagged as leeches."""
        return frozenset(trace.key for trace in self.traces if trace.leech)
