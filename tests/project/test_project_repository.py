"""The repository speaks of the project alone, and its documents agree with its commands."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from curriculum.cli import COMMANDS, group

ROOT = Path(__file__).resolve().parents[2]
NOTES = ROOT.parent / "shared" / "seeds"
"""The episode files the sample episodes retell; kept outside the repository."""
RUN = 8
"""This many words in a row are a copy; titles and labels are names and may be the same."""

MACHINE_PATH = re.compile(r"(?<![\w.~/:])/(?:work|root|home/\w+|opt/\w+|tmp/\w+|Users/\w+)/")
PACKAGE_HOST = re.compile(
    r"p[y]pi\.org|python[h]osted|arti[f]actory|(?:extra-)?index[-]url|find[-]links|file:///\w", re.IGNORECASE
)


def repository_files() -> list[Path]:
    """Every file that belongs to the repository: tracked, or new and not ignored."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout, so there is no list of the repository's files")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def repository_texts() -> Iterator[tuple[Path, str]]:
    """Those of the repository's files that are text."""
    for path in repository_files():
        content = path.read_bytes()
        if b"\0" not in content:
            yield path.relative_to(ROOT), content.decode("utf-8", errors="replace")


def runs(text: str) -> set[tuple[str, ...]]:
    """Every run of RUN words, case and punctuation aside."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def places(pattern: re.Pattern[str]) -> list[str]:
    """``file:line: what was found`` for every match in the repository."""
    return [
        f"{path}:{number}: {match.group()}"
        for path, text in repository_texts()
        for number, line in enumerate(text.splitlines(), start=1)
        for match in pattern.finditer(line)
    ]


def test_patterns_find_what_they_are_for() -> None:
    """A guard that lets everything pass would be no guard."""
    assert MACHINE_PATH.search("see " + "/work" + "/main/file")
    assert MACHINE_PATH.search('"' + "/tmp" + '/venv/bin"')
    assert not MACHINE_PATH.search("https://example.org/work/list and ~/work/x")
    assert PACKAGE_HOST.search("https://" + "pypi" + ".org/simple")
    assert PACKAGE_HOST.search("--" + "index" + "-url x")


def test_no_machine_path() -> None:
    """No file names a folder of one machine."""
    assert places(MACHINE_PATH) == []


def test_no_package_host() -> None:
    """Where packages come from is each machine's own setting."""
    assert places(PACKAGE_HOST) == []


def test_no_copy_of_the_notes() -> None:
    """The sample episodes are retold; no sentence of the notes they retell is in the repository."""
    if not NOTES.is_dir():
        pytest.skip(f"{NOTES} is not here, so there is nothing to compare with")
    copied: set[tuple[str, ...]] = set()
    for path in NOTES.glob("*.txt"):
        for line in path.read_text("utf-8").splitlines():
            if not line.startswith("#"):
                copied |= runs(re.sub(r"\*\*.*?\*\*", "", line))
    assert len(copied) > 1000
    found = [
        f"{path}: {' '.join(run)}"
        for path, text in repository_texts()
        for run in sorted(runs(text) & copied)[:3]
    ]
    assert not found, "\n".join(found)


def test_generated_files_are_ignored() -> None:
    """What a build makes in decks/ is never committed; its README is."""
    names = [str(path.relative_to(ROOT)) for path in repository_files()]
    assert [name for name in names if name.startswith("decks/")] == ["decks/README.md"]
    assert not [name for name in names if name.endswith((".apkg", ".pdf", ".pyc", ".new"))]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_help(name: str) -> None:
    """``--help`` leaves nothing unexplained."""
    command = group.get_command(click.Context(group), name)
    assert command is not None
    assert command.help, f"{name} has no help"
    assert COMMANDS[name].strip().endswith("."), f"the list of commands needs one sentence for {name}"
    options = [each for each in command.params if isinstance(each, click.Option)]
    bare = [option.name for option in options if not option.help]
    assert not bare, f"{name}: options without help: {bare}"


def shell_lines(document: str) -> list[str]:
    """The commands in a document's ```sh blocks, continuation lines joined."""
    text = (ROOT / document).read_text("utf-8")
    blocks = "\n".join(re.findall(r"^```sh\n(.*?)^```", text, re.DOTALL | re.MULTILINE))
    lines = blocks.replace("\\\n", " ").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]


@pytest.mark.parametrize(
    "document", ["README.md", "CONTRIBUTING.md", "benchmarks/README.md", "docs/assistants.md"]
)
def test_documented_commands_exist(document: str) -> None:
    """Every make target, command and option that a document tells people to type is there."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    lines = shell_lines(document)
    assert lines, f"{document} shows no command"
    for line in lines:
        words = line.split()
        if words[0] == "make":
            for target in words[1:]:
                assert re.search(rf"^{re.escape(target)}:", makefile, re.MULTILINE), line
        elif words[0].endswith("curriculum") and not words[1].startswith("-"):
            command = group.get_command(click.Context(group), words[1])
            assert command is not None, line
            known = {name for each in command.params for name in [*each.opts, *each.secondary_opts]}
            assert {word.split("=")[0] for word in words[2:] if word.startswith("--")} <= known, line


def test_documents_lead_somewhere() -> None:
    """Every relative link in a document reaches a file of the repository."""
    dead = []
    for path, text in repository_texts():
        if path.suffix == ".md" and path.parts[0] not in {"seeds", "tests"}:
            for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
                if "://" not in target and not (ROOT / path.parent / target).exists():
                    dead.append(f"{path}: {target}")
    assert not dead, "\n".join(dead)


def test_continuous_integration_runs_the_readme_command() -> None:
    """The command that decides is the one people are told to type."""
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & 0o111, ".ci/run is not executable"
    assert "make test" in shell_lines("README.md")
    commands = [line for line in script.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert commands[-1].startswith("exec make test")


def test_every_benchmark_is_described() -> None:
    """benchmarks/README.md names each file once, and no file that is gone."""
    text = (ROOT / "benchmarks" / "README.md").read_text("utf-8")
    there = sorted(path.name for path in (ROOT / "benchmarks").glob("*.py"))
    assert sorted(re.findall(r"`(\w+\.py)`", text)) == there
