"""The file itself: tagged, titled, with bookmarks, our fonts only, and sound in other libraries' eyes."""

import re
from typing import Any

import pikepdf
from pypdf import PdfReader

from curriculum.cards.card import Card
from curriculum.guides import write as writing
from curriculum.guides.guide import Course
from curriculum.guides.paper import PLAIN
from curriculum.planning.outline import Outline
from curriculum.reading.library import Library


def titles(items: list[Any]) -> list[str]:
    """Bookmark titles, depth first."""
    found: list[str] = []
    for item in items:
        found += titles(item) if isinstance(item, list) else [item.title]
    return found


def test_qpdf_finds_no_fault(made: writing.Written) -> None:
    for path in made.paths:
        with pikepdf.open(path) as pdf:
            assert pdf.check_pdf_syntax() == []


def test_the_file_is_tagged_titled_and_in_a_language(made: writing.Written) -> None:
    for path in made.paths:
        with pikepdf.open(path) as pdf:
            root = pdf.Root
            assert root.MarkInfo.Marked
            assert root.Lang == "en-GB"
            assert root.ViewerPreferences.DisplayDocTitle
            assert len(root.StructTreeRoot.K) > 0
            with pdf.open_metadata() as metadata:
                assert str(metadata["pdfuaid:part"]) == "1"
                assert str(metadata["dc:title"]).startswith("By the Sea")
            assert all("/StructParents" in page for page in pdf.pages)


def test_only_our_fonts_are_in_it_embedded_and_cut(made: writing.Written) -> None:
    for path in made.paths:
        names = set()
        for page in PdfReader(path).pages:
            for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
                below = font.get_object()["/DescendantFonts"][0].get_object()
                descriptor = below["/FontDescriptor"].get_object()
                assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
                names.add(str(descriptor["/FontName"]))
        assert names
        assert all(re.match(r"/[A-Z]{6}\+Source-S", name) for name in names), names
        assert len(names) <= 6


def test_bookmarks_are_the_headings(
    made: writing.Written, outline: Outline, library: Library, cards: tuple[Card, ...]
) -> None:
    course = Course(outline, library, cards)
    html = writing.printed(course, course.week(outline.weeks[0], PLAIN), PLAIN)
    headings = re.findall(r"<h[1-6][^>]*>(.*?)</h[1-6]>", html, re.DOTALL)
    spoken = [re.sub(r"<[^>]+>", "", heading).strip() for heading in headings]
    # the number of a page is known only when all are laid out
    bookmarks = [re.sub(r"[\d·–\s?]", "", title) for title in titles(PdfReader(made.paths[0]).outline)]
    said = [re.sub(r"[\d·–\s?]", "", words) for words in spoken]
    # what stands below another part where there is room is in both, and printed once
    below = ("Myowncards", "Mynotes", "Wordstoown", "Howitfitstogether", "Wordsandsense")
    assert bookmarks.count("Myowncards") == bookmarks.count("Wordstoown") == 1
    assert [one for one in bookmarks if one not in below] == [one for one in said if one not in below]


def test_pages_are_labelled_by_week(made: writing.Written) -> None:
    week, book = PdfReader(made.paths[0]), PdfReader(made.paths[-1])
    assert week.page_labels[:2] == ["1·1", "1·2"]
    assert book.page_labels[0] == "i"
    assert "1·1" in book.page_labels
    assert "2·1" in book.page_labels
    assert book.page_labels[-1].startswith("Index ")


def test_in_the_book_every_week_begins_on_a_right_hand_page(made: writing.Written) -> None:
    book = PdfReader(made.paths[-1])
    for label in ("i", "1·1", "2·1", "Index 1"):
        assert book.page_labels.index(label) % 2 == 0
    texts = [page.extract_text() for page in book.pages]
    for place, text in enumerate(texts):
        if not text:  # an empty page only where the next one has to be a right-hand page
            assert place % 2
            assert book.page_labels[place + 1] in ("1·1", "2·1", "Index 1")


def test_the_contents_name_the_pages_the_weeks_stand_on(made: writing.Written, library: Library) -> None:
    book = PdfReader(made.paths[-1])
    front = book.page_labels.index("1·1")
    text = " ".join(page.extract_text() for page in book.pages[:front])
    for episode in library.episodes:
        listed = re.search(re.escape(episode.title) + r"\s+([12]·\d+)", text)
        assert listed, episode.title
        page = book.pages[book.page_labels.index(listed.group(1))]
        assert episode.title in page.extract_text()


def test_links_inside_the_document_lead_to_their_pages(made: writing.Written) -> None:
    with pikepdf.open(made.paths[-1]) as pdf:
        names = {str(name) for name in pikepdf.NameTree(pdf.Root.Names.Dests)}
        wanted = {
            str(note.A.D if "/A" in note and "/D" in note.A else note.get("/Dest"))
            for page in pdf.pages
            for note in page.get("/Annots", [])
            if "/A" not in note or "/URI" not in note.A
        }
        assert wanted
        assert wanted <= names


def test_no_date_of_printing_is_in_the_file(made: writing.Written) -> None:
    for path in made.paths:
        with pikepdf.open(path) as pdf:
            assert "/CreationDate" not in pdf.docinfo
            assert "/ModDate" not in pdf.docinfo


def test_every_guide_is_small(made: writing.Written) -> None:
    for path in made.paths:
        assert path.stat().st_size < 400_000
