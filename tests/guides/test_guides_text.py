"""What a printed week says: everything once, nothing twice, nothing cut."""

import re
from pathlib import Path

import pytest
from guides_sample import _card
from guides_tree import printed, squeeze
from pypdf import PdfReader

from curriculum.cards.card import Card
from curriculum.guides import pdf
from curriculum.guides.ask import BLANK, ask_of
from curriculum.guides.sentence import keyed
from curriculum.planning.outline import Outline
from curriculum.reading.library import Library


def text_of(layout: pdf.Layout, path: Path) -> str:
    """The text layer of printed pages, which print without any warning."""
    assert pdf.save(layout, path) == ()
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


@pytest.fixture
def first_week(outline: Outline, library: Library, cards: tuple[Card, ...], tmp_path: Path) -> str:
    return text_of(printed(outline, library, cards, weeks=1)[0], tmp_path / "week.pdf")


def test_every_key_point_stands_in_the_text_layer_once(first_week: str, library: Library) -> None:
    text = squeeze(first_week)
    for episode in (library.episode("tides"), library.episode("light")):
        assert squeeze(episode.title) in text
        for point in (*episode.points, *episode.takeaways):
            assert squeeze(point.label) in text
            for passage in point.passages():
                assert text.count(squeeze(passage.text)) == 1, passage.text


def test_goals_quotes_and_remarks_are_printed(first_week: str, outline: Outline) -> None:
    text = squeeze(first_week)
    assert text.count(squeeze(outline.weeks[0].question)) == 2, "on the first page, and at the end again"
    wanted = [*outline.weeks[0].goals, "“The sea keeps the Moon’s diary.”"]
    wanted += ["Listened to on the ferry", "No two lighthouses blink alike."]
    for words in wanted:
        assert text.count(squeeze(words)) == 1, words
    # a name of doubtful spelling is told as such and never in a sentence; the summary says the points again
    for words in ("Ada Brook explains the tides", "the coast shapes them"):
        assert squeeze(words) not in text


def test_every_shipped_card_is_asked_once_and_answered(first_week: str, cards: tuple[Card, ...]) -> None:
    text = squeeze(first_week)
    for card in cards:
        if card.source.episode not in ("tides", "light"):
            continue
        question = squeeze(ask_of(card).question.replace(BLANK, ""))
        # a word to own is also named beside the point that explains it
        times = (1, 2) if card.kind == "term" else (1,)
        assert text.count(question) in (times if card.verdict == "ship" else (0,)), card.question
        if card.verdict == "ship":
            assert squeeze(keyed(card.answer) if card.kind != "term" else card.answer) in text


def test_points_come_in_the_order_of_the_notes(first_week: str) -> None:
    text = squeeze(first_week)
    order = [
        "Two bulges",
        "The Moon raises one bulge",
        "Spring tides",
        "Sun and Moon pull along one line.",
    ]
    places = [text.index(squeeze(words)) for words in order]
    assert places == sorted(places)
    # "two" stands in the label of its point: it is asked in the self-test, not beside the point
    assert text.index(squeeze("Pencil only")) < text.index(squeeze("How many bulges"))


def test_no_cloze_marks_and_no_escapes_reach_the_page(first_week: str) -> None:
    assert "{{" not in first_week
    assert "&amp;" not in first_week
    assert "Fresnel lenses & mirrors need < 100 kg" in re.sub(r"\s+", " ", first_week)


def test_corrections_and_doubtful_names_are_told(first_week: str) -> None:
    text = squeeze(first_week)
    assert squeeze("“Fresnell” to “Fresnel”") in text
    assert squeeze("check before you learn it: Ada Brook or Ada Brooke?") in text
    assert "a.md" not in text


def test_an_undated_week_has_weekdays_and_days_later(
    outline: Outline, library: Library, cards: tuple[Card, ...], tmp_path: Path
) -> None:
    text = text_of(printed(outline, library, cards)[1], tmp_path / "week.pdf")
    assert "1 day later" in text
    assert "35 days later" in text
    assert "Mon" in text
    assert "2024" not in text


def test_a_week_without_goals_terms_or_minutes_has_no_empty_section(
    outline: Outline, library: Library, tmp_path: Path
) -> None:
    text = text_of(printed(outline, library, ())[1], tmp_path / "week.pdf")
    for heading in (
        "By the end of the week",
        "Words to own",
        "From earlier weeks",
        "Anki cards, day by day",
        "Min\n",
    ):
        assert heading not in text
    assert "A knot is a promise." in text


def test_earlier_weeks_come_back_in_the_self_test(
    outline: Outline, library: Library, cards: tuple[Card, ...], tmp_path: Path
) -> None:
    # more than the first week's own self-test takes, which is taken again on the same day
    more = [
        _card("tides/point-1", "question", word, question=f"Who painted the {word}?", answer=f"{word} keeper")
        for word in ("anchor", "buoy", "capstan", "dinghy", "ensign")
    ]
    text = text_of(printed(outline, library, (*cards, *more))[1], tmp_path / "week.pdf")
    assert "From earlier weeks" in text
    assert "Who painted the" in text
