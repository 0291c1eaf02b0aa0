"""One form of text, whichever editor and system saved it."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.letters import clean, decompose, fold
from curriculum.problems import CurriculumError
from curriculum.reading.corrections import NAME
from curriculum.reading.library import Library
from curriculum.reading.read import read

NOTES = """# Evenings at the “Old Mill” of Zürich

Show: Mühle & Co

- **The miller’s tools**: A treadle is a lever that turns a spinner’s wheel by foot.
- **Springs**: A tailrace leads the water off – without a splash – and back… for 48 hours.
  - A naïve spring is one that nobody has tuned.

> “The stones never sleep.” — Jérôme Lefèvre

Q: What does the miller’s “damsel” do?
A: It shakes the grain.
"""
SAVED = {
    "NFD": unicodedata.normalize("NFD", NOTES),
    "CRLF": NOTES.replace("\n", "\r\n"),
    "old Mac line ends": NOTES.replace("\n", "\r"),
    "byte-order mark": "\ufeff" + NOTES,
    "trailing spaces": NOTES.replace(".\n", ".  \n"),
    "no-break spaces": NOTES.replace("48 hours", "48\u00a0hours").replace("of Z", "of\u202fZ"),
    "soft hyphens": NOTES.replace("treadle", "trea\u00addle").replace("Springs", "Spr\u00adings"),
    "marks of no width": NOTES.replace("without a", "\u200bwithout\u2060 a").replace("grain", "gr\ufeffain"),
    "HTML entities": NOTES.replace("48 hours", "48&nbsp;hours").replace("spinner", "spin&shy;ner"),
}


def library(folder: Path, text: str) -> Library:
    (folder / "notes.md").write_bytes(text.encode("utf-8"))
    return read([folder / "notes.md"])


@pytest.mark.parametrize("form", SAVED)
def test_a_file_saved_in_another_form_is_the_same_episode(form: str, tmp_path: Path) -> None:
    assert library(tmp_path, SAVED[form]).episodes == library(tmp_path, NOTES).episodes


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("wrong", "right"), [("Zürich", "Winterthur"), ("miller's", "weaver's"), ('"Old Mill"', "New Mill")]
)
def test_a_correction_finds_its_word_however_either_is_saved(
    form: str, wrong: str, right: str, tmp_path: Path
) -> None:
    quoted = "'" + wrong + "'" if '"' in wrong else f'"{wrong}"'
    (tmp_path / NAME).write_text(unicodedata.normalize(form, f'{quoted} = "{right}"\n'), "utf-8")
    for text in (NOTES, SAVED["NFD"]):
        found = library(tmp_path, text)
        assert right in found.model_dump_json()
        assert not [problem for problem in found.problems if problem.kind == "correction"]


def test_an_entry_that_a_file_has_twice_once_composed_is_named(tmp_path: Path) -> None:
    twice = '"Zürich" = "A"\n' + unicodedata.normalize("NFD", '"Zürich" = "B"\n')
    (tmp_path / NAME).write_text(twice, "utf-8")
    with pytest.raises(CurriculumError, match="corrections"):
        library(tmp_path, NOTES)


@given(text=st.text())
def test_clean_text_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean(decompose(text)) == clean(text)


@given(text=st.text())
def test_folding_hides_what_editors_change_and_nothing_else(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    for change in (clean, decompose, lambda said: said.replace("--", "—"), lambda said: f"  {said} "):
        assert fold(change(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C", "C++"),
        ("10", "10%"),
        ("x²", "x2"),
        ("résumé", "resume"),
        ("3.5", "35"),
        ("'quoted'", '"quoted"'),
        ("Mill", "mill"),
        ("the option -a", "the option --a"),
    ],
)
def test_what_says_something_else_is_not_folded_alike(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('the miller\'s "damsel"', "the miller’s “damsel”"),
        ("a wheel -- of oak", "a wheel – of oak"),
        ("a wheel--of oak", "a wheel—of oak"),
        ("the option --all", "the option —all"),
        ("and so on...", "and so on…"),
        ("48 hours", "48\u00a0hours"),
        ("na\u00efve", "nai\u0308ve"),
    ],
)
def test_what_an_editor_makes_of_a_text_is_folded_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_letter_under_a_heap_of_marks_stays_as_it_is() -> None:
    heap = "a" + "\u0301\u0323" * 200_000  # no language has it, and composing it would take minutes
    assert clean(heap) == heap
    assert decompose(heap) == heap
