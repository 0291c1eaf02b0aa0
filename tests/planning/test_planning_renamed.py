"""Episodes under another title: other outlines, marks and the outline itself know them again."""

import tomllib
from pathlib import Path

import pytest
from made_libraries import SHELF, episode, library

from curriculum.planning import earlier, marks, outline_file
from curriculum.planning.earlier import Earlier
from curriculum.planning.forgotten import Forgotten
from curriculum.planning.outline_rename import with_names_of_today
from curriculum.planning.plan import plan
from curriculum.planning.renamed import free
from curriculum.planning.themes import read_themes
from curriculum.planning.wish import Wish
from curriculum.reading.library import Library

THEMES = read_themes()
HERE = Path("outline.toml")
BEES, CAESAR, NEW = "bees-and-flowers", "caesars-wars", "bees-and-blossoms"
MAY = Wish(month="2024-05", weeks=2)
JUNE = Wish(month="2024-06")


def retitled(**titles: str) -> Library:
    """The shelf with other titles, old id → title, underscores for hyphens, and the ids that these make."""
    made = []
    for one in SHELF.episodes:
        title = titles.get(one.id.replace("-", "_"))
        points = [f"{point.label}: {point.text}" for point in one.points]
        made.append(episode(title, *points) if title else one)
    return library(*made)


MENDED = retitled(bees_and_flowers="Bees and Blossoms")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder with May's outline of the bees and of Caesar, and one for the notes."""
    made = plan(library(SHELF.episodes[0], SHELF.episodes[3]), THEMES, MAY)
    (tmp_path / "notes").mkdir()
    (tmp_path / "decks/may-2024").mkdir(parents=True)
    may_of(tmp_path).write_text(outline_file.render(made, SHELF), "utf-8")
    return tmp_path


def may_of(home: Path) -> Path:
    return home / "decks/may-2024/outline.toml"


def others(home: Path, notes: Library, cards: dict[str, str] | None = None) -> Earlier:
    return earlier.known(JUNE, None, home / "decks", [], home / "notes", notes, lambda: cards or {})


def planned(notes: Library, there: Earlier, forgotten: Forgotten | None = None) -> set[str]:
    outline = plan(notes, THEMES, JUNE, there, forgotten)
    return {one.id for week in outline.weeks for one in week.episodes}


def test_an_episode_with_another_title_is_not_planned_twice_and_this_is_said_in_one_sentence(
    home: Path,
) -> None:
    there = others(home, MENDED)
    assert planned(MENDED, there) == {one.id for one in MENDED.episodes} - {NEW, CAESAR}
    (problem,) = there.problems
    assert problem.message == (
        "May 2024 has “Bees and Blossoms” under the title of before; it is not planned again."
    )
    assert f"`curriculum plan --update {may_of(home)}`" in problem.remedy


def test_where_the_words_have_changed_too_the_cards_tell(home: Path) -> None:
    first = episode("Bees and Blossoms", "Pollination: Bees carry pollen a long way.")
    edited = library(first, *SHELF.episodes[1:])
    assert NEW in planned(edited, others(home, edited))
    assert NEW not in planned(edited, others(home, edited, {BEES: NEW}))


def test_another_episode_that_came_in_place_of_one_that_is_gone_is_new(home: Path) -> None:
    other = library(episode("Bees and Blossoms", "Honey: Honey keeps."), *SHELF.episodes[1:])
    there = others(home, other)
    assert NEW in planned(other, there)
    assert there.problems == ()


def test_ids_that_are_numbered_by_the_order_of_files_follow_too(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    tea, rye = (f"Tea: Tea is a leaf from {n} hills." for n in (1, 2)), ("Rye: Rye is a grain.",)
    before = library(episode("Kitchen", *tea), *SHELF.episodes)
    may = tmp_path / "decks/may-2024/outline.toml"
    may.parent.mkdir(parents=True)
    may.write_text(outline_file.render(plan(library(before.episodes[0]), THEMES, MAY), before), "utf-8")
    moved = before.episodes[0].model_copy(update={"id": "kitchen-2"})
    today = library(episode("Kitchen", *rye), moved, *SHELF.episodes)
    new = planned(today, others(tmp_path, today))
    assert "kitchen" in new
    assert "kitchen-2" not in new
    text, names = with_names_of_today(may.read_text("utf-8"), may, today, dict)
    assert names == {"kitchen": "kitchen-2"}
    assert '{ id = "kitchen-2"' in text


def test_marks_follow_to_the_new_id_and_are_no_stray_ones(home: Path) -> None:
    (home / "notes/episodes.toml").write_text(f'again = ["{BEES}"]\n', "utf-8")
    there = others(home, MENDED)
    assert there.marked == {NEW: "again"}
    assert [one.kind for one in there.problems] == ["earlier-outline"]
    assert NEW in planned(MENDED, there)


def test_what_is_being_forgotten_comes_back_under_its_new_title(home: Path) -> None:
    outline = plan(MENDED, THEMES, JUNE, others(home, MENDED), Forgotten(episodes={BEES: 0.9, CAESAR: 0.0}))
    assert {one.id for one in outline.earlier} == {NEW}
    assert "Being forgotten, so recalled: Bees and Blossoms." in outline.advice


def test_an_episode_that_another_month_has_under_its_own_id_stays_there() -> None:
    assert free({"a": "b"}, {"a", "b"}) == {}
    assert free({"a": "b", "b": "c"}, {"a", "b"}) == {"a": "b", "b": "c"}
    assert free({"a": "b", "b": "c"}, {"a", "b", "c"}) == {}
    assert free({"a": "b", "b": "a"}, {"a", "b"}) == {"a": "b", "b": "a"}
    assert free({"a": "c", "b": "c"}, {"a", "b"}) == {"a": "c"}


def test_the_outline_gets_the_new_id_and_title_marks_included(home: Path) -> None:
    why = f'why = "id = \\"{BEES}\\""'
    mine = f'# mine\n    {{ id = "{BEES}", {why}, mark = "again" }},  # first\n'
    text = may_of(home).read_text("utf-8")
    text = "".join(
        mine if one.strip().startswith(f'{{ id = "{BEES}"') else one for one in text.splitlines(keepends=True)
    )
    text += f'\n[[left_out]]\n# Inside a Protein\nid = "inside-a-protein"\nwhy = "{BEES}"\n'
    after, names = with_names_of_today(text, HERE, retitled(bees_and_flowers="Bees and Blossoms"), dict)
    assert names == {BEES: NEW}
    assert f'{{ id = "{NEW}", {why}, mark = "again" }},  # first' in after
    assert f'why = "{BEES}"\n' in after
    outline = outline_file.parse(after, HERE, MENDED, THEMES)
    assert [one.mark for week in outline.weeks for one in week.episodes if one.id == NEW] == ["again"]


def test_what_was_ours_in_an_outline_stays_ours_and_follows_the_next_title_too(home: Path) -> None:
    text = may_of(home).read_text("utf-8")
    after, _ = with_names_of_today(text, HERE, MENDED, dict)
    assert "    # Bees and Blossoms\n" in after
    assert "# Bees and Flowers" not in after
    assert outline_file.parse(after, HERE, MENDED, THEMES).weeks[0].minutes
    document = tomllib.loads(after)
    assert all(marks.is_ours(week, name) for week in document["week"] for name in ("episodes", "recalls"))
    again = retitled(bees_and_flowers="Bees, Blossoms and Butterflies")
    _, names = with_names_of_today(after, HERE, again, dict)
    assert names == {NEW: "bees-blossoms-and-butterflies"}
    assert with_names_of_today(after, HERE, MENDED, dict) == (after, {})


@pytest.mark.parametrize("texts", ['"x"', "[3]", '["", "é"]', "[[]]", '["ffffffffffff"]', "{ a = 1 }"])
def test_whatever_stands_in_its_place_nothing_is_known_again(home: Path, texts: str) -> None:
    path = may_of(home)
    lines = path.read_text("utf-8").splitlines()
    lines = [
        f"{one.partition('texts = ')[0]}texts = {texts} }}" if one.startswith("planned") else one
        for one in lines
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    assert others(home, MENDED).renamed == {}
    assert with_names_of_today(path.read_text("utf-8"), path, MENDED, dict)[1] == {}
