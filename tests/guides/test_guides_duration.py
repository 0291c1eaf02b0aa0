"""How long printing takes: told beforehand where it is long, and on the way; no clock but the test's own."""

import pickle
import re

import pytest

from curriculum.cli.build import steps
from curriculum.guides.duration import A_LETTER, IN_BOOK, LONG, Printed, Progress, in_words, left, work

EACH = LONG / 2
"""Seconds for a week; the book takes twice as long."""
FILES = {"week-1.pdf": EACH, "week-2.pdf": EACH, "may.pdf": 2 * EACH}


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "less than a minute"),
        (29, "less than a minute"),
        (45, "about 1 minute"),
        (540, "about 9 minutes"),
        (89 * 60, "about 89 minutes"),
    ],
)
def test_a_duration_in_words(seconds: float, words: str) -> None:
    assert in_words(seconds) == words


def test_the_work_of_a_file_is_by_its_letters_and_the_book_is_only_joined() -> None:
    found = work({"week-1.pdf": 1000, "may.pdf": 1000}, "may.pdf", workers=4)
    assert found == {"week-1.pdf": 1000 * A_LETTER / 4, "may.pdf": 1000 * IN_BOOK}


def test_a_file_that_turns_out_to_be_printed_too_is_counted_and_a_second_time_is_not() -> None:
    said: list[str] = []
    progress = Progress(said.append, FILES, lambda: 0.0)
    progress.expect("week-2.pdf", EACH)
    progress.expect("week-3.pdf", EACH)
    for name in ("week-1.pdf", "week-1.pdf", "week-3.pdf"):
        progress.done(name)
    assert [one.partition(",")[0] for one in said] == [
        "3 guides to print",
        "Printed 1 of 4",
        "Printed 2 of 4",
    ]


def test_what_is_left_takes_as_long_as_what_was_done() -> None:
    assert left(0, 0, 100) == 100, "before anything is done, the estimate"
    assert left(30, 10, 100) == 270, "a machine that is three times slower"
    assert left(300, 100, 100) == 0


def test_a_long_printing_is_told_beforehand_and_on_the_way() -> None:
    said: list[str] = []
    times = iter([0.0, 60.0, 120.0])
    progress = Progress(said.append, FILES, lambda: next(times))
    for name in FILES:
        progress.done(name)
    assert said == [
        "3 guides to print, about 2 minutes",
        "Printed 1 of 3, about 3 minutes left",
        "Printed 2 of 3, about 2 minutes left",
        "Printed 3 of 3",
    ]


def test_a_short_one_names_each_file_and_nothing_else() -> None:
    said: list[str] = []
    progress = Progress(said.append, {"week-1.pdf": LONG}, lambda: 0.0)
    progress.done("week-1.pdf")
    assert said == ["Printed week-1.pdf"]


def test_a_step_is_the_same_for_a_process_that_it_is_sent_to() -> None:
    step = Printed("Printed 1 of 3")
    step.done, step.total = 1, 3
    sent = pickle.loads(pickle.dumps(step))
    assert (sent, sent.done, sent.total) == (step, 1, 3)


@pytest.mark.parametrize("terminal", [False, True])
def test_who_builds_reads_how_long_it_takes_and_how_to_do_without(
    terminal: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    if terminal:
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("TERM", "xterm")
    with steps() as tell:
        progress = Progress(tell, FILES, lambda: 0.0)
        for name in FILES:
            progress.done(name)
    said = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", capsys.readouterr().err)
    assert "3 guides to print, about 2 minutes; --only decks makes the packages alone." in said
    if not terminal:  # there it is one line that changes as often as the screen is drawn
        assert said.splitlines()[1:] == [
            "Printed 1 of 3, less than a minute left.",
            "Printed 2 of 3, less than a minute left.",
            "Printed 3 of 3.",
        ]
