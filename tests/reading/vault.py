"""Pretend vaults: episode files among notes of every other kind.

vault.txt is one of Obsidian, in folders; graph.txt one of Logseq, flat; languages.txt a mixed one in four
languages. Before each file stands a line with its path and, for those that are left out, why.
"""

import re
from pathlib import Path
from typing import NamedTuple

_HEAD = re.compile(r"^=== (?P<path>.+?)(?: → (?P<kind>[\w-]+))?\n", re.MULTILINE)


class Vault(NamedTuple):
    """The files of a vault."""

    files: dict[str, tuple[str, str]]
    """Path → why it is left out ("" for what is to be read), and its text."""

    @property
    def episodes(self) -> list[str]:
        """Paths of what is to be read."""
        return sorted(path for path, (kind, _) in self.files.items() if not kind)

    @property
    def others(self) -> dict[str, str]:
        """Path → why it is left out."""
        return {path: kind for path, (kind, _) in self.files.items() if kind}

    def make(self, folder: Path) -> Path:
        """Write it into a folder."""
        for path, (_, text) in self.files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        return folder


def _read(name: str) -> Vault:
    text = Path(__file__).with_name(name).read_text("utf-8")
    heads = list(_HEAD.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return Vault(
        {
            head["path"]: (head["kind"] or "", text[head.end() : end])
            for head, end in zip(heads, ends, strict=True)
        }
    )


VAULT, GRAPH, LANGUAGES = map(_read, ("vault.txt", "graph.txt", "languages.txt"))
