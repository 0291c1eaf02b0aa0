"""An item: one thing that a writer says, before anybody has looked at it."""

import re
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from curriculum.letters import clean

What = Literal["card", "none", "term", "claim", "question", "goal"]
LONGEST_TEXT = 2_000
"""Characters of one text; a longer one is no question, answer or quotation."""


_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def _as_text(said: object) -> object:
    """A number, or nothing at all, as the text it was meant to be.

    In the letters of everything that is read, whatever door it comes by, and without control characters.
    """
    if said is None:
        return ""
    if isinstance(said, str):
        return _CONTROLS.sub("", clean(said))
    return str(said) if isinstance(said, int | float) and not isinstance(said, bool) else said


def _as_share(said: object) -> object:
    """A number from 0 to 100 however it was written down; None for what is none."""
    try:
        share = round(float(str(said).strip().removesuffix("%").removesuffix("/100")))
    except (ValueError, OverflowError):
        return None
    return share if 0 <= share <= 100 else None


Share = Annotated[int | None, BeforeValidator(_as_share)]
"""Of a hundred readers, how many would keep it."""
Text = Annotated[str, BeforeValidator(_as_text), Field(max_length=LONGEST_TEXT)]
"""A text as chats write it: a number will do, and so will nothing."""


class Item(BaseModel):
    """One line of a writer's answer. Unknown fields are passed over: chats add them."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)

    what: What = Field(default="card", description="card, none, term, claim, question or goal")
    point: Text = Field(default="", description="the id of the point, copied as it stands")
    kind: Text = Field(
        default="", description="card: question or cloze; question: why, how, compare, apply, object"
    )
    question: Text = Field(
        default="", description="the question; for a term the term, for a claim what it is about"
    )
    answer: Text = Field(
        default="", description="the answer, the meaning, the claim, the goal, or why there is none"
    )
    support: Text = Field(
        default="", description="one unbroken run of words of the notes, copied letter by letter"
    )
    worth: Share = Field(
        default=None, description="of a hundred demanding readers, how many would keep it as it stands"
    )


class Items(BaseModel):
    """A writer's whole answer, where it is given in a schema."""

    items: list[Item]
