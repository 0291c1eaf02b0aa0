"""Where the system wants what a program remembers of a person's work on this machine."""

import os
import sys
from contextlib import suppress
from pathlib import Path


def state_folder() -> Path | None:
    """This program's folder for it; None when there is no such place."""
    named = os.environ.get("XDG_STATE_HOME", "")
    if Path(named).is_absolute():
        return Path(named) / "curriculum"
    with suppress(RuntimeError):
        own = "Library/Application Support" if sys.platform == "darwin" else ".local/state"
        return Path.home() / own / "curriculum"
    return None
