"""What the person asked the planner for."""

import datetime as dt
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from curriculum.value import Value


class Wish(Value):
    """Wishes for an outline; everything left out is for the planner to choose."""

    themes: tuple[str, ...] = ()
    """Themes, as ids or in free words; empty for the whole library."""
    start: dt.date | None = None
    """First day of the first week."""
    month: Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")] | None = None
    """``YYYY-MM``: the weeks whose Monday lies in that month."""
    weeks: Annotated[int, Field(ge=1)] | None = None
    minutes: Annotated[int, Field(ge=1)] | None = None
    """Study minutes that the learner has in a week."""
    best: Annotated[int, Field(ge=1)] | None = None
    """Only so many episodes: those that match the themes best, else those that stand for most others."""
    title: str | None = None
    alternative: Annotated[int, Field(ge=1)] = 1
    """1 is the best plan, 2 the next best, and so on."""

    @field_validator("themes")
    @classmethod
    def _named(cls, themes: tuple[str, ...]) -> tuple[str, ...]:
        if any(not theme.strip() for theme in themes):
            raise ValueError("a theme needs at least one word")
        return themes

    @model_validator(mode="after")
    def _one_calendar(self) -> "Wish":
        if self.start and self.month:
            raise ValueError("give a start or a month, not both")
        return self
