"""The guides of real episode files: those of the repository, and a person's own when they are there."""

from pathlib import Path
from typing import NamedTuple

import pytest
from guides_tree import lone_headings, overflowing, squeeze
from pypdf import PdfReader

from curriculum.cards.card import Card
from curriculum.cards.write import write as write_cards
from curriculum.guides import pdf
from curriculum.guides import write as writing
from curriculum.guides.asks import BLANK, ask_of
from curriculum.guides.guide import render_week
from curriculum.guides.paper import DYSLEXIA, LARGE, LETTER, PLAIN
from curriculum.planning.outline import Outline
from curriculum.planning.plan import plan
from curriculum.planning.themes import read_themes
from curriculum.planning.wish import Wish
from curriculum.reading.library import Library
from curriculum.reading.read import read

ROOT = Path(__file__).parents[2]
SOURCES = {"ours": ROOT / "seeds", "theirs": ROOT.parent / "shared" / "seeds"}


class Made(NamedTuple):
    library: Library
    outline: Outline
    cards: tuple[Card, ...]
    written: writing.Written


@pytest.fixture(scope="module", params=SOURCES)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = SOURCES[request.param]
    if not folder.is_dir():
        pytest.skip(f"there are no episode files in {folder}")
    library = read([folder])
    outline = plan(library, read_themes(), Wish(month="2024-05"))
    cards = tuple(write_cards(library))
    written = writing.write(tmp_path_factory.mktemp("guides"), outline, library, cards)
    return Made(library, outline, cards, written)


def text_of(path: Path) -> str:
    return squeeze("".join(page.extract_text() for page in PdfReader(path).pages))


def test_every_point_of_every_week_is_printed_once(made: Made) -> None:
    assert made.written.problems == ()
    for week, path in zip(made.outline.weeks, made.written.paths, strict=False):
        text = text_of(path)
        for placed in week.episodes:
            episode = made.library.episode(placed.id)
            assert squeeze(episode.title) in text
            for point in (*episode.points, *episode.takeaways):
                assert squeeze(point.label) in text
                for passage in point.passages():
                    assert text.count(squeeze(passage.text)) == 1, passage.text
            for quote in episode.quotes:
                assert text.count(squeeze(quote.text)) == 1


def test_every_goal_question_and_answer_is_printed(made: Made) -> None:
    for week, path in zip(made.outline.weeks, made.written.paths, strict=False):
        text = text_of(path)
        assert all(squeeze(goal) in text for goal in week.goals)
        mine = {placed.id for placed in week.episodes}
        for card in made.cards:
            if card.verdict == "ship" and card.source.episode in mine:
                ask = ask_of(card)
                assert squeeze(ask.question.replace(BLANK, "")) in text
                assert squeeze(ask.answer) in text
        assert "{{" not in text


def test_the_weeks_have_four_to_eleven_pages_and_small_files(made: Made) -> None:
    for path in made.written.paths[:-1]:
        assert 4 <= len(PdfReader(path).pages) <= 11
        assert path.stat().st_size < 400_000
    assert made.written.paths[-1].stat().st_size < 600_000


def test_the_book_is_the_weeks_between_cover_and_index(made: Made) -> None:
    *weeks, book = (PdfReader(path) for path in made.written.paths)
    labels = [label for week in weeks for label in week.page_labels]
    assert [label for label in book.page_labels if "·" in label] == labels
    start = book.page_labels.index("1·1")
    for number, page in enumerate(page for week in weeks for page in week.pages):
        assert book.pages[start + number].extract_text() == page.extract_text()


@pytest.mark.campaign
@pytest.mark.parametrize("paper", [PLAIN.paper, LETTER], ids=lambda paper: paper.name)
@pytest.mark.parametrize("edition", [PLAIN.edition, LARGE, DYSLEXIA], ids=lambda edition: edition.name)
def test_no_page_of_any_edition_overflows(made: Made, paper: object, edition: object) -> None:
    for week in made.outline.weeks:
        format = PLAIN._replace(paper=paper, edition=edition)
        layout = pdf.lay_out(render_week(made.outline, week, made.library, made.cards, format))
        assert layout.warnings == ()
        assert overflowing(layout.document) == []
        assert lone_headings(layout.document) == []
