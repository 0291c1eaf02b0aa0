"""File names: what they say once the marks that a program puts into them are gone."""

import re

_NOTION_ID = re.compile(r"[ _-]+[0-9a-f]{32}(?=\.\w{1,8}$|$)")
_SLASH = re.compile(r"%2F|(?<=[^_])___(?=[^_])", re.IGNORECASE)
"""How Logseq writes the slash of a page's name: Podcasts%2FKelp, Podcasts___Kelp."""


def parts(path: str) -> tuple[str, ...]:
    """The folders and the file of a POSIX path, Logseq's namespaces among them, Notion's ids left out."""
    found = (_NOTION_ID.sub("", part) for name in path.split("/") for part in _SLASH.split(name))
    return tuple(part for part in found if part)


def plain_name(path: str) -> str:
    """A file's own name, ending included, as its writer knows it."""
    return (parts(path) or (path,))[-1]
