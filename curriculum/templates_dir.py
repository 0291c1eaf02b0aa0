"""Where the templates lie: beside the package's files in a wheel, beside the package in a checkout."""

from functools import cache
from pathlib import Path


@cache
def templates_dir() -> Path:
    """The folder that holds ``guide/`` and ``cards/``.

    Raises:
        FileNotFoundError: the installation lacks its templates.
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "templates", package.parent / "templates"):
        if (folder / "guide").is_dir():
            return folder
    raise FileNotFoundError(f"No templates beside {package}: install the program again.")
