"""``--exclude`` and ``curriculum.toml``: every command sees the same files; what is left out is counted."""

import json
import os
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
from bare_guides import bare_guides
from click.testing import CliRunner
from program import program

from curriculum.cli import group

ROOT = Path(__file__).resolve().parents[2]
NOTE = """\
# {title}

Show: The Kelp Hour

## Key Points
1. **Holdfast**: A holdfast of {title} ties the plant to the rock, and it takes no food from it.
2. **Blade**: The blade of {title} grows two metres in a month.

## Flashcards
Q: What is {title} boiled for?
A: stock of {title}
"""
NAMES = ("Archive/2019/dulse.md", "Archive/laver.md", "kelp.md", "sugar.draft.md")


def curriculum(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The real command in a process of its own."""
    done = subprocess.run(
        [*program(), *arguments],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "COLUMNS": "140",
            "XDG_CACHE_HOME": str(cwd / "cache"),
            "SOURCE_DATE_EPOCH": "1900000000",
        },
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name in NAMES:
        path = tmp_path / "notes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(NOTE.format(title=path.name.partition(".")[0].capitalize()), "utf-8")
    (tmp_path / "notes" / "judge.toml").write_text("bias = 20.0\n", "utf-8")  # what passes the checks ships
    return tmp_path


def document(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


def read_files(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [file["path"].removeprefix("notes/") for file in document(done)["files"]]


@pytest.mark.parametrize(
    ("globs", "left"),
    [
        (["Archive/**"], ["kelp.md", "sugar.draft.md"]),
        (["Archive/*"], ["kelp.md", "sugar.draft.md"]),
        (["Archive/*.md"], ["Archive/2019/dulse.md", "kelp.md", "sugar.draft.md"]),
        (["2019"], ["Archive/laver.md", "kelp.md", "sugar.draft.md"]),
        (["*.draft.md", "archive"], ["Archive/2019/dulse.md", "Archive/laver.md", "kelp.md"]),
        (["**/dulse.md"], ["Archive/laver.md", "kelp.md", "sugar.draft.md"]),
        (["/laver.md"], list(NAMES)),
        (["[kl]*.md"], ["Archive/2019/dulse.md", "sugar.draft.md"]),
    ],
)
def test_globs_choose_as_git_does(home: Path, globs: list[str], left: list[str]) -> None:
    from curriculum.reading.read import read

    found = read([home / "notes"], exclude=globs).files
    assert [Path(file.path).relative_to(home / "notes").as_posix() for file in found] == left


def test_what_is_excluded_is_counted_and_listed(home: Path) -> None:
    told = curriculum("read", "notes", "--exclude", "Archive/**", "--exclude", "*.draft.md", cwd=home)
    assert "Left out: 3 excluded by you." in told.stdout
    assert "curriculum read notes --exclude 'Archive/**' --exclude '*.draft.md' --json" in told.stderr
    found = document(curriculum("read", "notes", "--exclude", "Archive/**", "--json", cwd=home))
    assert found["left_out"] == [
        {"path": f"notes/{name}", "kind": "excluded", "why": "--exclude “Archive/**” leaves it out."}
        for name in NAMES[:2]
    ]


def test_a_glob_that_leaves_nothing_out_is_a_problem(home: Path) -> None:
    (home / "notes" / "curriculum.toml").write_text('exclude = [\n  "2019",\n  "Drafts/**",\n]\n', "utf-8")
    done = curriculum("read", "notes", "--exclude", "kelb.md", cwd=home)
    assert "“Drafts/**” leaves nothing out" in done.stderr
    assert "notes/curriculum.toml:3" in done.stderr
    assert "“kelb.md” leaves nothing out" in done.stderr
    assert "“2019”" not in done.stderr
    assert "globs that left nothing out" in done.stdout


def test_the_settings_beside_the_notes_exclude_too(home: Path) -> None:
    (home / "notes" / "curriculum.toml").write_text('exclude = ["Archive/**"]\n', "utf-8")
    done = curriculum("read", "notes", "--exclude", "*.draft.md", "--json", cwd=home)
    assert read_files(done) == ["kelp.md"]
    why = {one["path"]: one["why"] for one in document(done)["left_out"]}
    assert why["notes/Archive/laver.md"] == "“Archive/**” in notes/curriculum.toml:1 leaves it out."
    explained = curriculum("read", "--explain", "notes/Archive/laver.md", cwd=home)
    assert "“Archive/**” in notes/curriculum.toml:1 leaves it out." in explained.stderr
    named = curriculum("read", "notes/Archive/laver.md", "--json", cwd=home)
    assert read_files(named) == ["Archive/laver.md"]


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ('\nexclude = "a"\n', 2, "“exclude” must be a list of texts in brackets, not “a”"),
        ("exclude = [5]\n", 1, "“exclude” must be a text in quotes"),
        ('exclude = [""]\n', 1, "“exclude” must be a text in quotes"),
        ('exclude = ["/"]\n', 1, "“/” is no glob"),
    ],
)
def test_globs_that_are_none_stop_the_job_with_a_way_out(home: Path, text: str, line: int, says: str) -> None:
    (home / "notes" / "curriculum.toml").write_text(text, "utf-8")
    done = curriculum("read", "notes", cwd=home)
    assert done.returncode == 1
    assert f"notes/curriculum.toml:{line}: error: " in done.stderr
    assert says in done.stderr
    assert "Archive/**" in done.stderr


def test_every_command_sees_the_same_files(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(home)
    given = ("notes", "--exclude", "Archive/**", "--exclude", "*.draft.md")

    def found(command: str, *more: str) -> Any:
        return json.loads(CliRunner().invoke(group, [command, *more, *given, "--json"]).stdout)

    cards = found("cards")["cards"]
    assert {card["source"]["path"] for card in cards} == {"notes/kelp.md"}
    ships = {card["key"] for card in cards if card["verdict"] == "ship"}
    assert [episode["id"] for episode in found("search", "holdfast")["episodes"]] == ["kelp"]
    planned = found("plan")
    assert [placed["id"] for week in planned["weeks"] for placed in week["episodes"]] == ["kelp"]
    assert "Themes of 1 episode" in CliRunner().invoke(group, ["themes", *given]).stdout
    assert found("forecast")["cards"] == len(ships)
    assert {change["key"] for change in found("build", "--dry-run")["changes"]} == ships


def test_what_is_left_out_later_retires_no_card(home: Path) -> None:
    """Not when the person excludes it; a file that has become another note stops the build and says why."""
    assert document(curriculum("build", "notes", *bare_guides(), "--title", "Kelp", "--json", cwd=home))[
        "notes"
    ]["new"]
    again = ("build", "notes", *bare_guides(), "--title", "Kelp", "--dry-run")
    fewer = document(curriculum(*again, "--exclude", "Archive/**", "--json", cwd=home))
    assert "retired" not in {change["state"] for change in fewer["changes"]}
    recipe = "# Kelp soup\n\n## Ingredients\n- kelp\n\n## Method\n- boil\n"
    (home / "notes" / "kelp.md").write_text(recipe, "utf-8")
    done = curriculum(*again, cwd=home)
    assert done.returncode == 1
    assert "notes/kelp.md: warning: This file was left out. It is a recipe" in done.stderr
    assert "Name the file itself beside the folder" in done.stderr


def test_a_library_whose_index_is_kept_is_searched_without_what_is_excluded(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was left out once comes back when nobody excludes it any more."""
    from curriculum.planning import kept_index

    monkeypatch.setattr(kept_index, "WORTH", 0)
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    for path in (home / "notes").rglob("*.md"):
        os.utime(path, (1_700_000_000, 1_700_000_000))

    def found(*more: str) -> set[str]:
        result = CliRunner().invoke(group, ["search", "holdfast", str(home / "notes"), *more, "--json"])
        return {one["id"] for one in json.loads(result.stdout)["episodes"]}

    assert found("--exclude", "Archive") == {"kelp", "sugar"}
    assert list((home / "cache" / "curriculum").glob("*.sqlite"))
    assert found() == {"dulse", "laver", "kelp", "sugar"}
    (home / "notes" / "curriculum.toml").write_text('exclude = ["*.draft.md"]\n', "utf-8")
    assert found("--exclude", "Archive") == {"kelp"}
    (home / "notes" / "kelp.md").write_text(
        "# Kelp soup\n\n## Ingredients\n- a holdfast\n\n## Method\n- boil\n"
    )
    assert found() == {"dulse", "laver"}


def test_commands_write_beside_a_zip_file_and_never_into_it(home: Path) -> None:
    with zipfile.ZipFile(home / "export.zip", "w") as made:
        for name in NAMES:
            made.write(home / "notes" / name, f"pages/{name}")
    before = (home / "export.zip").read_bytes()
    (home / "mine").mkdir()
    (home / "export.zip").rename(home / "mine" / "export.zip")
    order = ("build", "mine/export.zip", *bare_guides(), "--exclude", "pages/Archive/**", "--title", "Kelp")
    done = curriculum(*order, "--json", cwd=home)
    placed = [placed["id"] for week in document(done)["outline"]["weeks"] for placed in week["episodes"]]
    assert sorted(placed) == ["kelp", "sugar"]
    assert sorted(path.name for path in (home / "mine").iterdir()) == [
        "curriculum.lock",
        "curriculum.lock.flock",
        "export.zip",
    ]
    assert (home / "mine" / "export.zip").read_bytes() == before
    again = curriculum(*order, cwd=home)
    assert "Nothing has changed since the last build." in again.stderr
    assert "Left out: 2 excluded by you." in again.stderr
    cards = document(curriculum("cards", "mine/export.zip", "--json", cwd=home))["cards"]
    assert {card["source"]["path"] for card in cards} == {f"mine/export.zip/pages/{name}" for name in NAMES}
    explained = curriculum("read", "--explain", "mine/export.zip/pages/kelp.md", cwd=home)
    assert explained.stdout.splitlines()[0].split() == ["1", "title", "#", "Kelp"]
