"""The person's own editor on a text; nothing that was typed in it gets lost."""

import os
import shlex
import signal
import subprocess
import tempfile
from pathlib import Path
from shutil import which

from curriculum import opening
from curriculum.writing import write_atomically

_USUAL = ("sensible-editor", "editor", "nano", "vim", "vi", "notepad")


class Failed(Exception):
    """The editor could not be used; says why, and what to do."""


class Sheet:
    """A file that is edited again and again until its text will do."""

    def __init__(self, suffix: str) -> None:
        try:
            handle, name = tempfile.mkstemp(prefix="curriculum-", suffix=suffix)
        except OSError as error:
            why = opening.why(error)
            raise Failed(f"No file to edit can be made in {tempfile.gettempdir()}: {why}.") from error
        os.close(handle)
        self.path = Path(name)

    def edit(self, text: str) -> str:
        """The text as the person leaves it.

        Raises:
            Failed: there is no such editor, or it ended with an error; the file has what was saved.
        """
        try:
            write_atomically(self.path, text)
        except OSError as error:
            raise Failed(f"{self.path} cannot be written: {opening.why(error)}.") from error
        _run([*_command(), str(self.path)])
        return self.read()

    def read(self) -> str:
        """What the file says now, in whichever encoding the editor saved it."""
        from curriculum.reading.decoding import decode

        try:
            decoded = decode(opening.read_bytes(self.path))
        except OSError as error:
            raise Failed(f"{self.path} cannot be read: {opening.why(error)}.") from error
        if decoded is None:
            raise Failed(f"What the editor saved in {self.path} is no text.")
        return decoded.text

    def discard(self) -> None:
        """Remove the file: what it says is no longer needed."""
        self.path.unlink(missing_ok=True)


def _command() -> list[str]:
    """The editor with its arguments: $VISUAL, $EDITOR, or one that is usual."""
    for name in ("VISUAL", "EDITOR"):
        try:
            given = shlex.split(os.environ.get(name, ""))
        except ValueError:
            raise Failed(f"{name} is {os.environ[name]!r}: a quote in it is not closed.") from None
        if given:
            return given
    found = next((name for name in _USUAL if which(name)), None)
    if found is None:
        raise Failed("No editor was found: name yours in EDITOR, as in EDITOR=nano.")
    return [found]


def _run(command: list[str]) -> None:
    """Wait until the editor is closed; meanwhile Ctrl-C is the editor's own."""
    try:
        process = subprocess.Popen(command)
    except OSError as error:
        why = opening.why(error)
        raise Failed(f"The editor {command[0]} cannot be started ({why}): name yours in EDITOR.") from None
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        code = process.wait()
    finally:
        signal.signal(signal.SIGINT, before)
    if code:
        raise Failed(f"The editor {command[0]} ended with an error ({code}).")
