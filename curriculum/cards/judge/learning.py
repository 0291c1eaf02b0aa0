"""What a learner's own decisions add to the judge: a fit that leaves our weights only with reason."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from curriculum import settings
from curriculum.cards.judge.features import BY_NAME
from curriculum.cards.judge.weights import MOST, Judge, chance

LEAST = 20
"""Decisions from which something can be learnt."""
EDITED = 0.3
"""What a card counts that was kept in other words, as in our readers' grades; kept is 1, dropped 0."""
_STRICTNESS, _TASTE = 1.0, 12.0
"""How firmly we hold to our own: one over the square of how far a learner's usually is from ours."""
_ROUNDS = 200
_TELLING = 0.05
"""A shift below it says nothing."""


class Learnt(NamedTuple):
    """What the decisions add to our judge."""

    bias: float
    shifts: Mapping[str, float]
    """By feature."""
    decisions: int


def learn(ours: Judge, decided: Sequence[tuple[Mapping[str, float], float]]) -> Learnt:
    """The shifts that explain the decisions best and are no larger than these demand.

    ``decided`` has each draft's features and what the learner made of it, from 0 (dropped) to 1 (kept). It is
    a logistic regression whose weights lie around ours as a bell curve does, solved one weight at a time.
    """
    names = list(ours.weights)
    placed = [ours.standard(features) for features, _ in decided]
    rows = [[1.0, *(place.get(name, 0.0) for name in names)] for place in placed]
    counts = [0.0, *(ours.weights[name].weight for name in names)]
    odds = [ours.bias + sum(count * value for count, value in zip(counts, row, strict=True)) for row in rows]
    shifts = [0.0] * len(counts)
    firm = [_STRICTNESS, *[_TASTE] * len(names)]
    # the curvature is nowhere larger than this, so that no step is too long
    steep = [sum(row[at] ** 2 for row in rows) / 4 + firm[at] for at in range(len(counts))]
    for _ in range(_ROUNDS):
        longest = 0.0
        for at in range(len(counts)):
            slope = sum(
                (grade - chance(odd)) * row[at]
                for row, odd, (_, grade) in zip(rows, odds, decided, strict=True)
                if row[at]
            )
            step = (slope - firm[at] * shifts[at]) / steep[at]
            step = max(-MOST, min(MOST, shifts[at] + step)) - shifts[at]
            shifts[at] += step
            odds = [odd + step * row[at] for row, odd in zip(rows, odds, strict=True)]
            longest = max(longest, abs(step))
        if longest < 1e-6:
            break
    return Learnt(shifts[0], dict(zip(names, shifts[1:], strict=True)), len(decided))


def told(learnt: Learnt) -> str:
    """In a line, what the learner wants otherwise than our readers did."""
    parts = []
    if abs(learnt.bias) >= _TELLING:
        parts.append(f"you are {'more' if learnt.bias < 0 else 'less'} strict than our readers")
    wants: dict[bool, list[str]] = {True: [], False: []}
    for name, shift in sorted(learnt.shifts.items(), key=lambda item: (-abs(item[1]), item[0])):
        feature = BY_NAME[name]
        if abs(shift) >= _TELLING and (said := feature.much or feature.little):
            wants[(shift > 0) == bool(feature.much)].append(said)
    for more, found in wants.items():
        if found:
            parts.append(f"you keep {'more' if more else 'fewer'} cards where {' or '.join(found[:2])}")
    whole = "; ".join(parts) or "you decide as our readers did"
    return f"{whole[0].upper()}{whole[1:]}."


def text_of(learnt: Learnt) -> str:
    """The file that keeps what was learnt."""
    lines = [
        "# What your decisions in cards.toml add to the judge of cards; `curriculum cards --learn` wrote it.",
        "# Delete it, and cards are judged as for everybody.",
        f"learnt = {settings.toml_text(told(learnt))}",
        "",
        "# Added to the logarithm of the odds of every card: below 0 fewer ship.",
        f"bias = {learnt.bias:.3f}",
        "",
        "# Added to what one usual step of each feature counts.",
        "[shifts]",
    ]
    for name, shift in learnt.shifts.items():
        if abs(shift) >= 0.001:
            lines.append(f"{name} = {shift:.3f}  # {BY_NAME[name].means}")
    return "\n".join(lines) + "\n"
