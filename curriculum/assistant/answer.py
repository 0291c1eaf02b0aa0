"""The base of what a tool answers."""

from typing import Annotated

from pydantic import ConfigDict, Field

from curriculum.problems import Problem
from curriculum.value import Value

Offset = Annotated[int, Field(ge=0, description="How many to pass over: for the next page.")]
Limit = Annotated[int, Field(ge=1, le=200, description="How many to give at most.")]


class Answer(Value):
    """A finished answer. The docstrings of its fields are what an assistant reads about them."""

    model_config = ConfigDict(use_attribute_docstrings=True)


def in_a_line(problem: Problem) -> str:
    """A problem as an assistant reads it: its place, what is wrong, and the way out."""
    return " ".join(
        part for part in (problem.place and f"{problem.place}:", problem.message, problem.remedy) if part
    )
