"""Earlier cards in the forecast of a month: as Anki had them, else as their own weeks had them begun."""

import datetime as dt

import pytest

from curriculum.memory.backlog import backlog
from curriculum.memory.memory import Memory, Trace
from curriculum.planning import earlier
from curriculum.planning.backlog import NONE, Backlog, Learnt
from curriculum.planning.earlier import Earlier, Other, Stay
from curriculum.planning.outline import Outline, Placed, Week
from curriculum.planning.workload import forecast, pace
from curriculum.planning.workload_chart import of_before
from curriculum.shipping.lock import Entry, Lock

DAY = 86_400
FIRST = dt.date(2024, 6, 3)
ASKED = int(dt.datetime(2024, 5, 31, 20, tzinfo=dt.UTC).timestamp())


def entry(key: str, episode: str, deck: str = "May 2024::Week 1", **more: object) -> Entry:
    told = {"rule": "definition", "tags": (), "fingerprint": "", "file": "a.md", "changed": 1, "fields": {}}
    place = {"key": key, "guid": key, "episode": episode, "point": "", "deck": deck, "kind": "question"}
    return Entry.model_validate({**told, **place, **more})


def outline(*ids: str, start: dt.date | None = FIRST) -> Outline:
    placed = tuple(Placed(id=id, why="") for id in ids)
    week = Week(number=1, title="Glass", theme="", start=start, minutes=9, episodes=placed)
    return Outline(title="June 2024", weeks=(week,))


def others(**weeks: tuple[str, ...]) -> Earlier:
    """An outline of a week each, day of the year 2024 → ids."""
    stays = [
        Stay(number=1, start=dt.date(2024, int(day[1:3]), int(day[3:])), episodes=ids)
        for day, ids in weeks.items()
    ]
    made = (Other(title="x", path="x", folder="x", start=one.start, weeks=(one,)) for one in stays)
    return Earlier(outlines=tuple(made))


LOCK = Lock(
    entries=(
        entry("a", "tides"),
        entry("b", "tides", kind="term"),
        entry("c", "tides", retired=5),
        entry("d", "glass", "June 2024::Week 1"),
        entry("e", "later", "July 2024::Week 1"),
    )
)
THERE = others(d0527=("tides",), d0603=("glass",), d0701=("later",))


def test_where_nobody_asked_anki_mays_cards_are_begun_over_their_week() -> None:
    found = backlog(LOCK, None, THERE, outline("glass"))
    assert (found.lead, sum(found.begun), found.of) == (7, 3, "May 2024")
    over = backlog(LOCK, None, others(d0530=("tides",)), outline("glass"))
    assert (over.lead, sum(over.begun)) == (4, 1), "three of its days are the outline's own"


def test_where_anki_was_asked_each_card_is_due_when_anki_says_so() -> None:
    traces = (
        Trace(key="a", stage="review", interval=10, answers=3, last=ASKED - 4 * DAY, stability=12.0),
        Trace(key="b", stage="relearning", interval=0, answers=9, last=ASKED),
        Trace(key="b", template=1, stage="review", interval=9, answers=2, last=ASKED, suspended=True),
        Trace(key="d", stage="review", interval=3, answers=1, last=ASKED, stability=1.0),
        Trace(key="e", stage="review", interval=3, answers=1, last=ASKED, stability=1.0),
    )
    found = backlog(LOCK, Memory(taken=ASKED, traces=traces), THERE, outline("glass"))
    assert found.learnt == (Learnt(due=6, since=4, stability=12.0), Learnt(due=0, since=0, stability=1.0))
    assert (found.lead, found.of) == (3, "May 2024")
    assert backlog(LOCK, Memory(taken=ASKED), THERE, outline("glass")) == NONE


@pytest.mark.parametrize("at", [0, 2**40])
def test_whenever_anki_was_asked_the_forecast_is_bounded(at: int) -> None:
    trace = Trace(key="a", stage="review", interval=2**31, answers=1, last=2**40 - at, stability=2**31)
    found = backlog(LOCK, Memory(taken=at, traces=(trace,)), THERE, outline("glass"))
    assert found.lead <= 365
    assert forecast([3], 1, backlog=found).busiest < 10


@pytest.mark.parametrize(
    "there", [outline("glass", start=None), outline("tides", "glass")], ids=["no dates", "planned again"]
)
def test_without_dates_or_earlier_cards_there_is_no_backlog(there: Outline) -> None:
    assert backlog(LOCK, None, THERE, there) == NONE
    assert backlog(LOCK, None, earlier.NONE, outline("glass")) == NONE


def test_several_months_are_named_in_their_order() -> None:
    lock = Lock(entries=(entry("a", "tides"), entry("x", "moss", "April 2024::Week 2")))
    there = others(d0527=("tides",), d0401=("moss",))
    assert backlog(lock, None, there, outline("glass")).of == "April 2024 and May 2024"
    three = Lock(entries=(*lock.entries, entry("y", "moss", "Moss::Week 2")))
    assert backlog(three, None, there, outline("glass")).of == "3 earlier curricula"


def test_the_reviews_are_told_apart_and_come_on_top() -> None:
    old = Backlog(lead=28, begun=(5,) * 28, of="May 2024")
    alone, both = forecast([30], 5), forecast([30], 5, backlog=old)
    assert alone.before == 0
    assert of_before(alone) == ""
    assert both.before > 1
    rest = sum(day.middle for day in both.days[:7]) / 7 - both.before
    assert rest == pytest.approx(sum(day.middle for day in alone.days[:7]) / 7, rel=0.15)
    assert of_before(both) == f"Of these minutes, {both.before:.0f} a day go to reviews of May 2024."
    assert forecast([30], 5, backlog=old) == both
    assert pace([30], 6, backlog=old).new_a_day < pace([30], 6).new_a_day


def test_strong_cards_ask_for_little() -> None:
    def of(stability: float, due: int) -> float:
        learnt = (Learnt(due=due, since=1, stability=stability),) * 40
        return forecast([7], 1, backlog=Backlog(learnt=learnt, of="May 2024")).before

    assert of(400.0, 300) == 0 < of(60.0, 3) < of(2.0, 1)
