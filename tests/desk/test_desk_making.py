"""One thing is made at a time, in a thread of its own; everybody sees the same of it."""

import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from curriculum.cli import reasons
from curriculum.desk.making import Busy, Making, State
from curriculum.order import Order
from curriculum.problems import CurriculumError
from curriculum.workspace import Tell

ORDER = Order(sources=(Path("notes"),), now=0)


class Work:
    """Something that takes until it is told to end."""

    def __init__(self, error: Exception | None = None) -> None:
        self.may_end = threading.Event()
        self.orders: list[Order] = []
        self._error = error

    def __call__(self, order: Order, tell: Tell) -> Mapping[str, Any]:
        self.orders.append(order)
        tell("Reading")
        tell("Printing")
        assert self.may_end.wait(30)
        if self._error:
            raise self._error
        return {"title": "May"}


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.005)


def ended(making: Making) -> State:
    until(lambda: not making.state.running)
    return making.state


def test_steps_are_seen_as_they_are_told_and_the_end_has_the_document() -> None:
    work = Work()
    making = Making(work, work, reasons)
    assert making.state == State()
    making.begin("build", ORDER)
    until(lambda: len(making.state.steps) == 2)
    state = making.state
    assert (state.running, state.task, state.steps) == (True, "build", ("Reading", "Printing"))
    assert state.document is None
    work.may_end.set()
    last = ended(making)
    assert last.number > state.number
    assert last.document == {"title": "May"}
    assert last.problems == ()


def test_nothing_begins_while_something_is_made() -> None:
    work = Work()
    making = Making(work, work, reasons)
    making.begin("build", ORDER)
    for task in ("build", "look"):
        with pytest.raises(Busy):
            making.begin(task, ORDER)  # type: ignore[arg-type]
    work.may_end.set()
    ended(making)
    making.begin("look", ORDER)
    assert ended(making).task == "look"
    assert len(work.orders) == 2


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (CurriculumError.of("theme", "No episode matters.", "Ask for another."), "No episode matters."),
        (OSError(28, "No space left on device", "decks/may"), "decks/may cannot be read or written"),
        (ZeroDivisionError("of its own"), "a mistake of its own"),
    ],
)
def test_what_stops_it_is_told_in_words_and_the_next_may_begin(error: Exception, said: str) -> None:
    work = Work(error)
    work.may_end.set()
    making = Making(work, work, reasons)
    making.begin("build", ORDER)
    state = ended(making)
    assert state.document is None
    (problem,) = state.problems
    assert said in problem.message
    assert problem.remedy
    making.begin("build", ORDER)
    ended(making)


def test_even_what_nobody_may_explain_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """``CURRICULUM_TRACEBACK`` shows the whole way there, in the terminal."""
    shown: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda told: shown.append(told.exc_type))

    def explain(error: Exception) -> tuple[()]:
        raise error

    work = Work(ZeroDivisionError())
    work.may_end.set()
    making = Making(work, work, explain)
    making.begin("build", ORDER)
    state = ended(making)
    assert (state.document, state.problems) == (None, ())
    until(lambda: shown == [ZeroDivisionError])
