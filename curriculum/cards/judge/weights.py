"""The judge: what each feature of a draft adds to the chance that a demanding reader keeps it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from math import exp
from pathlib import Path
from typing import NamedTuple

from curriculum import settings
from curriculum.cards.judge.features import BY_NAME
from curriculum.problems import CurriculumError
from curriculum.reading import tables

FILE = "judge.toml"
"""What a learner's own judge is called, beside the episode files."""
MOST = 20.0
"""No shift is larger: such a weight would decide every card by itself."""
_WHAT = "Your own judge of cards"
_REMEDY = (
    "Delete the file and cards are judged as for everybody, or let `curriculum cards --learn` write it anew."
)


class Weight(NamedTuple):
    """What one feature counts, and what is usual of it."""

    weight: float
    """What one ``scale`` more of the feature adds to the logarithm of the odds."""
    mean: float
    scale: float


@dataclass(frozen=True)
class Judge:
    """Weights that were fitted from readers' grades, and the share from which a draft ships."""

    bias: float
    """The logarithm of the odds of a draft that is usual in everything."""
    weights: Mapping[str, Weight]
    threshold: int
    """Of a hundred readers so many must keep a draft, or it is held."""

    def worth(self, features: Mapping[str, float]) -> int:
        """How many of a hundred demanding readers would keep a draft with these features."""
        return round(100 * chance(self.bias + sum(share for _, share in self._shares(features))))

    def objection(self, features: Mapping[str, float]) -> str:
        """The two things that cost the draft most, in words that go on a sentence."""
        told: dict[str, float] = {}
        for name, share in self._shares(features):
            feature = BY_NAME[name]
            said = feature.much if features[name] > self.weights[name].mean else feature.little
            if said and share < 0:
                told[said] = min(share, told.get(said, 0.0))
        worst = sorted(told, key=lambda said: (told[said], said))[:2]
        return " and ".join(worst) or "such cards are seldom kept"

    def shifted(self, bias: float, shifts: Mapping[str, float]) -> "Judge":
        """The same judge with something added to its weights."""
        weights = {
            name: known._replace(weight=known.weight + shifts.get(name, 0.0))
            for name, known in self.weights.items()
        }
        return replace(self, bias=self.bias + bias, weights=weights)

    def standard(self, features: Mapping[str, float]) -> dict[str, float]:
        """How far each feature is from what is usual, in scales."""
        return {
            name: (features[name] - known.mean) / known.scale
            for name, known in self.weights.items()
            if name in features
        }

    def _shares(self, features: Mapping[str, float]) -> Iterator[tuple[str, float]]:
        for name, value in self.standard(features).items():
            yield name, self.weights[name].weight * value


def chance(odds: float) -> float:
    """The chance whose odds have this logarithm."""
    return 1 / (1 + exp(-odds)) if odds >= 0 else 1 - chance(-odds)


@cache
def ours() -> Judge:
    """The judge that ``data/cards_judge.toml`` describes."""
    table = tables.table("cards_judge")
    weights = {
        name: Weight(row["weight"], row["mean"], row["scale"]) for name, row in table["features"].items()
    }
    return Judge(table["bias"], weights, table["threshold"])


def read(path: Path) -> Judge:
    """The learner's own judge; ours when there is no such file.

    Raises CurriculumError, with the line, when it is no TOML or says something unknown.
    """
    there = settings.read(path, "judge", _WHAT, _REMEDY)
    if there is None:
        return ours()
    known = {"bias": None, "learnt": None, "shifts": None}
    shifts = there.values.get("shifts", {})
    if not isinstance(shifts, dict):
        raise _wrong(path, there.text, "", "shifts", "is no table")
    for name in there.values.keys() - known.keys():
        raise _wrong(path, there.text, "", name, "is unknown")
    for name, value in (("bias", there.values.get("bias", 0.0)), *shifts.items()):
        table = "" if name == "bias" else "shifts"
        # what an earlier release asked for, and this one does not, counts nothing
        if table and name not in BY_NAME and not name.startswith("asks_"):
            raise _wrong(path, there.text, table, name, "is nothing that the judge looks at")
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= MOST:
            raise _wrong(path, there.text, table, name, f"must be a number from -{MOST:.0f} to {MOST:.0f}")
    return ours().shifted(float(there.values.get("bias", 0.0)), shifts)


def _wrong(path: Path, text: str, table: str, name: str, said: str) -> CurriculumError:
    message = f"{_WHAT} cannot be read: “{settings.shown(name)}” {said}."
    return CurriculumError.of("judge", message, _REMEDY, path.as_posix(), settings.line_of(text, table, name))
