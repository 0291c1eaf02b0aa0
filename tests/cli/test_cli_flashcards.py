"""Notes of nothing but flashcards: a month like any other, and no page tells to read what it lacks."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from curriculum.cli import group

NOTES = {
    "bread": "# Loaf Talk: How dough rises\n\n## Flashcards\n\n"
    "Q: Which gas makes dough rise?\nA: Carbon dioxide.\n\nYeast dies above {{c1::60 °C}} in the oven.\n",
    "sleep": "# Loaf Talk: Why bakers nap\n\n## Flashcards\n\n"
    "Q: Which molecule makes a baker tired?\nA: Adenosine.\n",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("cards")
    (home / "notes").mkdir()
    for name, text in NOTES.items():
        (home / "notes" / f"{name}.md").write_text(text, "utf-8")
    options = ["--start", "2026-01-05", "--html", "--no-book", "--title", "Loaves"]
    done = CliRunner().invoke(
        group, ["build", str(home / "notes"), "--output", str(home / "decks"), *options]
    )
    assert done.exit_code == 0, done.output
    assert "To study: 3 cards, all written by you." in done.output
    assert "without key points" not in done.output
    return home / "decks" / "loaves"


def words(page: Path) -> str:
    """What a page says, without its scripts and marks."""
    text = re.sub(r"(?s)<(style|script).*?</\1>|<[^>]+>", " ", page.read_text("utf-8"))
    return " ".join(text.split())


def test_the_guide_sends_to_the_flashcards_and_prints_no_cues(made: Path) -> None:
    (guide,) = (words(page) for page in made.glob("week-1-*.html"))
    assert "Read your flashcards of Loaf Talk: How dough rises" in guide
    assert "Your flashcards of it are in Anki." in guide
    assert not re.search("key point|cues|Cover the points", guide, re.IGNORECASE)


def test_the_page_counts_the_flashcards_of_an_episode(made: Path) -> None:
    page = words(made / "index.html")
    assert "2 flashcards, bread.md" in page
    assert "1 flashcard, sleep.md" in page
    assert "0 key points" not in page


def test_the_outline_and_the_calendar_speak_of_them(made: Path) -> None:
    assert "Loaf Talk: How dough rises" in (made / "outline.md").read_text("utf-8")
    assert "this week's flashcards" in (made / "outline.ics").read_text("utf-8")
