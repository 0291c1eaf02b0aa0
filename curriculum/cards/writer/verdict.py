"""A verdict: what a critic says about one draft, before anybody has looked at it."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from curriculum.cards.writer.item import Share, Text


def _as_word(said: object) -> object:
    """The word of a verdict however it is written: "**Drop**", "keep."."""
    return said.strip(" *_.`\"'").lower() if isinstance(said, str) else said


class Verdict(BaseModel):
    """One line of a critic's answer. Unknown fields are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)

    draft: Text = Field(default="", description="the name of the draft, copied as it stands")
    guess: Text = Field(default="", description="what a bright stranger would answer to the question")
    other: Text = Field(default="", description="another answer that would be as true, or nothing")
    verdict: Annotated[Literal["keep", "reword", "drop"], BeforeValidator(_as_word)] = Field(
        description="keep, reword or drop"
    )
    worth: Share = Field(
        default=None, description="of a hundred demanding learners, how many would keep the card, 0 to 100"
    )
    reason: Text = Field(default="", description="why, in one short sentence")
    question: Text = Field(default="", description="for reword: the new question")
    answer: Text = Field(default="", description="for reword: the new answer")
    support: Text = Field(
        default="", description="for reword: one unbroken run of words of the notes, copied letter by letter"
    )


class Verdicts(BaseModel):
    """A critic's whole answer, where it is given in a schema."""

    verdicts: list[Verdict]
