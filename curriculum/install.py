"""Installing a package that is missing."""

import shlex
import sys


def how_to(package: str) -> str:
    """What to type to install it.

    The words name this program's own Python: any other's pip would install beside it, and might fetch a
    stranger's package of our name.
    """
    python = shlex.quote(sys.executable or "python")
    return f"Install it: {python} -m pip install {shlex.quote(package)}"
