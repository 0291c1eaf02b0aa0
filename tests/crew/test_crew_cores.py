"""A crew does jobs side by side, and what comes of them does not depend on how many do them."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import crew_jobs as jobs
import pytest
from click.testing import CliRunner
from crew_notes import made, notes

from curriculum.cli import group
from curriculum.crew import cores, hire
from curriculum.crew.cores import Cores
from curriculum.crew.crew import Alone, Crew
from curriculum.problems import CurriculumError

MORE = 60.0
"""Seconds of work that are worth any number of processes."""


@pytest.fixture(params=[1, 2, 4])
def crew(request: pytest.FixtureRequest) -> Iterator[Crew]:
    with Cores(request.param) as crew:
        yield crew


def test_results_come_in_the_order_of_the_items(crew: Crew) -> None:
    assert list(crew.map(jobs.times, 3, range(50), MORE, batch=4)) == [3 * number for number in range(50)]
    assert list(crew.map(jobs.times, 5, range(7), MORE)) == [5 * number for number in range(7)]
    assert list(crew.map(jobs.times, 5, [], MORE)) == []


def test_what_a_job_refuses_is_told_as_it_is_alone(crew: Crew) -> None:
    done = crew.map(jobs.refused, None, range(50), MORE, batch=2)
    assert [next(done) for _ in range(6)] == [0, 1, 2, 3, 4, 5]
    with pytest.raises(CurriculumError, match="no room for 7"):
        list(done)


def test_a_mistake_shows_where_it_was_made(crew: Crew) -> None:
    with pytest.raises(ZeroDivisionError) as found:
        list(crew.map(jobs.mistaken, None, range(20), MORE))
    assert found.traceback[-1].name == "mistaken"


def test_what_cannot_travel_is_done_here(crew: Crew) -> None:
    assert len(list(crew.map(jobs.deep, None, range(3), MORE))) == 3
    (below,) = jobs.deep(None, 1)
    (twice,) = crew.map(jobs.times, 2, [below], MORE)  # type: ignore[list-item]
    assert len(twice) == 2


def test_items_are_asked_for_as_they_are_needed() -> None:
    asked = 0

    def counted() -> Iterator[int]:
        nonlocal asked
        for number in range(10_000):
            asked = number
            yield number

    with Cores(2) as crew:
        done = crew.map(jobs.times, 2, counted(), MORE)
        assert next(done) == 0
        assert asked < 100


def test_little_work_starts_no_process() -> None:
    with Cores(2) as crew:
        assert set(crew.map(jobs.process, None, range(9), cores.WORTH / 2)) == {os.getpid()}
        assert os.getpid() not in set(crew.map(jobs.process, None, range(9), cores.WORTH))


def test_one_worker_is_this_process() -> None:
    assert isinstance(hire.hire(1), Alone)


def test_the_processes_of_a_command_are_started_once() -> None:
    with Cores(1 + (cores.there() > 1)) as crew:
        first = set(crew.map(jobs.process, None, range(40), MORE))
        assert first & set(crew.map(jobs.process, None, range(40), MORE))
        crew.rest()
        assert not first & set(crew.map(jobs.process, None, range(40), MORE)) - {os.getpid()}


def test_more_processes_than_two_a_core_are_never_started() -> None:
    with Cores(100_000) as crew:
        assert len(set(crew.map(jobs.process, None, range(200), MORE))) <= 2 * cores.there()


def test_a_lost_process_is_told_with_a_way_out() -> None:
    with Cores(2) as crew:
        with pytest.raises(CurriculumError, match="was stopped") as found:
            list(crew.map(jobs.killed, os.getpid(), range(20), MORE))
        assert "--workers 1" in found.value.problems[0].remedy


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes where Linux shows them")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_the_one_that_started_it(how: signal.Signals, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from curriculum.crew.cores import Cores\n"
        "import crew_jobs as jobs\n"
        "if __name__ == '__main__':\n"
        "    with Cores(2) as crew:\n"
        "        list(crew.map(jobs.slowly, Path(sys.argv[1]), range(9), 60.0))\n"
    )
    (tmp_path / "program.py").write_text(program, "utf-8")
    marks = tmp_path / "marks"
    marks.mkdir()
    paths = os.pathsep.join((str(Path(__file__).parent), str(Path(__file__).parents[2])))
    command = [sys.executable, str(tmp_path / "program.py"), str(marks)]
    running = subprocess.Popen(
        command,
        env={**os.environ, "PYTHONPATH": paths},
        start_new_session=True,
        stderr=subprocess.PIPE,
        text=True,
    )
    while len(found := [int(path.name) for path in marks.iterdir()]) < min(2, 2 * cores.there()):
        assert running.poll() is None
        time.sleep(0.05)
    # Ctrl-C is for every process of the terminal
    (os.killpg if how == signal.SIGINT else os.kill)(running.pid, how)
    _, said = running.communicate()
    if how == signal.SIGINT:
        assert said.count("Traceback") == 1  # of the program itself, and of no other process
    while any(Path(f"/proc/{number}").exists() for number in found):
        time.sleep(0.05)


# --- the command --------------------------------------------------------------------------------


def test_a_build_is_the_same_whoever_works_at_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Outline, packages and lock have the same bytes with 1 and 3 processes, which really are there."""
    started: list[object] = []
    genuine = cores._Hand.__init__

    def noted(hand: cores._Hand) -> None:
        started.append(hand)
        genuine(hand)

    monkeypatch.setattr(cores._Hand, "__init__", noted)
    monkeypatch.setattr(hire, "Cores", partial(Cores, worth=0.0))  # these few notes are worth it here
    notes(tmp_path / "notes")
    monkeypatch.chdir(tmp_path)
    found = []
    for workers in ("1", "3"):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / workers))  # every sentence is new
        words = "build notes --month 2024-05 --only outline --only decks --workers"
        done = CliRunner(env={"SOURCE_DATE_EPOCH": "1714521600"}).invoke(group, [*words.split(), workers])
        assert done.exit_code == 0, done.output
        assert (len(started) > 1) == (workers != "1")
        started.clear()
        found.append((made(tmp_path / "decks"), (tmp_path / "notes" / "curriculum.lock").read_bytes()))
        shutil.rmtree(tmp_path / "decks")
        (tmp_path / "notes" / "curriculum.lock").unlink()
    assert len(found[0][0]) > 3
    assert found[0] == found[1]


def test_the_settings_say_how_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int | None] = []

    def noted(workers: int | None = None) -> Crew:
        asked.append(workers)
        return Alone()

    monkeypatch.setattr(hire, "hire", noted)
    notes(tmp_path / "notes", 2)
    (tmp_path / "notes" / "curriculum.toml").write_text("workers = 3\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    for words in ("read notes", "search dyes notes", "plan notes", "cards notes", "themes notes"):
        assert CliRunner().invoke(group, words.split()).exit_code == 0
        assert asked == [3], words
        asked.clear()
    assert CliRunner().invoke(group, "cards notes --workers 1".split()).exit_code == 0
    assert asked == [1]
