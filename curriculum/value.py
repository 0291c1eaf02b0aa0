"""The one base of every value that travels between rooms."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A finished, frozen value: complete when built, equal by content, unknown fields refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
