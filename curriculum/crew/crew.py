"""A crew: it does independent jobs, one or many at a time, and what comes of them does not depend on it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")


class Crew(AbstractContextManager["Crew"], Protocol):
    """Does jobs until it is left."""

    def map(
        self, job: Callable[[S, T], R], shared: S, items: Iterable[T], seconds: float, batch: int = 1
    ) -> Iterator[R]:
        """What ``job(shared, item)`` gives for each item, in their order.

        ``job`` is a function of a module and depends on its arguments alone; they and what it gives can be
        pickled. ``shared`` travels once. Items are asked for as they are needed, and handed on ``batch`` at
        a time. ``seconds`` is what one core needs for all, roughly: little is not worth a second process.
        Raises what the job raises, and CurriculumError when a process or the cluster is lost.
        """
        ...

    def rest(self) -> None:
        """Give back what costs something while there is nothing to do."""
        ...


class Alone:
    """The crew that is this process."""

    def __enter__(self) -> "Alone":
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is left behind."""

    def rest(self) -> None:
        """There is nothing to give back."""

    def map(
        self, job: Callable[[S, T], R], shared: S, items: Iterable[T], seconds: float = 0, batch: int = 1
    ) -> Iterator[R]:
        """As a crew does; each item when its result is asked for."""
        return (job(shared, item) for item in items)
