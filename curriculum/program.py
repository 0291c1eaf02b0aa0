"""The program's own files: what it does, what its tables say, and what its pages and cards look like."""

import hashlib
from functools import cache
from pathlib import Path

from curriculum.templates_dir import templates_dir

_SUFFIXES = frozenset((".py", ".toml", ".html", ".css", ".js", ".ttf"))


@cache
def digest() -> str:
    """SHA-256, in hexadecimal, over the files of the package and its templates, as they were at first.

    Raises:
        OSError: one of them cannot be read, or the templates are missing.
    """
    state = hashlib.sha256()
    for folder in (Path(__file__).parent, templates_dir()):
        for path in sorted(folder.rglob("*")):
            if path.suffix in _SUFFIXES and path.is_file():
                content = path.read_bytes()
                state.update(f"{path.relative_to(folder).as_posix()} {len(content)} ".encode() + content)
    return state.hexdigest()
