"""A cluster does the same jobs, loses workers, and is found where it stands, or told of in one sentence."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import crew_jobs as jobs
import pytest
from crew_notes import made, notes

from curriculum.crew import cluster
from curriculum.crew.cluster import Cluster
from curriculum.problems import CurriculumError

pytest.importorskip("distributed", reason="the extra `cluster` is not installed")

ROOT = Path(__file__).resolve().parents[2]
PATHS = os.pathsep.join((str(ROOT), str(Path(__file__).parent)))
QUIET = ("--no-dashboard",)


class Dask(NamedTuple):
    """A scheduler and its workers, each a process of its own."""

    address: str
    scheduler: "subprocess.Popen[bytes]"
    workers: list["subprocess.Popen[bytes]"]


@contextlib.contextmanager
def started(folder: Path, count: int) -> Iterator[Dask]:
    environment = {**os.environ, "PYTHONPATH": PATHS}
    told = folder / "scheduler.json"

    def start(*words: str) -> "subprocess.Popen[bytes]":
        program = [sys.executable, "-m", *words, "--scheduler-file", str(told), *QUIET]
        return subprocess.Popen(program, env=environment, stderr=subprocess.DEVNULL)

    running = [start("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0")]
    try:
        while not told.exists():
            assert running[0].poll() is None
            time.sleep(0.05)
        where = ("--local-directory", str(folder), "--nthreads", "1", "--no-nanny")
        running += [start("distributed.cli.dask_worker", *where) for _ in range(count)]
        address = json.loads(told.read_text("utf-8"))["address"]
        while _workers(address) < count:
            time.sleep(0.1)
        yield Dask(address, running[0], running[1:])
    finally:
        for process in running:
            process.kill()
            process.wait()


def _workers(address: str) -> int:
    with contextlib.suppress(CurriculumError), Cluster(address) as crew:
        assert crew._client is not None
        return crew._threads(crew._client)
    return 0


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Dask]:
    (tmp_path / "dask").mkdir()
    with started(tmp_path / "dask", 2) as found:
        yield found


def begun(home: Path, *words: str, cache: str) -> "subprocess.Popen[str]":
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "SOURCE_DATE_EPOCH": "1714521600",
        "XDG_CACHE_HOME": str(home / cache),
    }
    command = [sys.executable, "-m", "curriculum", "build", "notes", "--month", "2024-05", *words]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=home, env=environment, stdout=pipe, stderr=pipe, text=True)


def build(home: Path, *words: str, cache: str) -> "subprocess.CompletedProcess[str]":
    running = begun(home, *words, cache=cache)
    said, told = running.communicate()
    return subprocess.CompletedProcess(running.args, running.returncode, said, told)


def results(home: Path) -> dict[str, bytes]:
    """All that a build made; taken away."""
    found = made(home / "decks") | {"lock": (home / "notes" / "curriculum.lock").read_bytes()}
    shutil.rmtree(home / "decks")
    (home / "notes" / "curriculum.lock").unlink()
    return found


def test_a_cluster_gives_what_one_process_gives_though_a_worker_is_lost(dask: Dask, tmp_path: Path) -> None:
    with Cluster(dask.address) as crew:
        done = crew.map(jobs.times_slowly, 3, range(60))
        found = [next(done)]
        dask.workers[0].kill()
        assert found + list(done) == [3 * number for number in range(60)]
        # what a job refuses is told as it is alone
        with pytest.raises(CurriculumError, match="no room for 7"):
            list(crew.map(jobs.refused, None, range(20)))
        assert len(list(crew.map(jobs.deep, None, range(2)))) == 2

    notes(tmp_path / "notes", 8)
    only = ("--only", "outline", "--only", "decks")
    assert build(tmp_path, *only, "--workers", "1", cache="one").returncode == 0
    alone = results(tmp_path)
    told = build(tmp_path, *only, "--cluster", dask.address, cache="two")
    assert told.returncode == 0, told.stderr
    assert results(tmp_path) == alone

    # the next build finds what has not changed, and nothing else
    with Cluster(dask.address) as crew:
        kept = set(crew._before)
        read = {key for key in kept if key.startswith("read-")}
        assert len(read) == 8
        assert {key.partition("-")[0] for key in kept} >= {"read", "parsed", "cards"}
    (tmp_path / "notes" / "n03.md").write_text(
        "# 4. Trades of Ulm\n\n## Key Points\n\n- Mills grind rye.\n", "utf-8"
    )
    assert build(tmp_path, *only, "--cluster", dask.address, cache="three").returncode == 0
    again = results(tmp_path)
    with Cluster(dask.address) as crew:
        assert len({key for key in crew._before if key.startswith("read-")} - read) == 1
    assert build(tmp_path, *only, "--workers", "1", cache="one").returncode == 0
    assert results(tmp_path) == again


@pytest.mark.campaign
def test_a_cluster_prints_the_weeks(dask: Dask, tmp_path: Path) -> None:
    notes(tmp_path / "notes", 2)
    only = ("--only", "guides", "--no-book")
    found = []
    for cache, where in (("one", ("--workers", "1")), ("two", ("--cluster", dask.address))):
        assert build(tmp_path, *only, *where, cache=cache).returncode == 0
        found.append(made(tmp_path / "decks"))
        shutil.rmtree(tmp_path / "decks")
    assert found[0] == found[1]
    with Cluster(dask.address) as crew:
        printed = sum(key.startswith("made-") for key in crew._before)
    assert printed == sum("week-" in name and name.endswith(".pdf") for name in found[0]) > 1


def test_other_versions_are_told(dask: Dask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "program", lambda: "0" * 40)
    with pytest.raises(CurriculumError, match="another version of curriculum"), Cluster(dask.address):
        pass


# --- nobody there -------------------------------------------------------------------------------


LONG = pytest.mark.campaign
SAID = (
    pytest.param(None, id="nobody"),
    pytest.param(b"HTTP/1.1 400 Bad Request\r\n\r\n", id="HTTP"),
    pytest.param(b"", id="silence", marks=LONG),
    pytest.param(b"\xff" * 64, id="a size", marks=LONG),
    pytest.param(bytes(range(256)), id="bytes", marks=LONG),
)


@contextlib.contextmanager
def somebody(says: bytes | None) -> Iterator[str]:
    """The address of one who takes a connection and says this; who is not even there when it is None."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        address = f"tcp://127.0.0.1:{door.getsockname()[1]}"
        if says is None:
            door.close()
            yield address
            return
        program = (
            "import socket, sys, time\n"
            "door = socket.socket(fileno=int(sys.argv[1]))\n"
            "held = []\n"
            "while True:\n"
            "    held.append(door.accept()[0])\n"
            "    held[-1].sendall(bytes.fromhex(sys.argv[2]))\n"
        )
        words = [sys.executable, "-c", program, str(door.fileno()), says.hex()]
        process = subprocess.Popen(words, pass_fds=[door.fileno()])
        try:
            yield address
        finally:
            process.kill()
            process.wait()


@pytest.mark.parametrize("says", SAID)
def test_who_is_no_scheduler_is_told_in_one_sentence(says: bytes | None, tmp_path: Path) -> None:
    notes(tmp_path / "notes", 2)
    with somebody(says) as address:
        done = build(tmp_path, "--only", "decks", "--cluster", address, cache="one")
    assert done.returncode == 1
    told = " ".join(done.stderr.split())
    assert told.count(address) == 1
    assert told.endswith("or build without --cluster.")
    assert "Traceback" not in told
    assert {path.name for path in tmp_path.iterdir()} <= {"notes", "one"}
    assert len(list((tmp_path / "notes").iterdir())) == 2


@pytest.mark.campaign
@pytest.mark.parametrize("lost", ["worker", "scheduler", "workers"])
def test_a_long_build_loses_what_it_works_with(dask: Dask, lost: str, tmp_path: Path) -> None:
    """One worker is done without; without the scheduler, or any worker, nothing is written."""
    notes(tmp_path / "notes", 120)
    running = begun(tmp_path, "--only", "decks", "--cluster", dask.address, cache="two")
    assert running.stderr
    while "Writing cards" not in running.stderr.readline():
        assert running.poll() is None
    time.sleep(1)
    gone = {"worker": dask.workers[:1], "workers": dask.workers, "scheduler": [dask.scheduler]}
    for process in gone[lost]:
        process.kill()
    _, said = running.communicate()
    if lost == "worker":
        assert running.returncode == 0, said
        with_cluster = results(tmp_path)
        assert build(tmp_path, "--only", "decks", cache="one").returncode == 0
        assert results(tmp_path) == with_cluster
    else:
        assert running.returncode == 1
        assert "Traceback" not in said
        assert said.count("or build without --cluster.") == 1
        assert not [name for name in made(tmp_path / "decks") if name.endswith((".apkg", ".json"))]
        assert not (tmp_path / "notes" / "curriculum.lock").exists()
