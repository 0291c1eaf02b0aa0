"""Processes that do tasks side by side, each of which may say something on the way and be answered."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, NamedTuple, Self

from curriculum.crew import cores
from curriculum.problems import CurriculumError, Problem

Task = Generator[Any, Any, Any]
"""Yields what it has to say, is sent an answer each time, and returns what it made."""

_LOST = (
    Problem(
        path="",
        kind="print",
        message="A guide could not be printed: the process that printed it was stopped.",
        remedy="Build again; if it happens again, there is too little memory.",
        severity="error",
    ),
)


def alone(job: Callable[..., Any], *args: Any) -> Task:
    """A task that says nothing on the way: a function and what it takes."""
    yield from ()
    return job(*args)


class Said(NamedTuple):
    """What a task said."""

    name: str
    what: Any
    ended: bool
    """Whether that is what it returned."""


def _run(task: Task, pipe: Connection, others: Sequence[Connection]) -> None:
    """A process's life: do the task, send what it says, or the error that stopped it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started it decides
    for other in others:  # open here, they would hide that the process at their other end has gone
        other.close()
    answer, code = None, 0
    with suppress(EOFError, BrokenPipeError):  # nobody is there any more
        try:
            while True:
                said = task.send(answer)
                pipe.send((said, False, None))
                answer = pipe.recv()
        except StopIteration as end:
            pipe.send((end.value, True, None))
        except CurriculumError as error:
            code = 1
            pipe.send((error.problems, True, None))
        except OSError as error:
            pipe.send(((), True, error))
    os._exit(code)  # a copy of a server's process must not wait for threads that only the server has


class Workers:
    """Does tasks side by side; each is a process forked from this one, so that its memory goes with it.

    Where there is one worker, or no process can be forked, tasks are done here, one after the other.
    """

    def __init__(self, most: int | None = None) -> None:
        """``most`` tasks at a time, as in ``cores.count``."""
        most = cores.count(most)
        self._forks = most > 1 and "fork" in multiprocessing.get_all_start_methods()
        self.most = most if self._forks else 1
        self._processes: dict[Connection, tuple[str, BaseProcess]] = {}
        self._tasks: dict[str, Task] = {}
        self._said: list[Said] = []

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave no process behind."""
        for _, process in self._processes.values():
            process.kill()
            process.join()

    @property
    def free(self) -> int:
        """How many tasks may be started."""
        busy = len(self._processes) + len(self._tasks) + sum(said.ended for said in self._said)
        return self.most - busy

    @property
    def busy(self) -> bool:
        """Whether a task is not done, or what it said not heard."""
        return bool(self._processes or self._tasks or self._said)

    def start(self, name: str, task: Task) -> None:
        """Start a task; names are each other's unlike."""
        if not self._forks:
            self._tasks[name] = task
            self._go_on(name, None)
            return
        here, there = multiprocessing.Pipe()
        process = multiprocessing.get_context("fork").Process(
            target=_run, args=(task, there, (here, *self._processes)), daemon=True
        )
        process.start()
        there.close()
        self._processes[here] = name, process

    def answer(self, name: str, answer: Any) -> None:
        """Answer what a task said, which waits for it."""
        if not self._forks:
            self._go_on(name, answer)
            return
        (pipe,) = [pipe for pipe, (other, _) in self._processes.items() if other == name]
        try:
            pipe.send(answer)
        except OSError as error:
            raise CurriculumError(_LOST) from error

    def listen(self) -> Iterator[Said]:
        """Wait until a task says something, and give what is said.

        Raises:
            CurriculumError: a task was stopped by one, or its process was.
            OSError: a file could not be written.
        """
        if self._processes:
            for pipe in wait(list(self._processes)):
                assert isinstance(pipe, Connection)
                yield self._heard(pipe)
        while self._said:
            yield self._said.pop(0)

    def _heard(self, pipe: Connection) -> Said:
        name, process = self._processes[pipe]
        what, ended, error = _LOST, True, None
        try:
            what, ended, error = pipe.recv()
        except (EOFError, OSError):
            process.kill()
        if not ended:
            return Said(name, what, ended=False)
        del self._processes[pipe]
        pipe.close()
        process.join()
        if error:
            raise error
        if process.exitcode:
            raise CurriculumError(what or _LOST)
        return Said(name, what, ended=True)

    def _go_on(self, name: str, answer: Any) -> None:
        """Let a task that is done here go on to what it says next."""
        try:
            self._said.append(Said(name, self._tasks[name].send(answer), ended=False))
        except StopIteration as end:
            del self._tasks[name]
            self._said.append(Said(name, end.value, ended=True))
