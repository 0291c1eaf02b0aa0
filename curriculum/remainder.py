"""The remainder: what a build that makes only a part leaves as an earlier one made it."""

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from html import unescape
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from curriculum import opening, publish
from curriculum.guides.paper import Format
from curriculum.planning import outline_file
from curriculum.planning.outline import Outline
from curriculum.problems import Problem
from curriculum.product import PAGE, Product, product_of
from curriculum.shipping.note import Note

if TYPE_CHECKING:
    from curriculum.guides.guide import Course

_CALLED: Mapping[Product, str] = {
    "outline": "the outline",
    "decks": "the Anki packages",
    "guides": "the guides",
    "book": "the book of all weeks",
    "page": "the page",
}
_LINK = re.compile(r'<a href="([^"#:]+)"')
"""A link of the page that leads to a file beside it."""


class Remainder(NamedTuple):
    """The files of an earlier build that stay in the folder."""

    folder: Path
    products: Mapping[str, Product]
    """File name → what it is of."""

    @property
    def names(self) -> frozenset[str]:
        """Names of the files."""
        return frozenset(self.products)

    def without_page(self) -> "Remainder":
        """The same, when the page is made anew."""
        return self._replace(products={name: one for name, one in self.products.items() if one != "page"})

    def leads_nowhere(self, names: Collection[str]) -> bool:
        """Whether the page stays and has a link to a file that is none of those."""
        if PAGE not in self.products:
            return False
        try:
            text = opening.read_text(self.folder / PAGE, opening.LARGEST_OF_OURS)
        except OSError:
            return False
        return any(unquote(unescape(link)) not in names for link in _LINK.findall(text))

    def marks(self, new: Mapping[Product, str]) -> dict[str, str]:
        """The marks for the manifest: the new ones, and of what stays those it had."""
        stays = set(self.products.values())
        kept = {product: mark for product, mark in publish.marks(self.folder).items() if product in stays}
        made: dict[str, str] = {product: mark for product, mark in new.items() if product not in stays}
        return kept | made

    def behind(self, now: Mapping[Product, str]) -> tuple[Problem, ...]:
        """One warning when what stays would be made otherwise now; ``now`` has the marks of today."""
        before = publish.marks(self.folder)
        stays = [one for one in _CALLED if one in self.products.values()]
        old = [one for one in stays if one in now and before.get(one) != now[one]]
        if not old:
            return ()
        options = "".join(f" --only {one}" for one in old if one != "book")
        remedy = f"Build with{options} to make it anew" if options else "Build without --no-book to print it"
        return (
            Problem(
                path=self.folder.as_posix(),
                kind="behind",
                message=f"Still of an earlier build: {', '.join(_CALLED[one] for one in old)}.",
                remedy=f"{remedy}, or delete what you do not need.",
            ),
        )


def unknown(folder: Path, names: Collection[str]) -> tuple[Problem, ...]:
    """One warning when a folder has packages and no outline, by which other months know its episodes."""
    if outline_file.NAME in names or not any(name.endswith(".apkg") for name in names):
        return ()
    return (
        Problem(
            path=folder.as_posix(),
            kind="no-outline",
            message="No outline lies beside the packages: other months will not know their episodes.",
            remedy="Build with --only outline too.",
        ),
    )


def of(folder: Path, made: Collection[Product]) -> Remainder:
    """What stays in a curriculum's folder when only these products are made."""
    names = publish.read_manifest(folder)
    each = {name: product_of(name, folder.name, names) for name in names if opening.is_there(folder / name)}
    return Remainder(folder, {name: one for name, one in each.items() if one and one not in made})


def marks(
    pages: Mapping[str, str],
    outline: Outline,
    notes: Collection[Note],
    course: "Course | None",
    format: Format,
) -> dict[Product, str]:
    """A digest of all that decides each product but the page.

    Args:
        pages: the files of the outline; none where neither they nor the page are made, or stay.
        outline: itself.
        notes: all that ship.
        course: what the guides are made of; None where none are made and none stay.
        format: how they are printed.
    """
    found: dict[Product, str] = {"decks": _digest(chain([outline.model_dump_json()], map(_shipped, notes)))}
    if pages:
        found = {"outline": _digest([*pages, *pages.values()]), **found}
    if course is None:
        return found
    parts = (course.outline, course.library, *course.cards, *course.study)
    learnt = course.progress.model_dump_json() if course.progress else ""
    guides = _digest(chain((part.model_dump_json() for part in parts), [learnt, repr(format)]))
    return {**found, "guides": guides, "book": guides}


def mark_of_page(stays: Remainder, others: Mapping[Product, str], names: Collection[str]) -> str:
    """The page's digest: of all it tells of, of what lies beside it, and of which files do.

    ``others`` has the marks of today, ``names`` are all files of the folder.
    """
    beside = sorted(one for one in stays.marks(others).items() if one[0] != "page")
    return _digest([*others.values(), repr(beside), *sorted({*names, PAGE})])


def _shipped(note: Note) -> str:
    """All that a package has of a note."""
    fields = sorted(note.fields.items())
    return repr((note.key, note.guid, note.kind, fields, note.tags, note.deck, note.week, note.changed))


def _digest(parts: Iterable[str]) -> str:
    """SHA-256 over parts, each with its length before it, in hexadecimal."""
    state = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        state.update(b"%d " % len(data) + data)
    return state.hexdigest()
