"""Making in a process of its own, since printing forks: a fork of this one, whose threads answer the page,
could wait for ever for a lock that a thread held which the copy has not."""

import atexit
import multiprocessing
import os
import signal
import sys
from collections.abc import Mapping
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from curriculum.order import Order
from curriculum.problems import CurriculumError, Problem
from curriculum.workspace import Explain, Make, Tell

_PATIENCE = 10.0
"""Seconds that the program's end waits for what is cut off."""
_REMEDY = "Make it again; if it happens again, there is too little memory."


class Apart:
    """Makes in a fresh process, which has one thread; it ends with this one, and publishes all or nothing."""

    def __init__(self, make: Make, explain: Explain) -> None:
        """Both are functions of a module, which the process imports."""
        self._make, self._explain = make, explain

    def __call__(self, order: Order, tell: Tell) -> Mapping[str, Any]:
        """As ``make``; raises CurriculumError with what ``explain`` says of any failure."""
        receiver, sender = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.get_context("spawn").Process(
            target=_made, args=(sender, self._make, self._explain, order)
        )
        process.start()
        atexit.register(_end, process)
        sender.close()
        try:
            while isinstance(said := receiver.recv(), str):
                tell(said)
        except EOFError:
            raise CurriculumError.of("print", "The process that made this was stopped.", _REMEDY) from None
        finally:
            receiver.close()
            process.join()
            atexit.unregister(_end)
        document, problems = said
        if document is None:
            raise CurriculumError(problems)
        return dict(document)


def _end(process: BaseProcess) -> None:
    process.terminate()
    process.join(_PATIENCE)
    process.kill()


def _made(sender: Connection, make: Make, explain: Explain, order: Order) -> None:
    """The process's task: send each step, then the document, or why there is none."""
    if os.name == "posix":
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the desk ends this one
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # what was begun is cleared away
    document: Mapping[str, Any] | None = None
    problems: tuple[Problem, ...] = ()
    try:
        document = make(order, sender.send)
    except Exception as error:
        problems = tuple(explain(error))
    with suppress(OSError):  # nobody listens any more
        sender.send((document, problems))
