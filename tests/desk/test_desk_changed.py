"""What a build would change is counted in words, and told note by note under its episode."""

from pathlib import Path
from typing import Any

from desk_sample import NOTES

from curriculum.build import build, preview
from curriculum.cli import changes
from curriculum.desk.changed import Looked, looked
from curriculum.order import Order


def note(key: str, state: str, kind: str = "question", episode: str = "Mills", **more: Any) -> dict[str, Any]:
    fields = {"text": f"The {key}"} if kind == "cloze" else {"question": f"What is {key}?", "answer": key}
    empty = {"key": key, "state": state, "kind": kind, "episode": episode, "fields": fields, "before": None}
    return {**empty, **more}


def look(*notes: dict[str, Any], **more: Any) -> Looked:
    document = {
        "title": "May",
        "folder": "decks/may",
        "changes": notes,
        "replaced": [],
        "waiting": 0,
        "searches": {},
    }
    return looked({**document, **more})


def test_counts_are_of_cards_and_in_words() -> None:
    found = look(note("a", "new"), note("b", "new", "term"), note("c", "updated"), note("d", "unchanged"))
    assert found.said == "3 new cards, 1 card that changes and 1 card that stays as it is."
    assert [lot.state for lot in found.lots] == ["new", "updated", "unchanged"]


def test_nothing_is_told_in_words_too() -> None:
    assert look().said == "No card at all."


def test_notes_stand_under_their_episode_in_the_order_of_study() -> None:
    (new,) = look(note("a", "new"), note("b", "new", episode="Bread"), note("c", "new")).lots
    assert [(told.episode, told.count) for told in new.episodes] == [
        ("Mills", "2 cards"),
        ("Bread", "1 card"),
    ]
    assert [one.front for one in new.episodes[0].notes] == ["What is a?", "What is c?"]


def test_an_updated_note_has_each_field_before_and_after() -> None:
    fields = {"question": "What is a?", "answer": "the ebb", "context": "Mills"}
    before = {"question": "What is a?", "answer": "the flood", "quote": "It ebbs."}
    (lot,) = look(note("a", "updated", fields=fields, before=before)).lots
    (one,) = lot.episodes[0].notes
    assert [(field.name, field.before, field.after) for field in one.fields] == [
        ("Answer", "the flood", "the ebb"),
        ("What it is about", "", "Mills"),
        ("In the notes", "It ebbs.", ""),
    ]


def test_a_retired_note_names_what_comes_in_its_place() -> None:
    instead = [{"key": "a", "by": "b", "old": "What is a?", "new": "What is b? — b"}]
    (lot,) = look(note("a", "retired", episode=""), replaced=instead).lots
    assert lot.episodes[0].episode == ""
    assert lot.episodes[0].notes[0].instead == "What is b? — b"


def test_a_cloze_has_its_sentence_and_a_term_is_asked_both_ways() -> None:
    (lot,) = look(note("a", "new", "cloze"), note("b", "new", "term")).lots
    cloze, term = lot.episodes[0].notes
    assert (cloze.front, cloze.back, cloze.twice) == ("The a", "", False)
    assert term.twice


def test_the_real_document_is_read(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "mills.md").write_text(NOTES, encoding="utf-8")
    order = Order(sources=(notes,), output=tmp_path / "decks", now=1_800_000_000)
    first = looked(changes.document(preview(order)))
    assert [lot.state for lot in first.lots] == ["new"]
    assert [told.episode for told in first.lots[0].episodes] == ["The Rance Mills with Ada Okafor"]
    build(order)
    text = (notes / "mills.md").read_text("utf-8").replace("A: the ebb", "A: the fast ebb")
    (notes / "mills.md").write_text(
        text.replace("\nQ: Which river has the mills?\nA: the Rance\n", ""), "utf-8"
    )
    later = {lot.state: lot for lot in looked(changes.document(preview(order))).lots}
    (changed,) = later["updated"].episodes[0].notes
    assert (changed.fields[0].before, changed.fields[0].after) == ("the ebb", "the fast ebb")
    assert later["retired"].episodes[0].notes[0].front == "Which river has the mills?"
