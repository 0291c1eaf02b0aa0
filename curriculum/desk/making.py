"""Making at the desk: one build, or one look at what it would change, at a time, in a thread of its own."""

import time
from collections.abc import Mapping
from threading import Lock, Thread
from typing import Any, Literal, NamedTuple

from curriculum.order import Order
from curriculum.problems import Problem
from curriculum.workspace import Explain, Make

Task = Literal["look", "build"]


class State(NamedTuple):
    """How far it is; each step makes a new one."""

    number: int = 0
    """Of this state: who has seen one of this number has seen it all."""
    task: Task | None = None
    """What runs, or ran last; None before the first."""
    order: Order | None = None
    """What was asked for."""
    running: bool = False
    steps: tuple[str, ...] = ()
    """What has been told of it so far."""
    seconds: int = 0
    """How long it has run."""
    document: Mapping[str, Any] | None = None
    """What came of it."""
    problems: tuple[Problem, ...] = ()
    """Why nothing did."""
    built: Mapping[str, Any] | None = None
    """What the last build gave, whatever was looked at since."""


class Busy(Exception):
    """Something is being made already."""


class Making:
    """Makes one thing at a time, and shows everybody the same of it.

    Nothing waits for its thread when the program ends: a build that is cut off there has published all or
    nothing (``publish``).
    """

    def __init__(self, build: Make, look: Make, explain: Explain) -> None:
        """``build`` gives the document of ``curriculum build``, ``look`` that of its ``--dry-run``."""
        self._tasks: Mapping[Task, Make] = {"look": look, "build": build}
        self._explain = explain
        self._lock = Lock()
        self._state = State()
        self._begun = 0.0

    @property
    def state(self) -> State:
        """How it stands now."""
        with self._lock:
            if self._state.running:
                return self._state._replace(seconds=int(time.monotonic() - self._begun))
            return self._state

    def begin(self, task: Task, order: Order) -> None:
        """Start; raises Busy while something runs."""
        with self._lock:
            if self._state.running:
                raise Busy
            self._state = State(self._state.number + 1, task, order, running=True, built=self._state.built)
            self._begun = time.monotonic()
        Thread(target=self._run, args=(task, order), name=f"desk-{task}", daemon=True).start()

    def _run(self, task: Task, order: Order) -> None:
        document: Mapping[str, Any] | None = None
        problems: tuple[Problem, ...] = ()
        try:
            document = self._tasks[task](order, self._tell)
        except Exception as error:
            problems = tuple(self._explain(error))
        finally:  # whatever happened, the next may begin
            seconds = int(time.monotonic() - self._begun)
            built = document if task == "build" and document else self._state.built
            self._step(running=False, document=document, problems=problems, seconds=seconds, built=built)

    def _tell(self, step: str) -> None:
        self._step(steps=(*self._state.steps, step))

    def _step(self, **changed: Any) -> None:
        with self._lock:
            self._state = self._state._replace(number=self._state.number + 1, **changed)
