"""Jobs for a crew: functions of a module, as every crew wants them."""

import os
import signal
import time
from pathlib import Path

from curriculum.problems import CurriculumError


def times(factor: int, number: int) -> int:
    return factor * number


def process(_: None, number: int) -> int:
    return os.getpid()


def slowly(folder: Path, number: int) -> int:
    """A job that leaves its process's number behind, and takes its time."""
    (folder / str(os.getpid())).touch()
    time.sleep(20)
    return number


def refused(_: None, number: int) -> int:
    if number == 7:
        raise CurriculumError.of("seven", f"There is no room for {number}.", "Take another one.")
    return number


def mistaken(_: None, number: int) -> float:
    return 1 / (number - 7)


def killed(here: int, number: int) -> int:
    """What the machine does where memory is short: it stops a process, and never the one of the person."""
    if number == 7 and os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def deep(_: None, number: int) -> list[object]:
    """A result that no pickle goes down into."""
    found: list[object] = []
    for _level in range(20_000):
        found = [found]
    return found


def times_slowly(factor: int, number: int) -> int:
    time.sleep(0.05)
    return factor * number
