"""Tasks side by side: each says what it has to say and is answered; none outlives who started it."""

import multiprocessing
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from curriculum.guides.workers import Task, Workers, alone
from curriculum.problems import CurriculumError

BOTH = pytest.mark.parametrize("most", [1, 2], ids=["here", "in processes"])


def double(number: int) -> Task:
    """A task that asks for a factor."""
    factor = yield f"{number} by what?"
    return number * factor


def waits() -> Task:
    """A task that is never answered."""
    yield os.getpid()


@BOTH
def test_a_task_is_answered_what_it_asks_and_gives_what_it_made(most: int) -> None:
    heard, waiting = [], [3, 4, 5]
    with Workers(most) as workers:
        while waiting or workers.busy:
            while waiting and workers.free:
                number = waiting.pop(0)
                workers.start(str(number), double(number))
            assert not (waiting and workers.free)
            for said in workers.listen():
                heard.append(said)
                if not said.ended:
                    workers.answer(said.name, 2)
    assert sorted(said.what for said in heard if said.ended) == [6, 8, 10]
    assert sorted(said.what for said in heard if not said.ended) == [f"{n} by what?" for n in (3, 4, 5)]


def work(most: int, task: Task) -> None:
    """Let one task go on whenever it says something."""
    with Workers(most) as workers:
        workers.start("a.pdf", task)
        while workers.busy:
            for said in workers.listen():
                if not said.ended:
                    workers.answer("a.pdf", "go on")


@BOTH
def test_what_stops_a_task_stops_the_job(most: int, tmp_path: Path) -> None:
    def fail() -> None:
        raise CurriculumError.of("template", "A template is wrong.", "Mend it.")

    with pytest.raises(CurriculumError, match="A template is wrong"):
        work(most, alone(fail))
    with pytest.raises(OSError, match="No such file"):
        work(most, alone((tmp_path / "nowhere" / "a.pdf").write_text, "x"))


@pytest.mark.parametrize("says", [True, False], ids=["while it waits", "at once"])
def test_a_process_that_is_killed_is_told_with_the_way_out(says: bool) -> None:
    def end() -> Task:
        if says:
            yield "ready"
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(CurriculumError) as caught:
        work(2, end())
    (problem,) = caught.value.problems
    assert "was stopped" in problem.message
    assert "Build again" in problem.remedy


def test_a_key_that_interrupts_reaches_the_one_who_started_them_alone() -> None:
    def goes_on() -> str:
        os.kill(os.getpid(), signal.SIGINT)
        return "done"

    with Workers(2) as workers:
        workers.start("a.pdf", alone(goes_on))
        assert [said.what for said in workers.listen()] == ["done"]


def test_no_process_is_left_when_the_job_is_stopped() -> None:
    def stop() -> None:
        with Workers(3) as workers:
            for name in "abc":
                workers.start(name, waits())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stop()
    assert not multiprocessing.active_children()


def test_processes_end_when_who_started_them_is_killed() -> None:
    code = (
        "import os, signal\n"
        "from test_guides_workers import waits\n"
        "from curriculum.guides.workers import Workers\n"
        "workers = Workers(3)\n"
        "for name in 'abc':\n"
        "    workers.start(name, waits())\n"
        "heard = []\n"
        "while len(heard) < 3:\n"
        "    heard += workers.listen()\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    path = os.pathsep.join([str(Path(__file__).parent), *sys.path])
    # what it wrote to is closed only when every process that has it is gone
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env={**os.environ, "PYTHONPATH": path}
    )
    assert done.returncode == -signal.SIGKILL
    assert done.stderr == b""
