"""``curriculum.toml`` beside the notes: read by every command, checked as what is typed and counts more."""

import datetime as dt
import json
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from bare_guides import bare_guides
from click.testing import CliRunner, Result

from curriculum.cli import COMMANDS, defaults, group
from curriculum.cli.defaults import KEYS, default_map, kept, options
from curriculum.decks import anki_connect
from curriculum.decks.anki_connect import Sent
from curriculum.order import Order
from curriculum.planning import calendar_file, kept_index
from curriculum.problems import CurriculumError, Problem

ROOT = Path(__file__).resolve().parents[2]
EPISODES = ROOT / "tests" / "project" / "fixtures" / "episodes"
READING = (
    "read",
    "search",
    "plan",
    "themes",
    "forecast",
    "write",
    "cards",
    "desk",
    "build",
    "progress",
    "done",
    "settings",
    "mcp",
)
"""Commands that take a SOURCE."""
EXAMPLE = re.findall(r"^```toml\n(.*?)^```", (ROOT / "docs/settings.md").read_text("utf-8"), re.M | re.S)[0]

Write = Callable[[str], Path]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three episodes in a folder ``notes`` of the working folder."""
    shutil.copytree(EPISODES, tmp_path / "notes")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    return tmp_path


@pytest.fixture
def write(home: Path) -> Write:
    """Write the settings beside the notes."""

    def written(text: str) -> Path:
        (home / "notes" / "curriculum.toml").write_text(text, "utf-8")
        return home / "notes"

    return written


def run(*arguments: str) -> Result:
    return CliRunner().invoke(group, arguments)


def document(*arguments: str) -> Any:
    done = run(*arguments)
    assert done.exit_code == 0, done.output or repr(done.exception)
    return json.loads(done.stdout)


def faults(text: str, write: Write) -> tuple[Problem, ...]:
    """What is told of a settings file."""
    with pytest.raises(CurriculumError) as caught:
        kept(write(text))
    return caught.value.problems


def standing(folder: Path) -> Mapping[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture
def ordered(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Order]:
    """What ``curriculum build`` with some arguments is asked for; nothing is made."""

    def order_of(*arguments: str) -> Order:
        found: list[Order] = []

        def stop(order: Order) -> None:
            found.append(order)
            raise KeyboardInterrupt

        monkeypatch.setattr("curriculum.stamp.find", stop)
        done = run("build", "notes", *arguments)
        assert found, done.output or repr(done.exception)
        return found[0]

    return order_of


def test_a_flag_wins_then_the_file_then_the_default(write: Write, ordered: Callable[..., Order]) -> None:
    assert ordered().wish.month is None
    write('month = "2024-05"\nminutes = 90\npaper = "a5"\ncolour = true\nsession = 07:15:00\n')
    plain = ordered()
    assert (plain.wish.month, plain.wish.minutes, plain.session) == ("2024-05", 90, dt.time(7, 15))
    assert (plain.format.paper.name, plain.format.colour) == ("a5", True)
    typed = ordered("--month", "2024-06", "--paper", "letter", "--no-colour", "--session", "21:00")
    assert (typed.wish.month, typed.wish.minutes, typed.session) == ("2024-06", 90, dt.time(21))
    assert (typed.format.paper.name, typed.format.colour) == ("letter", False)


def test_every_key_is_an_option_and_the_documents_example_has_them_all(write: Write) -> None:
    """What is commented out there says the same as another key, and can stand in its place."""
    folder = write(EXAMPLE)
    assert {options()[key].opts[0] for key in KEYS} <= {"--" + key.replace("_", "-") for key in KEYS} | {
        "--theme",
        "--with",
    }
    found = set(kept(folder))
    for line in re.findall(r"^# (\w+ = .*)$", EXAMPLE, re.M):
        found |= set(kept(write(f"{line}\n")))
    assert found == set(KEYS)
    (readme,) = re.findall(r"^```toml\n(.*?)^```", (ROOT / "README.md").read_text("utf-8"), re.M | re.S)
    assert set(kept(write(readme))) == {"month", "minutes", "paper", "session"}


@pytest.mark.parametrize(
    ("command", "typed", "text", "holds"),
    [
        ("build", (), 'themes = ["bread"]\ntitle = "Bread"', {"themes": ["bread"], "title": "Bread"}),
        (
            "build",
            ("themes",),
            'themes = ["bread"]\ntitle = "Bread"\nweeks = 2',
            {"themes": ["bread"], "weeks": 2},
        ),
        ("build", ("start",), 'month = "2024-05"', {}),
        ("build", ("month",), "start = 2024-05-06", {}),
        ("build", ("outline_file",), 'month = "2024-05"\nbest = 2\npaper = "a5"', {"paper": "a5"}),
        ("build", ("weeks",), 'outline = "outline.toml"', {}),
        (
            "build",
            ("month",),
            'month = "2024-05"\nweeks = 2\noutline = "o.toml"',
            {"month": "2024-05", "weeks": 2},
        ),
        ("mcp", (), 'month = "2024-05"\noutline = "o.toml"', {"month": "2024-05"}),
        ("plan", ("alternative",), 'outline = "outline.toml"', {}),
        ("plan", ("update_file",), 'title = "Bread"\nminutes = 90', {}),
        ("plan", (), 'output = "out"\nweeks = 2', {"weeks": 2}),
        ("write", (), 'critic = "openai:x"\ntimeout = 9', {}),
        ("write", ("model",), 'critic = "openai:x"\nurl = "http://localhost"', {"critic": "openai:x"}),
        ("write", ("ask",), 'model = "openai:x"\ncritic = "openai:x"', {}),
        ("write", ("reply",), 'model = "m"\nurl = "http://localhost"\nno_critic = true', {"no_critic": True}),
        ("write", ("critic",), 'model = "openai:x"\nno_critic = true', {"model": "openai:x"}),
        ("write", ("no_critic",), 'model = "openai:x"\ncritic = "openai:y"', {"model": "openai:x"}),
        ("read", (), 'exclude = ["Archive"]', {}),
    ],
)
def test_what_is_typed_sets_aside_what_would_contradict_it(
    write: Write, command: str, typed: tuple[str, ...], text: str, holds: Mapping[str, Any]
) -> None:
    assert default_map(command, [write(text)], typed) == holds


@pytest.mark.parametrize(
    ("text", "line", "says", "remedy"),
    [
        ('mounth = "2024-05"', 1, "The settings have no “mounth”", "Perhaps “month” is meant"),
        ("\nflash-cards = 1", 2, "The settings have no “flash-cards”", "Perhaps “flashcards” is meant"),
        ("[build]\nweeks = 3", 1, "The settings have no “build”", "without any [table]"),
        ("[month]\nx = 3", 1, "“month” must be a text in quotes", "--month"),
        ("weeks = 0", 1, "“weeks” must be a whole number of at least 1, not “0”", "--weeks: How many weeks."),
        ("weeks = true", 1, "“weeks” must be a whole number of at least 1, not “true”", "--weeks"),
        ('minutes = "90"', 1, "must be a whole number of at least 1, not “90”", "--minutes"),
        ("timeout = nan", 1, "“timeout” must be a number of at least 1", "--timeout"),
        ("colour = 1", 1, "“colour” must be true or false, not “1”", "--colour"),
        ('paper = "a6"', 1, "“paper” must be one of “a4”, “letter”, “a5”, not “a6”", "Paper of the guides"),
        ('themes = "bread"', 1, "“themes” must be a list of texts in brackets", "--theme"),
        ('themes = ["?"]', 1, "“themes” cannot be: write at least one word", "--theme"),
        ('month = "May"', 1, "“month” cannot be: “May” is not a month: write it as 2024-05", "--month"),
        ("start = 2024-05-06T10:00:00", 1, "“start” cannot be", "First day"),
        ('session = "7 pm"', 1, "“session” cannot be: “7 pm” is not a time of day", "--session"),
        ('language = "xx-y"', 1, "“language” cannot be: “xx-y” is not a language", "--language"),
        ('title = ""', 1, "“title” must be a text in quotes", "--title"),
        ('title = "a\\u001b[2Jb"', 1, "“title” must be a text in quotes, on one line", "--title"),
        ('output = "a\\u0000b"', 1, "“output” must be a text in quotes", "--output"),
        (f'title = "{"x" * 1001}"', 1, "of 1,000 characters at most", "--title"),
        ('url = "http://me:secret@host/v1"', 1, "it holds more than an address", "--url"),
        ('url = "gopher://host/v1"', 1, "it is no address of a server", "--url"),
        (
            'start = 2024-05-06\nmonth = "2024-05"',
            2,
            "“start” in line 1 already says",
            "Take one of them out",
        ),
        ('templates = "t"', 1, "“templates” can only be typed", "type --templates DIR"),
        ("month = 2024-05", 1, "is no TOML", "Write one setting a line"),
        ("a = " + "[" * 3000 + "]" * 3000, 0, "too deep in one another", "Write one setting a line"),
    ],
)
def test_what_cannot_be_is_named_with_its_line_and_what_is_allowed(
    write: Write, text: str, line: int, says: str, remedy: str
) -> None:
    (found,) = faults(text + "\n", write)
    assert (found.path, found.line, found.kind) == (
        (Path.cwd() / "notes/curriculum.toml").as_posix(),
        line,
        "settings",
    )
    assert says in found.message
    assert remedy in found.remedy


def test_every_fault_is_told_at_once(write: Write) -> None:
    found = faults('weeks = 0\nmonht = "2024-05"\npaper = "a6"\n', write)
    assert [problem.line for problem in found] == [1, 2, 3]


@pytest.mark.parametrize(
    ("text", "variable"),
    [
        ('api_key = "sk-12"', "OPENAI_API_KEY or ANTHROPIC_API_KEY or GOOGLE_API_KEY"),
        ('model = "anthropic:claude-sonnet-5"\nkey = "sk-12"', "ANTHROPIC_API_KEY"),
        ('OPENAI_API_KEY = "sk-12"', "OPENAI_API_KEY"),
        ('token = "sk-12"', "OPENAI_API_KEY"),
        ('apikey = ["sk-12"]', "OPENAI_API_KEY"),
        ('password = "sk-12"', "OPENAI_API_KEY"),
        ('openai.api_key = "sk-12"', "OPENAI_API_KEY"),
    ],
)
def test_a_secret_does_not_belong_there_and_is_not_shown(write: Write, text: str, variable: str) -> None:
    (found,) = faults(text + "\n", write)
    assert "does not belong here" in found.message
    assert variable in found.remedy
    assert "sk-12" not in found.message + found.remedy


@pytest.mark.parametrize("command", READING)
def test_no_command_does_anything_while_the_settings_are_wrong(write: Write, command: str) -> None:
    before = standing(write("weeks = 0\n"))
    done = run(command, *(["bread"] if command in ("search", "done") else []), "notes")
    assert isinstance(done.exception, CurriculumError)
    assert "at least 1" in done.exception.problems[0].message
    assert standing(Path("notes")) == before
    assert [path.name for path in Path.cwd().iterdir()] == ["notes"]


@pytest.mark.parametrize("command", READING)
def test_help_needs_no_settings(write: Write, command: str) -> None:
    write("weeks = 0\n")
    assert run(command, "notes", "--help").exit_code == 0


def test_all_commands_with_a_source_are_among_them() -> None:
    named = {
        name
        for name in COMMANDS
        if any(one.name == "sources" for one in group.get_command(None, name).params)  # type: ignore[arg-type,union-attr]
    }
    assert named == set(READING)


def test_paths_begin_at_the_file(write: Write, ordered: Callable[..., Order], home: Path) -> None:
    write('output = "../decks"\nlock = "state/own.lock"\noutline = "/plans/outline.toml"\n')
    order = ordered()
    assert (order.output, order.lock) == (Path("decks"), Path("notes/state/own.lock"))
    assert order.outline == Path("/plans/outline.toml")
    write('output = "~/decks"\n')
    assert ordered().output == Path("~/decks").expanduser()
    assert ordered("--output", "here").output == Path("here")
    # through a link, “..” is where the link leads
    (home / "far" / "away").mkdir(parents=True)
    (home / "notes" / "link").symlink_to(home / "far" / "away")
    write('output = "link/../decks"\n')
    assert ordered().output.resolve() == home / "far" / "decks"


def test_an_instruction_lies_below_the_folder_since_it_is_sent(write: Write, home: Path) -> None:
    (home / "secret.md").write_text("x", "utf-8")
    (home / "notes" / "mine.md").symlink_to(home / "secret.md")
    for given in ("../secret.md", "/etc/passwd", "mine.md"):
        (found,) = faults(f'instruction = "{given}"\n', write)
        assert "“instruction” leads out of the folder of this file" in found.message
    assert kept(write('instruction = "own.md"\n'))["instruction"].value == str(home / "notes" / "own.md")


def test_plan_writes_nothing_unless_it_is_typed_where(write: Write, home: Path) -> None:
    write('output = "../out"\nmonth = "2024-05"\ntitle = "Bread"\nsession = "06:30"\n')
    planned = document("plan", "notes", "--json")
    assert (planned["title"], planned["weeks"][0]["start"]) == ("Bread", "2024-05-06")
    assert not (home / "out").exists()
    document("plan", "notes", "--json", "--output", "here")
    assert "DTSTART:20240506T063000\r\n" in (home / "here/bread/outline.ics").read_bytes().decode()
    again = document("plan", "notes", "--json", "--outline", "here/bread/outline.toml")
    assert again == planned


def test_sessions_begin_by_default_as_they_always_did() -> None:
    assert options()["session"].default == f"{calendar_file.HOUR:%H:%M}"


def test_settings_are_shown_with_where_each_comes_from(write: Write, home: Path) -> None:
    write('# mine\n\nthemes = [\n  "bread",\n  "tea",\n]\nweeks = 2\n')
    found = document("settings", "notes", "--json")
    assert found["file"] == "notes/curriculum.toml"
    rows = {row["key"]: (row["value"], row["path"], row["line"]) for row in found["settings"]}
    assert set(rows) == set(KEYS)
    assert rows["themes"] == (["bread", "tea"], "notes/curriculum.toml", 3)
    assert rows["weeks"] == (2, "notes/curriculum.toml", 7)
    assert rows["paper"] == ("a4", "", 0)
    assert rows["colour"] == (False, "", 0)
    assert rows["output"] == ("decks", "", 0)
    assert rows["month"] == (None, "", 0)
    shown = run("settings", "notes")
    assert re.search(r"themes +bread, tea +notes/curriculum\.toml:3", shown.stdout)
    assert re.search(r"paper +a4 +default", shown.stdout)
    assert "Nothing is set" not in shown.stderr
    (home / "notes" / "curriculum.toml").unlink()
    assert "Nothing is set in notes/curriculum.toml." in run("settings", "notes").stderr
    missing = run("settings", "nowhere")
    assert isinstance(missing.exception, CurriculumError)


def test_an_outline_sets_aside_what_a_plan_is_made_by(write: Write, home: Path) -> None:
    """They stand there for when the outline goes; the table says that they wait."""
    folder = write('month = "2024-05"\nweeks = 2\noutline = "outline.toml"\npaper = "a5"\n')
    assert default_map("build", [folder], ()) == {
        "outline_file": str(folder / "outline.toml"),
        "paper": "a5",
    }
    rows = {row["key"]: row["set_aside"] for row in document("settings", "notes", "--json")["settings"]}
    assert {key for key, by in rows.items() if by == "outline"} == {"month", "weeks"}
    shown = run("settings", "notes").stdout
    assert re.search(r"month +2024-05 \(set aside by outline\) +notes/curriculum\.toml:1", shown)


def test_the_first_source_has_its_say_and_each_on_what_is_left_out_of_it(write: Write, home: Path) -> None:
    write('weeks = 2\nexclude = ["a*"]\n')
    (home / "more").mkdir()
    shutil.copy(next((home / "notes").glob("*.md")), home / "more" / "again.md")
    (home / "more" / "curriculum.toml").write_text('weeks = 3\nexclude = ["z*"]\n', "utf-8")
    rows = document("settings", "notes", "more", "--json")["settings"]
    said = [(row["value"], row["path"]) for row in rows if row["key"] in ("weeks", "exclude") and row["path"]]
    assert said == [
        (["a*"], "notes/curriculum.toml"),
        (2, "notes/curriculum.toml"),
        (["z*"], "more/curriculum.toml"),
    ]
    (home / "more" / "curriculum.toml").write_text("weeks = 0\n", "utf-8")
    assert isinstance(run("read", "notes", "more").exception, CurriculumError)


def test_the_file_is_no_episode_and_one_in_a_zip_file_says_nothing(write: Write, home: Path) -> None:
    write('month = "2024-05"\n')
    listed = document("read", "notes", "--json")
    write("weeks = 0\n")
    assert "curriculum.toml" not in json.dumps([listed["files"], listed["left_out"]])
    with zipfile.ZipFile(home / "export.zip", "w") as made:
        for path in (home / "notes").iterdir():
            made.write(path, f"pages/{path.name}")
        made.writestr("curriculum.toml", "weeks = 0\n")
    page = f"export.zip/pages/{next((home / 'notes').glob('*.md')).name}"
    for source in ("export.zip", page):
        assert document("settings", source, "--json")["file"] == "curriculum.toml"
    (home / "curriculum.toml").write_text("weeks = 2\n", "utf-8")
    for source in ("export.zip", page):
        rows = document("settings", source, "--json")["settings"]
        assert rows[0] | {"help": ""} == {
            "key": "weeks", "value": 2, "path": "curriculum.toml", "line": 1, "option": "--weeks", "help": "",
                "set_aside": "",
        }  # fmt: skip


def test_a_model_of_the_file_is_asked_as_one_that_is_typed(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr("curriculum.cli.write_with.write_with", lambda door, wish, *more: asked.append(wish))
    write('model = "ollama:qwen3:8b"\nno_critic = true\ntimeout = 30\n')
    assert run("write", "notes").exit_code == 0
    assert (asked[0].name, asked[0].critic, asked[0].timeout) == ("ollama:qwen3:8b", None, 30)
    run("write", "notes", "--with", "openai:x", "--critic", "openai:y")
    assert (asked[1].name, asked[1].critic) == ("openai:x", "openai:y")
    assert run("write", "notes", "--ask", "ask.md").exit_code == 0
    assert len(asked) == 2
    assert Path("ask.md").is_file()


def test_yes_does_not_agree_to_an_address_that_came_with_the_notes(write: Write) -> None:
    pytest.importorskip("pydantic_ai")
    write('model = "m"\nurl = "http://192.0.2.1/v1"\n')
    done = run("write", "notes", "--yes")
    assert done.exit_code == 2
    assert "may go to 192.0.2.1: --url, typed, with --yes agrees" in done.output


def test_a_title_of_the_file_keeps_its_letters_in_a_plain_terminal(write: Write, home: Path) -> None:
    write('title = "Tōkyō"\noutput = "ōut"\nthemes = ["bread"]\n')
    done = subprocess.run(
        [sys.executable, "-m", "curriculum", "plan", "notes", "--json"],
        cwd=home,
        capture_output=True,
        env={"PYTHONPATH": str(ROOT), "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.decode("utf-8"))["title"] == "Tōkyō"


def test_a_changed_setting_makes_anew_what_it_concerns(write: Write, home: Path) -> None:
    write('month = "2024-05"\n')
    built = ("build", "notes", *bare_guides(), "--title", "Bread")
    assert run(*built).exit_code == 0
    before = standing(home / "decks")
    write('# mine\nmodel = "ollama:qwen3:8b"\nmonth = "2024-05"\n')
    assert "Nothing has changed since the last build." in run(*built).stderr
    write('session = "06:30"\nmonth = "2024-05"\n')
    done = run(*built)
    assert "Nothing has changed" not in done.stderr
    after = standing(home / "decks")
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"bread/outline.ics", "bread/.curriculum.json"}
    write('session = "06:30"\nmonth = "2024-05"\nexclude = ["nothing-there"]\n')
    assert "Nothing has changed" not in run(*built).stderr


def test_a_setting_that_is_no_glob_leaves_a_kept_index_alone(
    write: Write, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_index, "WORTH", 0)
    for path in (home / "notes").rglob("*.md"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    monkeypatch.setattr(kept_index, "RACE", -time.time_ns())
    assert run("search", "bread", "notes").exit_code == 0
    renewed: list[Any] = []
    renew = kept_index._renew
    monkeypatch.setattr(kept_index, "_renew", lambda *given: (renewed.append(given), renew(*given)))
    write('month = "2024-05"\n')
    assert run("search", "bread", "notes").exit_code == 0
    assert not renewed
    write('exclude = ["a*"]\n')
    assert run("search", "bread", "notes").exit_code == 0
    assert renewed


def test_keys_that_no_option_has_do_not_creep_in() -> None:
    assert len(KEYS) == len(set(KEYS)) == len(options())
    assert not {"templates", "yes", "rewrite", "allow_retire", "dry_run", "as_json"} & set(KEYS)
    assert not {name for names in defaults._GIVING_WAY.values() for name in names} - set(KEYS)


def test_ship_looks_where_the_settings_put_what_build_makes(
    home: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write('output = "../made"\n')
    (home / "notes").rename(home / "seeds")
    for folder in ("made/may", "decks/june"):
        (home / folder).mkdir(parents=True)
    answer = CliRunner().invoke(group, ["ship", "--to", "anki"])
    assert isinstance(answer.exception, CurriculumError)
    (problem,) = answer.exception.problems
    assert (problem.place, problem.message) == (
        "seeds/curriculum.toml:1",
        "There is no curriculum in made.",
    )
    (home / "made" / "may" / "may.apkg").write_bytes(b"no package")
    (home / "decks" / "june" / "june.apkg").write_bytes(b"no package")
    asked: list[Path] = []

    def note(path: Path, anki: object) -> Sent:
        asked.append(path)
        return Sent((), (), (), (), ())

    monkeypatch.setattr(anki_connect, "send", note)
    assert CliRunner().invoke(group, ["ship", "--to", "anki"]).exit_code == 0
    assert asked == [Path("made/may/may.apkg")]
