"""cards.csv against Anki's own importer of tables."""

import csv
from dataclasses import replace
from pathlib import Path

from anki.collection import ImportCsvRequest
from author import Author
from learner import Learner
from test_decks_package import CLOZE, QUESTION, TERM

from curriculum.decks import package, table
from curriculum.shipping.note import Note

HOSTILE = replace(
    QUESTION,
    key="ep/point/rule/d",
    guid="guid-d",
    fields={"question": '#1 of "commas", or\nlines?', "answer": "a <b>, & #c", "quote": "#deck:x"},
)


def import_table(learner: Learner, path: Path) -> tuple[int, int, int]:
    """How many notes Anki counts as new, updated and already there."""
    metadata = learner.col.get_csv_metadata(str(path), None)
    log = learner.col.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log
    return len(log.new), len(log.updated), len(log.duplicate)


def write(path: Path, notes: list[Note]) -> Path:
    path.write_text("".join(table.render(notes)), "utf-8", newline="")
    return path


def with_note_types(learner: Learner, folder: Path) -> None:
    """A table cannot bring note types: the learner has imported some package before."""
    others = [replace(note, key=f"x/{note.key}", guid=f"x{note.guid}") for note in (QUESTION, CLOZE, TERM)]
    package.write(folder / "types.apkg", others)
    learner.import_package(folder / "types.apkg")
    learner.col.remove_notes(learner.col.find_notes(""))


def test_a_table_brings_the_same_notes_as_the_package(tmp_path: Path, learner: Learner) -> None:
    notes = [QUESTION, CLOZE, TERM, HOSTILE]
    with_note_types(learner, tmp_path)
    assert import_table(learner, write(tmp_path / "cards.csv", notes)) == (4, 0, 0)
    by_table = learner.held()
    package.write(tmp_path / "same.apkg", notes)
    other = Learner(tmp_path / "other.anki2")
    try:
        other.import_package(tmp_path / "same.apkg")
        by_package = other.held()
    finally:
        other.close()
    for key, held in by_package.items():
        got = by_table[key]
        assert (got.guid, got.fields, got.tags) == (held.guid, held.fields, held.tags)
        assert len(got.history) == len(held.history), "as many cards"
    assert learner.decks()["May 2024::Week 1 · Chips"] == 5


def test_a_table_leaves_what_a_learner_has(author: Author, learner: Learner, tmp_path: Path) -> None:
    path, _ = author.build()
    learner.import_package(path)
    learner.study(5)
    key = next(iter(learner.held()))
    learner.edit(key, Answer="mine")
    before = learner.held()
    author.point(0, 0, answer="a group of 32 threads that run in step")
    new, updated, _ = import_table(learner, write(tmp_path / "cards.csv", list(author.settle().notes)))
    assert (new, updated) == (0, 0)
    assert learner.held() == before


def test_a_table_is_a_plain_csv_after_its_header_lines(tmp_path: Path) -> None:
    text = "".join(table.render([QUESTION, HOSTILE]))
    rows = list(csv.reader(line for line in text.splitlines(keepends=True) if not line.startswith("#")))
    assert [row[0] for row in rows] == ["What is a warp?", "#1 of &quot;commas&quot;, or<br>lines?"]
    assert {len(row) for row in rows} == {13}


def test_retired_notes_are_not_in_the_table() -> None:
    assert "".join(table.render([replace(QUESTION, state="retired")])).count("\n") == 8
