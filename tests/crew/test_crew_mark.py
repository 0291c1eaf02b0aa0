"""A mark is the same for equal values, in every process, and another for others."""

import datetime as dt
import re
import subprocess
import sys
from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from crew_notes import notes

from curriculum.cards import write
from curriculum.cards.write import _cards
from curriculum.crew.crew import Alone
from curriculum.crew.mark import mark_of
from curriculum.problems import Problem
from curriculum.reading.read import read

TOLD = Problem(path="a.md", kind="name", message="It is spelt so.", remedy="Settle it.")
VALUES = (
    None,
    1,
    "1",
    b"1",
    "\udcff",
    (1, 2),
    ("1", "2"),
    frozenset(("rye", "oats", "barley")),
    {"rye": 1, "oats": 2},
    Counter("rye"),
    TOLD,
    TOLD.model_copy(update={"line": 1}),
    Path("a.md"),
    dt.date(2024, 5, 6),
    dt.time(9, 30),
    re.compile("rye"),
    re.compile("rye", re.IGNORECASE),
    partial(mark_of, "rye"),
    mark_of,
)


def test_other_values_have_other_marks() -> None:
    assert len({mark_of(value) for value in VALUES}) == len(VALUES)


def test_equal_values_have_one_mark() -> None:
    again = "".join(["r", "ye"])
    assert mark_of({"rye": TOLD, "oats": [TOLD, TOLD]}) == mark_of(
        {"oats": [TOLD, TOLD.model_copy()], again: TOLD}
    )


def test_what_no_other_process_could_know_has_none() -> None:
    with pytest.raises(TypeError):
        mark_of(lambda: None)
    with pytest.raises(TypeError):
        mark_of(object())


def test_the_work_of_a_build_has_the_same_marks_in_every_run(tmp_path: Path) -> None:
    """Sets are in another order in each run, and texts are other objects."""
    notes(tmp_path / "notes", 3)
    program = (
        "import sys; from pathlib import Path; from test_crew_mark import marks\n"
        "print(*marks(Path(sys.argv[1])))\n"
    )
    paths = [str(Path(__file__).parent), str(Path(__file__).parents[2])]
    told = {
        subprocess.run(
            [sys.executable, "-c", f"import sys; sys.path[:0] = {paths}\n{program}", str(tmp_path / "notes")],
            env={"PYTHONHASHSEED": seed, "XDG_CACHE_HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
    assert len(set(told.pop().split())) == 4


class Marking(Alone):
    """A crew that keeps the mark of every card's work, and of what is shared."""

    def __init__(self) -> None:
        self.marks: list[str] = []

    def map(self, job, shared, items, seconds=0, batch=1):  # type: ignore[no-untyped-def]
        works = list(items)
        if job is _cards:
            self.marks += [mark_of(job, shared), *map(mark_of, works)]
        return super().map(job, shared, works)


def marks(folder: Path) -> list[str]:
    crew = Marking()
    write.write(read([folder], crew=crew), crew=crew)
    return crew.marks
