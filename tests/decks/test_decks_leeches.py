"""A card that is forgotten again and again gets other words: its note, card and reviews stay."""

from collections.abc import Callable
from pathlib import Path

import pytest
from author import BETWEEN_BUILDS, LATER, Author
from connect import serving
from learner import Held, Imported, Learner
from test_decks_reimport import SPINDLE, WARP, differing, make_it_theirs

from curriculum.cards.card import Card
from curriculum.cards.decision import Decision, apply
from curriculum.cards.rewording import put
from curriculum.cards.writer.proposal import REWORDED
from curriculum.decks import names, package
from curriculum.decks.anki_connect import Anki, send
from curriculum.shipping import lock as locks
from curriculum.shipping.leech import tagged, unsuspend
from curriculum.shipping.settle import Shipment, settle

WORDS = "Which threads of a chip run in step?"
ANSWER = "a group of threads that run in step"
Reword = Callable[[list[Card]], list[Card]]


def by_a_writer(cards: list[Card], question: str = WORDS, answer: str = ANSWER) -> list[Card]:
    (card,) = [card for card in cards if card.key == WARP]
    changes = {"question": question, "answer": answer, "rule": REWORDED}
    return list(put(cards, [card.model_copy(update=changes)]))


def by_hand(cards: list[Card]) -> list[Card]:
    return list(apply(cards, {WARP: Decision(question=WORDS)}))


def as_before(cards: list[Card]) -> list[Card]:
    return cards


def build(
    author: Author, reword: Reword, leeches: frozenset[str] = frozenset({WARP})
) -> tuple[Path, Shipment]:
    """Build as ``curriculum build`` does where progress.json names these leeches."""
    author.built += 1
    shipment = settle(
        reword(author.cards()),
        author.library(),
        locks.read(author.lock_path),
        names.place(author.outline()),
        LATER + author.built * BETWEEN_BUILDS,
    )
    shipment = tagged(shipment, leeches)
    path = author.folder / f"{author.built}.apkg"
    package.write(path, shipment.notes, names.describe(author.outline(), {}), 10)
    author.lock_path.write_text(locks.render(shipment.lock), encoding="utf-8")
    return path, shipment


def shipped(author: Author) -> locks.Entry:
    return next(entry for entry in locks.read(author.lock_path).entries if entry.key == WARP)


@pytest.fixture
def studied(author: Author, learner: Learner) -> dict[str, Held]:
    """What a learner holds who has studied, and keeps forgetting one card, which Anki suspends."""
    learner.import_package(author.build()[0])
    make_it_theirs(learner)
    learner.forget(WARP, suspends=True)
    return learner.held()


@pytest.mark.parametrize("reword", [by_a_writer, by_hand])
def test_new_words_reset_nothing(
    author: Author, learner: Learner, studied: dict[str, Held], reword: Reword
) -> None:
    package, shipment = build(author, reword)
    assert [note.key for note in shipment.updated] == [WARP]
    assert (shipment.new, shipment.retired) == ((), ())
    assert learner.import_package(package) == Imported(new=0, updated=1, duplicate=11, conflicting=0)
    after = learner.held()
    assert learner.note(WARP)["Question"] == WORDS
    assert after[WARP].guid == studied[WARP].guid
    assert after[WARP].history == studied[WARP].history, "the same card with the same reviews"
    assert differing(studied, after) == {WARP}
    assert learner.note(WARP).cards()[0].queue == -1, "what Anki suspended stays suspended"
    search = unsuspend([note.key for note in shipment.updated]).partition("search Anki for ")[2]
    assert list(learner.col.find_notes(search)) == [learner.note(WARP).id]


@pytest.mark.parametrize("reword", [by_a_writer, by_hand])
def test_the_tag_is_left_by_a_running_anki_and_by_an_import_with_progress(
    author: Author, learner: Learner, studied: dict[str, Held], reword: Reword
) -> None:
    package, _ = build(author, reword)
    with serving(learner.col) as (address, _asked):
        assert send(package, Anki(address)).updated == (WARP,)
    assert learner.note(WARP)["Question"] == WORDS
    assert learner.note(WARP).has_tag("leech")
    assert learner.held()[WARP].history == studied[WARP].history
    package, _ = build(author, lambda cards: by_a_writer(cards, "What runs in step on a chip?"))
    learner.import_package(package, scheduling=True)
    assert learner.note(WARP)["Question"] == "What runs in step on a chip?"
    assert learner.note(WARP).has_tag("leech")
    assert learner.held()[WARP].history == studied[WARP].history


def test_without_progress_anki_itself_takes_its_tag_from_what_it_imports(
    author: Author, learner: Learner, studied: dict[str, Held]
) -> None:
    """``remove_system_tags`` of its importer: no package can prevent it. Docs and search go by that."""
    package, shipment = build(author, by_a_writer)
    assert "leech" in shipment.updated[0].tags
    learner.import_package(package)
    assert not learner.note(WARP).has_tag("leech")


@pytest.mark.parametrize("reword", [by_a_writer, by_hand])
def test_the_next_build_changes_nothing_more(author: Author, reword: Reword) -> None:
    author.build()
    build(author, reword)
    before = author.lock_path.read_bytes()
    _, shipment = build(author, reword)
    assert (shipment.updated, shipment.new, shipment.retired) == ((), (), ())
    assert author.lock_path.read_bytes() == before


def test_a_card_that_is_edited_in_anki_afterwards_stays_the_learner_s(
    author: Author, learner: Learner, studied: dict[str, Held]
) -> None:
    learner.import_package(build(author, by_a_writer)[0])
    learner.edit(WARP, Question="MINE: what runs in step?")
    learner.import_package(build(author, by_a_writer)[0])
    assert learner.note(WARP)["Question"] == "MINE: what runs in step?"


def test_words_of_a_writer_are_taken_back(author: Author, learner: Learner, studied: dict[str, Held]) -> None:
    build(author, lambda cards: by_a_writer(cards, answer="threads in step"))
    assert shipped(author).rule == REWORDED, "who looks into the lock sees that a writer was at work"
    package, shipment = build(author, as_before)
    assert (shipment.new, shipment.retired) == ((), ())
    learner.import_package(package)
    assert learner.note(WARP)["Question"] == "What is a warp?"
    assert learner.note(WARP)["Answer"] == ANSWER
    assert learner.held()[WARP].history == studied[WARP].history


def test_a_card_is_reworded_again(author: Author, learner: Learner, studied: dict[str, Held]) -> None:
    build(author, by_a_writer)
    package, _ = build(author, lambda cards: by_a_writer(cards, "What runs in step on a chip?"))
    learner.import_package(package)
    assert learner.note(WARP)["Question"] == "What runs in step on a chip?"
    assert learner.held()[WARP].history == studied[WARP].history


def test_when_the_notes_change_meanwhile_the_card_follows_them_with_its_history(
    author: Author, learner: Learner, studied: dict[str, Held]
) -> None:
    """The gate does not pass the new words on another text, so the card is as its rule writes it."""
    build(author, by_a_writer)
    author.point(0, 0, subject="a warp of threads in a GPU")
    package, shipment = build(author, as_before)
    assert [note.key for note in shipment.updated] == [WARP]
    assert (shipment.new, shipment.retired) == ((), ())
    learner.import_package(package)
    assert learner.note(WARP)["Question"] == "What is a warp of threads in a GPU?"
    assert learner.held()[WARP].history == studied[WARP].history


def test_words_of_a_writer_are_no_card_of_a_rule_for_drafts_to_wait_for_and_none_is_lost(
    author: Author,
) -> None:
    """A rule's card stays one in other words: drafts of its point wait for ``--rewrite`` as before."""
    author.build()
    build(author, by_a_writer)
    point = "chips-from-scratch/parallel-work"
    author.drafts[point] = [("Why do the threads of a warp run in step?", "they share one instruction")]
    drafts = author.cards()
    del author.drafts[point]
    ruled = by_a_writer(author.cards())
    _, shipment = build(
        author, lambda cards: [*ruled, *(card for card in drafts if card.source.point == point)]
    )
    assert shipment.waiting == {f"{point}/drafted/they-share-one-instruction"}


def test_no_tag_of_anki_comes_to_who_never_had_the_card(author: Author) -> None:
    _, shipment = build(author, as_before)
    assert not [note for note in shipment.notes if "leech" in note.tags]
    _, shipment = build(author, by_a_writer, leeches=frozenset({WARP, SPINDLE}))
    assert [note.key for note in shipment.notes if "leech" in note.tags] == [WARP]
    assert "leech" not in shipped(author).tags, "the lock keeps what is ours"


def test_shipping_leaves_the_tag_of_leeches_as_the_learner_left_it(author: Author, learner: Learner) -> None:
    """They took it away; the package has it, from what Anki said last."""
    learner.import_package(author.build()[0])
    package, _ = build(author, by_a_writer)
    with serving(learner.col) as (address, _):
        sent = send(package, Anki(address))
    assert sent.updated == (WARP,)
    assert not learner.note(WARP).has_tag("leech")
