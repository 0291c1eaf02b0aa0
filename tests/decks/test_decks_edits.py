"""Random edits of real files, between them a learner with a real Anki: nothing dear is ever lost.

An author retitles, reorders, splits, merges, mistypes, deletes and brings back, moves, duplicates; an editor
saves the files in another form. The learner studies, edits, tags, suspends and moves cards in between.
"""

import shutil
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from learner import Held, Learner
from notebook import FORMS, POOL, TYPED, Fact, Notebook, Passage, Told

from curriculum.shipping.face import Face, face_of_entry, face_of_fields
from curriculum.shipping.lock import Entry
from curriculum.shipping.lock import read as read_lock
from curriculum.shipping.settle import Shipment

places = st.integers(0, 50)
titles = st.sampled_from(
    ["Weaving", "Weaving at the river", "Bread", "Bread at home", "Sleep", "A mill's year"]
)
labels = st.sampled_from(["Sleep", "Cloth", "Tools", "Dough", "Rise", "Custard", "On the river"])


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty collection, copied for each script since making one takes long."""
    path = tmp_path_factory.mktemp("blank") / "collection.anki2"
    Learner(path).close()
    return path


class Edits(RuleBasedStateMachine):
    """One author, one learner, any order of events."""

    blank: Path
    counts: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        shutil.copy(self.blank, self.folder / "collection.anki2")
        self.notebook = Notebook(self.folder)
        self.learner = Learner(self.folder / "collection.anki2")
        self.backups: list[list[Told]] = []
        self.wordings: dict[int, set[str]] = {}
        self.facts: dict[str, int | None] = {}
        """GUID → the fact that its note asked for when it first shipped."""

    def teardown(self) -> None:
        self.learner.close()
        shutil.rmtree(self.folder)

    # what the author does

    def told(self, place: int) -> Told:
        return self.notebook.episodes[place % len(self.notebook.episodes)]

    def passage(self, episode: int, place: int) -> Passage | None:
        passages = self.told(episode).passages
        return passages[place % len(passages)] if passages else None

    def lists(self) -> list[list[Fact]]:
        """Every list of facts, so that a fact can be changed where it stands."""
        found = [passage.facts for told in self.notebook.episodes for passage in told.passages]
        return [facts for facts in (*found, *(told.typed for told in self.notebook.episodes)) if facts]

    def reword(self, place: int, subject: str | None = None, answer: str | None = None) -> None:
        """Give a fact, wherever it stands, other words; what stands for ``{}`` are the earlier ones."""
        every = sorted({(fact.id, fact.text) for fact in self.notebook.facts()})
        if not every:
            return
        id, text = every[place % len(every)]
        for facts in self.lists():
            for number, fact in enumerate(facts):
                if (fact.id, fact.text) == (id, text):
                    new = replace(
                        fact,
                        subject=fact.subject if subject is None else subject.replace("{}", fact.subject),
                        answer=fact.answer if answer is None else answer.replace("{}", fact.answer),
                    )
                    if self.notebook.free(new.text, id):
                        facts[number] = new

    @rule(episode=places, title=titles)
    def retitle(self, episode: int, title: str) -> None:
        if title not in {told.title for told in self.notebook.episodes}:
            self.told(episode).title = title

    @rule(episode=places, place=places, label=labels)
    def relabel(self, episode: int, place: int, label: str) -> None:
        if passage := self.passage(episode, place):
            passage.label = label

    @rule(episode=places)
    def change_show(self, episode: int) -> None:
        self.told(episode).show += " Weekly"

    @rule(episode=places)
    def reorder(self, episode: int) -> None:
        self.told(episode).passages.reverse()
        self.notebook.episodes.reverse()

    @rule(episode=places, file=st.sampled_from(["a.md", "b.md", "c/d.md"]))
    def move_to_another_file(self, episode: int, file: str) -> None:
        self.told(episode).file = file

    @rule(name=st.sampled_from(["z.md", "renamed/a.md"]))
    def rename_file(self, name: str) -> None:
        first = self.notebook.episodes[0].file
        for told in self.notebook.episodes:
            if told.file == first:
                told.file = name

    @rule(episode=places, title=titles)
    def split_episode(self, episode: int, title: str) -> None:
        told = self.told(episode)
        if len(told.passages) > 1 and title not in {other.title for other in self.notebook.episodes}:
            half = len(told.passages) // 2
            self.notebook.episodes.append(Told(title, told.show, told.file, told.passages[half:]))
            told.passages = told.passages[:half]

    @rule(one=places, other=places)
    def merge_episodes(self, one: int, other: int) -> None:
        first, second = self.told(one), self.told(other)
        if first is not second:
            first.passages += second.passages
            first.typed += second.typed
            self.notebook.episodes = [told for told in self.notebook.episodes if told is not second]

    @rule(episode=places, place=places, label=labels)
    def split_point(self, episode: int, place: int, label: str) -> None:
        passage = self.passage(episode, place)
        if passage and len(passage.facts) > 1:
            self.told(episode).passages.append(Passage(label, passage.facts[1:]))
            passage.facts = passage.facts[:1]

    @rule(episode=places, one=places, other=places)
    def merge_points(self, episode: int, one: int, other: int) -> None:
        first, second = self.passage(episode, one), self.passage(episode, other)
        if first and second and first is not second:
            first.facts = [*first.facts, *second.facts]
            second.facts = []

    @rule(source=places, into=places, place=places)
    def move_point(self, source: int, into: int, place: int) -> None:
        if passage := self.passage(source, place):
            self.told(source).passages = [one for one in self.told(source).passages if one is not passage]
            self.told(into).passages.append(passage)

    @rule(place=places)
    def duplicate_episode(self, place: int) -> None:
        copied = self.notebook.copy_of_episodes()[place % len(self.notebook.episodes)]
        copied.file = "copy.md"
        self.notebook.episodes.append(copied)

    @rule(source=places, into=places, place=places)
    def duplicate_point(self, source: int, into: int, place: int) -> None:
        if passage := self.passage(source, place):
            self.told(into).passages.append(Passage(passage.label, [replace(f) for f in passage.facts]))

    @rule(place=places)
    def delete_fact(self, place: int) -> None:
        if len(lists := self.lists()) > 1:
            del lists[place % len(lists)][0]

    @rule(episode=places, place=places, label=labels)
    def write_fact(self, episode: int, place: int, label: str) -> None:
        """Write down a fact of the pool, perhaps one that stood there before in other words."""
        id = place % (len(POOL) + len(TYPED))
        if id < len(POOL):
            fact = Fact(*POOL[id], id)
            self.told(episode).passages.append(Passage(label, [fact]))
        else:
            self.told(episode).typed.append(Fact(*TYPED[id - len(POOL)], id, typed=True))

    @rule(place=places, other=places)
    def write_another_in_its_place(self, place: int, other: int) -> None:
        lists = self.lists()
        if lists and not (facts := lists[place % len(lists)])[0].typed:
            id = other % len(POOL)
            facts[0] = Fact(*POOL[id], id)

    @rule(place=places)
    def write_a_namesake_in_its_place(self, place: int) -> None:
        """Another fact with the same question: "A shuttle is a tool …", "A shuttle is a craft …"."""
        for facts in self.lists():
            for number, fact in enumerate(facts):
                others = [id for id, (name, _) in enumerate(POOL) if name == fact.subject and id != fact.id]
                if others and number == place % 2:
                    facts[number] = Fact(*POOL[others[0]], others[0])
                    return

    @rule(place=places, change=st.sampled_from(["s", "es", " of old", " today", " in every village"]))
    def mistype_or_add(self, place: int, change: str) -> None:
        self.reword(place, answer="{}" + change)

    @rule(place=places, change=st.sampled_from(["{}s", "{} of today"]))
    def change_question(self, place: int, change: str) -> None:
        self.reword(place, subject=change)

    @rule(place=places)
    def correct_a_number(self, place: int) -> None:
        for facts in self.lists():
            for number, fact in enumerate(facts):
                new = replace(fact, answer=fact.answer.replace("48", "36").replace("2 hours", "3 hours"))
                if self.notebook.free(new.text, fact.id):
                    facts[number] = new

    @rule()
    def back_up(self) -> None:
        self.backups.append(self.notebook.copy_of_episodes())

    @rule(place=places)
    def restore(self, place: int) -> None:
        """The notes of an earlier day come back, all of them."""
        if self.backups:
            current = self.notebook.episodes
            self.notebook.episodes = self.backups[place % len(self.backups)]
            copied = self.notebook.copy_of_episodes()
            self.notebook.episodes, self.backups[-1] = copied, current

    @rule(form=st.sampled_from(sorted(FORMS)))
    def save_in_another_form(self, form: str) -> None:
        self.notebook.form = form

    # what the learner does

    def held_key(self, place: int) -> str:
        held = sorted(self.learner.held())
        return held[place % len(held)]

    @rule(count=st.integers(1, 8))
    def study(self, count: int) -> None:
        self.learner.study(count)

    @rule(place=places)
    def edit(self, place: int) -> None:
        self.learner.edit(self.held_key(place), Detail="my own words", **{"Spare 1": "mine"})

    @rule(place=places)
    def tag_suspend_move(self, place: int) -> None:
        key = self.held_key(place)
        self.learner.tag(key, "mine")
        self.learner.suspend(key)
        self.learner.move(key, "My own")

    # what must hold

    @initialize()
    def begin(self) -> None:
        self.backups.append(self.notebook.copy_of_episodes())
        self.build_and_import()
        assert len(self.learner.held()) >= 10
        self.learner.study(6)

    @rule()
    def build_and_import(self) -> None:
        if not any(self.notebook.facts()):
            return
        before, old = self.learner.held(), read_lock(self.notebook.lock_path).entries
        path, shipment = self.notebook.build()
        imported = self.learner.import_package(path)
        after = self.learner.held()  # fails when two notes have one key
        self.counts.update({"builds": 1, "notes changed in Anki": imported.updated})
        self.counts["notes updated"] += len(shipment.updated)
        self.counts["histories compared"] += sum(
            any(card[-1] for card in held.history) for held in before.values()
        )
        self.counts["notes new"] += len(shipment.new)
        assert imported.conflicting == 0
        self.nothing_is_lost_or_overwritten(before, after, {entry.key: entry for entry in old}, shipment)
        self.no_history_goes_to_another_fact(shipment)
        self.nothing_comes_twice(old, shipment)
        again = self.notebook.settle()
        assert not again.new, "building again finds new cards"
        assert not again.updated, "building again finds changes"
        assert again.lock.entries == shipment.lock.entries
        self.wordings = self.notebook.wordings()

    @rule(count=st.integers(1, 8), place=places)
    def study_edit_and_import_again(self, count: int, place: int) -> None:
        self.study(count)
        self.edit(place)
        self.build_and_import()

    @rule(place=places, change=st.sampled_from(["s", " of old"]))
    def mistype_and_build(self, place: int, change: str) -> None:
        self.mistype_or_add(place, change)
        self.build_and_import()

    @rule(one=places, other=places)
    def merge_build_and_come_back(self, one: int, other: int) -> None:
        apart = self.notebook.copy_of_episodes()
        self.merge_episodes(one, other)
        self.build_and_import()
        self.notebook.episodes = apart
        self.build_and_import()

    @rule(place=places)
    def delete_build_and_bring_back(self, place: int) -> None:
        whole = self.notebook.copy_of_episodes()
        self.delete_fact(place)
        self.build_and_import()
        self.notebook.episodes = whole
        self.build_and_import()

    @rule(form=st.sampled_from(sorted(FORMS)))
    def save_in_another_form_and_build(self, form: str) -> None:
        self.build_and_import()
        self.notebook.form = form
        changed = self.counts["notes changed in Anki"]
        self.build_and_import()
        assert self.counts["notes changed in Anki"] == changed, "a form of the file is no change"

    def nothing_is_lost_or_overwritten(
        self, before: dict[str, Held], after: dict[str, Held], old: dict[str, Entry], shipment: Shipment
    ) -> None:
        entries = {entry.key: entry for entry in shipment.lock.entries}
        wordings = self.notebook.wordings()
        for key, held in before.items():
            assert after[key].history == held.history, f"the history of {key} changed"
            was, now, fact = old[key], entries[key], self.facts[held.guid]
            unchanged = fact is not None and self.wordings.get(fact) == wordings.get(fact)
            if after[key].fields != held.fields:
                assert not same_words(was, now), f"{key} was sent although it asks and answers the same"
                # a card that had retired may come back in words that had changed before
                assert not unchanged or was.retired, (
                    f"{key} was sent although its fact stands as it was worded"
                )
            if unchanged and was.retired is None:
                assert now.retired is None, f"{key} has retired although its fact stands as it was"
            if "mine" in held.tags and same_words(was, now):
                assert after[key].tags == held.tags, f"the tags of {key} were overwritten"

    def no_history_goes_to_another_fact(self, shipment: Shipment) -> None:
        entries = {entry.key: entry for entry in shipment.lock.entries}
        drafts = {card.key: card.quote for card in self.notebook.cards}
        quotes = [(note.key, note.fields["quote"]) for note in shipment.notes]
        quotes += [(note, drafts[draft]) for draft, note in shipment.drafts.items()]
        for key, quote in quotes:
            fact = self.notebook.fact_of(quote)
            first = self.facts.setdefault(entries[key].guid, fact)
            assert fact == first, f"{key} asked for fact {first} and now for {fact}"

    def nothing_comes_twice(self, old: tuple[Entry, ...], shipment: Shipment) -> None:
        live = [note for note in shipment.notes if note.state != "retired"]
        asked = Counter(face_of_fields(note.kind, note.fields).lower for note in live)
        assert not (twice := [face for face, times in asked.items() if times > 1]), f"asked twice: {twice}"
        shown = {note.key for note in live}
        for note in shipment.new:
            face = face_of_fields(note.kind, note.fields).lower
            known = [e.key for e in old if face_of_entry(e).lower == face and e.key not in shown]
            assert not known, f"{note.key} is new although {known} asked the same"
            anew = self.facts[note.guid] in {self.facts[e.guid] for e in old if e.key not in shown}
            self.counts["facts begun anew in other words"] += anew


def same_words(one: Entry, other: Entry) -> bool:
    """Whether two states of a card ask and answer the same, to the letter."""

    def face(entry: Entry) -> Face:
        return face_of_entry(entry)

    return face(one) == face(other)


def run(blank: Path, scripts: int, steps: int) -> Counter[str]:
    Edits.blank, Edits.counts = blank, Counter()
    run_state_machine_as_test(
        Edits,
        settings=settings(
            max_examples=scripts,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    return Edits.counts


def test_random_edits_lose_double_and_overwrite_nothing(blank: Path) -> None:
    counts = run(blank, scripts=6, steps=12)
    assert counts["builds"] > 6


@pytest.mark.campaign
def test_three_hundred_random_edit_scripts(blank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    counts = run(blank, scripts=300, steps=40)
    with capsys.disabled():
        print(f"\n300 scripts: {dict(sorted(counts.items()))}")
    assert counts["builds"] > 300
