"""Set-up says what it does, does it once, and ends in one sentence when it cannot."""

import importlib.metadata
import importlib.util
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
EXTRAS = ("rules", "test", "dev", "bench")


@pytest.fixture
def set_up() -> ModuleType:
    """tools/set_up.py as a module; it belongs to no package because it runs before any is installed."""
    spec = importlib.util.spec_from_file_location("set_up", ROOT / "tools" / "set_up.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pins() -> dict[str, str]:
    """Package → the exact version in constraints.txt."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    found = {}
    for line in lines:
        if line and not line.startswith("#"):
            name, version = line.split("==")  # a pin and nothing else: no address, no option
            found[canonicalize_name(name)] = version
    return found


def needed() -> dict[str, list[Requirement]]:
    """Every package that set-up brings in on this machine, with those who ask for it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [*project["dependencies"], "hatchling", "editables"]
    for extra in EXTRAS:
        lines += project["optional-dependencies"][extra]
    waiting = [Requirement(line) for line in lines]
    found: dict[str, list[Requirement]] = {}
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name == "curriculum":  # an extra of ours that brings another
            for extra in requirement.extras:
                waiting += map(Requirement, project["optional-dependencies"][extra])
            continue
        if requirement in found.setdefault(name, []):
            continue
        found[name].append(requirement)
        try:
            further = importlib.metadata.requires(name) or []
        except importlib.metadata.PackageNotFoundError:
            continue  # editables is needed by set-up alone
        for line in further:
            each = Requirement(line)
            extras = ["", *requirement.extras]
            if each.marker is None or any(each.marker.evaluate({"extra": extra}) for extra in extras):
                waiting.append(each)
    return found


def test_every_package_is_pinned() -> None:
    """constraints.txt holds every package set-up installs, at a version all who need it accept."""
    pinned = pins()
    wrong = []
    for name, requirements in sorted(needed().items()):
        if name not in pinned:
            wrong.append(f"{name} is not pinned: run `make pins`")
        wrong += [
            f"{name}=={pinned[name]} is not {requirement.specifier}"
            for requirement in requirements
            if name in pinned and not requirement.specifier.contains(pinned[name], prereleases=True)
        ]
    assert not wrong, "\n".join(wrong)


def test_a_changed_pin_sets_up_again(
    set_up: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stamp depends on what is pinned, on the extras and on the folder."""
    for name in set_up.PINNED:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    monkeypatch.setattr(set_up, "ROOT", tmp_path)
    before = set_up.wish(["test"])
    assert set_up.wish(["test", "test"]) == before
    assert set_up.wish(["dev", "test"]) != before
    with (tmp_path / "constraints.txt").open("a") as file:
        file.write("another==1.0\n")
    assert set_up.wish(["test"]) != before


def test_a_complete_set_up_installs_nothing(
    set_up: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second run compares the stamp and starts neither pip nor apt."""
    python = tmp_path / ".venv" / "bin" / "python"
    monkeypatch.setattr(set_up, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(set_up, "STAMP", tmp_path / ".venv" / "set-up.json")
    monkeypatch.setattr(set_up, "require", lambda environment: None)
    monkeypatch.setattr(set_up, "see_to_browser", lambda: started.append("browser"))
    started: list[object] = []

    def run(command: object, failure: str) -> None:
        started.append(command)
        python.parent.mkdir(parents=True, exist_ok=True)
        if not python.exists():
            python.symlink_to(sys.executable)

    monkeypatch.setattr(set_up, "run", run)
    set_up.set_up(["test"])
    assert len(started) == 4  # the environment, the build backend, the project, a browser
    started.clear()
    set_up.set_up(["test"])
    set_up.set_up([])  # `make` after `make test` keeps what is there
    assert started == []
    set_up.set_up(["dev"])
    assert len(started) == 3  # the environment itself is kept


def test_a_browser_is_brought_for_tests_alone_and_nothing_stops_without(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(set_up.shutil, "which", lambda name: None)
    monkeypatch.setattr(set_up, "install_with_apt", lambda packages: asked.append(packages))
    set_up.see_to_browser()
    assert asked == [["chromium"]]
    assert "tests that need a browser are skipped" in capsys.readouterr().out
    monkeypatch.setattr(set_up.shutil, "which", lambda name: "/usr/bin/google-chrome")
    set_up.see_to_browser()
    assert asked == [["chromium"]], "any browser of that kind will do"


def test_what_is_missing_is_named(set_up: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a bare Debian lacks, and we may not install, ends in one sentence that says what to type."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    monkeypatch.setattr(set_up, "LIBRARIES", {**set_up.LIBRARIES, "Absent": ("libabsent-of-all.so.0",)})
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(set_up, "administrator", lambda: None)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(set_up.SetUpError) as raised:
        set_up.require(environment=True)
    said = str(raised.value)
    assert "Absent" in said
    assert "ensurepip" in said
    assert f"apt-get install {version}-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0`" in said
    with pytest.raises(set_up.SetUpError) as raised:
        set_up.require(environment=False)
    assert "venv" not in str(raised.value)


def test_nothing_is_missing_here(set_up: ModuleType) -> None:
    """The libraries that the other tests render with are found."""
    assert set_up.missing(environment=False) == {}


def test_an_old_python_is_refused(
    set_up: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence with the version found and the way out."""
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert set_up.main([]) == 1
    said = capsys.readouterr().err
    assert "Python 3.11" in said
    assert "3.9.2" in said
    assert said.count("\n") == 1


@pytest.fixture
def make() -> str:
    """The make program."""
    program = shutil.which("make")
    if program is None:
        pytest.skip("make is not installed")
    return program


def test_no_python_is_one_sentence(make: str) -> None:
    """``make`` without a Python says what to install."""
    done = subprocess.run([make, "set-up", "PYTHON="], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("curriculum needs Python 3.11 or later and found none: ")


def test_make_help_lists_every_target(make: str) -> None:
    """No target is left unexplained."""
    text = (ROOT / "Makefile").read_text("utf-8")
    (phony,) = re.findall(r"^\.PHONY: (.+)$", text, re.MULTILINE)
    targets = set(re.findall(r"^([a-z][a-z-]*):", text, re.MULTILINE))
    assert targets == set(phony.split())
    # pytest may itself run under make, whose children announce their folders
    done = subprocess.run(
        [make, "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert {line.split()[1] for line in done.stdout.splitlines()} == targets
