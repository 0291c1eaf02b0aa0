"""The wheel holds all it needs and works where the source tree is not."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = Path(__file__).parent / "fixtures"
DEPENDENCIES = sysconfig.get_path("purelib")

SOURCE = f"{ROOT / 'curriculum'}{os.sep}|{ROOT / 'templates'}{os.sep}"
RUN_GUARDED = """
import runpy, sys
source = tuple(sys.argv.pop(1).split("|"))
def guard(event, args):
    if event == "open" and isinstance(args[0], str) and args[0].startswith(source):
        raise RuntimeError(f"the wheel opened the source tree: {args[0]}")
sys.addaudithook(guard)
sys.argv[0] = "curriculum"
runpy.run_module("curriculum", run_name="__main__")
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of this source tree, built without a network."""
    pytest.importorskip("hatchling", reason="hatchling, which builds the wheel, is not installed")
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return built


def run_guarded(folder: Path, paths: list[Path | str], *arguments: str | Path) -> tuple[int, str]:
    """Run the program as found on ``paths`` alone; returns its exit code and standard error.

    ``python -S`` leaves out the editable install; the guard raises when a source file is opened.
    """
    done = subprocess.run(
        [sys.executable, "-S", "-c", RUN_GUARDED, SOURCE, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths)), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


def test_wheel_holds_the_package_and_its_templates(wheel: Path) -> None:
    """Code, tables, templates and the typing mark; no test, seed or deck."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    source = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "curriculum").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    templates = {
        str(Path("curriculum") / path.relative_to(ROOT))
        for path in (ROOT / "templates").rglob("*")
        if path.is_file()
    }
    assert "curriculum/py.typed" in names
    assert any(name.startswith("curriculum/templates/guide/") for name in templates)
    assert any(name.startswith("curriculum/templates/cards/") for name in templates)
    assert source | templates == {name for name in names if ".dist-info/" not in name}


def test_source_archive_is_whole(tmp_path: Path) -> None:
    """What is needed to set up, test and build again is in the source archive; what a build made is not."""
    pytest.importorskip("hatchling", reason="hatchling, which builds the archive, is not installed")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", tmp_path],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(built) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"Makefile", "constraints.txt", "tools/set_up.py", "README.md", "LICENSE"} <= names
    for folder in ("curriculum", "templates", "seeds", "tests", "benchmarks", "docs"):
        assert any(name.startswith(f"{folder}/") for name in names)
    assert [name for name in names if name.startswith("decks/")] == ["decks/README.md"]
    assert "seeds/curriculum.lock" not in names


def test_templates_hold_no_code() -> None:
    """A Python file in templates/ breaks the editable install."""
    assert not list((ROOT / "templates").rglob("*.py"))


def test_wheel_builds_a_curriculum_without_the_source(wheel: Path, tmp_path: Path) -> None:
    """The main job runs from the unpacked wheel alone: templates, tables and fonts are all found."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    decks, lock = tmp_path / "decks", tmp_path / "curriculum.lock"
    code, said = run_guarded(
        tmp_path,
        [tmp_path / "site", DEPENDENCIES],
        *("build", FIXTURES / "episodes", "--output", decks, "--lock", lock),
    )
    assert code == 0, said
    assert {".toml", ".apkg", ".pdf"} <= {path.suffix for path in decks.rglob("*") if path.is_file()}
    assert lock.is_file()


def test_guard_notices_the_source_tree(tmp_path: Path) -> None:
    """The test above could fail: opening a source file through the guard ends in an error."""
    code, said = run_guarded(tmp_path, [ROOT, DEPENDENCIES], "--version")
    assert code != 0
    assert "the wheel opened the source tree" in said
