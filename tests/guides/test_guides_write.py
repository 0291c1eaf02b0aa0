"""Writing all guides: names, the same bytes twice, nothing printed that did not change."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from curriculum.cards.card import Card
from curriculum.guides import pdf
from curriculum.guides import write as writing
from curriculum.planning.outline import Outline
from curriculum.reading.library import Library


def make(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_one_pdf_a_week_and_one_with_all(
    outline: Outline, library: Library, cards: tuple[Card, ...], tmp_path: Path
) -> None:
    said: list[str] = []
    written = writing.write(make(tmp_path / "one"), outline, library, cards, said.append)
    assert [path.name for path in written.paths] == [
        "week-1-water-and-light.pdf",
        "week-2-sound-and-rope.pdf",
        "by-the-sea.pdf",
    ]
    assert written.problems == ()
    assert sorted(said) == sorted(path.name for path in written.paths)
    assert sorted(path.name for path in (tmp_path / "one").iterdir()) == sorted(said)


def test_the_same_input_gives_the_same_bytes(
    outline: Outline, library: Library, cards: tuple[Card, ...], tmp_path: Path
) -> None:
    first = writing.write(make(tmp_path / "one"), outline, library, cards)
    second = writing.write(make(tmp_path / "two"), outline, library, cards)
    for one, two in zip(first.paths, second.paths, strict=True):
        assert one.read_bytes() == two.read_bytes()


def test_an_unchanged_guide_is_copied_and_a_changed_one_is_printed(
    outline: Outline,
    library: Library,
    cards: tuple[Card, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = writing.write(make(tmp_path / "one"), outline, library, cards)
    weeks = (outline.weeks[0], outline.weeks[1].model_copy(update={"question": "What carries a sound?"}))
    changed = outline.model_copy(update={"weeks": weeks})
    second = writing.write(make(tmp_path / "two"), changed, library, cards, previous=tmp_path / "one")
    assert second.kept == 1
    assert second.paths[0].read_bytes() == first.paths[0].read_bytes()
    assert "What carries a sound?" in PdfReader(second.paths[1]).pages[0].extract_text()
    # and when nothing changed, weasyprint is not even looked for
    monkeypatch.setattr(pdf, "check", lambda: pytest.fail("weasyprint was needed"))
    third = writing.write(make(tmp_path / "three"), changed, library, cards, previous=tmp_path / "two")
    assert third.kept == 3
    assert [path.read_bytes() for path in third.paths] == [path.read_bytes() for path in second.paths]


def test_a_curriculum_named_like_its_week_gets_a_name_of_its_own(outline: Outline) -> None:
    named = outline.model_copy(update={"title": "Week 1: Water and Light"})
    assert writing.whole_name(named) == "week-1-water-and-light-all-weeks.pdf"
