"""Odd weeks print well, and a hostile one gets nothing."""

import base64
import contextlib
import re
from pathlib import Path

import pikepdf
import pytest
from guides_tree import overflowing, printed, squeeze, texts
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from curriculum.guides import pdf
from curriculum.guides.templates import clean, environment
from curriculum.planning.outline import Outline, Placed, Week
from curriculum.problems import CurriculumError
from curriculum.reading.episode import Episode, KeyPoint, Quote, Source, SubPoint
from curriculum.reading.library import Library


def point(number: int, label: str = "", text: str = "", *subs: str) -> KeyPoint:
    under = tuple(SubPoint(text=sub, line=1) for sub in subs)
    return KeyPoint(id=f"p{number}", number=number, label=label, text=text, line=1, subpoints=under)


def episode(id: str, title: str, **fields: object) -> Episode:
    return Episode(id=id, title=title, source=Source(path="x.md", line=1), **fields)  # type: ignore[arg-type]


def layout_of(*episodes: Episode, title: str = "Week") -> pdf.Layout:
    week = Week(
        number=1,
        title=title,
        theme="",
        minutes=60,
        episodes=tuple(Placed(id=item.id, why="speaks of something") for item in episodes),
    )
    (layout,) = printed(Outline(title="Odd", weeks=(week,)), Library(episodes=episodes), ())
    return layout


def text_of(layout: pdf.Layout) -> str:
    return squeeze("".join(box.text for page in layout.document.pages for box in texts(page)))


def uncompressed(path: Path) -> bytes:
    """The file with every stream unpacked."""
    plain = path.with_suffix(".plain.pdf")
    with pikepdf.open(path) as opened:
        opened.save(plain, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.all)
    return plain.read_bytes()


LONG = "A point of many words goes on and on without an end in sight. " * 230
ODD = {
    "one episode with nothing in it": ([episode("a", "Nothing")], ["Nothing"]),
    "only quotes": (
        [episode("a", "Quotes", quotes=tuple(Quote(text=f"Quote {n} is here.", line=1) for n in range(25)))],
        ["Quote 0 is here.", "Quote 24 is here."],
    ),
    "no quotes": ([episode("a", "Points", points=(point(1, "Label", "Text."),))], ["Label", "Text."]),
    "3,000 words in a point": ([episode("a", "Long", points=(point(1, "Long", LONG),))], [LONG]),
    "a word of 200 letters": ([episode("a", "Wide", points=(point(1, "w" * 200, "v" * 200),))], ["v" * 200]),
    "sub-points over pages": (
        [
            episode(
                "a", "Subs", points=(point(1, "Subs", "", *[f"Sub {n} says a thing." for n in range(90)]),)
            )
        ],
        ["Sub 0 says", "Sub 89 says"],
    ),
    "a title of 300 letters": ([episode("a", "Much ado about words " * 15)], ["Much ado about words " * 15]),
    "fourteen episodes": (
        [
            episode(f"e{n}", f"Episode number {n}", points=(point(n * 10, f"Label {n}", "Some text."),))
            for n in range(14)
        ],
        [f"Label {n}" for n in range(14)],
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_week_prints_whole(name: str) -> None:
    episodes, wanted = ODD[name]
    layout = layout_of(*episodes)
    assert layout.warnings == ()
    assert overflowing(layout.document) == []
    text = text_of(layout)
    for words in wanted:
        assert squeeze(words) in text


def test_right_to_left_text_is_set_from_the_right() -> None:
    layout = layout_of(episode("a", "שלום עולם", points=(point(1, "", "טקסט קצר."),)))
    sides = {
        box.text: box.style["direction"]
        for page in layout.document.pages
        for box in texts(page)
        if "טקסט" in box.text
    }
    assert set(sides.values()) == {"rtl"}


def test_greek_and_cyrillic_need_no_other_font(tmp_path: Path) -> None:
    layout = layout_of(
        episode("a", "Привет, мир", points=(point(1, "Ελληνικά", "Το κείμενο → ✓ ≤ ≈ Łódź."),))
    )
    assert pdf.save(layout, tmp_path / "a.pdf") == ()
    fonts = {
        str(font.get_object()["/BaseFont"])
        for page in PdfReader(tmp_path / "a.pdf").pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    }
    assert all("Source-S" in name for name in fonts)


def test_a_character_of_a_template_that_no_font_has_is_one_problem(tmp_path: Path) -> None:
    # unassigned letters
    layout = layout_of(episode("a", "Signs", points=(point(1, "", "A \U00016bff and \U00016bfe."),)))
    problems = pdf.save(layout, tmp_path / "a.pdf")
    assert [problem.kind for problem in problems] == ["glyph"]
    assert "\U00016bff" in problems[0].message
    assert "Install fonts" in problems[0].remedy


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_text("the secret of the machine")
    return path


ATTACKS = [
    '<img src="{uri}">',
    '<link rel=attachment href="{uri}">',
    '<link rel=stylesheet href="{uri}">',
    '<object data="{uri}"></object>',
    '<embed src="{uri}">',
    "<style>@import url({uri});</style>",
    "<style>@font-face{{font-family:x;src:url({uri})}} p{{font-family:x}}</style>",
    '<p style="background:url({uri})">x</p>',
    '<svg xmlns="http://www.w3.org/2000/svg"><image href="{uri}"/></svg>',
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_markup_in_the_notes_is_printed_as_text(attack: str, secret: Path) -> None:
    text = attack.format(uri=secret.as_uri())
    layout = layout_of(episode("a", text, introduction=text, points=(point(1, text, text),)))
    assert layout.warnings == ()
    assert squeeze(text) in text_of(layout)


@pytest.mark.parametrize(
    "uri",
    ["{secret}", "{relative}", "http://127.0.0.1:9/x", "https://127.0.0.1:9/x", "ftp://127.0.0.1:9/x"],
)
@pytest.mark.parametrize("attack", ATTACKS)
def test_a_page_that_asks_for_anything_gets_nothing(
    attack: str, uri: str, secret: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even a template that lets the notes' markup through opens no file and no connection."""
    opened: list[str] = []

    def refuse(*args: object, **kwargs: object) -> None:
        opened.append(str(args))
        raise OSError("no")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("urllib.request.FileHandler.file_open", refuse)
    target = uri.format(secret=secret.as_uri(), relative="../" * 20 + str(secret)[1:])
    page = f'<html lang="en"><title>t</title><body><h1>t</h1>{attack.format(uri=target)}</body></html>'
    made = tmp_path / "page.pdf"
    with contextlib.suppress(CurriculumError):  # a forbidden address stops the job
        pdf.write(page, made)
    data = uncompressed(made) if made.exists() else b""
    assert opened == []
    assert b"the secret of the machine" not in data
    assert base64.b64encode(b"the secret of the machine") not in data


def test_a_data_address_cannot_fetch_either(secret: Path) -> None:
    """A picture in a ``data:`` address that itself names a file shows nothing of it."""
    inner = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{secret.as_uri()}"/></svg>'
    address = "data:image/svg+xml;base64," + base64.b64encode(inner.encode()).decode()
    layout = pdf.lay_out(f'<html lang="en"><title>t</title><body><img src="{address}" alt="x"></body></html>')
    assert b"the secret" not in layout.document.write_pdf(uncompressed_pdf=True)


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_survives_the_templates(text: str) -> None:
    """Whatever the notes hold, the page says it once escaped, without what no page can hold."""
    said = environment().from_string("{{ text }}").render(text=text)
    for raw, escaped in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("'", "&#39;"), ('"', "&#34;")):
        text = text.replace(raw, escaped)
    assert said == clean(text)
    said.encode("utf-8")
    assert not re.search("[\\x00-\\x08\\x0b-\\x1f\\u202a-\\u202e]", said)
