"""May, June and July of one learner: what is weak comes back, what is strong does not crowd it out."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from life import Life

from curriculum.cli.gone import drop
from curriculum.memory.progress import Told

HARD = "sail"
"""Talks of this field do not stick."""


def knows(key: str) -> float:
    return 0.45 if HARD in key else 0.97


def one_of(keys: Iterable[str], field: str) -> str:
    """The first flashcard of a field."""
    return next(key for key in keys if f"{field}-talk" in key and "/written/" in key)


@pytest.fixture
def life(tmp_path: Path) -> Iterator[Life]:
    one = Life(tmp_path)
    yield one
    one.close()


def planned(made: dict[str, Any]) -> set[str]:
    return {placed["id"] for week in made["outline"]["weeks"] for placed in week["episodes"]}


def recalled(made: dict[str, Any]) -> list[str]:
    return [id for week in made["outline"]["weeks"] for id in week["recalls"]]


def test_three_months(life: Life) -> None:
    life.hear(*range(14))
    may = life.build("2024-05")
    assert len(planned(may)) == 14
    life.take_in(may)
    life.live(30, knows)
    keys = sorted(life.held())
    edited, put_aside, deleted = (one_of(keys, field) for field in ("kiln", "bee", "bread"))
    mine = life.note(edited)
    mine["Answer"] = "in my own words"
    life.col.update_note(mine)
    life.col.sched.suspend_cards(life.note(put_aside).card_ids())
    seen = life.progress()
    assert (seen["total"]["passed"], seen["total"]["asked"]) == life.true_retention()
    assert seen["leeches"], "eight lapses make a leech"
    assert all(HARD in leech["key"] for leech in seen["leeches"])
    life.col.remove_notes([life.note(deleted).id])
    (gone,) = life.progress()["gone"]
    assert gone["key"] == deleted
    drop([Told.model_validate(gone)], life.notes / "cards.toml")

    before = life.history()
    life.hear(*range(14, 27))
    june = life.build("2024-06", "--html")
    assert not planned(june) & planned(may)
    assert len(planned(june)) == 13
    weak = {row["id"] for row in seen["episodes"] if (row["weakness"] or 0) >= 0.2}
    old = [id for id in recalled(june) if id in planned(may)]
    assert old
    assert set(old) <= weak, "what is strong is left in peace"
    assert all(HARD in id for id in old)
    text = life.guides(june)
    assert "Say again what slipped: The " in text
    assert life.asked_again(text, range(14)) == life.asked_again(text, range(2, 14, 4)) > 0
    life.take_in(june)
    after = life.history()
    assert {key: after[key] for key in before} == before, "nothing studied is lost"
    assert deleted not in life.held()
    assert life.note(edited)["Answer"] == "in my own words"
    assert life.note(put_aside).cards()[0].queue == -1
    life.live(30, knows)
    seen = life.progress()
    assert (seen["total"]["passed"], seen["total"]["asked"]) == life.true_retention()

    before = life.history()
    life.hear(*range(27, 40))
    july = life.build("2024-07")
    assert not planned(july) & (planned(may) | planned(june))
    assert len(planned(july)) == 13
    assert all(HARD in id for id in recalled(july) if id not in planned(july))
    life.take_in(july)
    after = life.history()
    assert {key: after[key] for key in before} == before
    assert deleted not in life.held()
    life.live(5, knows)
    assert (seen["total"]["passed"], seen["total"]["asked"]) != (0, 0)
