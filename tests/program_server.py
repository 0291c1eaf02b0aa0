"""Run as a program: import ``curriculum`` and read its tables, then fork for each command that is asked for.

Argument: the number of the socket on which commands come (``program_client``). It ends when its standard
input does, and so with the tests that started it.
"""

import atexit
import gc
import importlib
import inspect
import os
import pkgutil
import runpy
import selectors
import shutil
import signal
import socket
import sys
import tempfile
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import NamedTuple, TextIO

HEAVY = (
    *("weasyprint", "genanki", "filelock", "fsrs", "icalendar", "pikepdf", "rapidfuzz.process", "tomlkit"),
    *("anyio._backends._asyncio", "babel.numbers", "mcp.server", "sse_starlette", "uvicorn.lifespan.on"),
)
"""Packages that the program imports inside its functions."""
NOTES = Path(__file__).parent / "project" / "fixtures" / "episodes"
THREADED = "curriculum.planning.meaning"
"""Whose model starts threads, which no fork would have."""


class Command(NamedTuple):
    """What a process has from its parent."""

    folder: bytes
    arguments: list[bytes]
    environment: list[bytes]
    ignored: list[int]
    files: list[int]


def load() -> None:
    """Import the whole program and load its tables and models; a command finds nothing of another's."""
    import curriculum
    from curriculum.guides import fonts

    fonts.configure()
    found = pkgutil.walk_packages(curriculum.__path__, "curriculum.")
    names = [one.name for one in found if one.name != "curriculum.__main__"]
    for name in (*names, *HEAVY):
        importlib.import_module(name)
    for name in (name for name in names if not name.startswith(THREADED)):
        for one in list(vars(sys.modules[name]).values()):
            # what is kept and depends on nothing comes with the program
            if hasattr(one, "cache_info") and not inspect.signature(one).parameters:
                one()
    learn()
    assert len(list(Path("/proc/self/task").iterdir())) == 1, "a process with threads cannot be forked"


def learn() -> None:
    """Read, plan and write once, for what is kept of words and patterns; none of it depends on who asks."""
    from curriculum.cards.write import write
    from curriculum.crew.crew import Alone
    from curriculum.planning.plan import plan
    from curriculum.planning.themes import read_themes
    from curriculum.planning.wish import Wish
    from curriculum.reading.read import read

    library = read([NOTES], crew=Alone())
    plan(library, read_themes(), Wish())
    write(library, crew=Alone())


def receive(asking: socket.socket) -> Command:
    """The command that a client asks for."""
    size, files, _, _ = socket.recv_fds(asking, 8, 3)
    said = b""
    left = int.from_bytes(size, "big")
    while len(said) < left:
        said += asking.recv(left - len(said))
    folder, arguments, environment, ignored = (part.split(b"\0") for part in said.split(b"\1"))
    return Command(
        folder[0],
        [one for one in arguments if arguments != [b""]],
        environment,
        [int(one) for one in ignored if one],
        list(files),
    )


def become(command: Command) -> None:
    """Make this process what its parent would have started."""
    for number, file in enumerate(command.files):
        os.dup2(file, number)
        os.close(file)
    os.chdir(command.folder)
    os.environb.clear()
    os.environb.update(one.split(b"=", 1) for one in command.environment)  # type: ignore[arg-type]
    sys.stdin = sys.__stdin__ = _stream(sys.stdin, 0, None)
    sys.stdout = sys.__stdout__ = _stream(sys.stdout, 1, "\n", lines=os.isatty(1))
    sys.stderr = sys.__stderr__ = _stream(sys.stderr, 2, "\n", lines=True)
    for number in command.ignored:
        signal.signal(number, signal.SIG_IGN)
    tempfile.tempdir = None
    sys.path[0] = str(Path.cwd())
    sys.argv = ["curriculum", *map(os.fsdecode, command.arguments)]


def _stream(before: TextIO, number: int, newline: str | None, lines: bool = False) -> TextIO:
    """A standard stream as the interpreter opens it, which looks at what stands behind it."""
    encoding, _, errors = os.environ.get("PYTHONIOENCODING", "").partition(":")
    encoding, errors = encoding or before.encoding, errors or before.errors or ""
    if number == 2:
        errors = "backslashreplace"
    binary = open(number, "wb" if number else "rb", closefd=False)  # noqa: SIM115
    return TextIOWrapper(binary, encoding, errors, newline, line_buffering=lines)


def serve(listener: socket.socket) -> Command | None:
    """Fork for each command; returns it in the process that is to do it, and None at the end."""
    waiting = selectors.DefaultSelector()
    waiting.register(0, selectors.EVENT_READ)
    waiting.register(listener, selectors.EVENT_READ)
    running: dict[int, tuple[int, socket.socket]] = {}  # by the file that tells of its end
    while True:
        for key, _ in waiting.select():
            if key.fd == 0:
                return None
            if key.fd in running:
                process, asking = running.pop(key.fd)
                waiting.unregister(key.fd)
                os.close(key.fd)
                ended = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
                _tell(asking, ended)
                asking.close()
                continue
            asking, _ = listener.accept()
            command = receive(asking)
            process = os.fork()
            if process == 0:
                for file, (_, other) in running.items():
                    os.close(file)
                    other.close()
                for ours in (waiting, listener, asking):
                    ours.close()
                return command
            for file in command.files:
                os.close(file)
            _tell(asking, process)
            file = os.pidfd_open(process)
            running[file] = process, asking
            waiting.register(file, selectors.EVENT_READ)


def _tell(asking: socket.socket, number: int) -> None:
    """A number, to a client that may have been killed."""
    with suppress(OSError):
        asking.sendall(b"%d\n" % number)


class Ending:
    """The end of a command without taking apart all that it shares with the server, which copies it."""

    code: int | None = None
    """What a command ends with; None in the server."""

    def __call__(self) -> None:
        """End here; where the last of the output cannot be written, as the interpreter does."""
        if self.code is not None:
            with suppress(OSError, ValueError):
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(self.code)


if __name__ == "__main__":
    ending = Ending()
    atexit.register(ending)  # before all others, and so called after them
    load()
    gc.collect()
    gc.freeze()  # what all share is never looked through, and so not copied
    door = socket.socket(fileno=int(sys.argv[1]))
    folder = Path(door.getsockname()).parent
    told = serve(door)
    if told is None:
        shutil.rmtree(folder)
    else:
        become(told)
        ending.code = 1
        try:
            runpy.run_module("curriculum", run_name="__main__", alter_sys=True)
            ending.code = 0
        except SystemExit as end:
            ending.code = end.code if isinstance(end.code, int) else int(end.code is not None)
            raise
