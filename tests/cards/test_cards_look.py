"""The look of cards, rendered by the real Anki."""

import re
from pathlib import Path
from typing import Literal

import pytest
from building import LENIENT, library

pytest.importorskip("anki", reason="the real Anki library renders the cards")

from look import Rendered, page, render

from curriculum.cards.card import Card, CardSource
from curriculum.cards.decision import Decision
from curriculum.cards.key import guid_of
from curriculum.cards.write import write
from curriculum.templates_dir import templates_dir

FOLDER = templates_dir() / "cards"
CSS = (FOLDER / "cards.css").read_text(encoding="utf-8")


def card(name: str, kind: Literal["question", "cloze", "term"], **said: str) -> Card:
    """A card that ships."""
    source = CardSource(path="a.md", line=5, episode="a-talk", point="a-talk/point")
    key = f"a-talk/point/made/{name}"
    credit = "Test Show · A Talk · Rules of the Road"
    quote = said.get("text", said["answer"])
    return Card(
        key=key, guid=guid_of(key), kind=kind, rule="made", quote=quote, credit=credit, source=source,
        verdict="ship", **said,
    )  # fmt: skip


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rendered]:
    cards = (
        card(
            "live", "question", question="What does TTL stand for?", answer="time to live",
            context="Rules of the Road",
        ),
        card(
            "levy", "cloze", answer="12 percent", text="The levy took {{c1::12 percent}} of every harvest.",
        ),
        card("beats", "term", question="Polyrhythm", answer="Two or more conflicting beats at once"),
    )  # fmt: skip
    made = library("A line.", label="Rules of the Road")
    found = render(made, cards, tmp_path_factory.mktemp("looks"))
    return {one.kind + (" back" if "Two or more" in one.front else ""): one for one in found}


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_question_shows_its_answer_only_on_the_back(rendered: dict[str, Rendered]) -> None:
    card = rendered["Curriculum Question"]
    assert words(card.front) == "Rules of the Road What does TTL stand for?"
    assert "time to live" in words(card.back)
    assert words(card.back).endswith("Test Show · A Talk · Rules of the Road")


def test_a_cloze_card_hides_its_deletion_on_the_front(rendered: dict[str, Rendered]) -> None:
    card = rendered["Curriculum Cloze"]
    assert "The levy took [...] of every harvest" in words(card.front)
    assert "12 percent" not in words(card.front)
    assert "12 percent" in words(card.back)


def test_a_term_is_asked_both_ways(rendered: dict[str, Rendered]) -> None:
    assert words(rendered["Curriculum Term"].front).endswith("Polyrhythm")
    turned = rendered["Curriculum Term back"]
    assert words(turned.front).endswith("Two or more conflicting beats at once")
    assert "Polyrhythm" not in words(turned.front)
    assert "Polyrhythm" in words(turned.back)


def test_every_text_finds_its_own_direction(rendered: dict[str, Rendered]) -> None:
    for card in rendered.values():
        blocks = re.findall(r"<(?:div|blockquote) [^>]*>", card.back)
        assert len(blocks) >= 3
        assert all('dir="auto"' in block for block in blocks)
    assert not re.search(r"(?:margin|padding|border)-(?:left|right)|text-align: *(?:left|right)", CSS)


def test_nothing_is_loaded_from_outside(rendered: dict[str, Rendered]) -> None:
    for card in rendered.values():
        shown = page(card, "back", night=True)
        assert not re.search(r"https?://|url\(|@import|<script|<link", shown)


def test_every_colour_of_the_day_has_one_of_the_night() -> None:
    day = re.sub(r"[^{}]*(?:nightMode|night_mode)[^{}]*\{[^}]*\}", "", CSS)
    coloured = {
        selector.strip()
        for selector, body in re.findall(r"([^{}]+)\{([^}]*)\}", re.sub(r"/\*.*?\*/", "", day))
        if "#" in body
    }
    for selector in coloured - {".card"}:
        assert f".nightMode {selector}" in CSS, selector
        assert f".night_mode {selector}" in CSS, selector


def test_text_from_notes_stays_text(tmp_path: Path) -> None:
    made = library("Ada Clarke opened the first roller mill of York.")
    shipped = (card for card in write(made, judge=LENIENT) if card.verdict == "ship")
    key = next(card.key for card in shipped if card.kind == "question")
    evil = Decision(question="<script>alert(1)</script> {{Answer}} [sound:x.mp3]?", answer="<b>x</b>")
    cards: tuple[Card, ...] = write(made, {key: evil}, judge=LENIENT)
    shown = next(one for one in render(made, cards, tmp_path) if one.key == key)
    assert "&lt;script&gt;alert(1)" in shown.front
    assert "&lt;b&gt;x" not in shown.front
    assert "&lt;b&gt;x" in shown.back
