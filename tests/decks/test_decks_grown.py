"""An edited flashcard of the notes stays one card, whose history goes on: nothing asks the same twice."""

from pathlib import Path

import pytest

from curriculum.cards.write import write
from curriculum.reading.read import read
from curriculum.shipping.lock import Lock
from curriculum.shipping.settle import Shipment, settle

NOTES = """# The Mills

Show: The Tide Table

Key points:

- **Wheels**: Water turns the wheels.

## Flashcards

Q: What turns the wheel of a tidal mill?
A: the ebb

Q: Which river has the mills?
A: the Rance
"""


def shipped(folder: Path, text: str, lock: Lock, now: int) -> Shipment:
    (folder / "mills.md").write_text(text, encoding="utf-8")
    library = read([folder])
    return settle(write(library), library, lock, {one.id: "May::Week 1" for one in library.episodes}, now)


@pytest.mark.parametrize("answer", ["the ebb tide", "ebb", "the ebb, mostly"])
def test_an_answer_that_grows_or_shrinks_changes_its_card(tmp_path: Path, answer: str) -> None:
    first = shipped(tmp_path, NOTES, Lock(), 2_000_000_000)
    second = shipped(tmp_path, NOTES.replace("A: the ebb", f"A: {answer}"), first.lock, 2_000_001_000)
    (updated,) = second.updated
    assert updated.fields["answer"] == answer
    assert (second.new, second.retired) == ((), ())
    back = shipped(tmp_path, NOTES, second.lock, 2_000_002_000)
    assert [note.fields["answer"] for note in back.updated] == ["the ebb"]
    assert (back.new, back.retired) == ((), ())


def test_a_second_card_that_asks_the_same_leaves_the_first_alone(tmp_path: Path) -> None:
    first = shipped(tmp_path, NOTES, Lock(), 2_000_000_000)
    more = f"{NOTES}\nQ: What turns the wheel of a tidal mill?\nA: the ebb tide\n"
    second = shipped(tmp_path, more, first.lock, 2_000_001_000)
    assert (second.updated, second.retired) == ((), ())
    assert len(second.new) <= 1
