"""Run as a program: a command, done by a process that ``program_server`` forks, as if this one did it.

Arguments: the server's address, then those of the command.
"""

import os
import signal
import socket
import sys
from pathlib import Path
from types import FrameType

PASSED_ON = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main() -> None:
    """Hand over all that a process has from its parent, and end as the command ends."""
    server = socket.socket(socket.AF_UNIX)
    server.connect(sys.argv[1])
    arguments = [os.fsencode(argument) for argument in sys.argv[2:]]
    environment = [name + b"=" + value for name, value in os.environb.items()]
    ignored = [b"%d" % one for one in PASSED_ON if signal.getsignal(one) is signal.SIG_IGN]
    parts = ([os.fsencode(Path.cwd())], arguments, environment, ignored)
    said = b"\1".join(b"\0".join(part) for part in parts)
    socket.send_fds(server, [len(said).to_bytes(8, "big")], [0, 1, 2])
    server.sendall(said)
    answer = server.makefile("rb")
    process = int(answer.readline())

    def pass_on(number: int, frame: FrameType | None) -> None:
        os.kill(process, number)

    for one in PASSED_ON:
        signal.signal(one, pass_on)
    ended = int(answer.readline())
    if ended < 0:
        signal.signal(-ended, signal.SIG_DFL)
        os.kill(os.getpid(), -ended)
    os._exit(ended)


main()
