"""Which shipped cards a learner has deleted: what this Anki had once, and has no more."""

from collections.abc import Collection

from curriculum.count import several
from curriculum.memory.memory import Memory
from curriculum.problems import Problem


def gone(former: Memory | None, present: Collection[str]) -> tuple[str, ...]:
    """Keys that are gone, sorted: those of last time, those gone before, less those that are there.

    When more than half of last time's notes are missing it is another collection, and says nothing of
    what the learner deleted: the keys that were gone stay so.
    """
    if former is None:
        return ()
    if _is_another(former, present):
        return former.gone
    return tuple(sorted((former.keys | set(former.gone)) - set(present)))


def faults(former: Memory | None, memory: Memory) -> tuple[Problem, ...]:
    """That it is another collection than last time, where it is."""
    if former is None or not _is_another(former, memory.keys):
        return ()
    there = len(former.keys & memory.keys) or "none"
    message = (
        f"Of the {several(len(former.keys), 'note')} that Anki had last time this collection has {there}: "
        "it seems to be another one."
    )
    remedy = "If it is yours, nothing is to be done: none of them counts as deleted. Else name your own."
    return (Problem(path="", kind="progress", message=message, remedy=remedy),)


def _is_another(former: Memory, present: Collection[str]) -> bool:
    return len(former.keys - set(present)) * 2 > len(former.keys)
