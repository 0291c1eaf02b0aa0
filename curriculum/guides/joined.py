"""A book joined from the files of its parts: pages, bookmarks, tags, page labels and what links lead to.

Everything but the pages is in tables of a file's own (ISO 32000-1): bookmarks (12.3.3), named destinations
(12.3.2.3), page labels (12.4.2), and the tree of tags (14.7) with the numbers by which pages and links name
their place in it. Pages are copied first, so that whatever names one names its copy. WeasyPrint writes no
other table that would need joining: no classes, roles or layers.
"""

import warnings
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from curriculum import opening
from curriculum.guides.pdf import ELSEWHERE, Label

if TYPE_CHECKING:
    import pikepdf


class Run(NamedTuple):
    """Pages of a book that come from one file."""

    data: bytes
    label: Label | None = None
    """How a viewer names them, its ``first`` apart; as those before when None."""


def anchors(path: Path) -> dict[str, int]:
    """Anchor → 1-based page it stands on, of a PDF we wrote."""
    import pikepdf  # late: a build in which nothing changed does without

    with pikepdf.open(BytesIO(opening.read_bytes(path, opening.LARGEST_OF_OURS))) as file:
        places = {page.obj.objgen: place for place, page in enumerate(file.pages, start=1)}
        return {str(name): places[target[0].objgen] for name, target in _pairs(_names(file))}


class Joined(NamedTuple):
    """A book of several files."""

    file: Any
    """pikepdf's Pdf."""
    tagged: bool
    """Whether every part of it has tags."""
    lost: tuple[str, ...]
    """Anchors that links lead to and no part has."""

    def written(self, identifier: str) -> bytes:
        """The PDF, the same bytes for the same parts; with 32 hexadecimal digits as its identifier."""
        import pikepdf

        self.file.trailer.ID = pikepdf.Array([pikepdf.String(bytes.fromhex(identifier))] * 2)
        out = BytesIO()
        generate = pikepdf.ObjectStreamMode.generate
        self.file.save(out, deterministic_id=True, fix_metadata_version=False, object_stream_mode=generate)
        return out.getvalue()


def join(runs: Sequence[Run], empty: bytes = b"") -> Joined:
    """A book; its title, language and all else that a file says of itself are those of its first run.

    Args:
        runs: its parts in order, each a PDF that weasyprint wrote; links to ``pdf.ELSEWHERE`` lead to the
            anchor of any of them.
        empty: a PDF of one page that stands before a run which would not begin on a right-hand page without.
    """
    import pikepdf

    joint = _Joint(pikepdf.open(BytesIO(runs[0].data)))
    for run in runs:
        if empty and joint.pages % 2:
            joint.add(Run(empty))
        joint.add(run)
    return joint.finish()


def _names(file: "pikepdf.Pdf") -> list[Any]:
    """Every named destination of a file, its name and its place in turn."""
    root: Any = file.Root
    return list(root.Names.Dests.Names) if "/Names" in root and "/Dests" in root.Names else []


def _pairs(things: Any) -> Iterator[tuple[Any, Any]]:
    """What stands in turn, in pairs."""
    found = iter(list(things))
    return zip(found, found, strict=True)


class _Joint:
    """A book in the making: its first file, to which the others are added."""

    def __init__(self, book: "pikepdf.Pdf") -> None:
        import pikepdf

        self._kit, self._book = pikepdf, book
        self._labels: list[Any] = []
        self._names: dict[bytes, Any] = {}
        self._parts: list[Any] = []
        """The tags of each file."""
        self._owners: list[Any] = []
        """A number of a page or link, and the tags it has, in turn."""
        self._next = 0
        """The first number that is free."""
        self._untagged = False
        self._bookmarks: list[tuple[Any, Any]] = []
        """First and last of each file."""
        self._seen = 0
        """Bookmarks that are not folded away."""
        self._targets: dict[str, None] = {}
        """Of links to other files."""
        self.pages = 0
        """How many there are."""

    def add(self, run: Run) -> None:
        """Add the pages of a file, and all that its tables say of them."""
        file, place = self._book, self.pages
        if place:
            file = self._kit.open(BytesIO(run.data))
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # that the tables are not copied: they are, below
                self._book.pages.extend(file.pages)
        if run.label:
            self._labels += [place, self._label(run.label)]
        for name, target in _pairs(self._taken(file, self._kit.Array(_names(file)))):
            self._names.setdefault(bytes(name), target)  # the first one counts, as weasyprint has it
        if "/Outlines" in file.Root:
            outlines = self._taken(file, file.Root.Outlines)
            self._bookmarks.append((outlines.First, outlines.Last))
            self._seen += int(outlines.Count)
        self._add_tags(file, place)
        self.pages = len(self._book.pages)

    def finish(self) -> Joined:
        """The book, with the tables of all files."""
        lost = tuple(one for one in self._targets if bytes(self._kit.String(one)) not in self._names)
        kit, root = self._kit, self._book.Root
        root.PageLabels = kit.Dictionary(Nums=kit.Array(self._labels))
        named = chain.from_iterable((kit.String(name), to) for name, to in sorted(self._names.items()))
        root.Names = kit.Dictionary(Dests=kit.Dictionary(Names=kit.Array(named)))
        self._chain_bookmarks()
        if self._untagged:  # the book must not say that it has tags
            for key in {"/StructTreeRoot", "/MarkInfo", "/Metadata"} & set(root.keys()):
                del root[key]
            return Joined(self._book, False, lost)
        tree = kit.Dictionary(Type=kit.Name.StructTreeRoot, ParentTreeNextKey=self._next)
        tree.ParentTree = self._book.make_indirect(kit.Dictionary(Nums=kit.Array(self._owners)))
        root.StructTreeRoot = self._book.make_indirect(tree)
        whole = kit.Dictionary(Type=kit.Name.StructElem, S=kit.Name.Document, K=kit.Array(self._parts))
        root.StructTreeRoot.K = kit.Array([self._book.make_indirect(whole)])
        root.StructTreeRoot.K[0].P = root.StructTreeRoot
        for part in self._parts:
            part.P = root.StructTreeRoot.K[0]
        return Joined(self._book, True, lost)

    def _taken(self, file: "pikepdf.Pdf", thing: Any) -> Any:
        """A thing of a file, copied into the book."""
        return thing if file is self._book else self._book.copy_foreign(file.make_indirect(thing))

    def _label(self, label: Label) -> Any:
        found = self._kit.Dictionary(S=self._kit.Name(f"/{label.style}"))
        if label.prefix:
            found.P = self._kit.String(label.prefix)
        return found

    def _add_tags(self, file: "pikepdf.Pdf", place: int) -> None:
        """Add a file's tags as one part of the book; its pages and links get numbers of the book's."""
        tagged = "/StructTreeRoot" in file.Root
        self._untagged |= not tagged
        for page in self._book.pages[place:]:
            if tagged:
                page.obj.StructParents = self._next + int(page.obj.StructParents)
            for note in page.obj.get("/Annots", ()):
                if tagged and "/StructParent" in note:
                    note.StructParent = self._next + int(note.StructParent)
                self._lead(note)
        if not tagged:
            return
        tags = self._taken(file, file.Root.StructTreeRoot)
        for part in tags.K:
            part.S = self._kit.Name.Part  # each file calls itself the document
            self._parts.append(part)
        first = self._next
        for number, owner in _pairs(tags.ParentTree.Nums):
            self._owners += [first + int(number), owner]
            self._next = first + int(number) + 1

    def _lead(self, note: Any) -> None:
        """Let a link to another file of the book lead there."""
        target = str(note.A.get("/URI", "")) if "/A" in note else ""
        if target.startswith(ELSEWHERE):
            del note.A
            note.Dest = note.Contents = self._kit.String(target.removeprefix(ELSEWHERE))
            self._targets[target.removeprefix(ELSEWHERE)] = None

    def _chain_bookmarks(self) -> None:
        """Make one row of the bookmarks of all files."""
        if not self._bookmarks:
            return
        ends = {"First": self._bookmarks[0][0], "Last": self._bookmarks[-1][1]}
        outlines = self._book.make_indirect(self._kit.Dictionary(Count=self._seen, **ends))
        self._book.Root.Outlines = outlines
        for (_, before), (after, _) in pairwise(self._bookmarks):
            before.Next, after.Prev = after, before
        one = outlines.First
        while True:
            one.Parent = outlines
            if "/Next" not in one:
                return
            one = one.Next
