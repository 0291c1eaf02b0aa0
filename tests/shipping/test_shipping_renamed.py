"""An episode is known again by its cards, whatever its title is now."""

from pathlib import Path

import pytest

from curriculum.cards.write import write
from curriculum.reading.library import Library
from curriculum.reading.read import read
from curriculum.shipping.lock import Lock
from curriculum.shipping.renamed import renamed
from curriculum.shipping.settle import settle

FRITS = "1. **Frits**: Josiah Wedgwood sold 9,500 frits to potters in Stoke in 1769."
CASEIN = "2. **Casein**: Casein is a protein that makes up 80% of the curd of Gouda."


def notes(folder: Path, **episodes: str) -> Library:
    """A library of episodes, each with a title and its points."""
    for path in folder.glob("*.md"):
        path.unlink()
    for title, points in episodes.items():
        name = title.replace("_", " ")
        (folder / f"{title}.md").write_text(f"# 4. {name}\n\n## Key Points\n{points}\n", "utf-8")
    return read([folder])


def shipped(library: Library, lock: Lock | None = None) -> Lock:
    decks = {episode.id: f"May::{episode.title}" for episode in library.episodes}
    return settle(write(library), library, lock or Lock(), decks, 2_000_000_000).lock


@pytest.fixture
def before(tmp_path: Path) -> Lock:
    lock = shipped(notes(tmp_path, Glaze_and_Curd=f"{FRITS}\n{CASEIN}"))
    assert len(lock.entries) == 2
    return lock


def test_by_where_its_words_stand_and_after_a_build_by_its_keys(before: Lock, tmp_path: Path) -> None:
    library = notes(tmp_path, Curd_and_Glaze=f"{FRITS}\n{CASEIN}")
    assert renamed(before, library) == {"glaze-and-curd": "curd-and-glaze"}
    after = shipped(library, before)
    assert {entry.episode for entry in after.entries} == {"curd-and-glaze"}
    assert renamed(after, library) == {"glaze-and-curd": "curd-and-glaze"}


def test_half_of_its_cards_are_enough_and_fewer_are_not(before: Lock, tmp_path: Path) -> None:
    assert renamed(before, notes(tmp_path, Curd=CASEIN, Tin="1. **Tin**: Tin is soft."))
    more = before.entries[0].model_copy(update={"key": "glaze-and-curd/x", "guid": "x", "fields": {}})
    gone = more.model_copy(update={"fingerprint": "a-b"})
    lock = Lock(entries=(*before.entries, gone))
    assert renamed(lock, notes(tmp_path, Curd=CASEIN)) == {}


def test_what_has_its_id_still_or_is_nowhere_is_not_renamed(before: Lock, tmp_path: Path) -> None:
    assert renamed(before, notes(tmp_path, Glaze_and_Curd=CASEIN)) == {}
    assert renamed(before, notes(tmp_path, Tin="1. **Tin**: Tin is soft.")) == {}
    assert renamed(Lock(), notes(tmp_path, Curd=CASEIN)) == {}
