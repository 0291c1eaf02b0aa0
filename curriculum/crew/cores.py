"""The crew of this machine: processes side by side, one a core."""

import gc
import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from threading import Lock
from typing import Any, NamedTuple

from curriculum.crew.crew import Alone, R, S, T
from curriculum.problems import CurriculumError

WORTH = 1.0
"""Seconds of work from which starting other processes costs less than it saves."""
_AHEAD = 4
"""Batches for each process that are waiting or done before their turn: what is held in memory is bounded."""


def there() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Errand(NamedTuple):
    """What the batches of one ``map`` have in common."""

    job: Callable[[Any, Any], Any]
    shared: Any
    packed: bytes
    """Both, as they travel."""


class _Hand:
    """A process, and the line to it."""

    def __init__(self) -> None:
        # spawned, not forked: a progress bar's thread may hold a lock at the moment of the fork
        context = get_context("spawn")
        self._pipe, other = context.Pipe()
        self._process = context.Process(target=_serve, args=(other,), daemon=True)
        with _deaf():
            self._process.start()
        other.close()
        self._knows: _Errand | None = None

    def do(self, errand: _Errand, items: list[Any]) -> list[Any] | None:
        """The results of a batch; None when the job failed. Raises OSError or EOFError when it is lost."""
        self._pipe.send((None if self._knows is errand else errand.packed, items))
        self._knows = errand
        done: list[Any] | None = self._pipe.recv()
        return done

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.join()


class Cores:
    """Processes of this machine, started when there is work that is worth it."""

    def __init__(self, workers: int | None = None, worth: float = WORTH) -> None:
        """``workers`` is how many, as many as there are cores when it is None; ``worth`` as ``WORTH``."""
        self._count = workers or there()
        self._worth = worth
        self._hands: list[_Hand] = []
        self._idle: list[_Hand] = []
        self._starting = Lock()
        self._threads: ThreadPoolExecutor | None = None
        """One waits for each process."""
        self._left = False

    def __enter__(self) -> "Cores":
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End every process, also in the middle of a job."""
        with self._starting:
            self._left = True
        for hand in self._hands:
            hand.end()
        if self._threads:
            self._threads.shutdown(cancel_futures=True)

    def map(
        self, job: Callable[[S, T], R], shared: S, items: Iterable[T], seconds: float, batch: int = 1
    ) -> Iterator[R]:
        """As a crew does."""
        if self._count < 2 or seconds < self._worth:
            yield from Alone().map(job, shared, items)
            return
        self._threads = self._threads or ThreadPoolExecutor(self._count)
        errand = _Errand(job, shared, pickle.dumps((job, shared), pickle.HIGHEST_PROTOCOL))
        running: deque[Future[list[R]]] = deque()
        rest = iter(items)
        try:
            while here := list(islice(rest, batch)):
                running.append(self._threads.submit(self._done, errand, here))
                if len(running) >= _AHEAD * self._count:
                    yield from running.popleft().result()
            while running:
                yield from running.popleft().result()
        finally:
            for future in running:
                future.cancel()

    def _done(self, errand: _Errand, items: list[Any]) -> list[Any]:
        """A batch, done by the next process that is free."""
        hand = self._free()
        try:
            done = hand.do(errand, items)
        except (OSError, EOFError):
            raise CurriculumError.of(
                "worker",
                "A process that did a part of the work was stopped.",
                "Run the command again; if it happens again there is too little memory, and --workers 1 "
                "takes the least.",
            ) from None
        self._idle.append(hand)
        if done is None:  # what it failed of is raised here, where it can be told
            return [errand.job(errand.shared, item) for item in items]
        return done

    def _free(self) -> _Hand:
        with suppress(IndexError):
            return self._idle.pop()
        with self._starting:
            if self._left:
                raise CancelledError
            hand = _Hand()
            self._hands.append(hand)
        return hand


@contextmanager
def _deaf() -> Iterator[None]:
    """A process that is started now hears no Ctrl-C: this one does, and ends it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection) -> None:
    """A process's task: do the batches that come, until nobody is there any more."""
    gc.set_threshold(50_000)
    job: Callable[[Any, Any], Any] | None = None
    shared: Any = None
    with suppress(EOFError, OSError):
        while True:
            packed, items = pipe.recv()
            if packed is not None:
                job, shared = pickle.loads(packed)
            assert job is not None
            try:
                done: list[Any] | None = [job(shared, item) for item in items]
            except Exception:
                done = None
            pipe.send(done)
