"""Where the system wants files that may be deleted at any time."""

import os
import sys
from contextlib import suppress
from pathlib import Path


def cache_folder() -> Path | None:
    """This program's folder for them; None when there is no such place."""
    named = os.environ.get("XDG_CACHE_HOME", "")
    if Path(named).is_absolute():
        return Path(named) / "curriculum"
    with suppress(RuntimeError):
        return Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "curriculum"
    return None
