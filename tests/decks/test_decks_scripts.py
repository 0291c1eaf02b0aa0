"""Random scripts of an author and a learner: no note is ever doubled, no review ever lost."""

import shutil
import tempfile
from pathlib import Path

import pytest
from author import Author, Point
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from learner import Held, Learner

LABELS = ["Memory", "Parallel work", "Light", "Flour", "Tools"]
SUBJECTS = ["a warp", "a wasp", "SIMD in full", "SIMT in full", "the crust of bread", "a spindle of sleep"]
ANSWERS = [
    "a group of threads",
    "a group of 32 threads",
    "a net of proteins in dough",
    "a burst of waves",
    "a burst of waves in light sleep",
    "a list",
]
points = st.builds(
    Point, label=st.sampled_from(LABELS), subject=st.sampled_from(SUBJECTS), answer=st.sampled_from(ANSWERS)
)
places = st.integers(0, 50)
titles = st.sampled_from(["Chips", "Chips from scratch", "Sleep", "Why we sleep", "Bread", "Bread, part 2"])


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty collection, copied for each script since making one takes long."""
    path = tmp_path_factory.mktemp("blank") / "collection.anki2"
    Learner(path).close()
    return path


class Script(RuleBasedStateMachine):
    """One author, one learner, any order of events."""

    blank: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copy(self.blank, self.folder / "collection.anki2")
        self.author = Author(self.folder)
        self.learner = Learner(self.folder / "collection.anki2")
        self.thrown_away: list[tuple[int, Point]] = []
        self.facts: dict[str, tuple[str, str]] = {}
        """GUID → the fact that its note asked for when it first shipped."""

    def teardown(self) -> None:
        self.learner.close()
        shutil.rmtree(self.folder)

    # what the author does

    def pick(self, episode: int) -> list[Point]:
        return self.author.episodes[episode % len(self.author.episodes)].points

    @rule(episode=places, point=points, place=places)
    def insert(self, episode: int, point: Point, place: int) -> None:
        into = self.pick(episode)
        into.insert(place % (len(into) + 1), point)

    @rule(episode=places, place=places)
    def delete(self, episode: int, place: int) -> None:
        if len(into := self.pick(episode)) > 1:
            self.thrown_away.append((episode, into.pop(place % len(into))))

    @precondition(lambda self: self.thrown_away)
    @rule()
    def restore(self) -> None:
        episode, point = self.thrown_away.pop()
        self.pick(episode).append(point)

    @rule(episode=places, place=places, change=st.sampled_from(["label", "subject", "answer"]), point=points)
    def reword(self, episode: int, place: int, change: str, point: Point) -> None:
        old = self.pick(episode)[place % len(self.pick(episode))]
        setattr(old, change, getattr(point, change))

    @rule(episode=places, place=places)
    def mend_typo(self, episode: int, place: int) -> None:
        old = self.pick(episode)[place % len(self.pick(episode))]
        old.answer += "s"

    @rule(episode=places)
    def reorder(self, episode: int) -> None:
        self.pick(episode).reverse()

    @rule(one=places, other=places, place=places)
    def move(self, one: int, other: int, place: int) -> None:
        if len(source := self.pick(one)) > 1:
            self.pick(other).append(source.pop(place % len(source)))

    @rule(episode=places, title=titles)
    def retitle(self, episode: int, title: str) -> None:
        if title not in {told.title for told in self.author.episodes}:
            self.author.episodes[episode % 3].title = title

    @rule(episode=places, file=st.sampled_from(["a.md", "b.md", "c/d.md"]))
    def move_file(self, episode: int, file: str) -> None:
        self.author.episodes[episode % 3].file = file

    @rule(split=st.sampled_from([[[0, 1], [2]], [[2], [0, 1]], [[0], [1], [2]], [[2, 1, 0]]]), title=titles)
    def replan(self, split: list[list[int]], title: str) -> None:
        self.author.weeks = [(title, week) for week in split]

    @rule()
    def improve_program(self) -> None:
        """A new version of the program words its questions otherwise."""
        rule, ask = self.author.rule, self.author.ask
        self.author.rule = "better" if rule == "definition" else "definition"
        self.author.ask = lambda point, ask=ask: (f"In short: {ask(point)[0]}"[-200:], ask(point)[1])

    # what the learner does

    @initialize()
    def begin(self) -> None:
        self.build_and_import(rewrite=False)

    @rule(count=st.integers(1, 6))
    def study(self, count: int) -> None:
        self.learner.study(count)

    @rule(place=places)
    def edit(self, place: int) -> None:
        held = sorted(self.learner.held())
        self.learner.edit(held[place % len(held)], Detail="my own words", Answer="mine")

    @rule(place=places)
    def tag_suspend_move(self, place: int) -> None:
        held = sorted(self.learner.held())
        key = held[place % len(held)]
        self.learner.tag(key, "mine")
        self.learner.suspend(key)
        self.learner.move(key, "My own")

    # what must hold

    @rule(rewrite=st.booleans())
    def build_and_import(self, rewrite: bool) -> None:
        self.check(self.author, rewrite)

    @rule(only=st.integers(0, 2))
    def build_and_import_theme(self, only: int) -> None:
        self.check(self.author.sibling("A theme", [("Only this", [only])]), False)

    def check(self, author: Author, rewrite: bool) -> None:
        before = self.learner.held()
        package, shipment = author.build(rewrite=rewrite)
        self.author.built = max(self.author.built, author.built)
        guids = [entry.guid for entry in shipment.lock.entries]
        assert len(guids) == len(set(guids)), "two cards share a GUID"
        imported = self.learner.import_package(package)
        after = self.learner.held()  # fails when two notes have one key
        assert imported.conflicting == 0
        assert {held.guid for held in after.values()} >= {note.guid for note in shipment.notes}
        touched = {note.key for note in (*shipment.updated, *shipment.retired)}
        for key, held in before.items():
            assert after[key].history == held.history, f"the history of {key} changed"
            if key not in touched:
                assert same_words(after[key], held), f"{key} was overwritten"
        quotes = {card.key: card.quote for card in author.cards()}
        notes = {note.key: note for note in shipment.notes}
        for draft, key in shipment.drafts.items():
            fact = fact_of(quotes[draft])
            assert self.facts.setdefault(notes[key].guid, fact) == fact, f"{key} now asks for another fact"
        live = [note for note in shipment.notes if note.state != "retired"]
        shown = sum(len(author.episodes[place].points) for _, week in author.weeks for place in week)
        assert len(live) >= shown, "a point lost its card"
        again = author.settle()
        assert not again.new, "building again finds new cards"
        assert not again.updated, "building again finds changes"


def fact_of(quote: str) -> tuple[str, str]:
    """What a sentence is about and the kind of thing it says that this is, whatever else it says of it."""
    subject, _, answer = quote.rstrip(".").partition(" is ")
    return subject, answer.partition(" of ")[0].rstrip("s")


def same_words(one: Held, other: Held) -> bool:
    return (one.guid, one.fields, one.tags) == (other.guid, other.fields, other.tags)


def run(blank: Path, scripts: int, steps: int) -> None:
    Script.blank = blank
    run_state_machine_as_test(
        Script,
        settings=settings(
            max_examples=scripts,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_random_scripts_never_double_a_note_nor_lose_a_review(blank: Path) -> None:
    run(blank, scripts=25, steps=15)


@pytest.mark.campaign
def test_five_thousand_random_scripts(blank: Path) -> None:
    run(blank, scripts=5000, steps=20)
