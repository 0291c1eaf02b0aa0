"""``curriculum build --only`` and ``--no-book``: what is asked for is made, and the rest stays as it is."""

import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from bare_guides import bare_guides
from click.testing import CliRunner, Result

from curriculum.cli import group
from curriculum.publish import MANIFEST

SHORT = Path(__file__).parents[1] / "project" / "fixtures" / "episodes"
"""Three short episodes, a week each."""
OUTLINE = {"outline.toml", "outline.md", "outline.ics"}
WEEKS = {"week-1-kitchen-radio", "week-2-kitchen-radio-2", "week-3-kitchen-radio-3"}
DECKS = {"may-2024.apkg", "cards.csv", *(f"{week}.apkg" for week in WEEKS)}
GUIDES = {f"{week}.pdf" for week in WEEKS}
BOOK, PAGE = {"may-2024.pdf"}, {"index.html"}
WHOLE = OUTLINE | DECKS | GUIDES | BOOK | PAGE


def build(home: Path, *options: str) -> Result:
    with contextlib.chdir(home):
        done = CliRunner(env={"SOURCE_DATE_EPOCH": "1714521600", "COLUMNS": "500"}).invoke(
            group, ["build", "notes", "--month", "2024-05", *bare_guides(), *options]
        )
    assert done.exit_code == 0, done.output
    return done


def files(home: Path) -> Mapping[str, str]:
    """What the curriculum's folder has: name → SHA-256."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (home / "decks" / "may-2024").iterdir()
        if path.name != MANIFEST
    }


def of(found: Mapping[str, str], names: set[str]) -> Mapping[str, str]:
    return {name: sha for name, sha in found.items() if name in names}


def links(home: Path) -> set[str]:
    """The files that the page leads to."""
    text = (home / "decks" / "may-2024" / "index.html").read_text("utf-8")
    return {link for link in re.findall(r'href="([^"]+)"', text) if not re.match("#|[a-z]+:", link)}


def rename(home: Path) -> None:
    """Give an episode, and with it a week, another title."""
    path = home / "notes" / "bread.md"
    path.write_text(re.sub("(?m)^# .*", "# Kitchen Radio: Loaves of rye", path.read_text("utf-8")), "utf-8")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A learner's folder, nothing built yet."""
    shutil.copytree(SHORT, tmp_path / "notes")
    return tmp_path


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    shutil.copytree(SHORT, folder / "notes")
    build(folder)
    return folder


@pytest.fixture
def whole(once: Path, tmp_path: Path) -> Path:
    """A learner's folder in which everything was built."""
    shutil.copytree(once, tmp_path / "learner")
    return tmp_path / "learner"


@pytest.mark.parametrize(
    ("options", "names"),
    [
        (("--only", "outline"), OUTLINE),
        (("--only", "decks"), DECKS),
        (("--only", "guides"), GUIDES | BOOK),
        (("--only", "page"), PAGE),
        (("--only", "guides", "--only", "decks"), GUIDES | BOOK | DECKS),
        (("--only", "guides", "--no-book"), GUIDES),
        (("--no-book",), WHOLE - BOOK),
    ],
)
def test_only_what_is_asked_for_is_made_and_with_the_bytes_of_a_whole_build(
    home: Path, whole: Path, options: tuple[str, ...], names: set[str]
) -> None:
    build(home, *options)
    found = files(home)
    assert set(found) == names
    assert of(found, names - PAGE) == of(files(whole), names - PAGE)
    assert (home / "notes" / "curriculum.lock").exists() == bool(names & DECKS), "the lock tells of packages"
    if names & PAGE:
        assert links(home) == names - PAGE - {"outline.md"}


@pytest.mark.parametrize("only", ["outline", "decks", "guides", "page"])
def test_a_part_of_a_whole_that_has_not_changed_is_the_same(whole: Path, only: str) -> None:
    before, lock = files(whole), (whole / "notes" / "curriculum.lock").read_bytes()
    done = build(whole, "--only", only)
    assert files(whole) == before
    assert (whole / "notes" / "curriculum.lock").read_bytes() == lock
    assert "earlier build" not in done.stderr


def test_a_whole_build_after_parts_is_as_if_there_had_been_none(home: Path, whole: Path) -> None:
    for only in ("page", "guides", "decks"):
        build(home, "--only", only)
    build(home)
    assert files(home) == files(whole)


def test_the_rest_stays_and_is_said_to_be_of_an_earlier_build(whole: Path) -> None:
    before = files(whole)
    rename(whole)
    done = build(whole, "--only", "decks")
    after = files(whole)
    assert of(after, OUTLINE | GUIDES | BOOK) == of(before, OUTLINE | GUIDES | BOOK)
    assert "week-2-loaves-of-rye.apkg" in after
    assert "week-2-kitchen-radio-2.apkg" not in after
    assert "Still of an earlier build: the outline, the guides, the book of all weeks." in done.stderr
    assert "--only outline --only guides" in done.stderr
    build(whole)
    assert "week-2-loaves-of-rye.pdf" in files(whole)


def test_a_page_that_would_lead_nowhere_is_made_anew(whole: Path) -> None:
    rename(whole)
    build(whole, "--only", "decks")
    assert links(whole) <= set(files(whole))
    assert "week-2-loaves-of-rye.apkg" in links(whole)


def test_a_page_that_leads_everywhere_stays_and_is_said_to(whole: Path) -> None:
    before = files(whole)["index.html"]
    path = whole / "notes" / "tea.md"
    path.write_text(path.read_text("utf-8") + "\nA new last line of this note, for the packages.\n", "utf-8")
    done = build(whole, "--only", "outline")
    assert files(whole)["index.html"] == before
    assert "the page." in done.stderr


def test_packages_are_said_to_be_behind_and_the_lock_stays(whole: Path) -> None:
    lock = (whole / "notes" / "curriculum.lock").read_bytes()
    rename(whole)
    done = build(whole, "--only", "guides")
    assert "the Anki packages" in done.stderr
    assert "Import" not in done.stdout, "there is nothing new to import"
    assert (whole / "notes" / "curriculum.lock").read_bytes() == lock


def test_a_file_that_its_owner_changed_or_deleted_stays_so(whole: Path) -> None:
    folder = whole / "decks" / "may-2024"
    (folder / "cards.csv").write_text("mine")
    (folder / "may-2024.pdf").unlink()
    (folder / "my own.txt").write_text("mine")
    build(whole, "--only", "outline")
    assert (folder / "cards.csv").read_text() == "mine"
    assert set(files(whole)) == (WHOLE | {"my own.txt"}) - BOOK
    build(whole)
    assert (folder / "cards.csv~").read_text() == "mine"
    assert set(files(whole)) == WHOLE | {"my own.txt", "cards.csv~"}


def test_an_edited_outline_stops_a_part_too(whole: Path) -> None:
    outline = whole / "decks" / "may-2024" / "outline.toml"
    outline.write_text("# my own plan\n" + outline.read_text("utf-8"), "utf-8")
    before = files(whole)
    with contextlib.chdir(whole):
        done = CliRunner().invoke(group, ["build", "notes", "--month", "2024-05", "--only", "decks"])
    assert "This outline is yours" in str(done.exception)
    assert files(whole) == before


def test_the_same_part_again_has_nothing_to_do_and_another_has(home: Path) -> None:
    assert "Nothing has changed" not in build(home, "--only", "decks", "--only", "outline").stderr
    assert "Nothing has changed" in build(home, "--only", "outline", "--only", "decks").stderr
    assert "Nothing has changed" not in build(home, "--only", "page").stderr
    assert "Nothing has changed" in build(home, "--only", "page").stderr


def test_packages_without_an_outline_are_said_to_be_unknown_to_other_months(home: Path) -> None:
    assert "--only outline" in build(home, "--only", "decks").stderr
    assert "--only outline" not in build(home, "--only", "outline", "--only", "decks").stderr


def test_packages_alone_need_no_printing(home: Path) -> None:
    code = (
        "import sys; from curriculum.cli import group\n"
        "group(['build', 'notes', '--only', 'decks', '--only', 'outline'], standalone_mode=False)\n"
        "print([name for name in sys.modules if name.partition('.')[0] == 'weasyprint'], file=sys.stderr)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.rstrip().endswith("[]")


def test_settings_say_what_is_made_and_what_is_typed_counts_more(home: Path) -> None:
    (home / "notes" / "curriculum.toml").write_text('only = ["outline", "guides"]\nno_book = true\n')
    build(home)
    assert set(files(home)) == OUTLINE | GUIDES
    build(home, "--book")
    assert set(files(home)) == OUTLINE | GUIDES | BOOK
    made = json.loads(build(home, "--only", "decks", "--json").stdout)
    assert made["products"] == ["decks"]
    assert Path(made["package"]).name == "may-2024.apkg"
    assert made["page"] == "", "no page was ever made"
