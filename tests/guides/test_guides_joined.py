"""The book joined from its files: tags, bookmarks, labels and links are those of one file."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

from curriculum.cards.card import Card
from curriculum.guides import pdf
from curriculum.guides import write as writing
from curriculum.guides.compose import Press, compose
from curriculum.guides.guide import Course
from curriculum.guides.joined import Run, anchors, join
from curriculum.guides.paper import PLAIN
from curriculum.planning.outline import Outline
from curriculum.reading.library import Library

PAGE = '<html lang="en"><title>{0}</title><body><h1 id="{0}">{0}</h1>{1}'


def file(title: str, body: str = "", style: str = "D") -> Run:
    """A file of a heading, which is an anchor."""
    layout = pdf.lay_out(PAGE.format(title, body))
    pdf.lead(layout)
    label = pdf.Label(0, f"{title} ", style)
    data, problems = pdf.written(layout, title, "", (label,))
    assert not problems
    return Run(data, label)


def joined(*runs: Run, empty: bytes = b"") -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(join(runs, empty).written("ab" * 16)))


def dictionaries(things: Any) -> Iterator[Any]:
    """Those of an array of tags that are tags themselves, not numbers."""
    return (thing for thing in things if isinstance(thing, pikepdf.Dictionary))


@pytest.fixture
def book(made: writing.Written) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(made.paths[-1]) as file:
        yield file


def test_every_page_and_link_leads_to_its_tags(book: pikepdf.Pdf) -> None:
    numbers = list(book.Root.StructTreeRoot.ParentTree.Nums)
    owners = {int(number): owner for number, owner in zip(numbers[::2], numbers[1::2], strict=True)}
    assert list(owners) == list(range(len(owners))) == list(range(book.Root.StructTreeRoot.ParentTreeNextKey))
    for page in book.pages:
        for number, tag in enumerate(owners.pop(int(page.obj.StructParents))):
            assert tag.Pg.objgen == page.obj.objgen
            assert number in [int(kid) for kid in tag.K if not isinstance(kid, pikepdf.Dictionary)]
        for note in page.obj.get("/Annots", []):
            link = owners.pop(int(note.StructParent))
            assert note.objgen in [kid.Obj.objgen for kid in dictionaries(link.K) if "/Obj" in kid]
    assert not owners


def test_the_tags_are_one_document_with_a_part_for_each_file(
    book: pikepdf.Pdf, made: writing.Written
) -> None:
    (document,) = book.Root.StructTreeRoot.K
    assert document.S == "/Document"
    assert document.P.objgen == book.Root.StructTreeRoot.objgen
    assert {str(part.S) for part in document.K} == {"/Part"}
    assert all(part.P.objgen == document.objgen for part in document.K)
    # the cover, two weeks, the index and the empty pages that make them begin on a right-hand page
    empty = sum(not page.extract_text() for page in PdfReader(made.paths[-1]).pages)
    assert len(document.K) == 4 + empty

    def kinds(tag: Any) -> list[str]:
        return [str(tag.S), *(kind for kid in dictionaries(tag.K) if "/S" in kid for kind in kinds(kid))]

    weeks = [kinds(part)[1:] for part in document.K]
    for path in made.paths[:-1]:
        with pikepdf.open(path) as week:
            assert kinds(week.Root.StructTreeRoot.K[0])[1:] in weeks


def test_bookmarks_are_those_of_the_files_one_after_the_other(made: writing.Written) -> None:
    outlines = [PdfReader(path).outline for path in made.paths]
    *weeks, book = [[one.title for one in outline if not isinstance(one, list)] for outline in outlines]
    assert book == ["By the Sea", *weeks[0], *weeks[1], "Index"]
    reader = PdfReader(made.paths[-1])
    for one in reader.outline:
        if not isinstance(one, list):
            assert "".join(one.title.split()) in "".join(
                reader.pages[reader.get_destination_page_number(one)].extract_text().split()
            )


def test_a_link_leads_into_another_file(made: writing.Written, book: pikepdf.Pdf) -> None:
    places = anchors(made.paths[-1])
    labels = PdfReader(made.paths[-1]).page_labels
    links = [str(note.Dest) for page in book.pages for note in page.obj.get("/Annots", []) if "/Dest" in note]
    assert {"w1", "w2", "w1e1", "index"} <= set(links)
    assert (labels[places["w2"] - 1], labels[places["index"] - 1]) == ("2·1", "Index 1")
    assert not [
        note for page in book.pages for note in page.obj.get("/Annots", []) if "curriculum:" in str(note)
    ]


def test_a_link_to_nowhere_is_told_and_one_to_another_file_is_not() -> None:
    first = file("one", '<a href="#two">there</a> <a href="#nowhere">nowhere</a>')
    assert join([first, file("two")]).lost == ("nowhere",)
    with joined(first, file("two")) as book:
        there, _ = book.pages[0].obj.Annots
        assert (there.Dest, there.Contents, "/A" in there) == ("two", "two", False)


def test_the_anchors_of_a_file_are_those_of_its_pages(
    outline: Outline, library: Library, cards: tuple[Card, ...], made: writing.Written
) -> None:
    course = Course(outline, library, cards).soft()
    weeks = [course.week(week, PLAIN) for week in course.outline.weeks]
    for path, week in zip(made.paths, compose(Press(course, PLAIN), weeks), strict=False):
        assert anchors(path) == week.layout.anchors
    assert writing._identifier(made.paths[-1])


def test_of_two_anchors_of_one_name_the_first_counts_and_pages_keep_their_labels() -> None:
    with joined(file("one", style="r"), file("two", '<p id="one">'), empty=file("empty").data) as book:
        names = list(book.Root.Names.Dests.Names)
        assert [str(name) for name in names[::2]] == ["empty", "one", "two"]
        assert names[3][0].objgen == book.pages[0].obj.objgen
        assert [page.label for page in book.pages] == ["one i", "one ii", "two 1"]
        assert book.check_pdf_syntax() == []


def test_a_book_with_a_part_that_has_no_tags_does_not_say_that_it_has() -> None:
    plain = Run(pdf.lay_out(PAGE.format("two", "")).document.write_pdf(), pdf.Label(0, "", "D"))
    assert join([file("one"), file("two")]).tagged
    for runs in ([file("one"), plain], [plain, file("one")]):
        made = join(runs)
        assert not made.tagged
        with pikepdf.open(BytesIO(made.written("ab" * 16))) as book:
            assert not {"/StructTreeRoot", "/MarkInfo", "/Metadata"} & set(book.Root.keys())
            assert book.check_pdf_syntax() == []


def test_the_same_files_give_the_same_bytes_with_the_identifier_that_is_asked_for(tmp_path: Path) -> None:
    runs = [file("one"), file("two"), file("three")]
    first, second = (join(runs).written("0123456789abcdef" * 2) for _ in range(2))
    assert first == second
    (tmp_path / "a.pdf").write_bytes(first)
    assert writing._identifier(tmp_path / "a.pdf") == "0123456789abcdef" * 2
    assert PdfReader(tmp_path / "a.pdf").metadata["/Title"] == "one"  # type: ignore[index]
