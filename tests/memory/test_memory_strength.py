"""How weak a card is, by what Anki knows of it."""

import math

import pytest
from fsrs import Card, Scheduler, State
from hypothesis import given
from hypothesis import strategies as st

from curriculum.memory.memory import Memory, Trace
from curriculum.memory.strength import FEW, forgotten, interval, retrievability, weakest, weakness
from curriculum.shipping.lock import Entry, Lock

DAY = 86_400
NOW = 1_700_000_000


def learnt(stability: float, days_ago: float = 0, **more: object) -> Trace:
    told = {"key": "a", "stage": "review", "answers": 5, "stability": stability, **more}
    return Trace.model_validate({**told, "last": NOW - int(days_ago * DAY)})


def test_after_its_stability_a_card_is_remembered_nine_times_in_ten() -> None:
    assert retrievability(learnt(12, 12), NOW) == pytest.approx(0.9)
    assert retrievability(learnt(12, 12, decay=0.2), NOW) == pytest.approx(0.9)


@given(st.floats(0.1, 3000), st.integers(0, 2000), st.floats(0.1, 0.8))
def test_the_curve_is_that_of_py_fsrs(stability: float, days: int, decay: float) -> None:
    import datetime as dt

    weights = (*Scheduler().parameters[:20], decay)
    last = dt.datetime.fromtimestamp(NOW, dt.UTC)
    card = Card(card_id=1, state=State.Review, stability=stability, difficulty=5, due=last, last_review=last)
    theirs = Scheduler(parameters=weights).get_card_retrievability(card, last + dt.timedelta(days=days))
    ours = retrievability(learnt(stability, decay=decay), NOW + days * DAY)
    assert ours == pytest.approx(theirs)


def test_a_card_that_was_just_learnt_anew_is_weaker_than_one_that_lasts() -> None:
    slipped, lasting, overdue = learnt(1.5), learnt(200, 30), learnt(10, 40)
    taken = [weakness(trace, NOW) for trace in (lasting, overdue, slipped)]
    assert taken[0] is not None
    assert taken[0] < 0.1 < min(one or 0 for one in taken[1:])


def test_without_fsrs_lapses_tell() -> None:
    assert weakness(Trace(key="a", stage="review", answers=10, lapses=3), NOW) == pytest.approx(0.3)
    assert weakness(Trace(key="a", stage="review", answers=10), NOW) == 0


def test_what_nobody_learns_is_neither_weak_nor_strong() -> None:
    assert weakness(Trace(key="a"), NOW) is None
    assert weakness(learnt(1, 90, suspended=True), NOW) is None


def test_a_leech_is_weak_though_anki_has_suspended_it() -> None:
    assert weakness(learnt(90, suspended=True, leech=True), NOW) == 1


def test_strong_cards_do_not_hide_an_episode_s_weak_ones() -> None:
    strong, weak = [learnt(900)] * 20, [learnt(2, 20)] * FEW
    found = weakest(
        {"all": [*strong, *weak], "weak": weak, "strong": strong, "unseen": [Trace(key="a")]}, NOW
    )
    assert found["all"] == found["weak"] > found["strong"]
    assert "unseen" not in found


def test_few_reviews_leave_much_open() -> None:
    assert interval(0, 0) == (0, 1)
    few, many = interval(9, 10), interval(900, 1000)
    assert few == pytest.approx((0.596, 0.982), abs=0.001), "Wilson's score, as tables give it"
    assert many[1] - many[0] < few[1] - few[0]


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_the_share_lies_within_its_interval(one: int, other: int) -> None:
    passed, asked = sorted((one, other))
    low, high = interval(passed, asked)
    assert 0 <= low <= high <= 1
    if asked:
        assert low <= passed / asked + 1e-9
        assert passed / asked - 1e-9 <= high
    assert not math.isnan(low + high)


def test_episodes_and_points_are_told_by_the_cards_that_the_lock_gives_them() -> None:
    def shipped(key: str, episode: str, point: str, retired: int | None = None) -> Entry:
        entry = {"key": key, "guid": f"g-{key}", "kind": "question", "rule": "", "fields": {}, "tags": ()}
        place = {"episode": episode, "point": point, "file": "", "deck": "May", "fingerprint": ""}
        return Entry.model_validate({**entry, **place, "changed": 1, "retired": retired})

    entries = shipped("ebb", "tides", "tides/ebb"), shipped("flood", "tides", "tides/flood")
    entries += shipped("old", "tides", "tides/old", retired=5), shipped("own", "bread", "")
    traces = tuple(learnt(1, 30).model_copy(update={"key": key}) for key in ("ebb", "old", "own", "stranger"))
    found = forgotten(Memory(taken=NOW, traces=traces), Lock(entries=entries))
    assert set(found.episodes) == {"tides", "bread"}
    assert found.weak_points == ("tides/ebb",), "what was never studied, or has retired, is not forgotten"
