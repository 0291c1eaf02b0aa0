"""An item: one thing that a writer says, before anybody has looked at it."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

What = Literal["card", "none", "term", "claim", "question", "goal"]
LONGEST_TEXT = 2_000
"""Characters of one text; a longer one is no question, answer or quotation."""


def _as_text(said: object) -> object:
    """A number, or nothing at all, as the text it was meant to be."""
    if said is None:
        return ""
    return str(said) if isinstance(said, int | float) and not isinstance(said, bool) else said


def _as_share(said: object) -> object:
    """A number from 0 to 100 however it was written down; None for what is none."""
    try:
        share = round(float(str(said).strip().removesuffix("%").removesuffix("/100")))
    except (ValueError, OverflowError):
        return None
    return share if 0 <= share <= 100 else None


_Text = Annotated[str, BeforeValidator(_as_text), Field(max_length=LONGEST_TEXT)]


class Item(BaseModel):
    """One line of a writer's answer. Unknown fields are passed over: chats add them."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)

    what: What = Field(default="card", description="card, none, term, claim, question or goal")
    point: _Text = Field(default="", description="the id of the point, copied as it stands")
    kind: _Text = Field(
        default="", description="card: question or cloze; question: why, how, compare, apply, object"
    )
    question: _Text = Field(
        default="", description="the question; for a term the term, for a claim what it is about"
    )
    answer: _Text = Field(
        default="", description="the answer, the meaning, the claim, the goal, or why there is none"
    )
    support: _Text = Field(
        default="", description="one unbroken run of words of the notes, copied letter by letter"
    )
    worth: Annotated[int | None, BeforeValidator(_as_share)] = Field(
        default=None, description="of a hundred demanding readers, how many would keep it as it stands"
    )
