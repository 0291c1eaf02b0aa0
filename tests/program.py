"""The real command for tests that run it: forked from a process that has imported the program once.

``python -m curriculum`` takes a second to import what it needs, and hundreds of tests run it. A process of
``program_server`` imports all of it and forks for each command; ``program_client``, which the test starts
where it would start the program, hands over its arguments, folder, environment, input and output, passes
signals on and ends as the command ends. What is tested of the start itself starts the program itself.
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
ITSELF = [sys.executable, "-m", "curriculum"]
IN_THE_FORK = ("PYTHONPATH", "PYTHONIOENCODING")
"""What an interpreter looks at as it begins, and the server's children see to."""


def program(environment: Mapping[str, str] = os.environ) -> list[str]:
    """What to put before the arguments of a command that gets this environment.

    It is the program itself where the environment has what an interpreter looks at before all else.
    """
    if not FORKS or _before(environment) - _before(os.environ):
        return ITSELF
    return [sys.executable, "-S", str(HERE / "program_client.py"), _server()]


def _before(environment: Mapping[str, str]) -> set[tuple[str, str]]:
    return {
        (name, value)
        for name, value in environment.items()
        if name.startswith(("PYTHON", "LC_", "LANG")) and name not in IN_THE_FORK
    }


@cache
def _server() -> str:
    """The address of the server, which ends with this process and takes its folder along."""
    address = str(Path(tempfile.mkdtemp(prefix="curriculum-program-")) / "socket")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen(64)
        server = subprocess.Popen(
            [sys.executable, str(HERE / "program_server.py"), str(listener.fileno())],
            stdin=subprocess.PIPE,
            pass_fds=[listener.fileno()],
            env={**os.environ, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"},
            start_new_session=True,
        )

    def end() -> None:
        assert server.stdin
        server.stdin.close()
        server.wait()

    atexit.register(end)
    return address
