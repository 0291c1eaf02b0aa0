"""A pretend vault of Obsidian, kept for years: twelve episode files among notes of every other kind.

It stands in vault.txt: before each file a line with its path and, for those that are left out, why.
"""

import re
from pathlib import Path

_HEAD = re.compile(r"^=== (?P<path>.+?)(?: → (?P<kind>[\w-]+))?\n", re.MULTILINE)


def _files() -> dict[str, tuple[str, str]]:
    """Path → why it is left out ("" for what is to be read), and its text."""
    text = Path(__file__).with_suffix(".txt").read_text("utf-8")
    heads = list(_HEAD.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return {
        head["path"]: (head["kind"] or "", text[head.end() : end])
        for head, end in zip(heads, ends, strict=True)
    }


FILES = _files()
EPISODES = sorted(path for path, (kind, _) in FILES.items() if not kind)
"""Paths of what is to be read."""
OTHERS = {path: kind for path, (kind, _) in FILES.items() if kind}
"""Path → why it is left out. Hidden folders are left out as one."""


def make(folder: Path) -> Path:
    """Write the vault into a folder."""
    for path, (_, text) in FILES.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder
