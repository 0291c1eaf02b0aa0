"""Two machines build from the same notes, each with its lock; then version control merges both."""

import shutil
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from author import Author, Point
from learner import Learner

from curriculum.shipping import lock as locks


class Laptop:
    """One person's copy of the notes and the lock, and their Anki."""

    def __init__(self, folder: Path, number: int) -> None:
        folder.mkdir()
        self.author = Author(folder, built=number)
        self.learner = Learner(folder / "collection.anki2")

    def build(self) -> None:
        self.learner.import_package(self.author.build()[0])


@pytest.fixture
def laptops(tmp_path: Path) -> Iterator[tuple[Laptop, Laptop]]:
    """Two laptops that began with one build of the same notes."""
    one, other = Laptop(tmp_path / "one", 0), Laptop(tmp_path / "other", 0)
    one.build()
    other.author.built = one.author.built
    shutil.copy(one.author.lock_path, other.author.lock_path)
    shutil.copy(one.author.folder / "1.apkg", other.author.folder)
    other.learner.import_package(other.author.folder / "1.apkg")
    yield one, other
    one.learner.close()
    other.learner.close()


def merge(one: Laptop, other: Laptop) -> None:
    """Both get the notes of ``one``, and the lines of both locks, as a union merge leaves them."""
    mine, theirs = (laptop.author.lock_path.read_text("utf-8").splitlines() for laptop in (one, other))
    lines = [*mine, *(line for line in theirs if line not in mine)]
    for laptop in (one, other):
        laptop.author.lock_path.write_text("\n".join(lines) + "\n", "utf-8")
        laptop.author.episodes = deepcopy(one.author.episodes)
        laptop.author.built = max(one.author.built, other.author.built)


def test_after_a_merge_both_learners_keep_their_histories(laptops: tuple[Laptop, Laptop]) -> None:
    one, other = laptops
    gate = Point("Transistors", "a gate", "a switch made of transistors")
    core = Point("Cores", "a core", "a processor among others")
    one.author.point(0, 0, answer="a group of 32 threads that run in step")
    one.author.episodes[0].points.append(gate)
    one.author.episodes[1].points.pop(3)
    one.build()
    other.author.episodes[1].title = "Why we sleep"
    other.author.point(0, 1, answer="the smallest block a cache fetches at once")
    other.author.episodes[2].points.append(core)
    other.author.built = 5
    other.build()
    for laptop in laptops:
        laptop.learner.study(9)
        laptop.learner.edit(
            "bread-at-home/flour/definition/a-net-of-proteins-in-dough", Answer="my own words"
        )
    before = [laptop.learner.held() for laptop in laptops]

    # the notes merge as they would in version control: each side's changes
    one.author.episodes[1].title = "Why we sleep"
    one.author.point(0, 1, answer="the smallest block a cache fetches at once")
    one.author.episodes[2].points.append(core)
    merge(one, other)
    doubled = locks.read(one.author.lock_path).problems
    # the changed answer of each side, the retired card, and four cards of the retitled episode
    assert len(doubled) == 6
    for laptop, held in zip(laptops, before, strict=True):
        laptop.build()
        after = laptop.learner.held()
        assert {key: after[key].history for key in held} == {key: held[key].history for key in held}
        assert len({note.fields["Question"] for note in after.values()}) == len(after), "a card came twice"
        assert {key for key in held if after[key].fields["Answer"] == "my own words"} == {
            "bread-at-home/flour/definition/a-net-of-proteins-in-dough"
        }
        assert len(after) == 14
    one_note, other_note = (laptop.learner.held() for laptop in laptops)
    assert {key: note.fields for key, note in one_note.items()} == {
        key: note.fields for key, note in other_note.items()
    }
    assert one.author.settle().lock == other.author.settle().lock
    assert locks.read(one.author.lock_path).problems == ()
