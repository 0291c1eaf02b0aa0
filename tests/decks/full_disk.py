"""Run as a program: copy a home again and again, and build in each copy on a disk that fills up.

In the first copy the disk is full at the first write, in the second at the second, and so on until a build
never meets it; then there is room again, and it is built once more. For each copy a line of JSON is printed:
its number, what the first build said, and what stands there after it and after the second. Arguments: the
home, the folder for the copies, the step from one number to the next, and the folder of templates of guides.
"""

import builtins
import errno
import hashlib
import io
import itertools
import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import weasyprint  # noqa: F401 - loaded now, so that only the build's own files count

from curriculum import build, publish
from curriculum.guides.paper import Format
from curriculum.order import Order
from curriculum.problems import CurriculumError

CHANGES = {"os.mkdir", "os.rename", "os.link"}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Disk:
    """A disk with room for so many writes below a folder, and for none after them."""

    def __init__(self, folder: Path, room: int) -> None:
        self.folder, self.room, self.met = str(folder), room, False

    def write(self, path: object) -> None:
        """Note a write; raise as the system does when there is no room."""
        if not isinstance(path, str | bytes | os.PathLike) or not os.fsdecode(path).startswith(self.folder):
            return
        self.room -= 1
        if self.room < 0:
            self.met = True
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        """The hook for files begun, folders made, names changed."""
        if event in CHANGES or (event == "open" and (arguments[2] or 0) & WRITES):
            self.write(arguments[0])

    def fill(self) -> None:
        """From now on every write in this process counts, whoever makes it; but for SQLite's own."""
        disk, real = self, io.open

        class Raw(io.FileIO):
            def write(self, data: Any) -> int:
                disk.write(self.name)
                return super().write(data)

        def opened(file: Any, mode: str = "r", *rest: Any, **more: Any) -> Any:
            if not set(mode) & set("wax") or isinstance(file, int):
                return real(file, mode, *rest, **more)
            buffered = io.BufferedWriter(Raw(file, mode.replace("b", "").replace("t", "")))
            return buffered if "b" in mode else io.TextIOWrapper(buffered, *rest[1:], **more)

        io.open = builtins.open = opened  # type: ignore[assignment]
        sys.addaudithook(self.audit)


def attempt(trial: Path, number: int) -> str:
    """In a child process, build on such a disk; what it said, or "" when it met no full disk."""
    reader, writer = os.pipe()
    if os.fork() == 0:
        disk = Disk(trial, number - 1)
        disk.fill()
        try:
            format = Format(templates=Path(sys.argv[4]))
            sources, output = (trial / "notes",), trial / "decks"
            build.build(Order(sources=sources, output=output, format=format, now=1_900_000_000))
            said = "published all the same" if disk.met else ""
        except CurriculumError as error:
            said = " ".join(problem.message for problem in error.problems)
        except BaseException as error:
            said = f"{type(error).__name__}: {error}"
        os.write(writer, said.encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as answer:
        said = answer.read().decode()
    os.wait()
    return said


def state(home: Path) -> dict[str, str]:
    """What a learner, and the next build, would find: a digest of every file, and the lock that holds."""
    found = {
        path.relative_to(home).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((home / "decks").rglob("*"))
        if path.is_file() and path.suffix != ".flock" and path.name != publish.MANIFEST
    }
    return {**found, "lock": publish.lock_to_read(home / "notes" / "curriculum.lock").read_text("utf-8")}


if __name__ == "__main__":
    home, trials, step = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    for number in itertools.count(1, step):
        trial = Path(shutil.copytree(home, trials / str(number)))
        said = attempt(trial, number)
        after = state(trial)
        attempt(trial, sys.maxsize)
        print(json.dumps([number, said, after, state(trial)]), flush=True)
        shutil.rmtree(trial)
        if not said:
            break
