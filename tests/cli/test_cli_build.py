"""``curriculum build``, as a learner runs it: on a copy of the sample episodes, with the real command."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import tomllib
from collections.abc import Mapping
from pathlib import Path

import filelock
import pytest
from bare_guides import bare_guides
from icalendar import Calendar
from program import program

from curriculum.planning.outline_file import unmarked

SEEDS = Path(__file__).parents[2] / "seeds"
SHORT = Path(__file__).parents[1] / "project" / "fixtures" / "episodes"
"""Three short episodes: a build of them takes a fraction of the time of one of all the sample episodes."""
LOCKS = shutil.ignore_patterns("curriculum.lock*")
"""What `make` leaves among the sample episodes: no test starts from a learner's history by accident."""
EPOCH = "1714521600"


def run(*args: str | Path, cwd: Path, epoch: str = EPOCH, **more: str) -> subprocess.CompletedProcess[str]:
    """The installed command in a folder, with a fixed clock and ``more`` in its environment."""
    return subprocess.run(
        [*program(more), *map(str, args)],
        cwd=cwd,
        env={**os.environ, "SOURCE_DATE_EPOCH": epoch, "COLUMNS": "200", **more},
        capture_output=True,
        text=True,
        check=False,
    )


def build(*args: str | Path, cwd: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """``curriculum build`` with bare guides."""
    return run("build", *args, *bare_guides(), cwd=cwd, **more)


def digests(folder: Path) -> Mapping[str, str]:
    """Every file below a folder with the SHA-256 of its bytes."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def forget(folder: Path) -> None:
    """Take the stamp off every build in the folder, so that the next build makes everything anew."""
    for manifest in folder.glob("decks/*/.curriculum.json"):
        record = json.loads(manifest.read_text("utf-8"))
        record["stamp"] = "forgotten"
        manifest.write_text(json.dumps(record), "utf-8")


def build_once(shared: Path, source: Path, *options: str) -> Path:
    """A learner's folder in which May 2024 of ``source`` has been built; one for all of pytest's workers."""
    with filelock.FileLock(shared.with_suffix(".building")):
        if not shared.exists():
            folder = shared.with_suffix(".half")
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(source, folder / "seeds", ignore=LOCKS)
            done = run("build", "--month", "2024-05", *options, cwd=folder)
            assert done.returncode == 0, done.stderr
            folder.replace(shared)
    return shared


@pytest.fixture(scope="session")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The temporary folder of this run of pytest, whichever worker we are."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def may(workshop: Path) -> Path:
    """May 2024 of the sample episodes, with bare guides. Who changes something takes a copy."""
    return build_once(workshop / "may", SEEDS, *bare_guides())


@pytest.fixture(scope="session")
def short(workshop: Path) -> Path:
    """May 2024 of three short episodes, with bare guides; for looking, as ``may``."""
    return build_once(workshop / "short", SHORT, *bare_guides())


@pytest.fixture(scope="session", params=["short", pytest.param("all", marks=pytest.mark.campaign)])
def printed(workshop: Path, request: pytest.FixtureRequest) -> Path:
    """May 2024 with the guides that a learner gets, of the short episodes; at length, of all."""
    notes = SHORT if request.param == "short" else SEEDS
    return build_once(workshop / f"printed-{request.param}", notes)


def test_it_makes_the_outline_the_packages_and_the_guides(may: Path) -> None:
    made = {path.name for path in (may / "decks" / "may-2024").iterdir()}
    weeks = [json.loads(run("plan", "--month", "2024-05", "--json", cwd=may).stdout)["weeks"]][0]
    assert {"outline.toml", "may-2024.apkg", "may-2024.pdf"} <= made
    for number in range(1, len(weeks) + 1):
        assert [name for name in made if name.startswith(f"week-{number}-") and name.endswith(".apkg")]
        assert [name for name in made if name.startswith(f"week-{number}-") and name.endswith(".pdf")]


def test_every_episode_is_in_exactly_one_week(may: Path) -> None:
    weeks = json.loads(run("plan", "--month", "2024-05", "--json", cwd=may).stdout)["weeks"]
    placed = [episode["id"] for week in weeks for episode in week["episodes"]]
    known = [episode["id"] for episode in json.loads(run("read", "--json", cwd=may).stdout)["episodes"]]
    assert sorted(placed) == sorted(known)
    assert len(known) == 13
    assert [week["start"] for week in weeks] == ["2024-05-06", "2024-05-13", "2024-05-20", "2024-05-27"]


def test_the_same_build_again_gives_the_same_bytes(printed: Path, tmp_path: Path) -> None:
    home = tmp_path / "learner"
    shutil.copytree(printed, home)
    before = digests(home)
    forget(home)
    again = run("build", "--month", "2024-05", cwd=home, epoch="1800000000")
    assert again.returncode == 0, again.stderr
    assert "Nothing has changed" not in again.stderr
    assert digests(home) == before


def test_a_build_in_which_nothing_changed_says_so_and_touches_nothing(short: Path, tmp_path: Path) -> None:
    home = tmp_path / "learner"
    shutil.copytree(short, home)
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*")}
    quick = build("--month", "2024-05", cwd=home, epoch="1800000000")
    assert "Nothing has changed" in quick.stderr
    assert {path: path.stat().st_mtime_ns for path in home.rglob("*")} == before
    forget(home)
    assert build("--month", "2024-05", cwd=home).stdout == quick.stdout


@pytest.mark.parametrize(
    "change", ["seeds/tea.md", "seeds/curriculum.lock", "decks/may-2024/cards.csv", "seeds/cards.toml"]
)
def test_any_change_makes_it_build_again(short: Path, tmp_path: Path, change: str) -> None:
    home = tmp_path / "learner"
    shutil.copytree(short, home)
    with (home / change).open("a") as file:
        file.write("\n")
    again = build("--month", "2024-05", cwd=home)
    assert again.returncode == 0, again.stderr
    assert "Nothing has changed" not in again.stderr


def test_another_place_and_hash_seed_give_the_same_bytes(printed: Path, tmp_path: Path) -> None:
    shutil.copytree(printed / "seeds", tmp_path / "seeds", ignore=LOCKS)
    assert run("build", "--month", "2024-05", cwd=tmp_path, PYTHONHASHSEED="7").returncode == 0
    assert digests(tmp_path / "decks") == digests(printed / "decks")
    assert digests(tmp_path / "seeds") == digests(printed / "seeds")


def test_json_is_one_document_and_nothing_else(short: Path, tmp_path: Path) -> None:
    home = tmp_path / "learner"
    shutil.copytree(short, home)
    done = build("--month", "2024-05", "--json", cwd=home)
    report = json.loads(done.stdout)
    assert report["title"] == "May 2024"
    assert report["cards"]["new"] == 0
    assert report["cards"]["unchanged"] == report["cards"]["total"] > 0
    assert all((home / path).is_file() for path in report["files"])


@pytest.mark.parametrize("theme", ["biology", "AI safety"])
def test_a_theme_makes_a_curriculum_of_its_own(may: Path, tmp_path: Path, theme: str) -> None:
    shutil.copytree(may / "seeds", tmp_path / "seeds")
    whole = digests(may / "decks")
    only = ("--only", "outline", "--only", "decks")
    done = build("--theme", theme, *only, "--output", tmp_path / "out", "--json", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    placed = {episode["id"] for week in report["outline"]["weeks"] for episode in week["episodes"]}
    found = json.loads(run("search", theme, "--json", cwd=tmp_path).stdout)["episodes"]
    assert placed == {episode["id"] for episode in found}
    assert 0 < len(placed) < 13
    assert report["title"].casefold() != "may 2024"
    assert report["cards"]["retired"] == 0, "cards outside the theme still have their source"
    assert digests(may / "decks") == whole


def test_an_edited_outline_is_never_overwritten(short: Path, tmp_path: Path) -> None:
    shutil.copytree(short, tmp_path / "learner")
    home = tmp_path / "learner"
    outline = home / "decks" / "may-2024" / "outline.toml"
    edited = "# my own plan\n" + outline.read_text("utf-8")
    outline.write_text(edited, "utf-8")
    before = digests(home)
    refused = build("--month", "2024-05", cwd=home)
    assert refused.returncode == 1
    assert "--outline" in refused.stderr
    assert digests(home) == before
    followed = build("--outline", outline, cwd=home)
    assert followed.returncode == 0, followed.stderr
    assert outline.read_text("utf-8") == edited
    assert build("--outline", outline, cwd=home).returncode == 0


def test_an_outline_that_was_built_from_is_the_persons_until_it_is_moved_away(
    short: Path, tmp_path: Path
) -> None:
    home = tmp_path / "learner"
    shutil.copytree(short, home)
    outline = home / "decks" / "may-2024" / "outline.toml"
    planned = outline.read_text("utf-8")
    edited = re.sub("(?<=\nnumber = 1\n)title = .*", 'title = "My kitchen"', planned)
    outline.write_text(edited, "utf-8")
    assert "My kitchen" in build("--outline", outline, cwd=home).stdout
    before = digests(home)
    refused = build("--month", "2024-05", cwd=home)
    assert refused.returncode == 1
    assert f"Build from it with --outline {outline.relative_to(home)}, or move it away" in refused.stderr
    assert run("plan", "--month", "2024-05", "--output", "decks", cwd=home).returncode == 1
    assert digests(home) == before
    outline.rename(home / "mine.toml")
    assert build("--month", "2024-05", cwd=home).returncode == 0
    assert outline.read_bytes() == (short / "decks" / "may-2024" / "outline.toml").read_bytes()


def test_a_week_moved_in_the_outline_moves_in_the_calendar_and_the_episode_takes_its_minutes_along(
    short: Path, tmp_path: Path
) -> None:
    home = tmp_path / "learner"
    shutil.copytree(short, home)
    folder = home / "decks" / "may-2024"
    outline = folder / "outline.toml"
    before = tomllib.loads(outline.read_text("utf-8"))["week"]
    lines = outline.read_text("utf-8").splitlines(keepends=True)
    taken = next(n for n, line in enumerate(lines) if before[0]["episodes"][0]["id"] in line)
    episode = lines[taken - 1 : taken + 1]
    second = [n for n, line in enumerate(lines) if line == "episodes = [\n"][1]
    one, two, _ = (n for n, line in enumerate(lines) if line == "[[week]]\n")
    text = "".join([*lines[:one], *lines[two : second + 1], *episode, *lines[second + 1 :]])
    text = text.replace("number = 2\n", "number = 1\n").replace("number = 3\n", "number = 2\n")
    text = text.replace("2024-05-20", "2024-05-27").replace("2024-05-26", "2024-06-02")
    outline.write_text(text, "utf-8")
    report = json.loads(build("--outline", outline, "--json", cwd=home).stdout)
    first, last = report["outline"]["weeks"]
    assert first["minutes"] == before[0]["minutes"] + before[1]["minutes"] - 2, "nothing is left to recall"
    assert (first["recalls"], last["start"]) == ([], "2024-05-27")
    events = Calendar.from_ical((folder / "outline.ics").read_bytes()).walk("VEVENT")
    shown = {str(event["summary"]): event for event in events if event.get("status") != "CANCELLED"}
    recall = shown["Recall and review: week 2"]
    assert (recall["sequence"], recall["dtstart"].dt.day) == (1, 2)
    gone = [str(event["summary"]) for event in events if event.get("status") == "CANCELLED"]
    assert sorted(gone) == sorted([f"Week 3: {before[2]['title']}", "Recall and review: week 3"])
    made = digests(home)
    forget(home)
    assert build("--outline", outline, cwd=home, epoch="1900000000").returncode == 0
    assert digests(home) == made


def test_in_a_folder_of_an_earlier_version_only_the_planners_own_outline_gives_way(
    short: Path, tmp_path: Path
) -> None:
    """Its manifest does not say whose the outline is, and calls what was built from ours."""
    home = tmp_path / "learner"
    shutil.copytree(short, home)
    folder = home / "decks" / "may-2024"
    outline, manifest = folder / "outline.toml", folder / ".curriculum.json"
    planned = unmarked(outline.read_text("utf-8"))

    def as_before(text: str) -> None:
        outline.write_text(text, "utf-8")
        record = json.loads(manifest.read_text("utf-8"))
        record.pop("theirs", None)
        record["files"]["outline.toml"] = hashlib.sha256(text.encode()).hexdigest()
        manifest.write_text(json.dumps(record), "utf-8")

    moved = planned.replace("week]]\nnumber = 2", "week]]\nnumber = 2\n# better than theirs")
    as_before(moved)
    refused = build("--month", "2024-05", "--weeks", "2", cwd=home)
    assert refused.returncode == 1
    assert outline.read_text("utf-8") == moved
    as_before(planned)
    assert build("--month", "2024-05", "--weeks", "2", cwd=home).returncode == 0
    assert "number = 3" not in outline.read_text("utf-8")


def test_what_a_person_wrote_into_a_file_of_ours_is_kept_beside_it_and_said(
    short: Path, tmp_path: Path
) -> None:
    home = tmp_path / "learner"
    shutil.copytree(short, home)
    folder = home / "decks" / "may-2024"
    guide = next(folder.glob("week-1-*.pdf"))
    clean = guide.read_bytes()
    guide.write_bytes(clean + b"% a mark in the margin\n" + clean[-40:])
    built = build("--month", "2024-05", cwd=home)
    assert built.returncode == 0, built.stderr
    kept = guide.with_name(f"{guide.name}~")
    assert b"a mark in the margin" in kept.read_bytes()
    assert guide.read_bytes() == clean
    assert f"{kept.relative_to(home)}: warning: You had changed {guide.name}" in built.stderr


def test_an_outline_from_plan_is_never_overwritten_once_edited(short: Path, tmp_path: Path) -> None:
    shutil.copytree(short / "seeds", tmp_path / "seeds")
    assert run("plan", "--month", "2024-06", "--output", "decks", cwd=tmp_path).returncode == 0
    outline = tmp_path / "decks" / "june-2024" / "outline.toml"
    outline.write_text("# mine\n" + outline.read_text("utf-8"), "utf-8")
    refused = build("--month", "2024-06", cwd=tmp_path)
    assert refused.returncode == 1
    assert "--outline" in refused.stderr
    assert outline.read_text("utf-8").startswith("# mine\n")


def test_a_file_that_is_not_ours_stays(short: Path, tmp_path: Path) -> None:
    shutil.copytree(short, tmp_path / "learner")
    home = tmp_path / "learner"
    folder = home / "decks" / "may-2024"
    (folder / "my notes.txt").write_text("mine", "utf-8")
    old = {path.name for path in folder.glob("week-*")}
    assert build("--month", "2024-05", "--weeks", "2", cwd=home).returncode == 0
    assert (folder / "my notes.txt").read_text("utf-8") == "mine"
    weeks = {path.name for path in folder.glob("week-*")}
    assert weeks
    assert not [name for name in weeks if name.startswith(("week-3", "week-4"))], (
        "stale weeks are ours to remove"
    )
    assert old != weeks


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["missing"], 1, "missing"),
        (["empty"], 1, "empty"),
        (["binary.txt"], 1, "binary.txt"),
        (["no-episode.txt"], 1, "no-episode.txt"),
        (["--weeks", "0"], 2, "--weeks"),
        (["--theme", "medieval falconry"], 1, "medieval falconry"),
        (["--month", "2024-13"], 2, "--month"),
        (["--month", "2024-05", "--start", "2024-05-06"], 2, "--start"),
        (["--outline", "missing.toml"], 1, "missing.toml"),
        (["--frobnicate"], 2, "--frobnicate"),
    ],
)
def test_what_cannot_be_built_ends_in_a_clear_sentence(
    short: Path, tmp_path: Path, arguments: list[str], code: int, said: str
) -> None:
    shutil.copytree(short, tmp_path / "learner")
    home = tmp_path / "learner"
    (home / "empty").mkdir()
    (home / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (home / "no-episode.txt").write_text("\n\n", "utf-8")
    before = digests(home)
    done = build(*arguments, cwd=home)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert digests(home) == before
