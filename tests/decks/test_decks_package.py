"""One package: the right notes, in order, refusing what Anki would lose."""

import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from author import Author
from learner import Imported, Learner

from curriculum.decks import names, package
from curriculum.decks.note_types import LOOKS_CHANGED
from curriculum.problems import CurriculumError
from curriculum.reading.slug import slug
from curriculum.shipping.note import FIRST_SHIPPED, Note

QUESTION = Note(
    key="ep/point/rule/a",
    guid="guid-a",
    kind="question",
    fields={"question": "What is a warp?", "answer": "a group of threads", "quote": "A warp is a group."},
    tags=("curriculum::show::practical-ai",),
    deck="May 2024::Week 1 · Chips",
    week="May 2024::Week 1 · Chips",
    changed=FIRST_SHIPPED,
    state="new",
)
CLOZE = replace(
    QUESTION,
    key="ep/point/rule/b",
    guid="guid-b",
    kind="cloze",
    fields={"text": "A warp runs in {{c1::step}}.", "answer": "step"},
)
TERM = replace(
    QUESTION,
    key="ep/point/rule/c",
    guid="guid-c",
    kind="term",
    fields={"question": "SIMD", "answer": "Single Instruction Multiple Data"},
)


def test_every_kind_of_note_makes_its_cards(tmp_path: Path, learner: Learner) -> None:
    path = tmp_path / "all.apkg"
    package.write(path, [QUESTION, CLOZE, TERM])
    assert learner.import_package(path) == Imported(new=3, updated=0, duplicate=0, conflicting=0)
    cards = {note["Key"]: len(note.cards()) for note in learner.notes()}
    assert cards == {QUESTION.key: 1, CLOZE.key: 1, TERM.key: 2}
    assert learner.empty_cards() == 0
    assert {note.mod for note in learner.notes()} == {FIRST_SHIPPED}


def test_the_second_card_of_a_term_asks_the_other_way(tmp_path: Path, learner: Learner) -> None:
    path = tmp_path / "term.apkg"
    package.write(path, [TERM])
    learner.import_package(path)
    first, second = learner.note(TERM.key).cards()
    assert "SIMD" in first.question()
    assert "Single" not in first.question()
    assert "Single Instruction" in second.question()
    assert "SIMD" not in second.question()
    assert "SIMD" in second.answer()


def test_fields_carry_the_card_to_the_letter(tmp_path: Path, learner: Learner) -> None:
    path = tmp_path / "fields.apkg"
    full = {
        "question": "Q?", "answer": "A", "context": "C", "detail": "D1\nD2", "quote": "W",
        "credit": "S · E · P",
    }  # fmt: skip
    package.write(path, [replace(QUESTION, fields=full)])
    learner.import_package(path)
    held = dict(learner.note(QUESTION.key).items())
    assert held == {
        "Question": "Q?", "Answer": "A", "Context": "C", "Detail": "D1<br>D2", "Quote": "W",
        "Source": "S · E · P", "Picture": "", "Sound": "", "Key": QUESTION.key,
        "Spare 1": "", "Spare 2": "", "Spare 3": "",
    }  # fmt: skip


def test_new_cards_come_in_the_order_of_study(author: Author, learner: Learner) -> None:
    path, shipment = author.build()
    learner.import_package(path)
    assert learner.new_in_order() == [note.key for note in shipment.notes]
    weeks = [note.week for note in shipment.notes]
    assert weeks == sorted(weeks), "week by week"


def test_the_deck_tree_is_the_outline(author: Author, learner: Learner) -> None:
    learner.import_package(author.build()[0])
    assert learner.decks() == {
        "Default": 0,
        "May 2024": 0,
        "May 2024::Week 1 · Making things": 8,
        "May 2024::Week 2 · How we rest": 4,
    }
    description = learner.col.decks.by_name("May 2024::Week 1 · Making things")["desc"]
    assert "Chips from scratch" in description
    assert "href" not in description


def test_the_preset_is_there_for_who_ticks_the_box(author: Author, learner: Learner, tmp_path: Path) -> None:
    path, _ = author.build()
    learner.import_package(path)
    assert [preset["name"] for preset in learner.col.decks.all_config()] == ["Default"]
    other = Learner(tmp_path / "other.anki2")
    try:
        other.import_package(path, presets=True)
        deck = other.col.decks.id_for_name("May 2024::Week 1 · Making things")
        preset = other.col.decks.config_dict_for_deck_id(deck)
        assert (preset["name"], preset["new"]["perDay"]) == ("curriculum", 10)
    finally:
        other.close()


def test_the_same_notes_are_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.apkg", "two.apkg"):
        package.write(tmp_path / name, [QUESTION, CLOZE, TERM], {"May 2024": "About"}, 5)
    assert (tmp_path / "one.apkg").read_bytes() == (tmp_path / "two.apkg").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.apkg", "two.apkg"], (
        "nothing else is left"
    )


def test_a_package_is_deflated_and_dated_1980(tmp_path: Path) -> None:
    package.write(tmp_path / "a.apkg", [QUESTION])
    with zipfile.ZipFile(tmp_path / "a.apkg") as zipped:
        members = zipped.infolist()
    assert [member.filename for member in members] == ["collection.anki2", "media"]
    assert {member.compress_type for member in members} == {zipfile.ZIP_DEFLATED}
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        (replace(QUESTION, key="other"), "same GUID.*ep/point/rule/a"),
        (replace(TERM, guid="x", fields={"question": " \x00 ", "answer": "a"}), "empty question"),
        (replace(TERM, guid="x", fields={"question": "a", "answer": ""}), "empty answer"),
        (replace(CLOZE, guid="x", fields={"text": "no deletion", "answer": "no"}), "exactly one deletion"),
        (
            replace(CLOZE, guid="x", fields={"text": "{{c1::a}} and {{c1::a}}", "answer": "a"}),
            "exactly one deletion",
        ),
        (replace(TERM, guid="x", tags=("two words",)), "two words"),
        (replace(TERM, guid="x", tags=("tab\there",)), "tab"),
        (replace(TERM, guid="x", tags=("wide\u3000space",)), "wide"),
        (replace(TERM, guid="x", tags=("a::",)), "a::"),
    ],
)
def test_what_anki_would_lose_is_refused_by_name(note: Note, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "kept.apkg"
    path.write_bytes(b"what stood there before")
    with pytest.raises(CurriculumError, match=reason) as caught:
        package.write(path, [QUESTION, note])
    assert note.key in str(caught.value)
    assert path.read_bytes() == b"what stood there before"
    assert list(tmp_path.iterdir()) == [path]


def test_the_note_types_time_is_not_that_of_the_build(tmp_path: Path) -> None:
    package.write(tmp_path / "a.apkg", [replace(QUESTION, changed=1_900_000_000)])
    with zipfile.ZipFile(tmp_path / "a.apkg") as zipped:
        zipped.extract("collection.anki2", tmp_path)
    connection = sqlite3.connect(tmp_path / "collection.anki2")
    (models,) = connection.execute("select models from col").fetchone()
    connection.close()
    assert f'"mod": {LOOKS_CHANGED}' in models


def test_new_looks_arrive_and_touch_no_note(
    author: Author, learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    learner.import_package(author.build()[0])
    learner.study(5)
    before = learner.held()
    look = package.looks("question")
    monkeypatch.setattr(package, "looks", lambda kind: look._replace(css=look.css + ".new { color: red }"))
    monkeypatch.setattr(package, "LOOKS_CHANGED", LOOKS_CHANGED + 1)
    assert learner.import_package(author.build()[0]) == Imported(
        new=0, updated=0, duplicate=12, conflicting=0
    )
    assert learner.held() == before
    assert learner.css("Curriculum Question").endswith(".new { color: red }")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Plain", "Plain"),
        ("C++::std", "C++:std"),
        ("::edge::", "edge"),
        ('Say "yes"', "Say 'yes'"),
        ("a\nb\tc\x00", "a b c"),
        ("\u202eevil\u202c", "evil"),
        ("🍞", "🍞"),
        ("\u200b", slug("\u200b")),
        ("word " * 40, ("word " * 18)[:-1] + "…"),
    ],
)
def test_a_title_is_one_level_of_a_deck_name(title: str, name: str) -> None:
    assert names.level(title) == name
