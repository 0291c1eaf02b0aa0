"""A card as Anki's database has it, and the trace that it and its reviews make."""

from typing import NamedTuple

from curriculum.memory.memory import Stage, Trace
from curriculum.memory.reviews import Told

_STAGES: tuple[Stage, ...] = ("new", "learning", "review", "relearning")
SUSPENDED = -1
LEARNING = 1, 4
"""Queues of cards that come again today, after minutes: those being learnt, and those only looked at."""
_DATED = 2, 3
"""Queues of cards that come on a day."""


class Card(NamedTuple):
    """What the database says of a card."""

    id: int
    key: str
    """Of its note, in the lock."""
    template: int
    stage: int
    """Anki's ``type``."""
    queue: int
    interval: int
    lapses: int
    leech: bool
    due: bool
    stability: float | None = None
    decay: float | None = None


def is_due(queue: int, due: int, today: int) -> bool:
    """Whether a card is due: as Anki's ``is:due``, and all that is in the middle of being learnt."""
    return queue in LEARNING or (queue in _DATED and due <= today)


def trace(card: Card, told: Told) -> Trace:
    """What Anki remembers of a card; raises ValueError (IndexError) for what no Anki says."""
    stage = _STAGES[card.stage]
    extra = {} if card.decay is None else {"decay": card.decay}
    return Trace(
        key=card.key,
        template=card.template,
        stage=stage,
        suspended=card.queue == SUSPENDED,
        due=card.due,
        interval=max(card.interval, 0) if stage == "review" else 0,
        lapses=card.lapses,
        leech=card.leech,
        stability=card.stability,
        **extra,
        **told._asdict(),
    )
