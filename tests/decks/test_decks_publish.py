"""Publishing: the old packages and lock or the new ones, whatever happens on the way."""

import errno
import os
import subprocess
import sys
import threading
from pathlib import Path

import killed
import pytest

from curriculum import publish
from curriculum.problems import CurriculumError


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A learner's folder after a first build, with a file of their own among ours."""
    killed.make(tmp_path, "one")
    (tmp_path / "decks" / "may" / "my notes.txt").write_text("mine")
    return tmp_path


def state(home: Path) -> dict[str, str]:
    """What a learner, and the next build, would find: the packages, and the lock that holds."""
    folder = home / "decks" / "may"
    found = {path.name: path.read_text() for path in folder.iterdir() if path.name != publish.MANIFEST}
    found["lock"] = publish.lock_to_read(home / "notes" / "curriculum.lock").read_text()
    return found


def built(version: str, *more: str) -> dict[str, str]:
    files = {name: f"{name} of {version}\n" for name in (*killed.FILES, *more)}
    return {**files, "lock": f"lock of {version}\n", "my notes.txt": "mine"}


OLD, NEW = built("one"), built("two", "week-2.apkg")


def leftovers(home: Path) -> set[str]:
    """Everything that stands where it should not."""
    kept = {
        "decks",
        "notes",
        "may",
        "curriculum.lock",
        "curriculum.lock.flock",
        ".may.flock",
        publish.MANIFEST,
    }
    return {path.name for path in home.rglob("*")} - kept - set(NEW)


@pytest.mark.parametrize("disk", ["exchanges", "cannot-exchange"])
def test_killed_at_any_file_event_it_is_all_old_or_all_new(
    home: Path, tmp_path_factory: pytest.TempPathFactory, disk: str
) -> None:
    trials = tmp_path_factory.mktemp("trials")
    done = subprocess.run(
        [sys.executable, killed.__file__, home, trials, disk], capture_output=True, text=True, check=True
    )
    count = int(done.stdout)
    assert count > 30, "the hook saw the file events"
    seen = []
    for number in range(1, count + 1):
        trial = trials / str(number)
        if disk == "exchanges":  # elsewhere the folder may be away until the next build begins
            seen.append(state(trial))
            assert seen[-1] in (OLD, NEW), f"a mixture after {number} events"
        publish.recover(trial / "notes" / "curriculum.lock", trial / "decks" / "may")
        assert state(trial) in (OLD, NEW), f"a mixture after {number} events and the next build's start"
        assert leftovers(trial) == set()
        killed.make(trial, "two", (*killed.FILES, "week-2.apkg"))
        assert state(trial) == NEW
    assert seen == [OLD] * seen.count(OLD) + [NEW] * seen.count(NEW), "one moment divides old and new"
    assert disk != "exchanges" or {OLD["lock"], NEW["lock"]} == {found["lock"] for found in seen}


def test_a_part_that_is_killed_leaves_the_old_one_and_never_touches_the_rest(
    home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    trials = tmp_path_factory.mktemp("trials")
    done = subprocess.run(
        [sys.executable, killed.__file__, home, trials, "part"], capture_output=True, text=True, check=True
    )
    part = {**OLD, "outline.toml": NEW["outline.toml"]}
    seen = [state(trials / str(number)) for number in range(1, int(done.stdout) + 1)]
    assert len(seen) > 20, "the hook saw the file events"
    assert seen == [OLD] * seen.count(OLD) + [part] * seen.count(part), "one moment divides old and new"
    assert OLD in seen
    assert part in seen
    last = trials / done.stdout.strip()
    files = publish.read_manifest(last / "decks" / "may")
    assert set(files) == set(killed.FILES), "the manifest knows what stays"
    killed.make(last, "two", (*killed.FILES, "week-2.apkg"))
    assert state(last) == NEW


def test_a_full_disk_leaves_the_old_ones(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.fsync
    for number in range(1, 20):
        left = number

        def full(file: int) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            real(file)

        monkeypatch.setattr(os, "fsync", full)
        try:
            killed.make(home, "two", (*killed.FILES, "week-2.apkg"))
        except OSError:
            assert state(home) == OLD
        else:
            break
    assert number == 8, "every write was tried on a full disk"
    monkeypatch.undo()
    assert state(home) == NEW
    assert leftovers(home) == set()


def test_a_second_build_waits_for_the_first(home: Path) -> None:
    said: list[str] = []
    lock, folder = home / "notes" / "curriculum.lock", home / "decks" / "may"
    order: list[str] = []

    def second() -> None:
        with publish.alone(lock, folder, said.append):
            order.append("second")

    with publish.alone(lock, folder, said.append):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.3)
        assert thread.is_alive(), "it waits"
        order.append("first")
    thread.join(30)
    assert order == ["first", "second"]
    assert said == ["Waiting for another build of these notes"]


def test_a_build_that_waits_too_long_says_why(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "PATIENCE", 0.1)
    lock, folder = home / "notes" / "curriculum.lock", home / "decks" / "may"
    with (
        publish.alone(lock, folder, print),
        pytest.raises(CurriculumError, match="Another build"),
        publish.alone(lock, folder, lambda said: None),
    ):
        pass


def test_two_curricula_never_share_a_turn_of_one_lock(home: Path) -> None:
    other = home / "decks" / "biology"
    publish.PATIENCE, patience = 0.1, publish.PATIENCE
    try:
        with (
            publish.alone(home / "notes" / "curriculum.lock", home / "decks" / "may", print),
            pytest.raises(CurriculumError),
            publish.alone(home / "notes" / "curriculum.lock", other, lambda said: None),
        ):
            pass
    finally:
        publish.PATIENCE = patience


def test_what_somebody_changed_is_kept_beside(home: Path) -> None:
    folder = home / "decks" / "may"
    (folder / "may.apkg").write_text("with my pencil notes")
    (folder / "pictures").mkdir()
    (folder / "pictures" / "a.png").write_text("a picture")
    killed.make(home, "two", ("may.apkg",))
    assert (folder / "may.apkg~").read_text() == "with my pencil notes"
    assert (folder / "may.apkg").read_text() == "may.apkg of two\n"
    assert (folder / "pictures" / "a.png").read_text() == "a picture"
    assert not (folder / "week-1.apkg").exists(), "a file of ours that is no longer made goes"


def test_what_is_kept_is_kept_once_and_never_overwritten(home: Path) -> None:
    folder = home / "decks" / "may"
    for version, mine in enumerate(("first notes", "second notes", "first notes"), start=2):
        (folder / "may.apkg").write_text(mine)
        killed.make(home, str(version))
    kept = {path.name: path.read_text() for path in folder.glob("*~*")}
    assert kept == {"may.apkg~": "first notes", "may.apkg~2": "second notes"}


def test_what_is_saved_over_ours_while_the_folders_change_places_is_kept(home: Path) -> None:
    lock, folder = home / "notes" / "curriculum.lock", home / "decks" / "may"
    real = publish.exchange

    def somebody_saves_a_file(made: Path, place: Path) -> None:
        (place / "outline.toml").unlink()
        (place / "outline.toml").write_text("my plan")
        real(made, place)

    with pytest.MonkeyPatch.context() as patch, publish.alone(lock, folder, print) as staged:
        patch.setattr(publish, "exchange", somebody_saves_a_file)
        (staged / "outline.toml").write_text("two")
        publish.publish(staged, folder, "lock of two\n", lock)
    assert (folder / "outline.toml").read_text() == "two"
    assert (folder / "outline.toml~").read_text() == "my plan"


def test_a_folder_behind_a_link_stays_there(home: Path) -> None:
    folder = home / "decks" / "may"
    elsewhere = home / "disk"
    folder.rename(elsewhere)
    folder.symlink_to(elsewhere, target_is_directory=True)
    killed.make(home, "two", ("may.apkg",))
    assert folder.is_symlink()
    assert (elsewhere / "may.apkg").read_text() == "may.apkg of two\n"


def test_what_came_meanwhile_is_rescued(home: Path) -> None:
    lock, folder = home / "notes" / "curriculum.lock", home / "decks" / "may"
    real = publish.exchange

    def somebody_saves_a_file(made: Path, place: Path) -> None:
        (place / "saved meanwhile.txt").write_text("mine too")
        real(made, place)

    with pytest.MonkeyPatch.context() as patch, publish.alone(lock, folder, print) as staged:
        patch.setattr(publish, "exchange", somebody_saves_a_file)
        (staged / "may.apkg").write_text("two")
        publish.publish(staged, folder, "lock of two\n", lock)
    assert (folder / "saved meanwhile.txt").read_text() == "mine too"
