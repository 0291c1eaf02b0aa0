"""The frame of every page: type that never shrinks, pages that flow, on all papers and in all editions.

Each of the faults in ``guides_faults`` is one that a reader saw in a printed guide. A week of real notes and
the two weeks of the sample are laid out once for each paper and edition.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

import guides_faults
import pytest
from guides_sample import CARDS, make_library, make_outline
from guides_tree import POINT, page_boxes, print_weeks, texts

from curriculum.guides import pdf
from curriculum.guides.paper import A4, EDITIONS, MM, PAPERS, Format
from curriculum.planning.outline import Outline
from curriculum.planning.plan import plan
from curriculum.planning.themes import read_themes
from curriculum.planning.wish import Wish
from curriculum.reading.library import Library
from curriculum.reading.read import read

SEEDS = Path(__file__).parents[2] / "seeds"
FORMATS = [
    Format(paper, edition)
    for paper in PAPERS.values()
    for edition in EDITIONS.values()
    if edition.paper is None or paper is A4  # a screen is one page for all papers
]
QUICK = ("a4-standard", "a5-large", "letter-dyslexia", "a4-eink")
"""Every paper and every edition once, the largest letters on the smallest paper; at length come all pairs."""


def name_of(format: Format) -> str:
    return f"{format.paper.name}-{format.edition.name}"


@lru_cache(maxsize=1)
def seeds() -> tuple[Library, Outline]:
    library = read([SEEDS])
    return library, plan(library, read_themes(), Wish(month="2024-05"))


@pytest.fixture(params=FORMATS, ids=name_of)
def format(request: pytest.FixtureRequest) -> Format:
    return request.param  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    "format",
    [
        pytest.param(one, id=name_of(one), marks=[] if name_of(one) in QUICK else pytest.mark.campaign)
        for one in FORMATS
    ],
)
def test_every_page_has_a_sound_frame(format: Format) -> None:
    """No page under 15 % full, no head alone, no row torn after a line, no small type, nothing missing."""
    library, outline = seeds()
    layouts = (
        *print_weeks(make_outline(), make_library(), CARDS, format),
        *print_weeks(outline, library, (), format, weeks=1),
    )
    least = max(8.5, format.edition.least)
    for layout in layouts:
        assert guides_faults.faults(layout.document, least) == {}
        check_type(layout.document, format)
        check_margins(layout.document, format)


def check_type(document: Any, format: Format) -> None:
    """Points, titles and the week's title have the size of the edition, on every page."""
    sizes: dict[str, set[float]] = {}
    for page in document.pages:
        for box in guides_faults.flow(page):
            if guides_faults.tag(box) in ("h1", "h2") or "say" in guides_faults.classes(box):
                kind = guides_faults.tag(box)
                sizes.setdefault(kind, set()).add(round(box.style["font_size"] * POINT, 2))
    edition = format.edition
    assert sizes["h1"] == {edition.week}
    assert sizes["h2"] == {edition.title}
    assert sizes["div"] <= {edition.type.size, format.sheet.small}  # heads have the size of labels


def check_margins(document: Any, format: Format) -> None:
    """The inner margin is 22 mm, the outer one 15 or more; page 1 is a right-hand page."""
    for number, page in enumerate(document.pages, start=1):
        box = page._page_box
        left, right = box.margin_left * POINT / MM, box.margin_right * POINT / MM
        if not format.sheet.paper.duplex:
            assert left == pytest.approx(right, abs=0.3)
            continue
        inner, outer = (left, right) if number % 2 else (right, left)
        assert inner == pytest.approx(22, abs=0.01)
        assert 15 <= outer < 16


def test_editions_have_the_sizes_that_were_asked_for() -> None:
    sizes = {name: (*edition.type, edition.title) for name, edition in EDITIONS.items()}
    assert sizes["standard"] == (10, 14, 16)
    assert sizes["large"][0] == 18
    assert sizes["dyslexia"][:2] == (12, 18)
    assert sizes["eink"][:2] == (10.5, 14)
    assert all(edition.least >= 8.5 for edition in EDITIONS.values())
    rules = {name: Format(A4, edition).sheet.rule / MM for name, edition in EDITIONS.items()}
    assert rules["standard"] == pytest.approx(7, abs=0.01)
    assert rules["large"] > rules["dyslexia"] > rules["standard"]
    assert Format().sheet.guess / MM == pytest.approx(8, abs=0.01)


def test_cues_stand_beside_or_above_as_the_edition_says_on_every_paper(format: Format) -> None:
    sheet = format.sheet
    assert bool(sheet.cue) == (format.edition.name in ("standard", "dyslexia", "eink"))
    assert sheet.cue <= 58 * MM


FAULTY = {
    "under 15 % full": "<p>a</p><p style='break-before:page'>b",
    "a table head without a row": "<table><thead><tr><th>Day</table>",
    "a heading alone": "<p>a<h3>Head</h3><p style='break-before:page'>b",
    "broken after the first line": "<div style='height:92mm'></div><p style='orphans:1;widows:1'>a<br>b<br>c",
    "too small": "<p style='font-size:8pt'>a",
    "named, not there": "<a href='#nowhere'>a</a>",
    "outside the text area": "<p style='margin-right:-20mm;white-space:nowrap'>" + "a " * 60,
    "a word broken": "<table style='width:10mm;table-layout:fixed'><tr><th>Episodes<tr><td>a",
    "a head not above its column": "<table><thead><tr><th style='text-align:right'>a<tbody><tr><td>b",
}


@pytest.mark.parametrize("fault", FAULTY)
def test_each_fault_is_found(fault: str) -> None:
    style = "@page{size:120mm 120mm;margin:10mm} *{margin:0;overflow-wrap:anywhere} th{text-align:left}"
    style += " p,h3,table{font:12pt/6mm 'Source Sans Pro'}"
    html = f'<html lang="en"><title>t</title><style>{style}</style><body>{FAULTY[fault]}'
    assert fault in guides_faults.faults(pdf.lay_out(html).document, 8.5)


def test_a_heading_with_the_line_that_explains_it_is_still_alone() -> None:
    html = '<h3>Map</h3><p class="kicker">How to fill it in.</p><p style="break-before:page">b'
    assert guides_faults.left_alone(pdf.lay_out(f'<html lang="en"><body>{html}').document)


def test_a_page_of_writing_lines_is_full() -> None:
    html = "<style>.line{height:7mm}</style>" + '<div class="line"></div>' * 30
    document = pdf.lay_out(f'<html lang="en"><body>{html}').document
    assert guides_faults.thin(document) == []
    assert not any(any(texts(page)) for page in document.pages)
    assert sum(guides_faults.room_to_write(box) for page in document.pages for box in page_boxes(page)) >= 30


@pytest.mark.parametrize(
    "text",
    [
        "<p class='kicker' style='width:10mm'>Episode 1",
        "<div class='cue' style='width:10mm'>Episode",
        "<p style='width:20mm'>A telecommunication",
    ],
)
def test_a_word_is_broken_in_a_head_or_where_the_page_had_room_for_it(text: str) -> None:
    style = "@page{size:120mm 120mm;margin:10mm} *{overflow-wrap:anywhere;font:12pt/6mm 'Source Sans Pro'}"
    document = pdf.lay_out(f'<html lang="en"><style>{style}</style><body>{text}').document
    assert guides_faults.broken_words(document)
    assert not guides_faults.broken_words(pdf.lay_out(f'<html lang="en"><body><p>{"a" * 900}').document)


LONG = """# Telecommunications infrastructure and electromagnetic counterintelligence responsibilities

Show: Misunderstandings and Internationalization
Link: https://www.telecommunications-infrastructure-podcast.org/episode/1

## Key Points

- **Telecommunications infrastructure**: A telecommunications infrastructure is a network of masts.
- **Uncharacteristically**: Deinstitutionalization means an uncharacteristically incomprehensible answer.
- **Electroencephalography**: Electroencephalography is a method to record an electrogram of the brain.
"""


@pytest.mark.parametrize(
    "name", ["a5 standard", "a5 large", "a5 dyslexia", "letter large", "a4 eink"], ids=lambda name: name
)
def test_long_words_are_whole_and_boxes_have_room(name: str, tmp_path: Path) -> None:
    (tmp_path / "long.md").write_text(LONG, "utf-8")
    library = read([tmp_path])
    paper, edition = name.split()
    format = Format(PAPERS[paper], EDITIONS[edition])
    (layout,) = print_weeks(plan(library, read_themes(), Wish(month="2024-05")), library, (), format)
    assert guides_faults.faults(layout.document, max(8.5, format.edition.least)) == {}
    faces = [
        box
        for page in layout.document.pages
        for box in page_boxes(page)
        if "face" in guides_faults.classes(box)
    ]
    blocks = [box for box in faces if guides_faults.tag(box) == "div" and type(box).__name__ == "BlockBox"]
    assert len(blocks) in (4, 8, 12), "below the self-test as many as fit and are of use"
    sheet = format.sheet
    assert min(box.height for box in blocks) * POINT >= sheet.type.lead + 1.2 * sheet.rule
