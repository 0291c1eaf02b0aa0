"""Emoji: black outlines of our own font on every machine, at the size of the line, one for each sequence."""

import importlib.metadata
from pathlib import Path
from typing import Any

import pytest
from guides_tree import POINT, faint, page_boxes
from pypdf import PdfReader

from curriculum.guides import coverage, fonts, pdf
from curriculum.guides import write as writing
from curriculum.guides.emoji import has_emoji, outlined
from curriculum.guides.guide import Course
from curriculum.guides.stand_in import printable
from curriculum.guides.templates import clean
from curriculum.planning.outline import Outline, Placed, Week
from curriculum.reading.read import read

BRAIN, THUMB, HEART, SUN, CLOCK = "\U0001f9e0", "\U0001f44d", "\u2764", "\u2600", "\u231a"
DARK, JOIN, AS_EMOJI, AS_TEXT, KEY = "\U0001f3ff", "\u200d", "\ufe0f", "\ufe0e", "\u20e3"
FAMILY = JOIN.join("\U0001f468\U0001f469\U0001f467")
FLAME = f"{HEART}{AS_EMOJI}{JOIN}\U0001f525"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
SEQUENCES = (
    BRAIN,
    THUMB,
    THUMB + DARK,
    FAMILY,
    FLAME,
    ENGLAND,
    f"1{AS_EMOJI}{KEY}",
    f"2{KEY}",
    SUN + AS_TEXT,
)
SCRIPTS = "שלום مرحبا देवनागरी ไทย አማርኛ ქართული հայերեն ① ⅓ ₹"


def laid(text: str) -> pdf.Layout:
    return pdf.lay_out(
        f'<html lang="en"><title>Kelp</title><style>html {{font: 10pt/14pt "Source Serif Pro"}}</style>'
        f"<p>{clean(printable(text))}"
    )


def runs(layout: pdf.Layout) -> list[Any]:
    return [
        box
        for page in layout.document.pages
        for box in page_boxes(page)
        if type(box).__name__ == "TextBox" and box.text.strip()
    ]


def resources(path: Path, kind: str) -> set[str]:
    """Names of the fonts of a file, or of its pictures."""
    found = set()
    for page in PdfReader(path).pages:
        for name, one in page["/Resources"].get(kind, {}).items():  # type: ignore[index]
            found.add(str(one.get_object().get("/BaseFont", name)))
    return found


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("plain “text” é – fine, 3 → 4 #1", "plain “text” é – fine, 3 → 4 #1"),
        (f"A {BRAIN} thinks", f"A {BRAIN}{AS_EMOJI} thinks"),
        (f"{HEART} {HEART}{AS_EMOJI} {HEART}{AS_TEXT}", " ".join([HEART + AS_EMOJI] * 3)),
        (THUMB + DARK, THUMB + DARK),
        (FAMILY, FAMILY),
        (FLAME, FLAME),
        (ENGLAND, ENGLAND),
        (f"1{AS_EMOJI}{KEY}, 2{KEY}, #{KEY}", f"1{AS_EMOJI}{KEY}, 2{AS_EMOJI}{KEY}, #{AS_EMOJI}{KEY}"),
        (f"a{KEY}b {KEY}", "ab "),
        (f"©{AS_EMOJI} 3{AS_EMOJI} ™{AS_TEXT} ↔{AS_EMOJI}", "© 3 ™ ↔"),
    ],
)
def test_each_emoji_is_marked_once_and_nothing_else(text: str, marked: str) -> None:
    assert outlined(text) == marked
    assert outlined(marked) == marked
    assert clean(marked) == marked
    assert has_emoji([text]) == (text != marked)


@pytest.mark.parametrize("text", SEQUENCES, ids=ascii)
def test_a_sequence_is_one_outline_at_the_size_of_the_line(text: str, tmp_path: Path) -> None:
    layout = laid(text)
    (run,) = runs(layout)
    assert 0.8 * 10 < run.width * POINT < 1.5 * 10
    assert run.style["font_size"] * POINT == pytest.approx(10)
    assert pdf.save(layout, tmp_path / "a.pdf") == ()
    (font,) = resources(tmp_path / "a.pdf", "/Font")
    assert "Noto-Emoji" in font
    assert not resources(tmp_path / "a.pdf", "/XObject"), "a picture"
    assert faint(layout.document) == []


@pytest.mark.parametrize("text", [*SEQUENCES, f"{SUN} {CLOCK}{AS_TEXT}"], ids=ascii)
def test_the_spaces_beside_emoji_are_those_of_the_text(text: str) -> None:
    apart, together = runs(laid(f"x {text} {text} x")), runs(laid(f"x{text}{text}x"))
    spaces = sum(run.width for run in apart) - sum(run.width for run in together)
    assert spaces * POINT == pytest.approx(3 * 0.23 * 10, abs=1.0)


@pytest.mark.parametrize("shown", ["\U0001f1f3\U0001f1f4", "\U0001f1ec\U0001f1e7"], ids=["NO", "GB"])
def test_a_flag_is_told_by_its_letters(shown: str) -> None:
    assert printable(f"{shown} flies") in ("[flag NO] flies", "[flag GB] flies")


def test_emoji_and_twenty_scripts_need_no_font_of_the_machine(tmp_path: Path) -> None:
    assert not coverage.others(coverage.visible([*SEQUENCES, SCRIPTS]))
    assert pdf.save(laid(f"<b>{BRAIN} {SCRIPTS}</b> {BRAIN} {SCRIPTS}"), tmp_path / "a.pdf") == ()
    names = resources(tmp_path / "a.pdf", "/Font")
    assert all("Source-S" in name or "Noto-" in name for name in names), names


def test_emoji_are_ours_where_the_machine_lends_other_letters(tmp_path: Path) -> None:
    """Even on a machine with coloured emoji."""
    assert coverage.others("\u2605") == {"\u2605"}
    pdf.save(laid(f"\u2605 {BRAIN} {SCRIPTS}"), tmp_path / "a.pdf")
    names = resources(tmp_path / "a.pdf", "/Font")
    assert any("Noto-Emoji" in name for name in names)
    assert any("Noto-Sans-Arabic" in name for name in names)
    assert not resources(tmp_path / "a.pdf", "/XObject")


def test_a_guide_with_emoji_has_the_same_bytes_every_time_and_on_every_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kelp.md"
    path.write_text(
        f"# Kelp farms {BRAIN}\n\n## Key Points\n- **Rope {THUMB + DARK}**: A holdfast {FAMILY} ties kelp.\n",
        "utf-8",
    )
    library = read([path])
    week = Week(
        number=1, title=f"Ropes {SUN}", theme="", minutes=9, episodes=(Placed(id="kelp-farms", why=""),)
    )
    course = Course(Outline(title="The shore", weeks=(week,)), library, ())
    made = []
    for place in ("one", "two"):
        (tmp_path / place).mkdir()
        written = writing.write(tmp_path / place, course)
        assert not written.others
        assert written.problems == ()
        made.append([path.read_bytes() for path in written.paths])
        monkeypatch.setattr(fonts, "MACHINE", ())
        # fontTools would write the second of the minute into a font
        monkeypatch.setattr("fontTools.misc.timeTools.time.time", lambda: 1e9)
    assert made[0] == made[1]


def test_another_version_of_our_fonts_prints_again(monkeypatch: pytest.MonkeyPatch) -> None:
    before = writing._fingerprint(["a page"], "")
    version = importlib.metadata.version
    monkeypatch.setattr(
        importlib.metadata, "version", lambda name: "0" if name == "manimgx_fonts" else version(name)
    )
    assert writing._fingerprint(["a page"], "") != before
