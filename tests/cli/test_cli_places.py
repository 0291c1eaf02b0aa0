"""Where nothing is written: folders that plainly hold no notes, and any folder before an episode is found."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from curriculum.cli import group
from curriculum.problems import CurriculumError, Problem
from curriculum.reading import places
from curriculum.writable import is_system

NOTES = "# Kelp\n\nKey points:\n\n1. **Holdfast**: A holdfast ties the kelp to the rock.\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's home folder with an episode file in it; it is the working directory too."""
    home = tmp_path / "ada"
    home.mkdir()
    (home / "kelp.md").write_text(NOTES, "utf-8")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(home)
    return home


def refused(*arguments: str | Path) -> Problem:
    result = CliRunner().invoke(group, [*map(str, arguments)])
    assert isinstance(result.exception, CurriculumError), result.output
    (problem,) = result.exception.problems
    assert problem.remedy
    return problem


def everything(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


@pytest.mark.parametrize("source", [".", "..", "kelp.md"])
@pytest.mark.parametrize("more", [("build",), ("build", "--dry-run"), ("cards", "--review")])
def test_a_home_folder_and_what_homes_lie_in_get_nothing(
    home: Path, source: str, more: tuple[str, ...]
) -> None:
    before = everything(home.parent)
    problem = refused(*more, source)
    assert "no folder of notes, so nothing is written into it" in problem.message
    assert "Name the folder with your notes" in problem.remedy
    assert everything(home.parent) == before


@pytest.mark.parametrize("folder", ["/", "/usr", "/usr/share", "/etc", "/proc", "/tmp"])
def test_a_folder_of_the_system_gets_nothing_and_is_not_even_searched(
    monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    searched: list[Path] = []
    monkeypatch.setattr(places, "walk", lambda source: searched.append(source) or iter(()))
    assert "is a system folder and no folder of notes" in refused("build", folder).message
    assert searched == []
    assert not (Path(folder) / "curriculum.lock").exists()
    assert not (Path(folder) / "curriculum.lock.flock").exists()


def test_decks_do_not_go_into_a_folder_of_the_system(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "notes").mkdir()
    (home / "kelp.md").rename(home / "notes" / "kelp.md")
    monkeypatch.chdir("/")
    assert "--output" in refused("build", home / "notes").remedy
    assert not Path("/decks").exists()


def test_without_an_episode_nothing_is_written_anywhere(home: Path) -> None:
    (home / "letters").mkdir()
    (home / "letters" / "empty.md").write_text("\n", "utf-8")
    before = everything(home)
    for more in ((), ("--lock", "l.lock", "--output", "out"), ("--outline", "letters/empty.md")):
        assert "No episode was found" in refused("build", "letters", *more).message
    assert "No episode was found" in refused("plan", "letters", "--output", "out").message
    assert everything(home) == before


@pytest.mark.parametrize(
    "notes", ["/notes", "/data/notes", "/srv/notes", "/run/media/ada/stick", "/var/tmp/x"]
)
def test_a_folder_of_ones_own_may_lie_anywhere_else(notes: str) -> None:
    assert not is_system(Path(notes))


def test_a_home_may_lie_in_a_folder_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/usr/home/ada")
    assert is_system(Path("/usr/home"))
    assert is_system(Path("/usr/home/bob"))
    assert not is_system(Path("/usr/home/ada/notes"))
