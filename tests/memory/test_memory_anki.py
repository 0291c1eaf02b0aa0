"""A running Anki is asked through AnkiConnect: what it says is what its file says."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from connect import Actions, nobody, serving
from pupil import AGAIN, GOOD, KEYS, PARAMETERS, Pupil, studied, trace_of

from curriculum.decks import anki_memory
from curriculum.decks.anki_connect import Anki
from curriculum.memory.memory import Memory, Trace
from curriculum.problems import CurriculumError

Pupils = Callable[..., Pupil]
READING = {
    "modelNames",
    "findNotes",
    "notesInfo",
    "findCards",
    "cardsInfo",
    "getReviewsOfCards",
    "getDeckConfig",
    "getActiveProfile",
}


def asked(pupil: Pupil, former: Memory | None = None) -> Memory:
    """What the running Anki of a pupil says; it is asked only what changes nothing."""
    with serving(pupil.col) as (address, actions):
        memory = anki_memory.read(Anki(address), pupil.lock, former, int(time.time())).memory
    assert set(actions) <= READING
    return memory


def rough(memory: Memory) -> Memory:
    """Without what FSRS says to the last digit, and the moment."""
    traces = tuple(one.model_copy(update={"stability": None, "decay": 0.5}) for one in memory.traces)
    return memory.model_copy(update={"traces": traces, "taken": 0})


def test_a_running_anki_says_what_its_file_says(pupils: Pupils) -> None:
    pupil = studied(pupils(*KEYS))
    pupil.answer("neap", AGAIN)
    pupil.preset(new={"perDay": 4}, desiredRetention=0.85)
    pupil.col.sched.suspend_cards([pupil.card("flood").id])
    ebb = pupil.note("ebb")
    ebb.tags = ["leech"]
    pupil.col.update_note(ebb)
    file, running = pupil.remembered(), asked(pupil)
    assert rough(running) == rough(file)
    for one, other in zip(running.traces, file.traces, strict=True):
        assert one.stability == (
            None if other.stability is None else pytest.approx(other.stability, rel=0.01)
        )
        assert one.decay == pytest.approx(other.decay, abs=0.001)


def test_reviews_are_gone_through_with_the_learner_s_parameters(pupils: Pupils) -> None:
    pupil = pupils(*KEYS)
    pupil.preset(fsrsParams6=PARAMETERS)
    file, running = studied(pupil).remembered(), asked(pupil)
    assert running.habit == file.habit
    assert list(running.habit.parameters) == PARAMETERS
    for key in ("ebb", "flood"):
        expected = trace_of(file, key).stability
        assert trace_of(running, key).stability == pytest.approx(expected, rel=0.01)


@pytest.mark.parametrize("length", [17, 19])
def test_parameters_of_older_versions_are_brought_up_as_anki_does(pupils: Pupils, length: int) -> None:
    """FSRS 4.5 had 17, FSRS 5 had 19: the states that Anki makes with them are those found here."""
    old = [0.4, 1.2, 3.2, 15.7, 7.2, 0.53, 1.46, 0.01, 1.54, 0.12, 1.0, 1.94, 0.11, 0.29, 2.27, 0.23, 2.98]
    given = {17: {"fsrsWeights": old}, 19: {"fsrsParams5": [*old, 0.5, 0.6]}}[length]
    pupil = pupils("ebb", "flood")
    pupil.preset(**given)
    pupil.answer("ebb", GOOD, GOOD)
    pupil.answer("flood", AGAIN, GOOD)
    pupil.sleep(3)
    pupil.answer("ebb", GOOD)
    pupil.answer("flood", AGAIN)
    file, running = pupil.remembered(), asked(pupil)
    assert len(file.habit.parameters) == 21
    for key in ("ebb", "flood"):
        assert trace_of(running, key).stability == pytest.approx(trace_of(file, key).stability, rel=0.01)


def test_fsrs_is_off_where_no_card_has_a_state(pupils: Pupils) -> None:
    pupil = studied(pupils(*KEYS, fsrs=False))
    running = asked(pupil)
    assert not running.fsrs
    assert rough(running) == rough(pupil.remembered())


def test_an_anki_from_before_fsrs_is_asked_too(pupils: Pupils, monkeypatch: pytest.MonkeyPatch) -> None:
    """It refuses to search for what it does not know."""

    def refuse(actions: Actions, query: str) -> list[int]:
        if query.startswith("prop:s"):
            raise Exception("Invalid search")
        return find(actions, query)

    find = Actions.findCards
    monkeypatch.setattr(Actions, "findCards", refuse)
    pupil = studied(pupils(*KEYS, fsrs=False))
    assert rough(asked(pupil)) == rough(pupil.remembered())


def test_a_card_made_new_again_is_forgotten(pupils: Pupils) -> None:
    """What was reviewed before says nothing any more, to Anki and to us."""
    pupil = studied(pupils(*KEYS))
    pupil.col.sched.schedule_cards_as_new([pupil.card("ebb").id])
    assert trace_of(asked(pupil), "ebb").stability is None
    pupil.answer("ebb", GOOD, GOOD)
    assert trace_of(asked(pupil), "ebb").stability == pytest.approx(
        trace_of(pupil.remembered(), "ebb").stability, rel=0.01
    )


def test_deleted_notes_are_gone_there_too(pupils: Pupils) -> None:
    pupil = pupils(*KEYS)
    first = asked(pupil)
    pupil.col.remove_notes([pupil.note("neap").id])
    assert asked(pupil, first).gone == ("neap",)


def test_an_anki_with_none_of_our_cards_is_told_to_be_another(pupils: Pupils) -> None:
    """A profile of somebody else: nothing is called deleted."""
    former = Memory(taken=1, traces=tuple(Trace(key=key) for key in KEYS), gone=("slack",))
    pupil = pupils("ebb")
    with serving(pupil.col) as (address, _):
        told = anki_memory.read(Anki(address), pupil.lock, former, int(time.time()))
    assert told.memory.gone == ("slack",)
    assert [problem.message for problem in told.problems] == [
        "Of the 4 notes that Anki had last time this collection has 1: it seems to be another one."
    ]


@contextmanager
def lying(pupil: Pupil, **lies: Any) -> Iterator[Anki]:
    """An Anki that answers some actions with what no Anki says: a function of its true answer."""
    with serving(pupil.col, lies=lies) as (address, _):
        yield Anki(address)


def changed(**changes: Any) -> Callable[[list[dict[str, Any]]], list[dict[str, Any]]]:
    return lambda rows: [{**row, **changes} for row in rows]


def every_review(**changes: Any) -> Callable[[dict[int, list[dict[str, int]]]], Any]:
    return lambda told: {card: [{**row, **changes} for row in rows] for card, rows in told.items()}


LIES: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "no list": ("findCards", lambda _: {"1": 2}),
    "no numbers": ("findCards", lambda _: ["x"]),
    "a note without cards": ("notesInfo", changed(cards=[])),
    "a card of nobody": ("cardsInfo", changed(cardId=5)),
    "a card twice": ("cardsInfo", lambda rows: rows * 2),
    "a stage of no Anki": ("cardsInfo", changed(type=9)),
    "a text for a number": ("cardsInfo", changed(lapses="many")),
    "a number out of bounds": ("cardsInfo", changed(interval=10**400)),
    "lapses below none": ("cardsInfo", changed(lapses=-1)),
    "reviews of nobody": ("getReviewsOfCards", lambda _: {"5": []}),
    "reviews in no order of ours": ("getReviewsOfCards", lambda _: [1, 2]),
    "a button of no Anki": ("getReviewsOfCards", every_review(ease=7)),
    "a time that no number is": ("getReviewsOfCards", every_review(time=1e300)),
    "settings that are none": ("getDeckConfig", lambda _: 7),
    "limits that are none": ("getDeckConfig", lambda _: {"new": [], "rev": {}}),
    "parameters that are none": ("getDeckConfig", lambda told: {**told, "fsrsParams6": "soon"}),
}


@pytest.mark.parametrize("lie", LIES)
def test_what_no_anki_says_is_refused_in_a_sentence(pupils: Pupils, lie: str) -> None:
    action, answer = LIES[lie]
    pupil = studied(pupils(*KEYS))
    with lying(pupil, **{action: answer}) as anki, pytest.raises(CurriculumError) as refused:
        anki_memory.read(anki, pupil.lock, None, int(time.time()))
    (problem,) = refused.value.problems
    assert problem.message == f"Anki's answer to {action} is not as AnkiConnect gives it."
    assert problem.remedy == (
        "Update the AnkiConnect add-on (2055492159), or give its collection with --collection."
    )


BEARABLE: dict[str, Callable[[Any], Any]] = {
    "before any calendar": every_review(id=-(2**52)),
    "long after": every_review(id=2**52),
    "all at once, all easy": lambda told: {
        card: [{**row, "id": row["id"] + at, "ease": 4} for row in rows for at in range(3000)]
        for card, rows in told.items()
    },
    "nothing": lambda told: {},
}


@pytest.mark.parametrize("reviews", BEARABLE)
def test_odd_reviews_are_borne(pupils: Pupils, reviews: str) -> None:
    pupil = studied(pupils(*KEYS))
    with lying(pupil, getReviewsOfCards=BEARABLE[reviews]) as anki:
        memory = anki_memory.read(anki, pupil.lock, None, int(time.time())).memory
    assert len(memory.traces) == 5


def test_nobody_there_is_told_with_the_way_out(pupils: Pupils) -> None:
    pupil = pupils("ebb")
    with pytest.raises(CurriculumError) as refused:
        anki_memory.read(Anki(nobody()), pupil.lock, None, int(time.time()))
    (problem,) = refused.value.problems
    assert problem.message.startswith("Anki does not answer at http://127.0.0.1:")
    assert problem.remedy.endswith("or give its collection with --collection.")


def test_a_silent_anki_is_not_waited_for_without_end(pupils: Pupils, monkeypatch: pytest.MonkeyPatch) -> None:
    pupil, waiting = pupils("ebb"), threading.Event()
    monkeypatch.setattr(anki_memory, "_PATIENCE", 0.2)
    with lying(pupil, findCards=lambda truth: waiting.wait(30)) as anki:
        with pytest.raises(CurriculumError) as error:
            anki_memory.read(anki, pupil.lock, None, int(time.time()))
        waiting.set()
    assert "does not answer" in error.value.problems[0].message
    assert "--collection" in error.value.problems[0].remedy
