"""What is said to a model and what it says: a question, an answer, the tokens of both."""

from typing import Generic, NamedTuple, TypeVar

from pydantic import BaseModel

Shape = TypeVar("Shape", bound=BaseModel)


class Question(NamedTuple):
    """One request to a model."""

    told: str
    """What it is told to do, which comes from us and from the person."""
    form: str
    """How an answer is written down where the server knows no schemas."""
    given: str
    """The notes, and drafts: material, which may have been written by anybody."""

    @property
    def length(self) -> int:
        """Its letters."""
        return len(self.told) + len(self.form) + len(self.given)


class Tokens(NamedTuple):
    """What requests took."""

    requests: int = 0
    read: int = 0
    written: int = 0

    def plus(self, other: "Tokens") -> "Tokens":
        """Both together."""
        return Tokens(*(one + two for one, two in zip(self, other, strict=True)))


class Said(NamedTuple, Generic[Shape]):
    """An answer."""

    value: Shape | None
    """As it was asked for; None where it came in another shape."""
    text: str
    """As the model wrote it down."""
    tokens: Tokens
