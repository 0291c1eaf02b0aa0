"""``search``, ``plan``, ``themes`` and ``forecast`` as somebody types them."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from curriculum.cli import group
from curriculum.problems import CurriculumError

NOTES = """\
### 1 Practical AI: Bees and Flowers
This inspired my outline for May

### Key Points
1. **Pollination**: Bees carry pollen from flower to flower. It is essential for seeds.
2. **Queen Bees**: A hive has one queen bee. She lays every egg.

### 2 Practical AI: Inside a Protein

### Key Points
1. **Protein Folding**: A protein folds in the cell. Enzymes are proteins.
2. **Genes**: DNA says how a cell makes protein.

### 3 Practical AI: The Fall of Rome

### Key Points
1. **Emperors**: The Roman Empire had many emperors. The Roman army chose some of them.
2. **Goths**: The Goths fought the Roman army.
"""


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with episode files; the working directory is beside it."""
    folder = tmp_path / "seeds"
    folder.mkdir()
    (folder / "notes.md").write_text(NOTES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def run(*arguments: str) -> Result:
    return CliRunner().invoke(group, arguments)


def document(*arguments: str) -> Any:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def said(*arguments: str) -> str:
    """The message of the error that stops the command."""
    result = run(*arguments)
    assert isinstance(result.exception, CurriculumError), result.output
    return f"{result.exception} {result.exception.problems[0].remedy}"


@pytest.mark.usefixtures("notes")
class TestSearch:
    def test_json_has_the_promised_names(self) -> None:
        found = document("search", "biology")
        assert list(found) == ["theme", "episodes"]
        assert [one["id"] for one in found["episodes"]] == ["inside-a-protein"]
        assert found["episodes"][0]["points"][0]["score"] > 0

    def test_people_see_title_words_and_points(self) -> None:
        shown = run("search", "biology").stdout
        assert "Inside a Protein" in shown
        assert "protein" in shown
        assert "Protein Folding" in shown

    def test_nothing_is_an_answer(self) -> None:
        result = run("search", "quantum physics")
        assert (result.exit_code, result.stdout) == (0, "Nothing here matters for “quantum physics”.\n")
        assert document("search", "quantum physics") == {"theme": "quantum physics", "episodes": []}

    def test_a_limit_shows_the_best_and_says_how_many_there_are(self) -> None:
        every, best = (
            document("search", "genes emperors"),
            document("search", "genes emperors", "--limit", "1"),
        )
        assert len(every["episodes"]) > 1
        assert best["episodes"] == every["episodes"][:1]
        result = run("search", "genes emperors", "--limit", "1")
        assert f"{len(every['episodes'])} of 3 episodes, the best 1" in result.stdout
        assert "--limit shows more" in result.stderr
        assert run("search", "bees", "--limit", "0").exit_code == 2

    def test_the_kept_index_of_a_large_folder_changes_no_answer(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        without = run("search", "biology").stdout
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        monkeypatch.setattr("curriculum.planning.kept_index.WORTH", 0)
        assert [run("search", "biology").stdout for _ in range(2)] == [without, without]
        assert list((tmp_path / "cache").rglob("*.sqlite"))
        assert "holds no episode file" in said("search", "biology", str(tmp_path / "cache"))

    @pytest.mark.parametrize("query", ["", "  ", "???"])
    def test_no_word_is_wrong_usage(self, query: str) -> None:
        assert run("search", query).exit_code == 2


class TestPlan:
    def test_json_has_the_promised_names(self, notes: Path) -> None:
        outline = document("plan", str(notes), "--month", "2024-05")
        week = outline["weeks"][0]
        assert {"number", "title", "theme", "start", "end", "minutes", "episodes"} <= set(week)
        assert set(week["episodes"][0]) == {"id", "why"}
        assert week["start"] == "2024-05-06"

    def test_people_see_weeks_reasons_and_advice(self, notes: Path) -> None:
        result = run("plan", str(notes), "--month", "2024-05")
        assert "Week 1 · " in result.stdout
        assert "6–12 May 2024" in result.stdout
        assert "4 weeks begin in May 2024, 3 planned" in result.stderr

    def test_nothing_is_written_without_output(self, notes: Path) -> None:
        before = sorted(notes.parent.rglob("*"))
        run("plan", str(notes))
        assert sorted(notes.parent.rglob("*")) == before

    def test_output_writes_the_outline_to_edit_to_read_and_to_keep(self, notes: Path, tmp_path: Path) -> None:
        run("plan", str(notes), "--month", "2024-05", "--output", "out")
        folder = tmp_path / "out" / "may-2024"
        made = sorted(path.name for path in folder.glob("[!.]*"))
        assert made == ["outline.ics", "outline.md", "outline.toml"]
        assert tomllib.loads((folder / "outline.toml").read_text("utf-8"))["title"] == "May 2024"

    def test_an_unedited_outline_gives_the_same_plan_and_bytes(self, notes: Path, tmp_path: Path) -> None:
        first = run("plan", str(notes), "--month", "2024-05", "--output", "out")
        path = tmp_path / "out" / "may-2024" / "outline.toml"
        again = run("plan", str(notes), "--outline", str(path), "--output", "again")
        assert again.stdout == first.stdout
        assert (tmp_path / "again" / "may-2024" / "outline.toml").read_bytes() == path.read_bytes()

    def test_an_edited_outline_is_never_overwritten(self, notes: Path, tmp_path: Path) -> None:
        run("plan", str(notes), "--output", "out")
        path = tmp_path / "out" / "may-curriculum" / "outline.toml"
        path.write_text(path.read_text("utf-8") + "\n# mine\n", encoding="utf-8")
        assert "This outline is yours" in said("plan", str(notes), "--output", "out")
        assert path.read_text("utf-8").endswith("# mine\n")

    def test_an_outline_that_nobody_edited_gives_way_to_another(self, notes: Path, tmp_path: Path) -> None:
        folder = tmp_path / "out" / "may-curriculum"
        for weeks in ("2", "1"):
            assert run("plan", str(notes), "--weeks", weeks, "--output", "out").exit_code == 0
        assert (folder / "outline.toml").read_text("utf-8").count("[[week]]") == 1
        assert not list(folder.glob("*~"))

    def test_an_outline_that_was_given_is_written_to_the_letter_and_stays(
        self, notes: Path, tmp_path: Path
    ) -> None:
        run("plan", str(notes), "--output", "out")
        mine = tmp_path / "mine.toml"
        written = tmp_path / "out" / "may-curriculum" / "outline.toml"
        mine.write_text("# mine\n" + written.read_text("utf-8"), encoding="utf-8")
        assert run("plan", str(notes), "--outline", str(mine), "--output", "out").exit_code == 0
        assert written.read_bytes() == mine.read_bytes()
        assert "This outline is yours" in said("plan", str(notes), "--output", "out")
        again = mine.read_text("utf-8").replace("# mine", "# mine, once more")
        mine.write_text(again, encoding="utf-8")
        assert run("plan", str(notes), "--outline", str(mine), "--output", "out").exit_code == 0
        assert written.read_text("utf-8") == again, "a copy of it gives way to the next"
        assert not list(written.parent.glob("*~"))
        other = tmp_path / "other.toml"
        other.write_text("# another\n" + again, encoding="utf-8")
        assert "yours" in said("plan", str(notes), "--outline", str(other), "--output", "out")
        assert written.read_text("utf-8") == again

    def test_a_page_that_a_person_changed_is_kept_beside_the_new_one(
        self, notes: Path, tmp_path: Path
    ) -> None:
        run("plan", str(notes), "--output", "out")
        page = tmp_path / "out" / "may-curriculum" / "outline.md"
        page.write_text("my remarks", encoding="utf-8")
        result = run("plan", str(notes), "--weeks", "1", "--output", "out")
        assert "outline.md~ has what you had written there" in result.stderr
        assert page.with_name("outline.md~").read_text("utf-8") == "my remarks"
        assert page.read_text("utf-8").startswith("# May curriculum")

    def test_update_places_what_came_later_and_says_where(self, notes: Path, tmp_path: Path) -> None:
        run("plan", str(notes), "--output", "out")
        path = tmp_path / "out" / "may-curriculum" / "outline.toml"
        more = "### 4 Practical AI: Caesar in Gaul\n\n### Key Points\n1. **Gaul**: The Roman army came.\n"
        (notes / "more.md").write_text(more, encoding="utf-8")
        before = path.read_bytes()
        result = run("plan", str(notes), "--update", str(path))
        assert "Added to week" in result.stderr
        assert "Caesar in Gaul" in result.stderr
        assert "caesar-in-gaul" in path.read_text("utf-8")
        assert path.with_name("outline.toml~").read_bytes() == before
        assert "outline.toml~ has the outline as it was" in result.stderr
        assert "nothing changed" in run("plan", str(notes), "--update", str(path)).stderr

    @pytest.mark.parametrize(
        ("old", "new", "said_of"),
        [
            (r"end = 2024-05-12", "end = 2024-05-01", "Week 1 ends on 2024-05-01, before it begins"),
            (r"start = 2024-05-13", "start = 2024-05-12", "when week 1 (to 2024-05-12) has not ended"),
            (r"minutes = \d+", "minutes = 0", "Week 1 has 0 minutes"),
            (r"recalls = \[\]", "recalls = [[]]", "Week 1: recalls is no list of episode ids"),
        ],
    )
    @pytest.mark.parametrize("command", ["plan", "build", "forecast"])
    def test_what_an_outline_cannot_say_is_named_with_its_line(
        self, notes: Path, tmp_path: Path, command: str, old: str, new: str, said_of: str
    ) -> None:
        run("plan", str(notes), "--month", "2024-05", "--output", "out")
        planned = (tmp_path / "out" / "may-2024" / "outline.toml").read_text("utf-8")
        mine = tmp_path / "mine.toml"
        mine.write_text(re.sub(old, new, planned, count=1), encoding="utf-8")
        before = sorted(tmp_path.rglob("*"))
        result = run(command, str(notes), "--outline", str(mine))
        assert isinstance(result.exception, CurriculumError)
        (problem,) = result.exception.problems
        assert said_of in problem.message
        line = next(n for n, text in enumerate(mine.read_text("utf-8").splitlines(), 1) if text == new)
        assert (problem.path, problem.line) == (str(mine), line)
        assert problem.remedy
        assert sorted(tmp_path.rglob("*")) == before

    def test_the_next_best_plan_can_be_had(self, notes: Path) -> None:
        one = document("plan", str(notes), "--weeks", "2")
        two = document("plan", str(notes), "--weeks", "2", "--alternative", "2")
        assert one["weeks"] != two["weeks"]

    def test_only_the_best_can_be_planned(self, notes: Path) -> None:
        whole, best = document("plan", str(notes)), document("plan", str(notes), "--best", "2")
        assert sum(len(week["episodes"]) for week in best["weeks"]) == 2
        assert len(best["left_out"]) == sum(len(week["episodes"]) for week in whole["weeks"]) - 2
        assert all(left["why"].startswith("not among the 2 best: ") for left in best["left_out"])

    @pytest.mark.parametrize(
        "wrong",
        [
            ("--weeks", "0"),
            ("--weeks", "many"),
            ("--month", "May"),
            ("--month", "2024-13"),
            ("--start", "2024-02-30"),
            ("--minutes", "-5"),
            ("--theme", ""),
            ("--month", "2024-05", "--start", "2024-05-06"),
            ("--outline", "x.toml", "--weeks", "2"),
            ("--outline", "x.toml", "--best", "2"),
            ("--update", "x.toml", "--best", "2"),
            ("--best", "0"),
            ("--update", "x.toml", "--output", "out"),
            ("--alternative", "0"),
        ],
    )
    def test_wrong_usage_exits_with_two(self, notes: Path, wrong: tuple[str, ...]) -> None:
        assert run("plan", str(notes), *wrong).exit_code == 2

    def test_a_theme_that_matches_nothing_names_the_present_ones(self, notes: Path) -> None:
        message = said("plan", str(notes), "--theme", "basketball")
        assert '"basketball"' in message
        assert "biology" in message

    def test_a_themes_file_beside_the_sources_counts(self, notes: Path) -> None:
        (notes / "themes.toml").write_text(
            '[theme.goths]\ntitle = "The Goths"\nparent = "history"\nseeds = ["Goth"]\n', encoding="utf-8"
        )
        assert document("plan", str(notes), "--theme", "goths")["title"] == "The Goths"
        (notes / "themes.toml").write_text("[theme.x]\n", encoding="utf-8")
        assert "has no title" in said("plan", str(notes))


@pytest.mark.usefixtures("notes")
class TestThemes:
    def test_it_lists_what_is_present_with_counts(self) -> None:
        listed = {one["id"]: one for one in document("themes")["themes"]}
        assert listed["biology"]["count"] == 1
        assert listed["biology"]["episodes"] == ["inside-a-protein"]
        assert listed["science"]["count"] == 1
        assert "basketball" not in listed
        assert "Biology" in run("themes").stdout

    def test_all_lists_every_theme(self) -> None:
        assert len(document("themes", "--all")["themes"]) >= 60


@pytest.mark.usefixtures("notes")
class TestForecast:
    def test_it_covers_the_outline_and_four_weeks_more(self) -> None:
        found = document("forecast", "--weeks", "2")
        assert len(found["days"]) == 14 + 28
        assert all(day["low"] <= day["middle"] <= day["high"] for day in found["days"])

    def test_minutes_per_day_chooses_new_cards(self) -> None:
        assert document("forecast", "--minutes-per-day", "60")["new_a_day"] >= 1

    def test_without_a_card_it_says_so(self) -> None:
        assert run("forecast").stdout == "May curriculum: these episodes give no card to study.\n"
