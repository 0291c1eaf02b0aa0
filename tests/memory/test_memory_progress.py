"""What is learnt, by week, theme, episode and point."""

import datetime as dt
import json
from pathlib import Path

import pytest

from curriculum.cards.decision import Decision
from curriculum.memory import memory_file
from curriculum.memory.gone import deleted
from curriculum.memory.memory import Memory, StudyDay, Trace
from curriculum.memory.progress import Progress, progress
from curriculum.planning.themes import Theme, Themes
from curriculum.problems import CurriculumError
from curriculum.reading.episode import Episode, KeyPoint, Source
from curriculum.reading.library import Library
from curriculum.shipping.lock import Entry, Lock

DAY, NOW = 86_400, 1_700_000_000
THEMES = Themes(
    themes=(
        Theme(id="sea", title="The sea", short="the sea", seeds=("ebb", "flood", "tide")),
        Theme(id="food", title="Food", short="food", seeds=("bread", "crust", "crumb")),
    )
)


def entry(point: str, episode: str, deck: str, kind: str = "question", retired: int | None = None) -> Entry:
    told = {"rule": "definition", "tags": (), "fingerprint": "", "file": "a.md", "changed": 1}
    fields = {"question": f"What is {point}?", "answer": "x"}
    place = {"episode": episode, "point": f"{episode}/{point}", "deck": deck, "kind": kind}
    return Entry.model_validate(
        {**told, **place, "key": point, "guid": f"g-{point}", "fields": fields, "retired": retired}
    )


LOCK = Lock(
    entries=(
        entry("ebb", "tides", "May 2024::Week 1 · Sea"),
        entry("flood", "tides", "May 2024::Week 1 · Sea", kind="term"),
        entry("crust", "bread", "May 2024::Week 10 · Food"),
        entry("crumb", "bread", "May 2024::Week 2 · Food"),
        entry("spindle", "sleep", "April 2024::Week 1 · Rest"),
        entry("gone", "sleep", "April 2024::Week 1 · Rest", retired=5),
    )
)


def library() -> Library:
    def episode(id: str, *points: str) -> Episode:
        told = tuple(
            KeyPoint(id=f"{id}/{name}", number=at, label=name.capitalize(), text=f"{name} is x.", line=at)
            for at, name in enumerate(points, start=1)
        )
        return Episode(id=id, show="", title=id.capitalize(), points=told, source=Source(path="a.md", line=1))

    return Library(
        episodes=(
            episode("tides", "ebb", "flood"),
            episode("bread", "crust", "crumb"),
            episode("sleep", "spindle"),
        )
    )


def found(*traces: Trace, **more: object) -> Progress:
    memory = Memory.model_validate({"taken": NOW, "traces": traces, **more})
    return progress(memory, LOCK, library(), THEMES, {"crumb": Decision(verdict="drop")})


EBB = Trace(
    key="ebb", stage="review", interval=30, answers=9, last=NOW - 40 * DAY, stability=30, asked=4, passed=3
)
FLOOD = Trace(key="flood", stage="learning", answers=2, last=NOW - DAY, stability=0.4, due=True, seconds=60)
CRUST = Trace(key="crust", stage="review", interval=3, answers=12, lapses=8, leech=True, suspended=True)
SPINDLE = Trace(key="spindle", stage="review", interval=90, answers=6, last=NOW - 60 * DAY, stability=900)


def test_every_card_is_counted_once_in_each_table() -> None:
    all_of_it = found(EBB, FLOOD, CRUST, SPINDLE)
    total = all_of_it.total
    assert (total.cards, total.unseen, total.learning, total.learnt, total.mature) == (6, 2, 1, 3, 2)
    assert (total.due, total.suspended, total.leeches, total.lapses) == (1, 1, 1, 8)
    assert (total.asked, total.passed, total.seconds) == (4, 3, 60)
    for rows in (all_of_it.weeks, all_of_it.episodes):
        assert sum(row.cards for row in rows) == total.cards
        assert sum(row.learnt for row in rows) == total.learnt


def test_a_term_is_two_cards_and_a_retired_one_none() -> None:
    rows = {row.id: row for row in found().episodes}
    assert (rows["tides"].cards, rows["tides"].unseen) == (3, 3)
    assert rows["sleep"].cards == 1


def test_weeks_come_in_the_order_of_study() -> None:
    rows = found(EBB, FLOOD, CRUST, SPINDLE).weeks
    assert [row.title for row in rows] == [
        "April 2024 · Week 1 · Rest",
        "May 2024 · Week 1 · Sea",
        "May 2024 · Week 2 · Food",
        "May 2024 · Week 10 · Food",
    ]


def test_decks_that_nobody_has_studied_come_by_month_and_week_after_those_that_were() -> None:
    rows = found(CRUST.model_copy(update={"last": NOW})).weeks
    assert [row.title.split(" · ")[0] for row in rows] == ["May 2024"] * 3 + ["April 2024"]
    decks = [
        "June 2024::Week 2 · A",
        "Reading::Week 1 · B",
        "April 2025::Week 1 · C",
        "June 2024::Week 1 · D",
    ]
    unread = Lock(entries=tuple(entry(f"p{at}", "tides", deck) for at, deck in enumerate(decks)))
    rows = progress(Memory(taken=NOW), unread, library(), THEMES, {}).weeks
    assert [row.id for row in rows] == [decks[3], decks[0], decks[2], decks[1]]


def test_an_episode_that_the_notes_have_no_longer_is_named_as_its_cards_name_it() -> None:
    fields = {"question": "What is neap?", "answer": "x", "credit": "Sea · Neap Tides · Moon"}
    one = entry("neap", "neap-tides", "May 2024::Week 1 · Sea").model_copy(update={"fields": fields})
    (row,) = progress(Memory(taken=NOW), Lock(entries=(one,)), library(), THEMES, {}).episodes
    assert (row.id, row.title) == ("neap-tides", "Neap Tides")


def test_the_weakest_come_first_and_what_nobody_studied_last() -> None:
    rows = found(EBB, FLOOD, SPINDLE).episodes
    assert [row.id for row in rows] == ["tides", "sleep", "bread"]
    assert rows[-1].weakness is None
    assert [row.title for row in found(EBB, FLOOD, CRUST).points] == ["Crust", "Flood", "Ebb"]


def test_themes_count_the_cards_of_their_episodes() -> None:
    assert [(row.title, row.cards) for row in found(EBB, CRUST).themes] == [("Food", 2), ("The sea", 3)]


def test_leeches_are_named_with_what_they_ask() -> None:
    (leech,) = found(EBB, CRUST).leeches
    assert (leech.key, leech.asks, leech.title, leech.lapses) == ("crust", "What is crust?", "Bread", 8)


def test_cards_deleted_in_anki_are_named_until_a_decision_drops_them() -> None:
    assert [card.key for card in found(EBB, gone=("crumb", "flood", "nobody's")).gone] == ["flood"]


def test_what_anki_said_is_kept_to_the_letter(tmp_path: Path) -> None:
    path = tmp_path / memory_file.FILE
    assert memory_file.read(path) is None
    memory = Memory(
        taken=NOW,
        traces=(EBB, FLOOD),
        gone=("x",),
        days=(StudyDay(day=dt.date(2024, 5, 1), new=2, answers=3, seconds=40.5),),
        fsrs=True,
    )
    memory_file.write(path, memory)
    assert memory_file.read(path) == memory
    assert path.read_text("utf-8").count('"key"') == len(path.read_text("utf-8").splitlines()) - 2


def test_cards_of_a_template_that_the_learner_added_are_none_of_ours() -> None:
    turned = EBB.model_copy(update={"template": 1})
    total = found(EBB, turned).total
    assert (total.cards, total.learnt, total.unseen, total.asked) == (6, 1, 5, 4)


def test_a_card_that_a_decision_calls_deleted_and_that_is_there_is_named() -> None:
    memory = Memory(taken=NOW, traces=(EBB,))
    decided = {key: Decision(verdict="drop", deleted=True) for key in ("ebb", "flood")}
    assert [card.key for card in progress(memory, LOCK, library(), THEMES, decided).back] == ["ebb"]


@pytest.mark.parametrize(
    "said",
    [
        {"taken": 10**400},
        {"traces": [{"key": "a", "last": 10**400}]},
        {"traces": [{"key": "a", "answers": 1, "lapses": 10**400}]},
        {"traces": [{"key": "a", "stability": 1, "last": 1, "decay": 1e-9}]},
        {"traces": [{"key": "a", "asked": 1, "passed": 100_000}]},
        {"habit": {"parameters": [1.0] * 3}},
        {"habit": {"parameters": [99.0] * 21}},
        {"days": [{"day": "0001-01-01", "new": 1, "answers": 1, "seconds": 1}]},
        {"days": [{"day": "2024-05-01", "new": 10**7, "answers": 1, "seconds": 1}]},
    ],
)
def test_numbers_that_no_anki_says_are_told_with_the_file(tmp_path: Path, said: dict[str, object]) -> None:
    path = tmp_path / memory_file.FILE
    path.write_text(json.dumps({"taken": NOW, **said}), encoding="utf-8")
    with pytest.raises(CurriculumError) as error:
        memory_file.read(path)
    (problem,) = error.value.problems
    assert problem.path == path.as_posix()
    assert "Delete it" in problem.remedy


def test_a_link_stays_one(tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / memory_file.FILE
    real.write_text("{}", encoding="utf-8")
    link.symlink_to(real)
    memory_file.write(link, Memory(taken=NOW))
    assert link.is_symlink()
    assert memory_file.read(real) == Memory(taken=NOW)


@pytest.mark.parametrize(
    ("there", "left_out"),
    [
        ("ab", {"x"}),
        ("abx", set()),
        ("abcd", {"x"}),
        ("a", set()),
        ("x", set()),
        ("", set()),
    ],
)
def test_what_is_gone_was_deleted_in_an_anki_that_has_half_of_the_rest(
    there: str, left_out: set[str]
) -> None:
    memory = Memory(taken=1, traces=tuple(Trace(key=key) for key in "abcd"), gone=("x",))
    assert deleted(memory, set(there)) == left_out
    assert deleted(Memory(taken=1, gone=("x",)), set(there)) == set()
