"""A file that cannot be read: one sentence, a way out, and nothing changed anywhere."""

import errno
import os
import random
import shutil
import sqlite3
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from pupil import GOOD, KEYS, Pupil, studied

from curriculum import opening
from curriculum.memory import collection, database
from curriculum.memory.memory import Memory
from curriculum.problems import CurriculumError, Problem
from curriculum.shipping.lock import Lock

Pupils = Callable[..., Pupil]


def refused(path: Path) -> Problem:
    """The one problem with a file; the folder it lies in is as before, and no copy is left anywhere."""
    before = sorted(path.parent.iterdir())
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", folder)
        with pytest.raises(CurriculumError) as error:
            collection.read(path, Lock(), None, 1_800_000_000)
        assert not list(Path(folder).iterdir())
    assert sorted(path.parent.iterdir()) == before
    (problem,) = error.value.problems
    assert problem.path.startswith(path.as_posix())
    assert problem.remedy
    return problem


@pytest.fixture
def file(pupils: Pupils, tmp_path: Path) -> Path:
    """A closed collection, to be spoilt."""
    pupil = studied(pupils(*KEYS))
    pupil.col.close()
    path = tmp_path / "collection.anki2"
    shutil.copy(pupil.path, path)
    pupil.reopen()
    return path


def change(path: Path, *statements: str) -> Path:
    connection = sqlite3.connect(path)
    connection.create_collation("unicase", lambda one, other: (one > other) - (one < other))
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path


def test_no_file(tmp_path: Path) -> None:
    problem = refused(tmp_path / "nowhere.anki2")
    assert problem.message == f"At {tmp_path / 'nowhere.anki2'} there is no collection of Anki."
    assert "~/.local/share/Anki2/User 1 on Linux" in problem.remedy


def test_a_folder_without_a_collection(tmp_path: Path) -> None:
    assert refused(tmp_path).message == f"The folder {tmp_path} has no collection of Anki."


def test_the_folder_of_a_profile_will_do(file: Path) -> None:
    assert collection.read(file.parent, Lock(), None, 1_800_000_000).memory == Memory(
        taken=1_800_000_000, fsrs=True
    )


@pytest.mark.parametrize(
    ("number", "why"),
    [(errno.EACCES, "you do not have the permission to open it"), (errno.ENOSPC, "the disk is full")],
)
def test_what_the_system_has_against_it(
    file: Path, monkeypatch: pytest.MonkeyPatch, number: int, why: str
) -> None:
    def opened(path: Path, largest: int | None = None) -> object:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(opening, "opened", opened)
    problem = refused(file)
    assert problem.message == f"The collection cannot be read: {why}."
    assert problem.remedy.endswith("Close Anki, then ask again.")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "collection.anki2")
    assert "it is a named pipe" in refused(tmp_path / "collection.anki2").message


@pytest.mark.parametrize("data", [b"", b"Ebb and flood.\n" * 900, b"PK\x03\x04", bytes(9000)])
def test_another_file(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "collection.anki2").write_bytes(data)
    assert refused(tmp_path / "collection.anki2").message == "The file is no collection of Anki."


def test_a_database_of_another_program(tmp_path: Path) -> None:
    path = change(tmp_path / "bookmarks.db", "create table col (ver integer, crt integer)")
    assert refused(path).message == "The file is no collection of Anki."


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_collection_that_is_cut_off(file: Path, share: float) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * share)])
    problem = refused(file)
    assert problem.message == "The collection is damaged."
    assert "Tools > Check Database" in problem.remedy


@pytest.mark.parametrize("page", range(1, 12))
def test_a_collection_with_a_page_of_noise(file: Path, page: int) -> None:
    data = bytearray(file.read_bytes())
    data[page * 4096 : (page + 1) * 4096] = b"\xff" * 4096
    file.write_bytes(data)
    assert refused(file).message == "The collection is damaged."


@pytest.mark.parametrize(
    "statement",
    [
        "update cards set data = '{'",
        "update cards set data = '[]'",
        'update cards set data = \'{"s": "long"}\'',
        "update cards set data = '{\"s\": -1}'",
        "update cards set type = 77 where queue = 2",
        "update cards set lapses = 'many'",
        "update cards set ivl = 'long' where queue = 2",
        "update revlog set time = 'long'",
        "update config set val = 'x' where key = 'fsrs'",
        "update config set val = '\"noon\"' where key = 'creationOffset'",
        "update col set crt = 99999999999999",
        "update decks set kind = x'ff'",
        "update deck_config set config = x'0a'",
        "update deck_config set config = zeroblob(2000000)",
    ],
)
def test_values_that_no_anki_wrote(file: Path, statement: str, pupils: Pupils) -> None:
    change(file, statement)
    with pytest.raises(CurriculumError) as error:
        collection.read(file, studied(pupils(*KEYS)).lock, None, 1_800_000_000)
    assert [problem.message for problem in error.value.problems] == ["The collection is damaged."]


def test_a_view_in_the_place_of_a_table(file: Path) -> None:
    """It could make rows without end."""
    change(
        file,
        "alter table revlog rename to kept",
        "create view revlog as with recursive n(i) as (select 1 union all select i + 1 from n) "
        "select i id, i cid, 1 ease, 1 lastIvl, 1 factor, 1 time, 1 type from n",
    )
    assert refused(file).message == "The file is no collection of Anki."


def test_a_newer_schema_with_the_same_tables_is_read(file: Path) -> None:
    change(file, "update col set ver = 25")
    assert collection.read(file, Lock(), None, 1_800_000_000).memory.fsrs


def test_a_newer_schema_that_keeps_things_elsewhere(file: Path) -> None:
    change(file, "update col set ver = 25", "alter table revlog rename to answers")
    problem = refused(file)
    assert problem.message == "The collection is of a newer Anki than is known here (its schema is 25)."
    assert problem.remedy == "Update this program, or let it ask the running Anki."


def test_an_older_schema(file: Path) -> None:
    change(file, "update col set ver = 9")
    assert refused(file).message == "The collection is of an Anki too old to be read (its schema is 9)."


def test_a_collection_that_is_written_while_it_is_copied_is_copied_again(
    pupils: Pupils, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twice Anki writes in between; the third copy holds all of it."""
    pupil = pupils("ebb")
    writes = [lambda: pupil.answer("ebb", GOOD), lambda: pupil.answer("ebb", GOOD)]
    monkeypatch.setattr(database, "_PAUSE", 0)
    _before_each_opening(monkeypatch, lambda: writes.pop()() if writes else None)
    assert pupil.remembered().traces[0].answers == 2


def test_a_collection_that_never_rests(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter(range(1, 99))
    monkeypatch.setattr(database, "_PAUSE", 0)
    _before_each_opening(monkeypatch, lambda: os.utime(file, (next(times), next(times))))
    problem = refused(file)
    assert problem.message == "Anki is writing in the collection just now."
    assert problem.remedy == "Close Anki, then ask again."


def _before_each_opening(monkeypatch: pytest.MonkeyPatch, do: Callable[[], object]) -> None:
    true = opening.opened

    def opened(path: Path, largest: int | None = None) -> object:
        if path.name == database.FILE:
            do()
        return true(path, largest)

    monkeypatch.setattr(opening, "opened", opened)


@pytest.mark.parametrize("legacy", [False, True], ids=["zstd", "anki21"])
def test_an_exported_collection_says_the_same(pupils: Pupils, tmp_path: Path, legacy: bool) -> None:
    pupil = studied(pupils(*KEYS))
    memory = pupil.remembered()
    path = tmp_path / "backup.colpkg"
    pupil.col.export_collection_package(str(path), include_media=False, legacy=legacy)
    told = collection.read(path, pupil.lock, None, memory.taken).memory
    pupil.reopen()
    assert told == memory


@pytest.fixture
def export(pupils: Pupils, tmp_path: Path) -> Path:
    pupil = studied(pupils(*KEYS))
    path = tmp_path / "backup.colpkg"
    pupil.col.export_collection_package(str(path), include_media=False, legacy=False)
    pupil.reopen()
    return path


def test_a_package_of_decks_is_no_collection(export: Path) -> None:
    path = export.rename(export.with_suffix(".apkg"))
    problem = refused(path)
    assert problem.message == "An .apkg file holds some decks, not what Anki remembers."
    assert problem.remedy.endswith("File > Export, Anki Collection Package (.colpkg).")


def test_an_export_that_is_cut_off(export: Path) -> None:
    export.write_bytes(export.read_bytes()[:-300])
    assert refused(export).message == "The file is damaged, or no exported collection of Anki."


@pytest.mark.parametrize("packed", [b"no zstd", zstandard.compress(b"no database" * 99)])
def test_an_export_of_something_else(tmp_path: Path, packed: bytes) -> None:
    with zipfile.ZipFile(tmp_path / "a.colpkg", "w") as zipped:
        zipped.writestr("collection.anki21b", packed)
    assert "no" in refused(tmp_path / "a.colpkg").message


@pytest.mark.parametrize("size", [0, 300_000])
def test_an_export_whose_collection_is_cut_off_inside(pupils: Pupils, tmp_path: Path, size: int) -> None:
    """A stream that ends too early gives nothing, or half of a database."""
    pupil = pupils("ebb")
    ebb = pupil.note("ebb")
    ebb["Answer"] = random.Random(1).randbytes(size).hex()
    pupil.col.update_note(ebb)
    path = tmp_path / "backup.colpkg"
    pupil.col.export_collection_package(str(path), include_media=False, legacy=False)
    pupil.reopen()
    with zipfile.ZipFile(path) as zipped:
        data = zipped.read("collection.anki21b")
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("collection.anki21b", data[: len(data) // 2])
    assert "damaged" in refused(path).message


def test_a_zip_without_a_collection(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.colpkg", "w") as zipped:
        zipped.writestr("media", "{}")
    assert refused(tmp_path / "a.colpkg").message == "The file is no exported collection of Anki."


def test_an_export_that_would_fill_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Forty kilobytes that unpack to more than any collection has."""
    monkeypatch.setattr(opening, "LARGEST_OF_OURS", 50_000_000)
    with zipfile.ZipFile(tmp_path / "a.colpkg", "w") as zipped:
        zipped.writestr("collection.anki21b", zstandard.compress(bytes(51_000_000)))
    assert (tmp_path / "a.colpkg").stat().st_size < 40_000
    assert "as none of Anki's has" in refused(tmp_path / "a.colpkg").message


def test_without_zstandard_it_is_told_what_to_install(export: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "zstandard", None)
    problem = refused(export)
    assert "-m pip install 'curriculum[colpkg]'" in problem.remedy


def test_the_clock_of_a_machine_does_not_matter(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Days are those of the learner's place, which the collection keeps: same file, same answer."""
    found = []
    for zone in ("UTC", "Pacific/Auckland", "America/Los_Angeles"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        found.append(collection.read(file, Lock(), None, 1_800_000_000))
    monkeypatch.undo()
    time.tzset()
    assert found[0] == found[1] == found[2]


def test_a_check_that_a_stranger_s_collection_brings_is_not_run(file: Path) -> None:
    change(
        file,
        "create table trap (a check (a > 0))",
        "pragma ignore_check_constraints = on",
        "insert into trap values (-1)",
    )
    assert collection.read(file, Lock(), None, 1_800_000_000).memory.traces == ()
