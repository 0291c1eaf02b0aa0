"""Run as a program: copy a home again and again, and publish over each copy until killed.

The first copy's publishing is killed at the first file event, the second's at the second, and so on
until one ends by itself; their number is printed. Arguments: the home, the folder for the copies,
``cannot-exchange`` for a disk where two folders cannot change places in one step, and ``part`` for a build
of the outline alone.
"""

import itertools
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import filelock  # noqa: F401 - loaded now, so that only publishing counts as an event

from curriculum import exchange, publish

EVENTS = {
    "open",
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "os.truncate",
    "ctypes.call_function",
}
FILES = ("may.apkg", "week-1.apkg", "outline.toml")


def make(
    home: Path, version: str, names: tuple[str, ...] = FILES, stays: tuple[str, ...] = (), lock: bool = True
) -> None:
    """One build of that version, as ``build`` does it."""
    with publish.alone(home / "notes" / "curriculum.lock", home / "decks" / "may", print) as staged:
        for name in names:
            (staged / name).write_text(f"{name} of {version}\n")
        lock_text = f"lock of {version}\n" if lock else None
        lock_path = home / "notes" / "curriculum.lock"
        publish.publish(staged, home / "decks" / "may", lock_text, lock_path, stays=stays)


def make_new(home: Path) -> None:
    """The build that is killed."""
    if "part" in sys.argv:
        make(home, "two", ("outline.toml",), stays=("may.apkg", "week-1.apkg"), lock=False)
    else:
        make(home, "two", (*FILES, "week-2.apkg"))


def kill_at(number: int) -> Callable[[str, tuple[object, ...]], None]:
    """An audit hook that ends this process, as `kill -9` does, at that event."""
    left = number

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in EVENTS:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    return hook


def publish_until_killed(trial: Path, number: int) -> bool:
    """In a child process, publish version two; whether it ended before the event of that number."""
    child = os.fork()
    if child == 0:
        sys.addaudithook(kill_at(number))
        make_new(trial)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


if __name__ == "__main__":
    home, trials = Path(sys.argv[1]), Path(sys.argv[2])
    if "cannot-exchange" in sys.argv:
        exchange._swapped = lambda one, other: False
    for number in itertools.count(1):
        shutil.copytree(home, trials / str(number))
        if publish_until_killed(trials / str(number), number):
            break
    print(number)
