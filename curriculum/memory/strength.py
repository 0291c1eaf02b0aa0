"""How well cards are remembered, and which episodes and points are weakest."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import sqrt

from curriculum.memory.memory import Memory, Trace
from curriculum.planning.forgotten import Forgotten
from curriculum.shipping.lock import Lock

AHEAD = 7
"""Days after Anki was asked at which cards are compared: a card that was learnt anew today is remembered
now, and it is the one that is forgotten within the week."""
FEW = 3
"""An episode is as weak as its so many weakest cards: those that are strong make nobody forget less."""
_DAY = 86_400
_Z = 1.96
"""Standard normal deviate of a 95 % interval."""


def retrievability(trace: Trace, at: float) -> float | None:
    """The probability that a card is remembered at a time (unix seconds); None where FSRS knows nothing.

    FSRS-6's curve: R = (1 + F · t / S) ^ -d with F = .9 ^ (-1 / d) - 1, t in days, S the stability and d
    the decay (Ye et al., open-spaced-repetition/fsrs-rs).
    """
    if trace.stability is None or trace.last is None:
        return None
    days = max(0.0, (at - trace.last) / _DAY)
    factor = 0.9 ** (-1 / trace.decay) - 1
    return float((1 + factor * days / trace.stability) ** -trace.decay)


def weakness(trace: Trace, taken: int) -> float | None:
    """How weak a card is, from 0 to 1: its chance to be forgotten a week after Anki was asked.

    Where FSRS knows nothing, the share of its answers that were lapses. A leech is as weak as can be, also
    when Anki has suspended it. None for a card that nobody has learnt, or that the learner has put aside.
    """
    if trace.leech:
        return 1.0
    if trace.suspended or not trace.answers:
        return None
    chance = retrievability(trace, taken + AHEAD * _DAY)
    if chance is None:
        return min(1.0, trace.lapses / trace.answers)
    return 1 - chance


def weakest(groups: Mapping[str, Iterable[Trace]], taken: int) -> dict[str, float]:
    """Group → the mean weakness of its ``FEW`` weakest cards; groups that nobody has studied are left out."""
    found = {}
    for name, traces in groups.items():
        known = (weakness(trace, taken) for trace in traces)
        worst = sorted((one for one in known if one is not None), reverse=True)[:FEW]
        if worst:
            found[name] = round(sum(worst) / len(worst), 4)
    return found


def forgotten(memory: Memory, lock: Lock) -> Forgotten:
    """How weak the episodes and points are whose cards the lock has."""
    traces: dict[str, list[Trace]] = defaultdict(list)
    for trace in memory.traces:
        traces[trace.key].append(trace)
    episodes: dict[str, list[Trace]] = defaultdict(list)
    points: dict[str, list[Trace]] = defaultdict(list)
    for entry in lock.entries:
        if entry.retired is None:
            episodes[entry.episode] += traces[entry.key]
            if entry.point:
                points[entry.point] += traces[entry.key]
    taken = memory.taken
    return Forgotten(episodes=weakest(episodes, taken), points=weakest(points, taken))


def interval(passed: int, asked: int) -> tuple[float, float]:
    """The 95 % interval of a share by Wilson's score (Wilson 1927); 0 to 1 where nothing was asked."""
    if not asked:
        return 0.0, 1.0
    share, spread = passed / asked, _Z**2 / asked
    middle = share + spread / 2
    wide = _Z * sqrt(share * (1 - share) / asked + spread / (4 * asked))
    low, high = (middle - wide) / (1 + spread), (middle + wide) / (1 + spread)
    return max(0.0, low), min(1.0, high)
