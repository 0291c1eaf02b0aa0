"""What one Anki remembers, put together from its cards, their reviews and its settings."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from curriculum.memory.clock import Clock
from curriculum.memory.gone import faults, gone
from curriculum.memory.memory import Memory, Stage, Trace
from curriculum.memory.presets import Preset
from curriculum.memory.reviews import Pace, Review, Tally, Told
from curriculum.planning.habit import RETENTION, Habit
from curriculum.problems import Problem

_STAGES: tuple[Stage, ...] = "new", "learning", "review", "relearning"
_SUSPENDED = -1
LEARNING = 1, 4
"""Queues of cards that come again after minutes: those being learnt, and those only looked at."""
_DATED = 2, 3
"""Queues of cards that come on a day."""
_LEECH = "leech"


class Card(NamedTuple):
    """What Anki's database says of a card."""

    id: int
    key: str
    """Of its note, in the lock."""
    template: int
    stage: int
    """Anki's ``type``."""
    queue: int
    interval: int
    lapses: int
    tags: Sequence[str]
    """Of its note."""
    due: bool
    stability: float | None = None
    decay: float | None = None


class Anki(NamedTuple):
    """One Anki as far as it shapes what is remembered."""

    clock: Clock
    fsrs: bool
    """Whether it schedules with FSRS."""
    preset: Preset
    """Of the deck that holds most of our cards."""


class Asked(NamedTuple):
    """What an Anki answered."""

    memory: Memory
    problems: tuple[Problem, ...] = ()


def is_due(queue: int, due: int, today: int) -> bool:
    """Whether a card is due: as Anki's ``is:due``, and all that is in the middle of being learnt."""
    return queue in LEARNING or (queue in _DATED and due <= today)


def remember(
    cards: Iterable[Card], reviews: Iterable[Review], anki: Anki, former: Memory | None, now: int
) -> Asked:
    """What one Anki remembers of these cards at a moment (unix seconds).

    Reviews come one card after the other, each earliest first; ``former`` is what was remembered last time.
    Raises ValueError or LookupError for what no Anki says.
    """
    tally = Tally(anki.clock)
    told = {id: tally.add(of_card) for id, of_card in groupby(reviews, key=lambda one: one.card)}
    traces = [_trace(card, told.get(card.id, Told())) for card in cards]
    traces.sort(key=lambda one: (one.key, one.template))
    memory = Memory(
        taken=now,
        traces=tuple(traces),
        gone=gone(former, traces),
        days=tally.days(),
        fsrs=anki.fsrs,
        habit=_habit(anki, tally.pace()),
    )
    return Asked(memory, faults(former, memory))


def _trace(card: Card, told: Told) -> Trace:
    stage = _STAGES[card.stage]
    decay = {} if card.decay is None else {"decay": card.decay}
    return Trace(
        key=card.key,
        template=card.template,
        stage=stage,
        suspended=card.queue == _SUSPENDED,
        due=card.due,
        interval=max(card.interval, 0) if stage == "review" else 0,
        lapses=card.lapses,
        leech=any(tag.lower() == _LEECH for tag in card.tags),
        stability=card.stability,
        **decay,
        **told._asdict(),
    )


def _habit(anki: Anki, pace: Pace) -> Habit:
    """Parameters and retention only where FSRS is what schedules."""
    preset = anki.preset
    return Habit(
        parameters=preset.parameters if anki.fsrs else (),
        retention=preset.retention if anki.fsrs and preset.retention else RETENTION,
        new_a_day=preset.new_a_day,
        reviews_a_day=preset.reviews_a_day,
        **pace._asdict(),
    )
