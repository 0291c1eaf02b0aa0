"""A theme is looked for: what a curriculum of it has, and apart from that what speaks of it too."""

import threading
import time
from pathlib import Path

import pytest

from curriculum.cli import reasons
from curriculum.desk import sought
from curriculum.desk.sought import Answer, Seeker, suggested
from curriculum.order import Order
from curriculum.planning.index import Index
from curriculum.planning.meaning.kept import Progress
from curriculum.planning.meaning.near import Near
from curriculum.planning.plan import plan
from curriculum.planning.query import Query
from curriculum.planning.wish import Wish
from curriculum.workspace import Workspace

EPISODES = {
    "mills": (
        "The Rance Mills",
        "1. **Tide**: A tidal mill stores the flood tide behind gates.\n"
        "2. **Ebb**: A tidal mill turns with the ebb tide.\n",
    ),
    "bread": (
        "Bread at Home",
        "1. **Dough**: Bakers fold the dough every hour.\n2. **Flour**: Flour came from a tidal mill once.\n",
    ),
    "stars": ("Looking Up", "1. **Mirrors**: A telescope gathers light with a mirror.\n"),
}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    for name, (title, points) in EPISODES.items():
        text = f"# {title}\n\nShow: The Tide Table\n\nKey points:\n\n{points}"
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    return Workspace(Order(sources=(tmp_path,), now=0), lambda order, tell: {}, reasons)


class Deaf(Near):
    """Knows no meaning."""

    def read(self, index: Index, progress: Progress | None = None) -> None:
        """Nothing."""


def ask(workspace: Workspace, theme: str) -> Answer:
    return Seeker(workspace, Deaf()).seek(theme)


@pytest.mark.parametrize("theme", ["tidal mills", "Rance", "mills -dough"])
def test_it_shows_the_very_episodes_that_a_curriculum_of_it_has(workspace: Workspace, theme: str) -> None:
    planned = plan(workspace.library, workspace.themes, Wish(themes=(theme,)))
    shown = ask(workspace, theme).planned
    assert sorted(one.id for one in shown) == sorted(at.id for week in planned.weeks for at in week.episodes)


def test_each_says_why_it_is_there(workspace: Workspace) -> None:
    best, *_ = ask(workspace, "tidal mills").planned
    assert best.title == "The Rance Mills"
    assert "tidal" in " ".join(best.words)
    assert best.points == ("Tide", "Ebb")
    assert best.minutes > 0


def test_what_only_speaks_of_it_stands_apart(workspace: Workspace) -> None:
    answer = ask(workspace, "telescope")
    assert answer.planned == ()
    assert [one.title for one in answer.beside] == ["Looking Up"]


def test_what_matters_to_nothing_finds_nothing(workspace: Workspace) -> None:
    answer = ask(workspace, "zebra")
    assert (answer.planned, answer.beside, answer.more) == ((), (), 0)


@pytest.mark.parametrize(
    ("typed", "theme"),
    [
        ("tid", "tide"),
        ("tida", "tidal"),
        ("Rance mi", "rance mill"),
        ("zeb", "zeb"),
        ("t", "t"),
        ("the", "the"),
    ],
)
def test_a_word_that_is_still_typed_is_ended_as_the_notes_do(
    workspace: Workspace, typed: str, theme: str
) -> None:
    seeker = Seeker(workspace, Deaf())
    while (answer := seeker.seek(typed)).reading:
        time.sleep(0.005)
    assert (answer.asked, answer.theme) == (typed, theme)


def test_the_themes_of_the_notes_are_suggested_with_their_number(workspace: Workspace) -> None:
    found = suggested(workspace.library, workspace.themes)
    assert found
    assert all(one.episodes >= 1 for one in found)
    assert [one.episodes for one in found] == sorted((one.episodes for one in found), reverse=True)


def test_who_types_does_not_wait_until_the_notes_are_read_for_their_meaning(workspace: Workspace) -> None:
    class Slow(Near):
        """Has read the notes only when told so."""

        done = False

        def knows(self, index: Index) -> bool:
            return self.done

        def read(self, index: Index, progress: Progress | None = None) -> None:
            reading.append(index)

        def __call__(self, index: Index, query: Query) -> dict[int, float]:
            assert self.done
            return {index.ids.index("looking-up"): 0.9}

    reading: list[Index] = []
    near = Slow()
    seeker = Seeker(workspace, near)
    assert "Looking Up" not in {one.title for one in seeker.seek("tidal mills").beside}
    seeker.seek("tidal mills")
    assert reading == [workspace.index]  # once
    near.done = True
    assert "Looking Up" in {one.title for one in seeker.seek("tidal mills").beside}


def test_the_notes_are_read_on_only_as_long_as_the_program_runs(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = threading.Thread()  # never begun: as the main thread is once it has ended
    steps: list[int] = []

    class Read(Near):
        """Reads three steps."""

        def read(self, index: Index, progress: Progress | None = None) -> None:
            assert progress
            for step in range(3):
                steps.append(step)
                progress(step, 3)
            done.set()

    done = threading.Event()
    Seeker(workspace, Read()).prepare()
    assert done.wait(10), "while it runs"
    assert steps == [0, 1, 2]
    monkeypatch.setattr(sought, "main_thread", lambda: ended)
    steps.clear()
    seeker = Seeker(workspace, Read())
    seeker.prepare()
    assert seeker._thread
    assert not seeker._thread.daemon, "the program waits for it"
    seeker._thread.join(10)
    assert steps == [0]
