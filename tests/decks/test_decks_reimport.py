"""A learner imports, studies, edits; the author changes something; the learner imports again.

Every case of the promise in docs/reimport.md, against the real Anki.
"""

from collections.abc import Callable
from typing import NamedTuple

import pytest
from author import Author, Point, ask_otherwise
from learner import Held, Imported, Learner

from curriculum.cli.changes import searches
from curriculum.shipping import elsewhere

WARP = "chips-from-scratch/parallel-work/definition/a-group-of-threads-that-run-in-step"
CACHE = "chips-from-scratch/memory/definition/the-smallest-block-a-cache-fetches"
SPINDLE = "sleep-and-the-brain/rhythm/definition/a-burst-of-waves-in-light-sleep"
GLUTEN = "bread-at-home/flour/definition/a-net-of-proteins-in-dough"
STARTER = "bread-at-home/wild-yeast/definition/a-culture-of-yeast-and-bacteria"


def make_it_theirs(learner: Learner) -> None:
    """Everything a learner does to cards that are dear to them."""
    assert learner.study(7) == 7
    learner.edit(SPINDLE, Answer="MY WORDS: a burst of 12 Hz waves", **{"Spare 1": "my note"})
    learner.tag(SPINDLE, "hard")
    learner.move(GLUTEN, "My own deck")
    learner.suspend(STARTER)


def reword_answer(author: Author) -> None:
    author.point(0, 0, answer="a group of 32 threads that run in step")


def reword_question(author: Author) -> None:
    author.point(0, 0, subject="a warp of threads")


def relabel(author: Author) -> None:
    author.point(0, 0, label="Working in parallel")
    author.point(1, 0, label="Rhythms of the night")


def insert_on_top(author: Author) -> None:
    author.episodes[0].points.insert(0, Point("Transistors", "a gate", "a switch made of transistors"))


def insert_same_label(author: Author) -> None:
    author.episodes[0].points.insert(0, Point("Parallel work", "a block", "a team of warps"))


def reorder(author: Author) -> None:
    for told in author.episodes:
        told.points.reverse()
    author.episodes.reverse()
    author.weeks = [("Making things", [2, 0]), ("How we rest", [1])]


def retitle(author: Author) -> None:
    author.episodes[0].title = "Building a chip from scratch"
    author.episodes[1].title = "Why we sleep at all"


def move_file(author: Author) -> None:
    author.episodes[0].file = "elsewhere/renamed.md"


def rename_week(author: Author) -> None:
    author.weeks = [("Hands and tools", [0, 2]), ("Nights", [1])]


def replan(author: Author) -> None:
    author.weeks = [("Rest first", [1, 2]), ("Then", [0])]


def move_points(author: Author) -> None:
    """Two points move to another episode, in another file."""
    author.episodes[2].points += author.episodes[0].points[:2]
    del author.episodes[0].points[:2]


def mend_typos(author: Author) -> None:
    author.point(0, 1, answer="the smallest block that a cache fetches")


def do_nothing(author: Author) -> None:
    pass


def write_drafts(author: Author) -> None:
    """A writer drafts two cards for a point that has a card by rule, and one for a point that is new."""
    author.episodes[0].points.append(Point("Threads in blocks", "a block", "a team of warps"))
    author.drafts["chips-from-scratch/parallel-work"] = [
        ("Why do the threads of a warp run in step?", "they share one instruction"),
        ("How many threads does a warp of this chip have?", "thirty-two"),
    ]
    author.drafts["chips-from-scratch/threads-in-blocks"] = [("What makes up a block?", "a team of warps")]


def change_a_rule(author: Author) -> None:
    author.rule, author.ask = "better-definition", ask_otherwise


class Case(NamedTuple):
    edit: Callable[[Author], None]
    new: int = 0
    updated: frozenset[str] = frozenset()
    """Keys of the notes whose fields may change."""


CASES = {
    "same build again": Case(do_nothing),
    "answer edited": Case(reword_answer, updated=frozenset({WARP})),
    "question edited": Case(reword_question, updated=frozenset({WARP})),
    "typo mended": Case(mend_typos, updated=frozenset({CACHE})),
    "label edited": Case(relabel),
    "point inserted on top": Case(insert_on_top, new=1),
    "point inserted with a label already used": Case(insert_same_label, new=1),
    "points and episodes reordered": Case(reorder),
    "episode retitled": Case(retitle),
    "episode moved to another file": Case(move_file),
    "points moved to another episode": Case(move_points),
    "week renamed": Case(rename_week),
    "outline re-planned": Case(replan),
    "a rule of the program changed": Case(change_a_rule),
    "drafts written for points whose cards are held": Case(write_drafts, new=1),
}


def differing(before: dict[str, Held], after: dict[str, Held]) -> set[str]:
    """Keys of the notes whose fields or tags are no longer what they were."""
    return {
        key
        for key, held in before.items()
        if (held.fields, held.tags) != (after[key].fields, after[key].tags)
    }


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_learner_keeps_everything(case: Case, author: Author, learner: Learner) -> None:
    first, _ = author.build()
    assert learner.import_package(first) == Imported(new=12, updated=0, duplicate=0, conflicting=0)
    make_it_theirs(learner)
    before = learner.held()
    decks = set(learner.decks())

    case.edit(author)
    second, shipment = author.build()
    imported = learner.import_package(second)

    after = learner.held()
    assert imported == Imported(case.new, len(case.updated), 12 - len(case.updated), 0)
    assert (len(shipment.new), len(shipment.updated)) == (case.new, len(case.updated))
    assert {key: held.history for key, held in after.items() if key in before} == {
        key: held.history for key, held in before.items()
    }
    assert differing(before, after) == set(case.updated)
    assert len(after) == len(before) + case.new
    assert set(learner.decks()) == decks, "a card never moves, so a new deck would stand empty"
    assert learner.empty_cards() == 0


def test_a_lost_lock_neither_duplicates_nor_overwrites(author: Author, learner: Learner) -> None:
    learner.import_package(author.build()[0])
    make_it_theirs(learner)
    reword_answer(author)
    learner.import_package(author.build()[0])
    before = learner.held()
    author.lock_path.unlink()
    package, shipment = author.build()
    # the reworded card's key comes from its new answer: without the lock nothing can know the old one
    assert learner.import_package(package) == Imported(new=1, updated=0, duplicate=11, conflicting=0)
    after = learner.held()
    assert {key: after[key] for key in before} == before
    assert len(shipment.new) == 12


def test_the_new_wording_arrives_where_it_was_edited(author: Author, learner: Learner) -> None:
    learner.import_package(author.build()[0])
    reword_answer(author)
    learner.import_package(author.build()[0])
    assert learner.note(WARP)["Answer"] == "a group of 32 threads that run in step"


def test_a_learners_edit_stays_when_another_card_changes(author: Author, learner: Learner) -> None:
    learner.import_package(author.build()[0])
    learner.edit(SPINDLE, Answer="my answer")
    author.point(1, 1, answer="the settling of memories in deep sleep")
    package, shipment = author.build()
    assert [note.fields["question"] for note in shipment.updated] == ["What is consolidation?"]
    learner.import_package(package)
    assert learner.note(SPINDLE)["Answer"] == "my answer"


def test_a_deleted_point_is_tagged_and_comes_back_with_its_history(author: Author, learner: Learner) -> None:
    learner.import_package(author.build()[0])
    make_it_theirs(learner)
    before = learner.held()

    gone = author.episodes[0].points.pop(0)
    package, shipment = author.build()
    assert [note.key for note in shipment.retired] == [WARP]
    learner.import_package(package)
    assert [note["Key"] for note in learner.notes() if note.has_tag("curriculum::retired")] == [WARP]
    assert learner.held()[WARP].history == before[WARP].history

    author.episodes[0].points.append(gone)
    learner.import_package(author.build()[0])
    assert learner.held() == before


def test_retiring_a_card_and_bringing_it_back_never_overwrites_an_edit(
    author: Author, learner: Learner
) -> None:
    learner.import_package(author.build()[0])
    make_it_theirs(learner)
    before = learner.held()
    gone = author.episodes[1].points.pop(0)
    package, shipment = author.build()
    assert [note.key for note in shipment.retired] == [SPINDLE]
    assert learner.import_package(package).updated == 0
    author.episodes[1].points.insert(0, gone)
    assert learner.import_package(author.build()[0]).updated == 0
    assert learner.held() == before


def test_the_search_for_retired_cards_finds_the_edited_ones_too(author: Author, learner: Learner) -> None:
    learner.import_package(author.build()[0])
    make_it_theirs(learner)
    author.episodes[0].points.pop(0)
    author.episodes[1].points.pop(0)
    package, shipment = author.build()
    learner.import_package(package)
    found = learner.col.find_notes(searches(shipment, author.outline())["retired"])
    assert {learner.col.get_note(id)["Key"] for id in found} == {WARP, SPINDLE}


def change_back(author: Author) -> None:
    """The backs of all cards say something else; what they ask and answer stays."""
    author.back = "More about it."
    for told in author.episodes:
        told.title += ", the second edition"
        told.show += " Weekly"


def test_what_stands_on_the_back_alone_is_not_sent_until_asked_for(author: Author, learner: Learner) -> None:
    learner.import_package(author.build()[0])
    make_it_theirs(learner)
    before = learner.held()
    change_back(author)
    package, shipment = author.build()
    assert (shipment.updated, shipment.new) == ((), ())
    assert learner.import_package(package).updated == 0
    assert learner.held() == before
    rewritten, _ = author.build(rewrite=True)
    assert learner.import_package(rewritten).updated == 12
    assert learner.note(WARP)["Detail"] == "More about it."


def test_the_back_comes_with_the_next_change_of_what_is_asked(author: Author, learner: Learner) -> None:
    learner.import_package(author.build()[0])
    change_back(author)
    author.build()
    reword_answer(author)
    learner.import_package(author.build()[0])
    assert (learner.note(WARP)["Answer"], learner.note(WARP)["Detail"]) == (
        "a group of 32 threads that run in step",
        "More about it.",
    )


def test_a_retired_card_ships_once(author: Author, learner: Learner) -> None:
    author.build()
    author.episodes[0].points.pop(0)
    first, shipment = author.build()
    again, repeated = author.build()
    assert first.read_bytes() == again.read_bytes(), "the same build twice is the same package"
    assert repeated.retired == shipment.retired
    author.point(0, 0, answer="the smallest block that a cache fetches")
    assert author.build()[1].retired == ()


def test_a_retired_card_comes_last_and_suspended_to_who_never_had_it(
    author: Author, learner: Learner
) -> None:
    author.build()
    author.episodes[0].points.pop(0)
    learner.import_package(author.build()[0], scheduling=True)
    (card,) = learner.note(WARP).cards()
    assert card.queue == -1, "suspended"
    assert learner.new_in_order()[-1] == WARP


def test_a_theme_curriculum_shares_its_notes_with_the_whole(author: Author, learner: Learner) -> None:
    learner.import_package(author.build()[0])
    make_it_theirs(learner)
    before, decks = learner.held(), learner.decks()
    package, shipment = author.sibling("Making", [("Chips and bread", [0, 2])]).build()
    assert learner.import_package(package) == Imported(new=0, updated=0, duplicate=8, conflicting=0)
    assert len(shipment.elsewhere) == 8
    search = elsewhere.search(shipment.elsewhere, author.outline())
    assert len(learner.col.find_notes(search)) == 8
    assert (learner.held(), learner.decks()) == (before, decks)


@pytest.mark.parametrize("theme_first", [True, False])
def test_two_curricula_import_in_either_order(author: Author, learner: Learner, theme_first: bool) -> None:
    whole, _ = author.build()
    theme, _ = author.sibling("Making", [("Chips and bread", [0, 2])]).build()
    packages = [theme, whole] if theme_first else [whole, theme]
    for package in packages:
        learner.import_package(package)
    make_it_theirs(learner)
    before, decks = learner.held(), learner.decks()
    for package in packages:
        assert learner.import_package(package).new == 0
    assert (learner.held(), learner.decks()) == (before, decks)
    assert len(before) == 12


def test_new_wording_of_a_changed_rule_comes_when_asked_for(author: Author, learner: Learner) -> None:
    learner.import_package(author.build()[0])
    learner.study(7)
    before = learner.held()
    change_a_rule(author)
    package, shipment = author.build(rewrite=True)
    assert learner.import_package(package) == Imported(new=0, updated=12, duplicate=0, conflicting=0)
    after = learner.held()
    assert {key: held.history for key, held in after.items()} == {
        key: held.history for key, held in before.items()
    }
    assert after[WARP].fields["Question"] == "How do the notes define a warp?"
    assert len(shipment.updated) == 12


def test_an_answer_that_now_belongs_to_another_question_is_another_card(
    author: Author, learner: Learner
) -> None:
    """Look-alike questions with other answers never inherit each other's history."""
    author.episodes[0].points[0] = Point("Abbreviations", "SIMD in full", "Single Instruction Multiple Data")
    learner.import_package(author.build()[0])
    author.episodes[0].points[0] = Point("Abbreviations", "SIMT in full", "a model of threads in hardware")
    _, shipment = author.build()
    assert (len(shipment.new), len(shipment.retired), len(shipment.updated)) == (1, 1, 0)


def test_a_card_added_to_an_episode_joins_its_siblings(author: Author, learner: Learner) -> None:
    learner.import_package(author.build()[0])
    decks = set(learner.decks())
    replan(author)
    insert_on_top(author)
    package, shipment = author.build()
    learner.import_package(package)
    assert [note.deck for note in shipment.new] == ["May 2024::Week 1 · Making things"]
    assert set(learner.decks()) == decks
