"""How one learner studies: what a forecast goes by where it is known."""

from typing import Annotated

from pydantic import Field, field_validator

from curriculum.value import Value

RETENTION = 0.9
"""Share of cards that Anki's scheduler lets the learner remember: its default."""
_Seconds = Annotated[float, Field(gt=0, le=3600)]


class Habit(Value):
    """One learner's way with cards, as Anki has it; what is left out nobody knows."""

    parameters: tuple[Annotated[float, Field(ge=-1000, le=1000)], ...] = ()
    """The 21 parameters of FSRS-6, within its bounds; empty: those that it begins with."""
    retention: Annotated[float, Field(ge=0.5, le=0.999)] = RETENTION
    """Share of cards that the scheduler lets the learner remember."""
    new_seconds: _Seconds | None = None
    """To learn a new card: all its answers of the first day."""
    right_seconds: _Seconds | None = None
    """To answer a due card that is remembered."""
    wrong_seconds: _Seconds | None = None
    """To answer one that is forgotten, with its repetitions of that day."""
    new_a_day: Annotated[int, Field(ge=0)] | None = None
    """New cards a day that the learner's deck allows at most."""
    reviews_a_day: Annotated[int, Field(ge=0)] | None = None
    """Due cards a day that it allows at most."""

    @field_validator("parameters")
    @classmethod
    def _of_fsrs(cls, parameters: tuple[float, ...]) -> tuple[float, ...]:
        if not parameters:
            return parameters
        from fsrs.scheduler import LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS  # late: only who has some

        bounds = list(zip(LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True))
        if len(parameters) != len(bounds) or not all(
            low <= one <= high for one, (low, high) in zip(parameters, bounds, strict=True)
        ):
            raise ValueError(f"FSRS has {len(bounds)} parameters, each within its bounds")
        return parameters
