"""Characters that no font has: named with their lines, and told in words on the page."""

from pathlib import Path

import pytest
from guides_tree import squeeze
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from curriculum.guides import coverage, fonts, lacking, pdf
from curriculum.guides import write as writing
from curriculum.guides.guide import Course
from curriculum.guides.paper import PLAIN
from curriculum.guides.stand_in import stand_in
from curriculum.planning.outline import Outline, Placed, Week
from curriculum.reading.read import read

KELP = """# Kelp farms \U0001f9e0\U0001f0a1

## Key Points
- **Holdfast \u2605**: A holdfast ties kelp to a rock.
- **Name**: Kelp is called \u6606\u5e03 in Japan.
- **Sign**: The sign \ue000 marks a rope, 3\ufe0f\u20e3 marks a knot, \u201cé\u201d is a letter.
"""


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without fonts of its own."""
    monkeypatch.setattr(fonts, "MACHINE", ())


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "kelp.md"
    path.write_text(KELP, "utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (
            "Dealt \U0001f0a1 \U0001f0a2\ufe0f!",
            "Dealt [playing card ace of spades, playing card two of spades]!",
        ),
        ("\U0001f1f3\U0001f1f4 flies", "[flag NO] flies"),
        ("Called \u6606\u5e03 in Japan", "Called [2 CJK characters] in Japan"),
        ("\u0f56\u0f7c\u0f51 \u0f66\u0f90\u0f51 is Tibetan", "[4 Tibetan characters] is Tibetan"),
        ("rate \U0001d45f, \U0001d50f\U0001d526", "rate r, Li"),
        ("a \ue000 sign", "a [1 private character] sign"),
        ("q\u20d7", "q[right arrow above]"),
        ("plain “text” é – fine", "plain “text” é – fine"),
    ],
)
def test_what_is_printed_for_what_no_font_has(text: str, printed: str) -> None:
    seen = coverage.visible([text])
    assert stand_in(text, coverage.others(seen) | coverage.told(seen)) == printed


@given(st.text())
def test_nothing_that_lacks_is_left_on_the_page(text: str) -> None:
    beyond = coverage.others(coverage.visible([text]))
    assert not coverage.visible([stand_in(text, beyond)]) & beyond
    assert bool(stand_in(text, beyond).strip()) == bool(text.strip())


@pytest.mark.usefixtures("bare")
def test_each_file_is_named_with_the_lines_of_its_characters(notes: Path) -> None:
    (problem,) = lacking.problems(read([notes]).episodes)
    assert (problem.path, problem.line, problem.kind) == (notes.as_posix(), 1, "glyph")
    assert "\U0001f0a1 (line 1), \u2605 (line 4), \u6606\u5e03 (line 5), U+E000 (line 6)" in problem.message
    assert "[playing card ace of spades]" in problem.message
    assert "fonts-noto-cjk, fonts-noto-core" in problem.remedy


@pytest.mark.usefixtures("bare")
def test_a_page_says_in_words_what_it_cannot_show(notes: Path, tmp_path: Path) -> None:
    library = read([notes])
    (episode,) = library.episodes
    week = Week(
        number=1, title="Ropes \U0001f0a1", theme="", minutes=9, episodes=(Placed(id=episode.id, why=""),)
    )
    outline = Outline(title="The shore \u6606", weeks=(week,))
    written = writing.write(tmp_path, Course(outline, library, ()), format=PLAIN._replace(html=True))
    assert written.others
    assert [problem.path for problem in written.problems] == [notes.as_posix()]
    assert {path.name for path in written.paths} == {
        "week-1-ropes.pdf",
        "the-shore-\u6606.pdf",
        "week-1-ropes.html",
        "the-shore-\u6606.html",
    }
    text = squeeze("".join(page.extract_text() for page in PdfReader(tmp_path / "week-1-ropes.pdf").pages))
    for words in (
        "Ropes [playing card ace of spades]",
        "Holdfast [black star]",
        "[2 CJK characters] in Japan",
    ):
        assert squeeze(words) in text
    assert squeeze("The sign [1 private character] marks a rope,") in text
    # a screen has fonts of its own
    assert "Kelp is called \u6606\u5e03 in Japan" in (tmp_path / "week-1-ropes.html").read_text("utf-8")


@pytest.mark.usefixtures("bare")
def test_a_page_with_a_problem_is_printed_again_so_that_it_is_told_again(
    outline: Outline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    html = '<html lang="en"><title>Rope</title><p>A rope.'
    clean, faulty = tmp_path / "clean.pdf", tmp_path / "faulty.pdf"
    assert pdf.write(html, clean, "ab" * 16) == ()
    assert len(pdf.write(html + "\U00016bff", faulty, "ab" * 16)) == 1
    assert writing._identifier(clean) == "ab" * 16
    assert writing._identifier(faulty) == "ba" * 16


def test_letters_of_latin_greek_and_cyrillic_need_no_font_of_the_machine() -> None:
    assert not coverage.others(coverage.visible(["Žluťoučký kůň — “éα”; Ωμέγα; ёжик", "e\u0301"]))


@pytest.mark.usefixtures("bare")
def test_the_sources_name_addresses_in_letters_that_can_be_printed(tmp_path: Path) -> None:
    path = tmp_path / "\u6606\u5e03.md"
    path.write_text(
        "# Kelp\nhttps://kelp.org/\u6606?é=1\n\n- **Rope**: A rope ties kelp to a rock.\n", "utf-8"
    )
    library = read([path])
    week = Week(number=1, title="Ropes", theme="", minutes=9, episodes=(Placed(id="kelp", why=""),))
    writing.write(tmp_path, Course(Outline(title="The shore", weeks=(week,)), library, ()))
    text = squeeze("".join(page.extract_text() for page in PdfReader(tmp_path / "week-1-ropes.pdf").pages))
    assert "https://kelp.org/%E6%98%86?é=1" in text
    assert "CJK" not in text, "the file is not named"
