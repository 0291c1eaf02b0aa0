"""A learner comes back a month later: the real command on three short episodes, and one more."""

import json
import re
import shutil
from pathlib import Path

import pytest
from bare_guides import bare_guides
from pypdf import PdfReader
from test_cli_build import EPOCH, SHORT, build, run

GLASS = """# 4. How Glass Is Made

## Key Points
1. **Sand**: Glass is molten sand that cools without crystals. Soda lowers the heat that melting takes.
2. **Float Glass**: A window pane is glass that was poured onto molten tin, where it spreads flat.
"""


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """May of three episodes, then one more and June of it, with bare guides; who changes takes a copy."""
    home = tmp_path_factory.mktemp("months") / "learner"
    shutil.copytree(SHORT, home / "seeds")
    done = build("--month", "2024-05", cwd=home)
    assert done.returncode == 0, done.stderr
    (home / "seeds/glass.md").write_text(GLASS, "utf-8")
    done = build("--month", "2024-06", cwd=home)
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def learner(months: Path, tmp_path: Path) -> Path:
    """A copy of the learner's folder."""
    return Path(shutil.copytree(months, tmp_path / "learner"))


def planned(home: Path, *options: str) -> tuple[set[str], str]:
    """The ids of a plan's episodes, and what was said."""
    done = run("plan", *options, "--json", cwd=home)
    assert done.returncode == 0, done.stderr
    return {one["id"] for week in json.loads(done.stdout)["weeks"] for one in week["episodes"]}, done.stderr


def test_june_has_the_new_episode_alone(months: Path) -> None:
    text = (months / "decks/june-2024/outline.toml").read_text("utf-8")
    assert text.count("{ id =") == 1
    assert (
        "3 of 4 episodes were in May 2024 (decks/may-2024/outline.toml); 1 is new. --all plans all." in text
    )


def test_june_recalls_may_and_says_where_it_was(learner: Path) -> None:
    june = learner / "decks/june-2024"
    assert "(May 2024, week " in (june / "outline.md").read_text("utf-8")
    assert "(May 2024, week " in (june / "index.html").read_text("utf-8")
    printed = run("build", "--month", "2024-06", "--only", "guides", "--no-book", cwd=learner)
    assert printed.returncode == 0, printed.stderr
    guide = PdfReader(next(june.glob("week-1-*.pdf")))
    assert "May 2024, week " in "".join(page.extract_text() for page in guide.pages[:1]).replace("\n", " ")


def test_plan_forecast_and_the_settings_remember_too(learner: Path) -> None:
    new, said = planned(learner, "--month", "2024-06")
    assert new == {"how-glass-is-made"}
    assert "3 of 4 episodes were in May 2024" in said
    few = run("forecast", "--month", "2024-07", cwd=learner)
    assert few.returncode == 1
    assert "All 4 episodes were in May 2024 (decks/may-2024/outline.toml) and June 2024 (" in few.stderr
    (learner / "decks").rename(learner / "elsewhere")
    (learner / "seeds/curriculum.toml").write_text(
        'after = ["../elsewhere/may-2024/outline.toml"]\n', "utf-8"
    )
    assert planned(learner, "--month", "2024-06")[0] == {"how-glass-is-made"}
    (learner / "seeds/curriculum.toml").write_text('output = "../elsewhere"\nall = true\n', "utf-8")
    assert len(planned(learner, "--month", "2024-06")[0]) == 4


def test_an_unchanged_june_is_found_unchanged_until_may_is_another(learner: Path) -> None:
    again = build("--month", "2024-06", cwd=learner, epoch=f"{int(EPOCH) + 9}")
    assert "Nothing has changed since the last build." in again.stderr
    may = learner / "decks/may-2024/outline.toml"
    may.write_text(may.read_text("utf-8").replace("2024-05-06", "2024-05-05"), "utf-8")
    again = build("--month", "2024-06", cwd=learner)
    assert again.returncode == 0, again.stderr
    assert "Nothing has changed" not in again.stderr


def test_may_made_again_keeps_its_episodes_and_leaves_june_its_own(learner: Path) -> None:
    again = build("--month", "2024-05", cwd=learner)
    assert again.returncode == 0, again.stderr
    text = (learner / "decks/may-2024/outline.toml").read_text("utf-8")
    assert text.count("{ id =") == 3
    assert "1 of 4 episodes is in June 2024 (decks/june-2024/outline.toml); 3 are planned here." in text


def test_a_broken_outline_stops_nothing(learner: Path) -> None:
    (learner / "decks/may-2024/outline.toml").write_text("title = ", "utf-8")
    new, said = planned(learner, "--month", "2024-06")
    assert len(new) == 4
    assert "decks/may-2024/outline.toml:1: warning: The outline cannot be read" in said


def test_many_broken_outlines_and_marks_are_told_of_together(learner: Path) -> None:
    for number in range(30):
        folder = learner / f"decks/old-{number:02}"
        folder.mkdir()
        (folder / "outline.toml").write_text("title = " if number % 2 else 'title = "Old"\n', "utf-8")
    ids = ", ".join(f'"gone-{number}"' for number in range(30))
    (learner / "seeds/episodes.toml").write_text(f"skip = [{ids}]\n", "utf-8")
    for command in ("plan", "build"):
        made = bare_guides() if command == "build" else ()
        said = run(command, "--month", "2024-06", *made, cwd=learner).stderr.splitlines()
        for kind, first in (
            ("outlines that do not count", "decks/old-00/outline.toml: The outline has no week."),
            ("marks on no episode", "No episode has the id “gone-0”"),
        ):
            at = said.index(f"warning: 30 {kind}:")
            assert first in said[at + 1]
            assert said[at + 13] == "  … and 18 more"
        assert len(said) < 45


def test_an_edited_june_is_not_offered_what_may_had(learner: Path) -> None:
    june = learner / "decks/june-2024/outline.toml"
    done = run("plan", "--update", june, cwd=learner)
    assert done.returncode == 0, done.stderr
    assert "Every episode is in the outline; nothing changed." in done.stderr
    done = build("--outline", june, cwd=learner)
    assert done.returncode == 0, done.stderr
    assert "not in the outline" not in done.stderr


def test_months_are_looked_for_beside_the_outline_that_is_brought_up_to_date(learner: Path) -> None:
    (learner / "decks").rename(learner / "made")  # as with a typed --output
    for month in ("may", "june"):
        done = run("plan", "--update", learner / f"made/{month}-2024/outline.toml", cwd=learner)
        assert "Every episode is in the outline; nothing changed." in done.stderr


def test_a_curriculum_called_as_its_week_has_a_package_of_its_own(learner: Path) -> None:
    options = ("--month", "2024-07", "--all", "--weeks", "2")
    done = run("plan", *options, "--json", cwd=learner)
    first = json.loads(done.stdout)["weeks"][0]["title"]
    done = build(*options, "--only", "decks", "--title", f"Week 1: {first}", cwd=learner)
    assert done.returncode == 0, done.stderr
    (made,) = (path for path in (learner / "decks").iterdir() if path.name.startswith("week-1-"))
    assert (made / f"{made.name}-all-weeks.apkg").is_file()  # the week's own is called as the folder


def test_who_builds_other_notes_into_the_same_folder_is_told_what_gave_way(learner: Path) -> None:
    shutil.copytree(learner / "seeds", learner / "more", ignore=shutil.ignore_patterns("curriculum.lock"))
    done = run("build", "more", "--month", "2024-05", "--all", "--only", "decks", cwd=learner)
    assert done.returncode == 0, done.stderr
    assert f"Here lay the curriculum of the notes in {learner.resolve() / 'seeds'}" in done.stderr
    again = run("build", "more", "--month", "2024-05", "--all", "--only", "decks", cwd=learner)
    assert "Here lay" not in again.stderr


def test_an_episode_that_is_gone_is_one_message_and_one_step(learner: Path) -> None:
    may = learner / "decks/may-2024/outline.toml"
    (learner / "seeds/glass.md").unlink()
    (learner / "seeds/tea.md").unlink()
    before = may.read_text("utf-8")
    done = build("--outline", may, "--allow-retire", cwd=learner)
    assert done.returncode == 1
    assert done.stderr.count("error:") == 1
    assert "no longer in your notes" in done.stderr
    done = run("plan", "--update", may, cwd=learner)
    assert done.returncode == 0, done.stderr
    assert "Taken out, as your notes no longer have it: " in done.stderr
    assert may.with_name("outline.toml~").read_text("utf-8") == before
    assert len(planned(learner, "--outline", str(may))[0]) == 2


@pytest.mark.parametrize("words", [True, False], ids=["by its words", "by its cards"])
def test_an_episode_whose_title_is_mended_is_the_one_that_june_had(learner: Path, words: bool) -> None:
    june, glass = learner / "decks/june-2024/outline.toml", learner / "seeds/glass.md"
    frits = "3. **Frits**: Frits are ground glasses that melt at low heat and make a glaze run.\n"
    text = GLASS
    if not words:  # an outline of an earlier version, and other words besides
        text = GLASS + frits
        glass.write_text(text, "utf-8")
        built = build("--month", "2024-06", "--only", "decks", "--only", "outline", cwd=learner)
        assert built.returncode == 0, built.stderr
        june.write_text(re.sub(r", texts = \[.*?\]", "", june.read_text("utf-8")), "utf-8")
        text = text.replace("lowers the heat", "lowers much of the heat")
    done(learner, "glass", "--skip")
    glass.write_text(text.replace("How Glass", "Of Old: How Window Glass"), "utf-8")
    tried = run("plan", "--month", "2024-07", cwd=learner)
    assert tried.returncode == 1
    assert "All 4 episodes were in May 2024 (decks/may-2024/outline.toml) and June 2024 (" in tried.stderr
    assert "June 2024 has “Of Old: How Window Glass Is Made” under the title of before" in tried.stderr
    assert "No episode has the id" not in tried.stderr
    updated = run("plan", "--update", june, cwd=learner)
    assert updated.returncode == 0, updated.stderr
    assert "Of Old: How Window Glass Is Made (before: how-glass-is-made)." in updated.stderr
    assert 'id = "of-old-how-window-glass-is-made"' in june.read_text("utf-8")
    built = build("--outline", june, cwd=learner)
    assert built.returncode == 0, built.stderr
    tried = run("plan", "--month", "2024-07", cwd=learner)
    assert "under the title of before" not in tried.stderr


def test_june_says_where_may_has_an_episode_now(learner: Path) -> None:
    june, may = (learner / f"decks/{name}-2024/outline.toml" for name in ("june", "may"))
    said = (june.parent / "outline.md").read_text("utf-8")
    weeks = {number for number in "123" if f"(May 2024, week {number})" in said}
    text = may.read_text("utf-8")
    for number in "321":
        text = text.replace(f"number = {number}\n", f"number = 1{number}\n")
    may.write_text(text, "utf-8")
    built = build("--outline", june, "--only", "outline", cwd=learner)
    assert built.returncode == 0, built.stderr
    said = (june.parent / "outline.md").read_text("utf-8")
    assert {number for number in "123" if f"(May 2024, week 1{number})" in said} == weeks
    assert "(May 2024, week 1)" not in said


def test_junes_forecast_has_the_reviews_of_may_and_says_how_many(learner: Path) -> None:
    frits = "3. **Frits**: Frits are ground glasses that melt at low heat and make a glaze run.\n"
    (learner / "seeds/glass.md").write_text(GLASS + frits, "utf-8")
    june = run("forecast", "--month", "2024-06", cwd=learner)
    assert "Of these minutes, under 1 a day go to reviews of May 2024." in june.stdout
    built = build("--month", "2024-06", "--only", "page", cwd=learner)
    assert built.returncode == 0, built.stderr
    assert "a day go to reviews of May 2024." in (learner / "decks/june-2024/index.html").read_text("utf-8")
    may = run("forecast", "--month", "2024-05", cwd=learner)
    assert "reviews of" not in may.stdout


def done(home: Path, *args: str) -> str:
    """What `curriculum done` said."""
    found = run("done", *args, cwd=home)
    assert found.returncode == 0, found.stderr
    return found.stdout


def test_an_episode_is_marked_by_id_number_or_words(learner: Path) -> None:
    assert done(learner, "how-glass-is-made", "--skip") == "Marked to be skipped: How Glass Is Made.\n"
    assert done(learner, "4") == "Marked as done: How Glass Is Made.\n"
    assert done(learner, "glass made", "--again") == "Marked to be planned again: How Glass Is Made.\n"
    marks = (learner / "seeds/episodes.toml").read_text("utf-8")
    assert '# How Glass Is Made\n    "how-glass-is-made",' in marks
    assert planned(learner, "--month", "2024-07")[0] == {"how-glass-is-made"}
    assert done(learner, "glass", "--undo") == "No longer marked: How Glass Is Made.\n"
    assert done(learner, "GLASS", "--undo") == "As it was: How Glass Is Made.\n"


def test_what_is_planned_again_is_so_once_and_can_be_asked_for_once_more(learner: Path) -> None:
    glass = "how-glass-is-made"
    for month, later in (("2024-07", "2024-08"), ("2024-08", "2024-09")):
        assert done(learner, glass, "--again") == "Marked to be planned again: How Glass Is Made.\n"
        assert done(learner, glass, "--again") == "As it was: How Glass Is Made.\n"
        for _ in range(2):
            assert planned(learner, "--month", month, "--output", "decks")[0] == {glass}
        assert "All 4 episodes were in" in run("plan", "--month", later, cwd=learner).stderr
    marks = (learner / "seeds/episodes.toml").read_text("utf-8")
    assert marks.count(f'"{glass}",') == 2
    assert done(learner, glass, "--undo") == "No longer marked: How Glass Is Made.\n"
    assert glass not in (learner / "seeds/episodes.toml").read_text("utf-8")


def test_who_keeps_months_elsewhere_is_told_how_to_say_so(learner: Path) -> None:
    (learner / "decks").rename(learner / "elsewhere")
    done(learner, "glass", "--again")
    again = run("done", "glass", "--again", cwd=learner)
    assert again.stdout == "As it was: How Glass Is Made.\n"
    assert "No outline in decks has it: if yours lie elsewhere" in again.stderr.replace("\n", " ")
    shutil.copytree(learner / "elsewhere/june-2024", learner / "elsewhere/also")
    assert done(learner, "glass", "--again", "--output", "elsewhere").startswith("Marked to be planned again")


def test_words_that_several_have_or_none_are_told(learner: Path) -> None:
    (learner / "seeds/plates.md").write_text(GLASS.replace("How Glass Is", "Plates of Glass"), "utf-8")
    found = run("done", "glass", cwd=learner)
    assert found.returncode == 1
    assert (
        "“glass” fits 2 episodes: how-glass-is-made (How Glass Is Made); plates-of-glass-made" in found.stderr
    )
    found = run("done", "how-glas-is-made", cwd=learner)
    assert "No episode is called “how-glas-is-made”." in found.stderr
    assert "Perhaps how-glass-is-made is meant" in found.stderr
    assert run("done", cwd=learner).returncode == 2
    assert not (learner / "seeds/episodes.toml").exists()


def test_a_mark_makes_a_build_anew_and_a_stray_one_stops_nothing(learner: Path) -> None:
    (learner / "seeds/plates.md").write_text(GLASS.replace("How Glass Is", "Plates of Glass"), "utf-8")
    (learner / "seeds/episodes.toml").write_text('# mine\nskip = ["an-id-of-nobody"]\n', "utf-8")
    done(learner, "plates-of-glass-made")
    built = build("--month", "2024-06", cwd=learner)
    assert built.returncode == 0, built.stderr
    assert "seeds/episodes.toml:2: warning: No episode has the id “an-id-of-nobody”" in built.stderr
    text = (learner / "decks/june-2024/outline.toml").read_text("utf-8")
    assert 'why = "you marked it done"' in text
    assert (learner / "seeds/episodes.toml").read_text("utf-8").startswith("# mine\n")
