"""The real command for tests that run it: forked from a process that has imported the program once.

``python -m curriculum`` takes a second to import what it needs, and hundreds of tests run it. A process of
``program_server`` imports all of it and forks for each command; ``program_client``, which the test starts
where it would start the program, hands over its arguments, folder, environment, input and output, passes
signals on and ends as the command ends. What is tested of the start itself starts the program itself, and
so does what an interpreter decides before it runs anything.
"""

import atexit
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
FORKS = sys.platform == "linux"
"""Where a process with so many libraries can be forked, and its end be waited for."""
IN_THE_FORK = ("PYTHONPATH", "PYTHONIOENCODING")
"""What the server's children see to."""


def program(environment: Mapping[str, str] = os.environ) -> list[str]:
    """What to put before the arguments of a command that gets this environment."""
    if not FORKS:
        return [sys.executable, "-m", "curriculum"]
    address = _server(_before(environment))
    return [sys.executable, "-S", str(HERE / "program_client.py"), address]


def _before(environment: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What an interpreter looks at before it runs anything: processes that differ in it share no server."""
    return tuple(
        sorted(
            (name, value)
            for name, value in environment.items()
            if name.startswith(("PYTHON", "LC_", "LANG")) and name not in IN_THE_FORK
        )
    )


@cache
def _server(before: tuple[tuple[str, str], ...]) -> str:
    """The address of a server that began so; it ends with this process."""
    folder = tempfile.TemporaryDirectory(prefix="curriculum-program-")
    address = str(Path(folder.name) / "socket")
    others = {name: value for name, value in os.environ.items() if not _before({name: value})}
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen(64)
        server = subprocess.Popen(
            [sys.executable, str(HERE / "program_server.py"), str(listener.fileno())],
            stdin=subprocess.PIPE,
            pass_fds=[listener.fileno()],
            env={**others, **dict(before), "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
            start_new_session=True,
        )

    def end() -> None:
        assert server.stdin
        server.stdin.close()
        server.wait()
        folder.cleanup()

    atexit.register(end)
    return address
