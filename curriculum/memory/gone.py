"""Which shipped cards a learner has deleted: what this Anki had once, and has no more."""

from collections.abc import Collection, Iterable

from curriculum.count import several
from curriculum.memory.memory import Memory, Trace
from curriculum.problems import Problem


def gone(former: Memory | None, traces: Iterable[Trace]) -> tuple[str, ...]:
    """Keys that are gone, sorted: those of last time, those gone before, less those that are there.

    When more than half of last time's notes are missing it is another collection, and when the others have
    fewer answers than then it is one of before: it says nothing of what the learner deleted, and the keys
    that were gone stay so.
    """
    if former is None:
        return ()
    traces = tuple(traces)
    if _is_another(former, traces) or _is_older(former, traces):
        return former.gone
    return tuple(sorted((former.keys | set(former.gone)) - {one.key for one in traces}))


def deleted(memory: Memory, keys: Collection[str]) -> frozenset[str]:
    """Keys that are gone, of those that an Anki with the notes ``keys`` lacks.

    None where it has not even half of what the memory has: it is another Anki, and nobody deleted there.
    """
    another = memory.keys.isdisjoint(keys) or _lacks_most(memory, keys)
    return frozenset() if another else frozenset(memory.gone).difference(keys)


def faults(former: Memory | None, memory: Memory) -> tuple[Problem, ...]:
    """That it is another collection than last time, or one of before, or has none of our cards."""
    if former is None:
        if memory.traces:
            return ()
        message = "This Anki has no card of these notes."
        remedy = "Import the package that `curriculum build` made, or name the Anki that has it."
        return (Problem(path="", kind="progress", message=message, remedy=remedy),)
    had = several(len(former.keys), "note")
    if _is_another(former, memory.traces):
        there = len(former.keys & memory.keys) or "none"
        message = (
            f"Of the {had} that Anki had last time this collection has {there}: it seems to be another one."
        )
    elif _is_older(former, memory.traces):
        message = (
            f"The {had} that Anki had last time have fewer answers in this collection: it seems to be one of "
            "before."
        )
    else:
        return ()
    remedy = "If it is yours, nothing is to be done: none of them counts as deleted. Else name your own."
    return (Problem(path="", kind="progress", message=message, remedy=remedy),)


def _is_another(former: Memory, traces: Iterable[Trace]) -> bool:
    return _lacks_most(former, {one.key for one in traces})


def _lacks_most(former: Memory, keys: Collection[str]) -> bool:
    return len(former.keys.difference(keys)) * 2 > len(former.keys)


def _is_older(former: Memory, traces: Iterable[Trace]) -> bool:
    """Whether the cards of both times were answered less often than last time: answers are never taken back,
    but for the last one."""
    before = {(one.key, one.template): one.answers for one in former.traces}
    both = [(one.answers, before[place]) for one in traces if (place := (one.key, one.template)) in before]
    return sum(now for now, _ in both) + 1 < sum(then for _, then in both)
