"""Processes that write laid-out pages while the next ones are laid out."""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Self

from curriculum.guides import pdf
from curriculum.problems import CurriculumError, Problem


def _save(
    sender: Connection, layout: pdf.Layout, path: Path, identifier: str, labels: Sequence[pdf.Label]
) -> None:
    """A process's task: write one file and send its problems, or the error that stopped it."""
    try:
        sender.send((pdf.save(layout, path, identifier, labels), None))
    except CurriculumError as error:
        sender.send((error.problems, None))
        os._exit(1)
    except OSError as error:
        sender.send(((), error))
    os._exit(0)  # a copy of a server's process must not wait for threads that only the server has


_LOST = (
    Problem(
        path="",
        kind="print",
        message="A guide could not be written: the process that wrote it was stopped.",
        remedy="Build again; if it happens again, there is too little memory.",
        severity="error",
    ),
)


class Savers:
    """Writes files side by side on the cores there are.

    A process is forked for each file when its pages are laid out: it has them in memory, where no other
    way could bring them. Where a process cannot be forked, files are written one after the other.
    """

    def __init__(self, done: Callable[[str], None]) -> None:
        self._done = done
        self._found: dict[str, tuple[Problem, ...]] = {}
        self._running: dict[Connection, tuple[str, BaseProcess]] = {}
        self._most = os.cpu_count() or 1
        self._forks = self._most > 1 and "fork" in multiprocessing.get_all_start_methods()

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave no process behind."""
        for _, process in self._running.values():
            process.kill()
            process.join()

    def save(
        self, layout: pdf.Layout, path: Path, identifier: str = "", labels: Sequence[pdf.Label] = ()
    ) -> None:
        """Begin to write a file; as ``pdf.save``, whose errors come here or with ``problems``."""
        if not self._forks:
            self._found[path.name] = pdf.save(layout, path, identifier, labels)
            self._done(path.name)
            return
        self._wait(0)
        while len(self._running) >= self._most:
            self._wait()
        receiver, sender = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.get_context("fork").Process(
            target=_save, args=(sender, layout, path, identifier, labels)
        )
        process.start()
        sender.close()
        self._running[receiver] = (path.name, process)

    def problems(self, names: Sequence[str]) -> tuple[Problem, ...]:
        """Wait for every file; the problems of all, in the order of these names.

        Raises:
            CurriculumError: a file could not be written.
        """
        while self._running:
            self._wait()
        return tuple(problem for name in names for problem in self._found.get(name, ()))

    def _wait(self, seconds: float | None = None) -> None:
        """Wait until a file is written, or so many seconds."""
        for receiver in wait(list(self._running), seconds):
            assert isinstance(receiver, Connection)
            name, process = self._running.pop(receiver)
            problems, error = _LOST, None
            with suppress(EOFError):
                problems, error = receiver.recv()
            process.join()
            if error:
                raise error
            if process.exitcode:
                raise CurriculumError(problems or _LOST)
            self._found[name] = problems
            self._done(name)
