"""The products of a build: what may be asked for by itself, and which file is of which."""

from collections.abc import Collection
from pathlib import PurePath
from typing import Literal, get_args

Product = Literal["outline", "decks", "guides", "book", "page"]
Asked = Literal["outline", "decks", "guides", "page"]
ASKED: tuple[Asked, ...] = get_args(Asked)
"""What ``--only`` takes; the book comes with the guides."""

_ENDINGS: dict[str, Product] = {
    ".toml": "outline",
    ".md": "outline",
    ".ics": "outline",
    ".apkg": "decks",
    ".csv": "decks",
    ".pdf": "guides",
    ".html": "guides",
}
"""Ending → what such a file of ours is of, but for those below."""
PAGE = "index.html"
"""The page's file: it leads to all the others."""


def product_of(name: str, folder: str, names: Collection[str]) -> Product | None:
    """What a file that a build made is of; None for a name that no build gives.

    Args:
        name: of the file.
        folder: the name of the curriculum's folder, which the book is called by.
        names: of all files that builds made there.
    """
    if name == PAGE:
        return "page"
    path = PurePath(name)
    other = f"{folder}-all-weeks"  # where a week is called as the curriculum is
    book = other if f"{other}.pdf" in names else folder
    found = _ENDINGS.get(path.suffix)
    return "book" if found == "guides" and path.stem == book else found
