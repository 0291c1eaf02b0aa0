"""Only regular files of a bearable size are opened; what is none is named, and the rest is read."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from bare_guides import bare_guides
from hostile_program import run

from curriculum import opening

NOTES = "# Practical AI: Bread\n\n## Key Points\n1. **Gluten**: Gluten is essential for chewy bread.\n"
SETTINGS = ("corrections.toml", "shows.toml", "themes.toml", "cards.toml", "episodes.toml", "curriculum.toml")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "bread.md").write_text(NOTES, "utf-8")
    return tmp_path


def pipe(path: Path) -> None:
    os.mkfifo(path)


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def nowhere(path: Path) -> None:
    path.symlink_to("gone")


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def listening(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # a socket's name must be short
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)
    os.chdir(here)


def folder_behind_a_link(path: Path) -> None:
    path.with_name("elsewhere").mkdir()
    path.symlink_to("elsewhere")


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(opening.LARGEST + 1)


Maker = Callable[[Path], None]
NO_FILES: dict[Maker, str] = {
    pipe: "it is a named pipe, not a file",
    loop: "it is a link that leads round in a circle",
    nowhere: "there is no such file",
    endless: "it is a device, not a file",
    listening: "it is a socket, not a file",
    folder_behind_a_link: "it is a folder, not a file",
    huge: "it has 20.0 MB, and at most 20 MB are read",
}
made = pytest.mark.parametrize("make", NO_FILES, ids=lambda make: make.__name__)


@made
def test_one_in_a_folder_is_left_out_by_name_and_the_rest_is_read(home: Path, make: Maker) -> None:
    make(home / "notes" / "odd.md")
    done = run(home, "read", "notes")
    assert done.returncode == 0
    assert f"notes/odd.md: warning: This cannot be opened: {NO_FILES[make]}." in done.stderr
    assert "Bread" in done.stdout


@pytest.mark.parametrize(
    "make", [make for make in NO_FILES if make is not folder_behind_a_link], ids=lambda make: make.__name__
)
def test_one_that_is_named_is_an_error(home: Path, make: Maker) -> None:
    make(home / "odd.md")
    done = run(home, "cards", "odd.md")
    assert done.returncode == 1
    assert f"odd.md: error: This cannot be opened: {NO_FILES[make]}." in done.stderr


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("make", [pipe, loop, huge], ids=lambda make: make.__name__)
def test_settings_that_are_none_stop_the_job(home: Path, name: str, make: Maker) -> None:
    make(home / "notes" / name)
    done = run(home, "build", "notes", "--dry-run")
    assert done.returncode == 1
    assert f"notes/{name}: error: " in done.stderr
    assert f"cannot be read: {NO_FILES[make]}." in done.stderr


@pytest.mark.parametrize("option", ["--lock", "--outline"])
@pytest.mark.parametrize("make", [pipe, loop, endless], ids=lambda make: make.__name__)
def test_a_lock_or_an_outline_that_is_none_stops_the_build(home: Path, option: str, make: Maker) -> None:
    make(home / "odd.toml")
    before = sorted(home.iterdir())
    done = run(home, "build", "notes", option, "odd.toml")
    assert done.returncode == 1
    assert NO_FILES[make] in done.stderr
    after = sorted(path for path in home.iterdir() if path.name != "cache")  # sentences are parsed once
    assert after in (before, sorted([*before, home / "decks", home / "odd.toml.flock"]))


def test_a_pipe_among_what_was_built_does_not_hold_the_next_build(home: Path) -> None:
    assert run(home, "build", "notes", *bare_guides(), "--title", "May").returncode == 0
    (home / "decks" / "may" / "outline.md").unlink()
    pipe(home / "decks" / "may" / "outline.md")
    pipe(home / "notes" / ".curriculum.lock.into")
    assert run(home, "build", "notes", *bare_guides(), "--title", "May").returncode == 0
    assert (home / "decks" / "may" / "outline.md").is_file()


def test_a_pipe_named_as_a_package_is_refused(home: Path) -> None:
    pipe(home / "odd.apkg")
    done = run(home, "ship", "odd.apkg", "--to", "anki")
    assert done.returncode == 1
    assert "odd.apkg cannot be unpacked: it is a named pipe, not a file." in done.stderr


def test_a_file_that_grows_while_it_is_read_is_refused_all_the_same() -> None:
    if not Path("/proc/self/maps").exists():
        pytest.skip("no file here is larger than its size says")
    with pytest.raises(OSError, match="at most 0 MB"):
        opening.read_bytes(Path("/proc/self/maps"), 10)


@pytest.fixture
def bounded(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """What closes a path to everybody, the administrator too."""
    import builtins

    shut: list[str] = []
    real_open, real_scandir, real_builtin = os.open, os.scandir, builtins.open

    def refuse(path: object) -> None:
        name = os.fspath(path) if isinstance(path, str | os.PathLike) else ""
        if any(str(name).startswith(one) for one in shut):
            raise PermissionError(13, os.strerror(13), name)

    def opens(path: str, *rest: int, **more: int) -> int:
        refuse(path)
        return real_open(path, *rest, **more)

    def lists(path: str) -> object:
        refuse(path)
        return real_scandir(path)

    monkeypatch.setattr(os, "open", opens)
    monkeypatch.setattr(os, "scandir", lists)
    assert real_builtin is builtins.open
    return lambda path: shut.append(str(path))


@pytest.mark.parametrize("name", ["secret.md", "secret"])
def test_what_nobody_may_open_is_left_out_by_name(
    home: Path, bounded: Callable[[Path], None], name: str
) -> None:
    from curriculum.reading.read import read

    path = home / "notes" / name
    path.write_text(NOTES, "utf-8") if path.suffix else path.mkdir()
    bounded(path)
    library = read([home / "notes"])
    assert [episode.title for episode in library.episodes] == ["Bread"]
    (problem,) = (problem for problem in library.problems if problem.kind == "unreadable")
    assert problem.path == path.as_posix()
    assert problem.message == "This cannot be opened: you do not have the permission to open it."


@pytest.mark.parametrize("name", SETTINGS)
def test_settings_that_nobody_may_open_stop_the_job_in_words(
    home: Path, bounded: Callable[[Path], None], name: str
) -> None:
    from curriculum.build import preview
    from curriculum.order import Order
    from curriculum.problems import CurriculumError

    (home / "notes" / name).write_text("", "utf-8")
    bounded(home / "notes" / name)
    with pytest.raises(CurriculumError, match=r"cannot be read: you do not have the permission") as caught:
        preview(Order(sources=(home / "notes",), now=1_900_000_000))
    assert Path(caught.value.problems[0].path).name == name
