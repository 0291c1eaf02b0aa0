"""A correction makes no other fact of a card: learners keep its history."""

import tomllib
from pathlib import Path

import pytest

from curriculum.cards.write import write
from curriculum.reading.corrections import NAME
from curriculum.reading.library import Library
from curriculum.reading.read import read
from curriculum.shipping.lock import Lock
from curriculum.shipping.settle import Shipment, settle

NOTES = """# The Law with Senator Wiemer

Show: The Tide Table

Key points:

- **The bill of Wiemer**: The bill SP 1047 was written by Senator Wiemer in spring.

## Flashcards

Q: Who wrote the bill SP 1047?
A: Senator Wiemer

Q: Which bill did Senator Wiemer write?
A: SP 1047
"""
RULES = '"SP 1047" = "SB 1047"\n\n[the-law-with-senator-wiemer]\n"Wiemer" = "Wiener"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "law.md").write_text(NOTES, encoding="utf-8")
    return tmp_path


def put_right(folder: Path, rules: str) -> Library:
    (folder / NAME).write_text(rules, encoding="utf-8")
    return read([folder])


def shipped(library: Library, lock: Lock, now: int) -> Shipment:
    decks = {episode.id: "May::Week 1" for episode in library.episodes}
    return settle(write(library), library, lock, decks, now)


def test_a_correction_changes_no_id(folder: Path) -> None:
    (before,), (after,) = read([folder]).episodes, put_right(folder, RULES).episodes
    assert (after.title, after.points[0].label) == ("The Law with Senator Wiener", "The bill of Wiener")
    assert after.id == before.id == next(key for key in tomllib.loads(RULES) if "-" in key)
    assert [point.id for point in after.points] == [point.id for point in before.points]


def test_cards_are_put_right_and_keep_their_history(folder: Path) -> None:
    first = shipped(read([folder]), Lock(), 2_000_000_000)
    asked = {note.key: note for note in first.notes}
    assert len(asked) >= 2
    second = shipped(put_right(folder, RULES), first.lock, 2_000_001_000)
    assert (second.new, second.retired) == ((), ())
    assert {note.key for note in second.notes} == set(asked)
    assert {note.key for note in second.updated} == set(asked)
    assert not any("Wiemer" in text for note in second.notes for text in note.fields.values())
    again = shipped(put_right(folder, RULES), second.lock, 2_000_002_000)
    assert (again.new, again.updated, again.retired) == ((), (), ())
    third = shipped(put_right(folder, ""), second.lock, 2_000_002_000)
    assert third.retired == ()
    assert {note.key for note in third.notes} == set(asked)


def test_a_correction_unmakes_no_episode(tmp_path: Path) -> None:
    """A title that no longer names a known show was no title any more."""
    parts = [
        f"Latent Space: {title}\n\n- A point about {title}.\n- Another one.\n"
        for title in ("Mills", "Weirs", "Tides")
    ]
    (tmp_path / "all.md").write_text("\n".join(parts), encoding="utf-8")
    before = read([tmp_path])
    (tmp_path / NAME).write_text('"Latent Space" = "Len Space"\n', encoding="utf-8")
    assert [episode.id for episode in read([tmp_path]).episodes] == [one.id for one in before.episodes]
