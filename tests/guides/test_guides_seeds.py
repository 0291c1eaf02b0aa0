"""The guides of real episode files: those of the repository; at length, a person's own, which they retell."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from guides_tree import early_breaks, faint, lone_headings, overflowing, print_weeks, squeeze
from pypdf import PdfReader

from curriculum.cards.card import Card
from curriculum.cards.write import write as write_cards
from curriculum.guides import write as writing
from curriculum.guides.ask import BLANK
from curriculum.guides.guide import Course
from curriculum.guides.label_question import label_question
from curriculum.guides.paper import EDITIONS, PAPERS, PLAIN, Format
from curriculum.planning.outline import Outline, Week
from curriculum.planning.plan import plan
from curriculum.planning.spellings import Spellings
from curriculum.planning.themes import read_themes
from curriculum.planning.wish import Wish
from curriculum.reading.library import Library
from curriculum.reading.read import read

ROOT = Path(__file__).parents[2]
SOURCES = {"ours": ROOT / "seeds", "theirs": ROOT.parent / "shared" / "seeds"}


class Notes(NamedTuple):
    library: Library
    outline: Outline
    cards: tuple[Card, ...]


@pytest.fixture(params=["ours", pytest.param("theirs", marks=pytest.mark.campaign)])
def notes(request: pytest.FixtureRequest) -> Notes:
    folder = SOURCES[request.param]
    if not folder.is_dir():
        pytest.skip(f"there are no episode files in {folder}")
    library = read([folder])
    outline = plan(library, read_themes(), Wish(month="2024-05"))
    return Notes(library, outline, tuple(write_cards(library)))


def bare(text: str) -> str:
    """A text without spaces, marks of doubt, quotation marks and dashes, which a page sets in its own way."""
    return re.sub("[?\"'“”‘’–—-]", "", squeeze(text))


def check_points(notes: Notes, week: Week, text: str) -> None:
    """Every point, quote and title of the week stands there; each text of a point once before the map."""
    told = text.partition(bare("Pencil only"))[0].partition(bare("Map of the week"))[0]
    for placed in week.episodes:
        episode = notes.library.episode(placed.id)
        assert bare(episode.title) in text
        for point in (*episode.points, *episode.takeaways):
            asked = label_question(point.label, Spellings(episode))
            assert bare(point.label) in text or (asked and bare(asked.text) in text)
            for passage in point.passages():
                assert told.count(bare(passage.text)) == 1, passage.text
        for quote in episode.quotes:
            assert text.count(bare(quote.text)) == 1


def check_asks(notes: Notes, week: Week, text: str) -> None:
    """What the wall page aims at, the self-test asks and answers, and the cues ask, stands in the text."""
    shown = Course(notes.outline, notes.library, notes.cards).soft().week(week, PLAIN)
    assert "{{" not in text
    assert all(bare(goal.text) in text for goal in shown.wall.goals)
    assert shown.test.items
    for _, ask in shown.test.items:
        assert bare(ask.question.replace(BLANK, "")) in text
        assert bare(ask.answer).casefold() in text.casefold()
    cues = [cue for page in shown.episodes for cue in (*page.cues.points, *page.cues.takeaways)]
    assert all(bare(cue.question.replace(BLANK, "")) in text for cue in cues)


def test_real_notes_are_printed_whole(notes: Notes, tmp_path: Path) -> None:
    """One build, for it takes seconds: every week says everything, and the book is the weeks bound."""
    written = writing.write(tmp_path, Course(notes.outline, notes.library, notes.cards))
    assert written.problems == ()
    *paths, book_path = written.paths
    pages: list[tuple[str, str]] = []
    for week, path in zip(notes.outline.weeks, paths, strict=True):
        reader = PdfReader(path)
        assert 4 <= len(reader.pages) <= MOST["standard"]
        assert path.stat().st_size < 400_000
        texts = [page.extract_text() for page in reader.pages]
        check_points(notes, week, bare("".join(texts)))
        check_asks(notes, week, bare("".join(texts)))
        pages += zip(reader.page_labels, texts, strict=True)
    book = PdfReader(book_path)
    bound = [
        (label, text)
        for label, page in zip(book.page_labels, book.pages, strict=True)
        if (text := page.extract_text())  # an empty page stands before a right-hand page
    ]
    start = [label for label, _ in bound].index("1·1")
    assert bound[start : start + len(pages)] == pages
    assert bound[start + len(pages)][0].startswith("Index")
    assert book_path.stat().st_size < 600_000


FORMATS = [Format(paper, edition) for paper in PAPERS.values() for edition in EDITIONS.values()]
MOST = {"standard": 16, "large": 27, "dyslexia": 20, "eink": 21}
"""Pages of a week of these notes, on A4 or Letter; on A5 up to twice as many."""


@pytest.mark.campaign
@pytest.mark.parametrize("format", FORMATS, ids=lambda format: f"{format.paper.name}-{format.edition.name}")
def test_every_page_of_every_edition_is_sound(notes: Notes, format: Format) -> None:
    for layout in print_weeks(notes.outline, notes.library, notes.cards, format):
        assert layout.warnings == ()
        assert overflowing(layout.document) == []
        assert lone_headings(layout.document) == []
        assert len(early_breaks(layout.document)) <= 1  # weasyprint's: one line in some weeks ends early
        assert faint(layout.document) == []
        most = MOST[format.edition.name] * (2 if format.paper.name == "a5" else 1)
        assert 4 <= len(layout.document.pages) <= most
