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
from multiprocessing import get_context, parent_process, resource_tracker
from multiprocessing.connection import Connection
from threading import Lock, Thread
from typing import Any, NamedTuple

from curriculum.crew.crew import Alone, R, S, T
from curriculum.problems import CurriculumError

WORTH = 2.5
"""Seconds of work from which starting other processes costs less than it saves."""
_AHEAD = 4
"""Batches for each process that are waiting or done before their turn: what is held in memory is bounded."""
_LOST = "A process that did a part of the work was stopped."
_REMEDY = (
    "Run the command again; if it happens again there is too little memory, and --workers 1 takes the least."
)
_NOTHING = pickle.dumps(None)


def there() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def count(workers: int | None) -> int:
    """How many processes work side by side where so many were asked for: one a core when nothing was said.

    More than two a core would only wait for each other: there are never more.
    """
    return min(workers or there(), 2 * there())


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
        """The results of a batch; None when it failed there. Raises OSError or EOFError when it is lost."""
        letter = _packed((None if self._knows is errand else errand.packed, items))
        if letter is None:
            return None
        self._pipe.send_bytes(letter)
        self._knows = errand
        done: list[Any] | None = pickle.loads(self._pipe.recv_bytes())
        return done

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.join()


class _Team:
    """Processes that are there, and a thread for each that waits for it."""

    def __init__(self, count: int) -> None:
        self._threads = ThreadPoolExecutor(count)
        self._hands: list[_Hand] = []
        self._idle: list[_Hand] = []
        self._starting = Lock()
        self._ended = False

    def begin(self, errand: _Errand, items: list[Any]) -> Future[list[Any]]:
        """Have a batch done by the next process that is free, which is started when there is none."""
        return self._threads.submit(self._done, errand, items)

    def end(self) -> None:
        """End every process, also in the middle of a job."""
        with self._starting:
            self._ended = True
        for hand in self._hands:
            hand.end()
        self._threads.shutdown(cancel_futures=True)

    def _done(self, errand: _Errand, items: list[Any]) -> list[Any]:
        hand = self._free()
        try:
            done = hand.do(errand, items)
        except (OSError, EOFError):
            raise CurriculumError.of("worker", _LOST, _REMEDY) from None
        self._idle.append(hand)
        # what it failed of is raised here, where it can be told
        return [errand.job(errand.shared, item) for item in items] if done is None else done

    def _free(self) -> _Hand:
        with suppress(IndexError):
            return self._idle.pop()
        with self._starting:
            if self._ended:
                raise CancelledError
            hand = _Hand()
            self._hands.append(hand)
        return hand


class Cores:
    """Processes of this machine, started when there is work that is worth it."""

    def __init__(self, workers: int | None = None, worth: float = WORTH) -> None:
        """``workers`` as in ``count``; ``worth`` as ``WORTH``."""
        self._count = count(workers)
        self._worth = worth
        self._team: _Team | None = None

    def __enter__(self) -> "Cores":
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End every process, also in the middle of a job."""
        self.rest()

    def rest(self) -> None:
        """End every process; others are started when there is work again."""
        team, self._team = self._team, None
        if team:
            team.end()

    def map(
        self, job: Callable[[S, T], R], shared: S, items: Iterable[T], seconds: float, batch: int = 1
    ) -> Iterator[R]:
        """As a crew does."""
        packed = _packed((job, shared)) if self._count > 1 and seconds >= self._worth else None
        if packed is None:
            yield from Alone().map(job, shared, items)
            return
        team = self._team = self._team or _Team(self._count)
        errand = _Errand(job, shared, packed)
        running: deque[Future[list[R]]] = deque()
        rest = iter(items)
        try:
            while here := list(islice(rest, batch)):
                running.append(team.begin(errand, here))
                if len(running) >= _AHEAD * self._count:
                    yield from running.popleft().result()
            while running:
                yield from running.popleft().result()
        finally:
            for future in running:
                future.cancel()


def _packed(what: Any) -> bytes | None:
    """As it travels; None for what cannot: what lies too deep in itself."""
    try:
        return pickle.dumps(what, pickle.HIGHEST_PROTOCOL)
    except RecursionError:
        return None


@contextmanager
def _deaf() -> Iterator[None]:
    """A process that is started now hears no Ctrl-C: this one does, and ends it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # starting it with the first process would let signals in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection) -> None:
    """A process's task: do the batches that come, until nobody is there any more."""
    Thread(target=_end_with_parent, daemon=True).start()
    gc.set_threshold(50_000)
    job: Callable[[Any, Any], Any] | None = None
    shared: Any = None
    with suppress(EOFError, OSError):
        while True:
            packed, items = pickle.loads(pipe.recv_bytes())
            if packed is not None:
                job, shared = pickle.loads(packed)
            assert job is not None
            letter = None
            with suppress(Exception):
                letter = _packed([job(shared, item) for item in items])
            pipe.send_bytes(letter or _NOTHING)


def _end_with_parent() -> None:
    """End in the middle of a job when the process that wants it is no more."""
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
