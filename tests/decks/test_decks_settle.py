"""What a build decides about each card, before any package is written."""

from dataclasses import replace
from pathlib import Path

import pytest
from author import BETWEEN_BUILDS, LATER, Author, Point, ask_otherwise
from learner import Learner

from curriculum.cards.card import Card
from curriculum.cards.decision import Decision, apply
from curriculum.decks import names
from curriculum.problems import CurriculumError, Problem
from curriculum.reading.episode import Episode, Source, WrittenCard
from curriculum.reading.library import Library, SourceFile
from curriculum.shipping import lock as locks
from curriculum.shipping import loss
from curriculum.shipping.lock import Lock
from curriculum.shipping.note import FIRST_SHIPPED
from curriculum.shipping.settle import Shipment, settle
from curriculum.shipping.worded import worded

WARP = "chips-from-scratch/parallel-work/definition/a-group-of-threads-that-run-in-step"


def settled(author: Author, cards: list[Card], **options: object) -> Shipment:
    return settle(
        cards,
        author.library(),
        locks.read(author.lock_path),
        names.place(author.outline()),
        LATER,
        **options,  # type: ignore[arg-type]
    )


def changed(cards: list[Card], key: str, **fields: object) -> list[Card]:
    return [card.model_copy(update=fields) if card.key == key else card for card in cards]


def test_a_first_build_ships_everything_at_one_early_time(author: Author) -> None:
    shipment = author.settle()
    assert [note.state for note in shipment.notes] == ["new"] * 12
    assert {note.changed for note in shipment.notes} == {FIRST_SHIPPED}
    assert len(shipment.lock.entries) == 12


def test_tags_say_show_episode_and_theme(author: Author) -> None:
    shipment = settled(author, author.cards(), themes={"chips-from-scratch": ["hardware", "AI & chips"]})
    assert shipment.notes[0].tags == (
        "curriculum::episode::chips-from-scratch",
        "curriculum::show::practical-ai",
        "curriculum::theme::ai-chips",
        "curriculum::theme::hardware",
    )


def test_held_cards_do_not_ship(author: Author) -> None:
    held = changed(author.cards(), WARP, verdict="held", reasons=("too vague",))
    assert WARP not in {note.key for note in settled(author, held).notes}


def test_a_shipped_card_that_a_new_check_would_hold_stays(author: Author) -> None:
    author.build()
    held = changed(author.cards(), WARP, verdict="held", reasons=("a new check",))
    note = next(note for note in settled(author, held).notes if note.key == WARP)
    assert note.state == "unchanged"


def test_a_shipped_card_that_no_rule_writes_any_more_stays(author: Author) -> None:
    author.build()
    others = [card for card in author.cards() if card.key != WARP]
    assert len(settled(author, others).unchanged) == 12
    assert [note.key for note in settled(author, others, rewrite=True).retired] == [WARP]


def test_a_shipped_card_stays_while_the_words_it_quotes_stand(author: Author) -> None:
    author.build()
    others = [card for card in author.cards() if card.key != WARP]
    told = author.episodes[0].points[0]
    author.point(0, 0, answer=f"{told.answer}. More was said since")
    assert settled(author, others).retired == ()
    author.point(0, 0, answer="something else altogether")
    assert [note.key for note in settled(author, others).retired] == [WARP]


def test_reworded_questions_with_one_answer_do_not_change_places(author: Author) -> None:
    facts = {"who runs the yearly fair": "b-card", "who founded the bakery": "a-card"}

    def cards(words: str) -> list[Card]:
        first = author.cards()[0]
        return [
            first.model_copy(
                update={
                    "key": f"{first.source.point}/{rule}/ada",
                    "question": words.format(fact),
                    "answer": "Ada",
                }
            )
            for fact, rule in facts.items()
        ]

    first = settled(author, cards("Tell {}?"))
    author.lock_path.write_text(locks.render(first.lock), "utf-8")
    renamed = [
        card.model_copy(update={"key": card.key.replace("a-card", "z-card") + "-new"})
        for card in reversed(cards("Please say {}?"))
    ]
    again = settled(author, renamed, rewrite=True)
    assert {note.guid: note.fields["question"] for note in again.updated} == {
        note.guid: note.fields["question"].replace("Tell", "Please say") for note in first.notes
    }


def test_what_the_person_drops_retires_and_what_they_edit_updates(author: Author) -> None:
    author.build()
    dropped = apply(author.cards(), {WARP: Decision(verdict="drop")})
    assert [note.key for note in settled(author, list(dropped)).retired] == [WARP]
    edited = changed(author.cards(), WARP, question="A warp is what?", by_hand=True)
    (note,) = settled(author, edited).updated
    assert (note.fields["question"], note.before and note.before["question"]) == (
        "A warp is what?",
        "What is a warp?",
    )


def test_what_the_person_keeps_as_it_is_keeps_its_words_when_a_rule_has_others(author: Author) -> None:
    author.build()
    author.rule, author.ask = "better-definition", ask_otherwise
    kept = apply(author.cards(), {WARP: Decision()})
    assert [card.key for card in kept if card.kept] == [WARP.replace("definition", "better-definition")]
    assert settled(author, list(kept)).updated == ()
    edited = apply(author.cards(), {WARP: Decision(question="A warp is what?")})
    assert [note.key for note in settled(author, list(edited)).updated] == [WARP]


def test_a_card_that_the_person_typed_and_a_check_holds_stays(author: Author) -> None:
    author.build()
    held = changed(author.cards(), WARP, verdict="held", reasons=("asked twice",), by_hand=True)
    assert settled(author, held).retired == ()


def test_a_change_is_later_than_all_that_learners_hold_whatever_the_clock_says(author: Author) -> None:
    author.build()
    author.point(0, 0, answer="a group of 32 threads that run in step")
    author.build()
    author.point(0, 0, answer="a group of 64 threads that run in step")
    author.built = -(10**9)  # a clock set back by decades
    (note,) = author.settle().updated
    assert note.changed == LATER + BETWEEN_BUILDS + 1


def test_two_cards_with_one_key_are_an_error_that_names_both(author: Author) -> None:
    first, second, *rest = author.cards()
    twin = second.model_copy(update={"key": first.key})
    with pytest.raises(CurriculumError, match=r"episodes\.md:1") as caught:
        settled(author, [first, twin, *rest])
    assert caught.value.problems[0].place == "episodes.md:2"


def test_a_new_card_never_takes_the_key_of_a_retired_one(author: Author) -> None:
    author.build()
    old = author.episodes[0].points[0]
    author.episodes[0].points[0] = Point("Cores", "a core", "a processor")
    author.build()
    # another fact that happens to get the same key as the retired card
    author.episodes[0].points.append(replace(old, subject="the crew of a ship in full sail"))
    shipment = author.settle()
    guids = [entry.guid for entry in shipment.lock.entries]
    assert len(guids) == len(set(guids))


def test_cards_of_files_that_were_not_read_do_not_retire(author: Author, tmp_path: Path) -> None:
    for told in author.episodes:
        (tmp_path / told.file).write_text("notes", "utf-8")
        told.file = str(tmp_path / told.file)
    whole = settled(author, author.cards(), folder=tmp_path)
    author.lock_path.write_text(locks.render(whole.lock), "utf-8")
    assert {entry.file for entry in whole.lock.entries} == {"episodes.md", "food.md"}

    author.episodes.pop()  # this time the build was told to read episodes.md alone
    author.weeks = [("Making things", [0]), ("How we rest", [1])]
    unread = loss.unread_files(whole.lock, author.library(), tmp_path)
    assert unread == {"food.md"}
    part = settled(author, author.cards(), folder=tmp_path)
    assert part.retired == ()
    assert len(part.lock.entries) == 12

    (tmp_path / "food.md").unlink()  # now its file is really gone
    assert loss.unread_files(whole.lock, author.library(), tmp_path) == frozenset()
    gone = settled(author, author.cards(), folder=tmp_path)
    assert (len(gone.retired), gone.losses) == (4, {"food.md"})


def test_next_months_curriculum_retires_what_this_months_ships(author: Author, learner: Learner) -> None:
    learner.import_package(author.build()[0])
    author.title = "June 2024"
    author.episodes[0].points.pop(0)
    package, shipment = author.build()
    assert [note.key for note in shipment.retired] == [WARP]
    learner.import_package(package)
    assert learner.note(WARP).has_tag("curriculum::retired")


def test_each_curriculum_that_holds_a_retired_card_tells_of_it_once(author: Author) -> None:
    author.build()
    author.episodes[0].points.pop(0)
    theme = author.sibling("Chips", [("Only chips", [0])])
    assert len(theme.build()[1].retired) == 1
    author.point(0, 0, answer="the smallest block that a cache fetches")
    assert len(author.build()[1].retired) == 1, "the theme's build told only the theme's learners"
    first, again = author.build(), author.build()
    assert first[0].read_bytes() == again[0].read_bytes()
    author.point(0, 0, answer="the smallest block any cache fetches")
    assert author.build()[1].retired == ()
    july = author.sibling("July 2024", author.weeks)
    assert july.build()[1].retired == (), "who begins in July never had it"


def test_a_theme_retires_nothing_of_other_episodes(author: Author) -> None:
    author.build()
    author.episodes[1].points.pop(0)
    assert author.sibling("Chips", [("Only chips", [0])]).build()[1].retired == ()
    assert len(author.build()[1].retired) == 1


def test_reading_problems_that_may_explain_a_loss_are_named() -> None:
    problems = tuple(
        Problem(path=path, kind=kind, message="m", remedy="r")
        for path, kind in [("n/a.md", "unreadable"), ("n/b.md", "unreadable"), ("n/a.md", "show")]
    )
    library = Library(problems=problems, files=(SourceFile(path="n/b.md", lines=1, accounts={}),))
    assert loss.explain({"a.md"}, library, Path("n"), Lock()) == (problems[0],)


@pytest.mark.parametrize("point", ["a/rise", ""])
def test_an_episode_left_with_flashcards_alone_is_named_if_its_points_had_cards(point: str) -> None:
    card = WrittenCard(question="What makes dough rise?", answer="Yeast.", line=3)
    episode = Episode(id="a", title="A", flashcards=(card,), source=Source(path="n/a.md", line=1))
    lost = locks.Entry(
        key="k", guid="g", kind="question", rule="what", fields={}, tags=(), fingerprint="", episode="a",
        point=point, file="a.md", changed=1, deck="D",
    )  # fmt: skip
    found = loss.explain({"a.md"}, Library(episodes=(episode,)), Path("n"), Lock(entries=(lost,)))
    assert [one.kind for one in found] == (["no-points"] if point else [])


def test_the_guide_asks_what_anki_asks(author: Author) -> None:
    _, first = author.build()
    shipped = worded(author.cards(), first)
    author.rule, author.ask = "better-definition", ask_otherwise
    author.point(0, 0, answer="a group of 32 threads that run in step")
    cards = author.cards()
    unwritten = cards.pop(5)
    shipment = settled(author, cards)
    later = worded(cards, shipment)
    asked = {card.key: (card.question, card.answer, card.guid) for card in later if card.verdict == "ship"}
    notes = {note.key: (note.fields["question"], note.fields["answer"], note.guid) for note in shipment.notes}
    assert asked == notes
    assert asked[WARP][:2] == ("How do the notes define a warp?", "a group of 32 threads that run in step")
    assert [card.question for card in later if card.source.point == unwritten.source.point] == [
        card.question for card in shipped if card.source.point == unwritten.source.point
    ]
