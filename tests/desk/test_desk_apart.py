"""A build at the desk runs in a process of its own: printing forks, and a fork must have one thread."""

import os
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from curriculum.cli import reasons
from curriculum.desk.apart import Apart
from curriculum.order import Order
from curriculum.problems import CurriculumError
from curriculum.workspace import Make, Tell

ORDER = Order(sources=(Path("notes"),), now=7)


def made(order: Order, tell: Tell) -> Mapping[str, Any]:
    tell("Reading")
    tell("Printing")
    return {"now": order.now, "threads": threading.active_count(), "process": os.getpid()}


def failed(order: Order, tell: Tell) -> Mapping[str, Any]:
    raise CurriculumError.of("outline", "There is no week.", "Write one.", "outline.toml", 3)


def mistaken(order: Order, tell: Tell) -> Mapping[str, Any]:
    raise ZeroDivisionError("by nought")


def killed(order: Order, tell: Tell) -> Mapping[str, Any]:
    os._exit(9)


def test_it_is_made_where_no_other_thread_is_and_its_steps_are_told() -> None:
    end, told = threading.Event(), list[str]()
    others = threading.Thread(target=end.wait)
    others.start()
    document = Apart(made, reasons)(ORDER, told.append)
    end.set()
    others.join()
    assert (document["now"], document["threads"], told) == (7, 1, ["Reading", "Printing"])
    assert document["process"] != os.getpid()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (failed, "There is no week."),
        (mistaken, "curriculum made a mistake of its own: ZeroDivisionError: by nought"),
        (killed, "The process that made this was stopped."),
    ],
)
def test_why_nothing_came_of_it_is_told_with_the_way_out(make: Make, message: str) -> None:
    with pytest.raises(CurriculumError) as caught:
        Apart(make, reasons)(ORDER, lambda step: None)
    (problem,) = caught.value.problems
    assert problem.message.startswith(message)
    assert problem.remedy
