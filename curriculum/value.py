"""The one base of every value that travels between rooms."""

from typing import Any

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A finished, frozen value: complete when built, equal by content, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


_NONE: set[str] = set()


class Numerous(Value):
    """A value of which there may be very many: it does not remember which of its fields were given.

    What remembers that is larger than all the rest of a card.
    """

    def model_post_init(self, _: Any) -> None:
        """Forget it."""
        object.__setattr__(self, "__pydantic_fields_set__", _NONE)
