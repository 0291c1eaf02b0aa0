"""A learner who studies cards by rule, and then a writer or another rule makes cards of the same text."""

from author import Author, Point
from learner import Imported, Learner
from test_decks_reimport import CACHE, SPINDLE, WARP, make_it_theirs, write_drafts
from test_decks_settle import settled

from curriculum.cards.decision import Decision, apply

WHY = "chips-from-scratch/parallel-work/drafted/they-share-one-instruction"
BLOCK = "chips-from-scratch/threads-in-blocks/drafted/a-team-of-warps"


def test_drafts_wait_for_points_whose_cards_are_held(author: Author, learner: Learner) -> None:
    learner.import_package(author.build()[0])
    make_it_theirs(learner)
    before = learner.held()
    write_drafts(author)
    package, shipment = author.build()
    assert shipment.waiting == {WHY, "chips-from-scratch/parallel-work/drafted/thirty-two"}
    assert [note.key for note in shipment.new] == [BLOCK]
    assert shipment.retired == ()
    assert learner.import_package(package) == Imported(new=1, updated=0, duplicate=12, conflicting=0)
    after = learner.held()
    assert {key: after[key] for key in before} == before


def name_it(point: Point) -> tuple[str, str]:
    return f"What do the notes call {point.answer}?", point.subject


def test_a_card_by_another_rule_waits_for_a_line_whose_card_is_held(author: Author, learner: Learner) -> None:
    learner.import_package(author.build()[0])
    make_it_theirs(learner)
    before = learner.held()
    author.rule, author.ask = "naming", name_it
    author.episodes[0].points.append(Point("Threads in blocks", "a block", "a team of warps"))
    package, shipment = author.build()
    assert [note.key for note in shipment.new] == ["chips-from-scratch/threads-in-blocks/naming/a-block"]
    assert (shipment.updated, shipment.retired, len(shipment.waiting)) == ((), (), 12)
    assert learner.import_package(package) == Imported(new=1, updated=0, duplicate=12, conflicting=0)
    after = learner.held()
    assert {key: after[key] for key in before} == before
    again = author.settle()
    assert (again.new, again.updated, again.retired, len(again.waiting)) == ((), (), (), 12)
    rewritten = author.settle(rewrite=True)
    assert (len(rewritten.new), len(rewritten.retired), rewritten.waiting) == (12, 12, frozenset())


def test_no_card_waits_that_the_person_wants_or_whose_line_s_card_still_has_its_rule(author: Author) -> None:
    author.build()
    of_both = author.cards()
    author.rule, author.ask = "naming", name_it
    new = author.cards()
    assert not settled(author, [*of_both, *new]).waiting, "a line may tell two facts"
    kept = apply(new, {new[0].key: Decision()})
    shipment = settled(author, list(kept))
    assert [note.key for note in shipment.new] == [new[0].key]
    assert shipment.waiting == {card.key for card in new[1:]}
    part = [card.model_copy(update={"quote": card.quote.partition(" that ")[0]}) for card in new]
    assert settled(author, part).waiting == {card.key for card in new}, "a part of a line is of that line"


def test_rewrite_puts_drafts_in_the_place_of_cards_by_rule(author: Author, learner: Learner) -> None:
    learner.import_package(author.build()[0])
    make_it_theirs(learner)
    before = learner.held()
    write_drafts(author)
    package, shipment = author.build(rewrite=True)
    assert shipment.waiting == frozenset()
    assert [note.key for note in shipment.retired] == [WARP]
    learner.import_package(package)
    after = learner.held()
    assert {key: held.history for key, held in after.items() if key in before} == {
        key: held.history for key, held in before.items()
    }, "nothing studied is lost, and nothing is deleted"
    assert [note["Key"] for note in learner.notes() if note.has_tag("curriculum::retired")] == [WARP]
    assert {WHY, BLOCK} <= after.keys()
    assert learner.note(SPINDLE)["Answer"] == "MY WORDS: a burst of 12 Hz waves"


def test_drafts_that_shipped_stay_when_they_are_gone_or_written_anew(
    author: Author, learner: Learner
) -> None:
    write_drafts(author)
    learner.import_package(author.build()[0])
    learner.study(7)
    before = learner.held()
    author.drafts["chips-from-scratch/parallel-work"] = [
        ("Why do the threads of a warp run in step?", "one instruction for all"),
    ]
    del author.drafts["chips-from-scratch/threads-in-blocks"]
    package, shipment = author.build()
    assert shipment.retired == ()
    assert shipment.updated == ()
    learner.import_package(package)
    after = learner.held()
    assert {key: after[key] for key in before} == before


def test_a_draft_of_the_same_question_is_the_card_that_is_held(author: Author, learner: Learner) -> None:
    learner.import_package(author.build()[0])
    learner.study(3)
    before = learner.held()
    author.drafts["chips-from-scratch/memory"] = [
        ("What is a cache line?", "the smallest block a cache fetches")
    ]
    package, shipment = author.build()
    assert (shipment.new, shipment.updated, shipment.retired) == ((), (), ())
    learner.import_package(package)
    assert learner.held() == before
    assert CACHE in before


def test_more_drafts_for_a_point_join_those_that_shipped(author: Author) -> None:
    write_drafts(author)
    author.build()
    author.drafts["chips-from-scratch/threads-in-blocks"].append(
        ("What shares memory within a block?", "all its threads")
    )
    _, shipment = author.build()
    assert [note.fields["answer"] for note in shipment.new] == ["all its threads"]
    assert shipment.origins() == {"own": 0, "drafts": 4, "rules": 11}
