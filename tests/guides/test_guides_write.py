"""Writing all guides: names, the same bytes twice, nothing printed that did not change."""

import builtins
import json
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from curriculum import publish
from curriculum.cards.card import Card
from curriculum.guides import pdf
from curriculum.guides import write as writing
from curriculum.guides.guide import Course
from curriculum.guides.paper import PLAIN
from curriculum.opening import digest
from curriculum.planning.outline import Outline
from curriculum.problems import CurriculumError
from curriculum.reading.library import Library


def make(folder: Path) -> Path:
    folder.mkdir()
    return folder


def record(folder: Path) -> None:
    """Write the manifest of a build that made the files of a folder."""
    made = {path.name: digest(path) for path in folder.iterdir()}
    (folder / publish.MANIFEST).write_text(json.dumps({"files": made}), encoding="utf-8")


def test_one_pdf_a_week_and_one_with_all(
    outline: Outline, library: Library, cards: tuple[Card, ...], tmp_path: Path
) -> None:
    said: list[str] = []
    written = writing.write(make(tmp_path / "one"), Course(outline, library, cards), said.append)
    assert [path.name for path in written.paths] == [
        "week-1-water-and-light.pdf",
        "week-2-sound-and-rope.pdf",
        "by-the-sea.pdf",
    ]
    assert written.problems == ()
    assert sorted(said) == sorted(f"Printed {path.name}" for path in written.paths)
    assert sorted(path.name for path in (tmp_path / "one").iterdir()) == sorted(
        path.name for path in written.paths
    )


def test_the_same_input_gives_the_same_bytes(
    outline: Outline, library: Library, cards: tuple[Card, ...], made: writing.Written, tmp_path: Path
) -> None:
    second = writing.write(make(tmp_path / "two"), Course(outline, library, cards))
    for one, two in zip(made.paths, second.paths, strict=True):
        assert one.read_bytes() == two.read_bytes()


def test_an_unchanged_guide_is_copied_and_a_changed_one_is_printed(
    outline: Outline,
    library: Library,
    cards: tuple[Card, ...],
    made: writing.Written,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.copytree(made.paths[0].parent, tmp_path / "one")
    record(tmp_path / "one")
    weeks = (outline.weeks[0], outline.weeks[1].model_copy(update={"question": "What carries a sound?"}))
    changed = outline.model_copy(update={"weeks": weeks})
    second = writing.write(make(tmp_path / "two"), Course(changed, library, cards), previous=tmp_path / "one")
    record(tmp_path / "two")
    assert second.kept == (second.paths[0].name,)
    assert second.paths[0].read_bytes() == made.paths[0].read_bytes()
    assert "What carries a sound?" in PdfReader(second.paths[1]).pages[0].extract_text()
    # and when nothing changed, weasyprint is not even looked for
    monkeypatch.setattr(pdf, "check", lambda: pytest.fail("weasyprint was needed"))
    same = Course(changed, library, cards)
    third = writing.write(make(tmp_path / "three"), same, previous=tmp_path / "two")
    assert third.kept == tuple(path.name for path in third.paths)
    assert [path.read_bytes() for path in third.paths] == [path.read_bytes() for path in second.paths]


def test_a_guide_that_somebody_wrote_into_is_printed_anew(
    outline: Outline, library: Library, cards: tuple[Card, ...], made: writing.Written, tmp_path: Path
) -> None:
    clean = made.paths[0].read_bytes()
    shutil.copytree(made.paths[0].parent, tmp_path / "one")
    record(tmp_path / "one")
    # a mark in the margin: the identifier of the file stays
    (tmp_path / "one" / made.paths[0].name).write_bytes(clean.replace(b"%PDF-1.7", b"%PDF-1.7 mine", 1))
    again = writing.write(make(tmp_path / "two"), Course(outline, library, cards), previous=tmp_path / "one")
    assert len(again.kept) == len(again.paths) - 1
    assert again.paths[0].read_bytes() == clean


def test_a_curriculum_named_like_its_week_gets_a_name_of_its_own(outline: Outline) -> None:
    named = outline.model_copy(update={"title": "Week 1: Water and Light"})
    assert writing.whole_name(named) == "week-1-water-and-light-all-weeks.pdf"
    for title in ("Week 1: Water and Light cards", "Index"):  # a sheet of cards, the page
        stem = outline.model_copy(update={"title": title}).stem
        assert stem.endswith("-all-weeks")


def test_cards_to_cut_out_and_pages_for_the_screen_are_written_when_asked_for(
    outline: Outline, library: Library, cards: tuple[Card, ...], tmp_path: Path
) -> None:
    format = PLAIN._replace(flashcards="sheet", html=True)
    written = writing.write(make(tmp_path / "one"), Course(outline, library, cards), format=format)
    record(tmp_path / "one")
    names = {path.name for path in written.paths}
    assert {"week-1-water-and-light-cards.pdf", "week-2-sound-and-rope-cards.pdf"} <= names
    assert {"week-1-water-and-light.html", "week-2-sound-and-rope.html", "by-the-sea.html"} <= names
    sheet = PdfReader(tmp_path / "one" / "week-1-water-and-light-cards.pdf")
    assert len(sheet.pages) == 2
    assert "How many bulges" in sheet.pages[0].extract_text()
    assert "twice a month" in sheet.pages[1].extract_text()
    again = writing.write(
        make(tmp_path / "two"), Course(outline, library, cards), previous=tmp_path / "one", format=format
    )
    assert len(again.kept) == 5


@pytest.mark.parametrize(
    ("language", "day"),
    [("en-US", "Mon May 6"), ("en-GB", "Mon 6 May"), ("de", "Mo. 6. Mai"), ("fr", "lun. 6 mai")],
)
def test_dates_are_written_as_the_language_has_them(
    language: str, day: str, outline: Outline, library: Library
) -> None:
    format = PLAIN._replace(language=language)
    course = Course(outline, library, ())
    html = writing.printed(course, course.week(outline.weeks[0], format), format)
    assert f'lang="{language}"' in html
    assert day in html


def test_a_missing_library_is_said_in_one_sentence_before_anything_is_written(
    outline: Outline, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(name: str, *args: object, **kwargs: object) -> object:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *args, **kwargs)

    real = builtins.__import__
    monkeypatch.setattr(builtins, "__import__", fail)
    with pytest.raises(CurriculumError) as caught:
        writing.write(make(tmp_path / "one"), Course(outline, library, ()))
    assert "apt install libpango-1.0-0" in caught.value.problems[0].remedy
    assert list((tmp_path / "one").iterdir()) == []
