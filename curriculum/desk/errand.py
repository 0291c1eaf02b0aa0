"""An errand: a model is asked, in a thread of its own, until it is done or somebody stops it."""

import asyncio
import atexit
import time
from collections.abc import Callable, Coroutine, Iterable, Mapping
from contextlib import suppress
from threading import Lock, Thread
from typing import Any, NamedTuple

from curriculum.cards.writer.address import Address
from curriculum.cards.writer.asking import Listener, Outcome, Turn, Work
from curriculum.cards.writer.commission import Commission, carry_out
from curriculum.cards.writer.failure import Failure
from curriculum.problems import Problem

_PATIENCE = 10.0
"""Seconds that the program's end waits for what is being written down."""


class Busy(Exception):
    """A model is being asked already."""


class Progress(NamedTuple):
    """How far it is."""

    asked: Commission
    outcome: Outcome
    seconds: float
    """How long it has run."""
    running: bool
    stopped: bool
    """Whether the person has stopped it."""
    waits: str
    """What it is waiting for; "" while it gets answers."""
    problems: tuple[Problem, ...]
    """Why it broke off."""


class Errand:
    """Asks for one commission at a time, and shows everybody the same of it."""

    def __init__(self, turn: Turn, explain: Callable[[Exception], Iterable[Problem]]) -> None:
        """``turn`` is taken while drafts are taken in, ``explain`` puts a failure into words."""
        self._turn, self._explain = turn, explain
        self._lock = Lock()
        self._progress: Progress | None = None
        self._begun = 0.0
        self._thread: Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def progress(self) -> Progress | None:
        """How the last one stands; None before the first."""
        with self._lock:
            found = self._progress
            if found is not None and found.running:
                found = found._replace(seconds=time.monotonic() - self._begun)
            return found

    def begin(self, asked: Commission, environment: Mapping[str, str], timeout: float | None) -> None:
        """Start; raises Busy while one runs."""
        with self._lock:
            if self._progress is not None and self._progress.running:
                raise Busy
            outcome = Outcome()
            self._progress = Progress(asked, outcome, 0.0, True, False, "", ())
            self._begun = time.monotonic()
        doing = carry_out(asked, environment, timeout, Listener(self._waits, self._done), outcome, self._turn)
        atexit.unregister(self.end)
        atexit.register(self.end)
        self._thread = Thread(target=self._run, args=(doing,), name="desk-write", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Let it end after what is being written down now; what has come in stays."""
        with self._lock:
            if self._progress is None or not self._progress.running:
                return
            self._progress = self._progress._replace(stopped=True)
            if self._loop is not None and self._task is not None:
                self._loop.call_soon_threadsafe(self._task.cancel)

    def end(self) -> None:
        """Stop it and wait for its end: the program ends."""
        self.stop()
        if self._thread is not None:
            self._thread.join(_PATIENCE)

    def _run(self, doing: Coroutine[Any, Any, None]) -> None:
        problems: tuple[Problem, ...] = ()
        try:
            asyncio.run(self._going(doing))
        except Exception as error:
            problems = tuple(self._explain(error))
        finally:  # whatever happened, the next may begin
            with self._lock:
                self._loop = self._task = None
            seconds = time.monotonic() - self._begun
            self._step(running=False, seconds=seconds, waits="", problems=problems)

    async def _going(self, doing: Coroutine[Any, Any, None]) -> None:
        with self._lock:
            self._loop, self._task = asyncio.get_running_loop(), asyncio.current_task()
            stopped = self._progress is not None and self._progress.stopped
        if stopped:
            doing.close()
            return
        with suppress(asyncio.CancelledError):
            await doing

    def _waits(self, failure: Failure, address: Address, seconds: float) -> None:
        status = f" (status {failure.status})" if failure.status else ""
        self._step(waits=f"{address.host} does not answer now{status}: asking again in {seconds:.0f} s.")

    def _done(self, work: Work, outcome: Outcome) -> None:
        self._step(waits="")

    def _step(self, **changed: Any) -> None:
        with self._lock:
            if self._progress is not None:
                self._progress = self._progress._replace(**changed)
