"""What the file of a real Anki says: each number is Anki's own."""

import datetime as dt
import time
from collections.abc import Callable
from typing import Any

import pytest
from pupil import AGAIN, DECK, GOOD, KEYS, PARAMETERS, Pupil, studied, trace_of

from curriculum.memory import collection
from curriculum.memory.memory import Memory, Trace
from curriculum.memory.reviews import Review

Pupils = Callable[..., Pupil]


def test_a_card_is_told_as_anki_has_it(pupils: Pupils) -> None:
    """Both cards of a term, those never seen too; sorted."""
    pupil = studied(pupils(*KEYS))
    memory = pupil.remembered()
    assert [(one.key, one.template) for one in memory.traces] == [
        ("ebb", 0),
        ("flood", 0),
        ("neap", 0),
        ("term-tide", 0),
        ("term-tide", 1),
    ]
    assert trace_of(memory, "neap") == Trace(key="neap")
    for trace in memory.traces:
        card = pupil.card(trace.key, trace.template)
        state = card.memory_state
        assert trace.stage == ("new", "learning", "review", "relearning")[card.type]
        assert trace.lapses == card.lapses
        assert trace.interval == (card.ivl if card.type == 2 else 0)
        assert trace.stability == (None if state is None else pytest.approx(state.stability, rel=1e-3))
        stats = pupil.col.card_stats_data(card.id)
        assert trace.answers == len(stats.revlog)
        assert trace.seconds == pytest.approx(stats.total_secs, abs=0.1)
        assert (trace.last or 0) == stats.latest_review


def test_a_card_is_due_when_anki_says_so_or_while_it_is_learnt(pupils: Pupils) -> None:
    pupil = studied(pupils(*KEYS))
    pupil.answer("neap", AGAIN)  # comes again in a minute
    for days in (0, 1, 5, 30):
        pupil.sleep(days)
        memory = pupil.remembered()
        due = set(pupil.col.find_cards("is:due OR (is:learn -is:suspended -is:buried)"))
        said = {pupil.card(one.key, one.template).id for one in memory.traces if one.due}
        assert said == due


def test_what_the_learner_did_to_a_card_is_seen(pupils: Pupils) -> None:
    """Suspended, a leech, edited, in another deck and under another note type's name: still ours."""
    pupil = studied(pupils(*KEYS))
    pupil.col.sched.suspend_cards(pupil.note("flood").card_ids())
    ebb = pupil.note("ebb")
    ebb["Question"], ebb["Key"] = "In my own words?", "no key any more"
    ebb.tags = ["dear", "Leech"]
    pupil.col.update_note(ebb)
    pupil.col.set_deck(ebb.card_ids(), pupil.col.decks.id("My own deck"))
    memory = pupil.remembered()
    assert trace_of(memory, "flood").suspended
    assert not trace_of(memory, "flood").due
    assert trace_of(memory, "ebb").leech
    assert [one.key for one in memory.traces if one.suspended or one.leech] == ["ebb", "flood"]


def test_cards_of_others_are_left_out(pupils: Pupils) -> None:
    """The learner's own, and a copy that they made of one of ours."""
    pupil = pupils("ebb")
    model = pupil.col.models.by_name("Curriculum Question")
    copy = pupil.col.new_note(model)
    copy.fields = list(pupil.note("ebb").fields)
    pupil.col.add_note(copy, pupil.col.decks.id(DECK))
    (card,) = copy.cards()
    card.start_timer()
    pupil.col.sched.answerCard(card, GOOD)
    memory = pupil.remembered()
    assert memory.traces == (Trace(key="ebb"),)
    assert memory.days == ()


def test_without_fsrs_nobody_knows_a_stability(pupils: Pupils) -> None:
    pupil = studied(pupils(*KEYS, fsrs=False))
    memory = pupil.remembered()
    assert not memory.fsrs
    assert {one.stability for one in memory.traces} == {None}
    assert memory.habit.parameters == ()
    assert trace_of(memory, "ebb").stage == "review"
    assert trace_of(memory, "ebb").mature


def test_retention_is_anki_s_own(pupils: Pupils) -> None:
    """Its table of true retention for the month: without cramming, rescheduling and what is older."""
    pupil = studied(pupils(*KEYS))
    crammed = pupil.col.sched.get_or_create_filtered_deck(0)
    crammed.name = "Cram"
    crammed.config.reschedule = False
    del crammed.config.search_terms[1:]
    crammed.config.search_terms[0].search = "deck:*"
    crammed.config.search_terms[0].limit = 10
    pupil.col.sched.add_or_update_filtered_deck(crammed)
    pupil.answer("ebb", GOOD)
    pupil.col.sched.empty_filtered_deck(pupil.col.decks.id("Cram"))
    pupil.col.sched.set_due_date([pupil.card("flood").id], "3")
    pupil.sleep(3)
    pupil.answer("flood", GOOD)
    pupil.answer("term-tide", AGAIN)
    month = pupil.col._backend.graphs(search="deck:*", days=365).true_retention.month
    passed = month.young_passed + month.mature_passed
    memory = pupil.remembered()
    assert sum(one.passed for one in memory.traces) == passed
    assert sum(one.asked for one in memory.traces) == passed + month.young_failed + month.mature_failed
    assert passed > 0 < month.young_failed


def test_days_are_anki_s_own(pupils: Pupils) -> None:
    """Dates where the learner is, with the answers that Anki's graph has of each day."""
    pupil = studied(pupils(*KEYS))
    memory = pupil.remembered()
    graph = pupil.col._backend.graphs(search="deck:*", days=365).reviews.count
    today = dt.date.fromtimestamp(pupil.col.sched.day_cutoff - 86_400)
    shown = {
        today + dt.timedelta(days=day): sum(getattr(found, name) for name in found.DESCRIPTOR.fields_by_name)
        for day, found in graph.items()
    }
    assert {one.day: one.answers for one in memory.days} == shown
    assert [one.new for one in memory.days] == [3, 1, 0, 0]
    assert [one.day for one in memory.days] == sorted(shown)
    assert sum(one.seconds for one in memory.days) == pytest.approx(sum(one.seconds for one in memory.traces))


def test_a_collection_of_the_old_schema_says_the_same(pupils: Pupils) -> None:
    """Schema 11 keeps its settings as JSON, where 18 has tables."""
    pupil = studied(pupils(*KEYS))
    pupil.preset(desiredRetention=0.85, fsrsParams6=PARAMETERS, new={"perDay": 7})
    pupil.reopen()
    memory = pupil.remembered()
    pupil.close(schema_11=True)
    old = pupil.remembered()
    pupil.reopen()
    assert old.model_copy(update={"taken": memory.taken}) == memory
    assert memory.habit.new_a_day == 7


@pytest.mark.parametrize("changes", [{}, {"fsrsParams6": PARAMETERS}], ids=["default", "own"])
def test_the_habit_is_that_of_the_deck(pupils: Pupils, changes: dict[str, Any]) -> None:
    """Limits, wished retention and parameters of the deck that most cards are in."""
    pupil = pupils(*KEYS)
    pupil.preset(new={"perDay": 12}, rev={"perDay": 77}, desiredRetention=0.87, **changes)
    habit = pupil.remembered().habit
    assert (habit.new_a_day, habit.reviews_a_day, habit.retention) == (12, 77, 0.87)
    assert list(habit.parameters) == changes.get("fsrsParams6", [])


def test_a_deck_s_own_limits_come_before_those_of_its_preset(pupils: Pupils) -> None:
    pupil = pupils(*KEYS)
    deck = pupil.col.decks.by_name(DECK)
    deck.update(newLimit=0, reviewLimit=5, desiredRetention=92)
    pupil.col.decks.save(deck)
    pupil.reopen()
    habit = pupil.remembered().habit
    assert (habit.new_a_day, habit.reviews_a_day, habit.retention) == (0, 5, 0.92)
    pupil.close(schema_11=True)
    assert pupil.remembered().habit == habit
    pupil.reopen()


def test_a_card_in_a_filtered_deck_belongs_to_its_own(pupils: Pupils) -> None:
    pupil = pupils(*KEYS)
    pupil.preset(new={"perDay": 9})
    away = pupil.col.sched.get_or_create_filtered_deck(0)
    away.name = "Ahead"
    away.config.search_terms[0].search = "deck:*"
    pupil.col.sched.add_or_update_filtered_deck(away)
    memory = pupil.remembered()
    assert memory.habit.new_a_day == 9
    assert len(memory.traces) == 5


def test_the_times_of_answers_are_medians(pupils: Pupils) -> None:
    """A new card with all that it took on its first day; none is told of fewer than twenty."""
    names = [f"point-{number}" for number in range(21)]
    pupil = pupils(*names)
    for name in names:
        pupil.answer(name, AGAIN, GOOD, GOOD, seconds=4)
    assert pupil.remembered().habit.new_seconds == pytest.approx(12, abs=0.5)
    pupil.sleep(4)
    for number, name in enumerate(names):
        pupil.answer(name, GOOD if number else AGAIN, seconds=7)
    habit = pupil.remembered().habit
    assert habit.right_seconds == pytest.approx(7, abs=0.3)
    assert habit.wrong_seconds is None


def test_what_was_learnt_a_moment_ago_is_read_from_beside_the_file(pupils: Pupils) -> None:
    """Anki is open, and its last answers stand in the -wal alone; the original is left as it is."""
    pupil = pupils("ebb")
    pupil.answer("ebb", GOOD)
    beside = {path.name: path.read_bytes() for path in pupil.path.parent.iterdir() if path.is_file()}
    assert "collection.anki2-wal" in beside
    assert trace_of(pupil.remembered(), "ebb").answers == 1
    assert {path.name: path.read_bytes() for path in pupil.path.parent.iterdir() if path.is_file()} == beside


def test_deleted_notes_are_gone(pupils: Pupils) -> None:
    """Those that were there last time; once more when they come back, they are not."""
    pupil = pupils(*KEYS)
    first = pupil.remembered()
    assert first.gone == ()
    pupil.col.remove_notes([pupil.note("neap").id])
    second = pupil.remembered(first)
    assert second.gone == ("neap",)
    pupil.col.remove_notes([pupil.note("ebb").id])
    assert pupil.remembered(second).gone == ("ebb", "neap")
    assert pupil.remembered(None).gone == ()


def test_reviews_of_tomorrow_are_left_out(pupils: Pupils) -> None:
    """A clock that was put wrong once leaves such lines."""
    pupil = studied(pupils(*KEYS))
    before = pupil.remembered()
    late = int(time.time() * 1000) + 9 * 86_400_000
    card = pupil.card("ebb").id
    pupil.col.db.execute("insert into revlog values (?, ?, -1, 1, 9, 9, 100, 8000, 1)", late, card)
    after = pupil.remembered()
    assert after.model_copy(update={"taken": before.taken}) == before
    assert isinstance(after, Memory)


def test_only_a_review_that_counts_is_asked() -> None:
    """Cramming has no ease, rescheduling no button."""
    learnt = Review(card=1, at=1, button=3, before=5, factor=250, millis=1, kind=1)
    assert learnt.asks
    assert not learnt._replace(kind=3, factor=0).asks
    assert learnt._replace(kind=3).asks
    assert not learnt._replace(kind=4, button=0).asks
    assert not learnt._replace(kind=0, before=-600).asks
    assert learnt._replace(kind=0, before=-86_400).asks


def test_an_older_copy_says_nothing_of_what_was_deleted(pupils: Pupils) -> None:
    """The newer one had a card more, and answers."""
    pupil = studied(pupils("ebb", "flood", "neap", "term-tide"))
    now = pupil.remembered()
    before = Memory(
        taken=now.taken,
        traces=(
            *(one.model_copy(update={"answers": one.answers + 3}) for one in now.traces if one.answers),
            *(one for one in now.traces if not one.answers),
            Trace(key="spring"),
        ),
        gone=("slack",),
    )
    asked = collection.read(pupil.path, pupil.lock, before, int(time.time()))
    assert asked.memory.gone == ("slack",)
    assert ["one of before" in problem.message for problem in asked.problems] == [True]


def test_an_anki_without_any_card_of_ours_is_told_the_first_time(pupils: Pupils) -> None:
    pupil = pupils()
    (problem,) = collection.read(pupil.path, pupil.lock, None, int(time.time())).problems
    assert problem.message == "This Anki has no card of these notes."
