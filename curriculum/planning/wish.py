"""What the person asked the planner for."""

import datetime as dt
import re
from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema, field_validator, model_validator

from curriculum.letters import clean
from curriculum.value import Value

_MONTH = r"[1-9][0-9]{3}-(0[1-9]|1[0-2])"


def a_month(text: str) -> str:
    """The text, which is a month written ``YYYY-MM``; raises ValueError when it is none."""
    if not re.fullmatch(_MONTH, text):
        raise ValueError("a month is written as 2024-05")
    return text


Month = Annotated[str, AfterValidator(a_month), WithJsonSchema({"type": "string", "pattern": f"^{_MONTH}$"})]


def some_words(text: str) -> str:
    """The text on one line, without the space around it; raises ValueError when it has no word."""
    text = " ".join(clean(text).split())
    if not any(char.isalnum() for char in text):
        raise ValueError("a theme or a title needs at least one word")
    return text


class Wish(Value):
    """Wishes for an outline; everything left out is for the planner to choose."""

    themes: tuple[str, ...] = ()
    """Themes, as ids or in free words; empty for the whole library."""
    start: dt.date | None = None
    """First day of the first week."""
    month: Month | None = None
    """``YYYY-MM``: the weeks whose Monday lies in that month."""
    weeks: Annotated[int, Field(ge=1)] | None = None
    minutes: Annotated[int, Field(ge=1)] | None = None
    """Study minutes that the learner has in a week."""
    best: Annotated[int, Field(ge=1)] | None = None
    """Only so many episodes: those that match the themes best, else those that stand for most others."""
    title: str | None = None
    all: bool = False
    """Also the episodes that another outline has."""
    alternative: Annotated[int, Field(ge=1)] = 1
    """1 is the best plan, 2 the next best, and so on."""

    @field_validator("themes")
    @classmethod
    def _named(cls, themes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(some_words, themes))

    @field_validator("title")
    @classmethod
    def _titled(cls, title: str | None) -> str | None:
        return title and some_words(title)

    @model_validator(mode="after")
    def _one_calendar(self) -> "Wish":
        if self.start and self.month:
            raise ValueError("give a start or a month, not both")
        return self
