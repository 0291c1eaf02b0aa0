"""Prepare this folder: a virtual environment with pinned packages, and the libraries PDFs need.

Run by the Makefile with any Python ≥ 3.11 and nothing else installed, so only the standard library is
used. A second run compares one stamp file and is over in a moment.

    python3 tools/set_up.py [EXTRA]...

EXTRA is one of the project's extras (``test``, ``dev``): its packages are installed too.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "set-up.json"
PINNED = ("pyproject.toml", "constraints.txt", "tools/set_up.py")
"""The files that decide what is installed; a change in one of them installs again."""

LIBRARIES = {
    "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    "PangoFT2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
    "HarfBuzz-Subset": ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
}
"""What WeasyPrint loads to make a PDF → its file on Linux and on macOS."""
BROWSERS = ("chromium", "google-chrome")
"""Names of programs that the browser's tests can drive."""
APT_LIBRARIES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")


class State(NamedTuple):
    """What an environment was made of, as its stamp file keeps it."""

    python: str
    """The interpreter's full version."""
    folder: str
    """The project's folder; a virtual environment does not survive a move."""
    pins: str
    """SHA-256 of the files in PINNED."""
    extras: list[str]
    """The extras installed, sorted."""


class SetUpError(Exception):
    """Set-up cannot go on; the message is one sentence that says what to type."""


def say(step: str) -> None:
    """Print one step, now: the tool that runs next may take a minute."""
    print(f"==> {step}", flush=True)


def administrator() -> list[str] | None:
    """The words that run a command as root here: none for root, sudo when it will answer, else None."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    if sys.stdin.isatty():
        return ["sudo"]  # a person is there to type the password
    quiet = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if quiet.returncode == 0 else None


def install_with_apt(packages: Sequence[str]) -> bool:
    """Install Debian packages; False when this is not Debian, we may not, or apt failed."""
    words = administrator()
    if words is None or shutil.which("apt-get") is None:
        return False
    say(f"Installing {', '.join(packages)} with apt-get")
    apt = [*words, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y"]
    # a fresh machine has no package lists; one broken source among many is not yet a reason to stop
    subprocess.run([*apt, "update"], stdout=subprocess.DEVNULL, check=False)
    install = [*apt, "install", "--no-install-recommends", *packages]
    return subprocess.run(install, stdout=subprocess.DEVNULL, check=False).returncode == 0


def missing_libraries() -> tuple[str, ...]:
    """The names of the native libraries that cannot be loaded here."""
    try:
        import ctypes  # late: Debian's minimal Python comes without
    except ImportError:
        return tuple(LIBRARIES)

    def loads(file: str) -> bool:
        try:
            ctypes.CDLL(file)
        except OSError:
            return False
        return True

    return tuple(name for name, files in LIBRARIES.items() if not any(map(loads, files)))


def missing(environment: bool) -> dict[str, tuple[str, ...]]:
    """What this machine lacks → the Debian packages that bring it.

    Looks for WeasyPrint's native libraries and, when an ``environment`` must be made, for what makes one:
    Debian's Python comes without ensurepip.
    """
    importlib.invalidate_caches()  # apt may just have brought it
    found: dict[str, tuple[str, ...]] = {}
    if environment and not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        found["Python's ensurepip, for a virtual environment,"] = (package,)
    if libraries := missing_libraries():
        found[f"{', '.join(libraries)}, for PDF guides,"] = APT_LIBRARIES
    return found


def require(environment: bool) -> None:
    """See that this machine has what set-up and the first page need, and install it where we may.

    Raises:
        SetUpError: something is missing and could not be installed.
    """
    lacks = missing(environment)
    if not lacks:
        return
    if sys.platform == "darwin":
        if shutil.which("brew"):
            say("Installing pango with brew")
            subprocess.run(["brew", "install", "pango"], check=False)
        advice = "`brew install pango`, then `export DYLD_FALLBACK_LIBRARY_PATH=$(brew --prefix)/lib`"
    else:
        packages = [package for each in lacks.values() for package in each]
        install_with_apt(packages)
        advice = f"`sudo apt-get install {' '.join(packages)}`"
        if shutil.which("apt-get") is None:
            advice = f"your package manager's words for {advice}"
    lacks = missing(environment)
    if lacks:
        raise SetUpError(f"This machine lacks {' and '.join(lacks)} type {advice}, then run make again.")


def python_of(environment: Path) -> Path:
    """The interpreter inside a virtual environment."""
    return environment / "bin" / "python"


def wish(extras: Iterable[str]) -> State:
    """The environment that should be here: this Python, this folder, these pins and extras."""
    pins = hashlib.sha256()
    for name in PINNED:
        pins.update((ROOT / name).read_bytes())
    return State(sys.version, str(ROOT), pins.hexdigest(), sorted(set(extras)))


def read_stamp() -> State | None:
    """What the last complete set-up wrote; None when there is none or its interpreter is gone."""
    try:
        state = State(**json.loads(STAMP.read_text(encoding="utf-8")))
        subprocess.run([python_of(ENVIRONMENT), "-c", ""], capture_output=True, check=True)
    except (OSError, ValueError, TypeError, subprocess.CalledProcessError):
        return None
    return state


def run(command: Sequence[str | Path], failure: str) -> None:
    """Run a command in the project's folder; raise SetUpError(failure) unless it succeeds."""
    if subprocess.run(command, cwd=ROOT, check=False).returncode != 0:
        raise SetUpError(failure)


def create_environment() -> None:
    """Make an empty virtual environment, in place of a stale or half-made one."""
    say("Creating the virtual environment .venv")
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    run(
        [sys.executable, "-m", "venv", ENVIRONMENT],
        "The virtual environment .venv could not be made, as said above: "
        "see that this folder can be written to, then run make again.",
    )


def install(state: State) -> None:
    """Install the project, its extras and all they need, at the pinned versions, then stamp it."""
    STAMP.unlink(missing_ok=True)  # until pip is done there is no complete set-up
    say(
        f"Installing the pinned packages into .venv{' for ' if state.extras else ''}{', '.join(state.extras)}"
    )
    pip = [str(python_of(ENVIRONMENT)), "-m", "pip", "--disable-pip-version-check"]
    pinned = [*pip, "install", "--quiet", "--constraint", "constraints.txt"]
    failure = "pip could not install the packages, as said above: check the network, then run make again."
    # the build backend is pinned like all else, so it comes first and is used without isolation
    run([*pinned, "hatchling", "editables"], failure)
    project = f".[{','.join(state.extras)}]" if state.extras else "."
    run([*pinned, "--no-build-isolation", "--editable", project], failure)
    STAMP.write_text(json.dumps(state._asdict(), indent=2) + "\n", encoding="utf-8")


def see_to_browser() -> None:
    """Install Chromium where we may, for the tests that drive one; without it they are skipped."""
    if any(map(shutil.which, BROWSERS)) or (install_with_apt(["chromium"]) and shutil.which("chromium")):
        return
    say("Without Chromium the tests that need a browser are skipped: install it to run them")


def set_up(extras: Sequence[str]) -> None:
    """Bring this folder up to date with ``extras``; nothing to do is the usual case.

    Raises:
        SetUpError: the machine lacks something, the environment could not be made, or pip failed.
    """
    had = read_stamp()
    wanted = wish([*extras, *(had.extras if had else ())])  # `make` keeps what `make test` installed
    anew = had is None or (had.python, had.folder) != (wanted.python, wanted.folder)
    require(environment=anew)
    if anew:
        create_environment()
    if wanted != had:
        install(wanted)
        if "test" in wanted.extras:
            see_to_browser()


def main(extras: Sequence[str]) -> int:
    """Set up with ``extras``; returns the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036  # the Makefile lets a person name any Python
        found = ".".join(map(str, sys.version_info[:3]))
        print(
            f"curriculum needs Python 3.11 or later, and {sys.executable} is {found}: "
            "type `make PYTHON=python3.11`, or the path of a later one.",
            file=sys.stderr,
        )
        return 1
    try:
        set_up(extras)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped: run make again to finish.", file=sys.stderr)
        return 130
    say("Set up.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
