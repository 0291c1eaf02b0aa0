"""The memory of months: what another outline with dates has is not planned again."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_libraries import SHELF, libraries

from curriculum.planning import earlier, outline_file
from curriculum.planning.earlier import Earlier, Other, Stay
from curriculum.planning.outline import Outline
from curriculum.planning.plan import plan
from curriculum.planning.themes import read_themes
from curriculum.planning.update import missing
from curriculum.planning.wish import Wish
from curriculum.problems import CurriculumError
from curriculum.reading.library import Library

THEMES = read_themes()
MAY, JUNE = dt.date(2024, 5, 6), dt.date(2024, 6, 3)
BEES, CAESAR, ENZYMES = "bees-and-flowers", "caesars-wars", "how-enzymes-work"


def other(*ids: str, title: str = "May 2024", start: dt.date = MAY) -> Other:
    folder = title.lower().replace(" ", "-")
    week = Stay(number=1, start=start, episodes=ids)
    return Other(title=title, path=f"decks/{folder}/outline.toml", folder=folder, start=start, weeks=(week,))


def others(*outlines: Other) -> Earlier:
    return Earlier(outlines=outlines)


def ids(outline: Outline) -> set[str]:
    return {one.id for week in outline.weeks for one in week.episodes}


def written(output: Path, name: str, text: str) -> Path:
    path = output / name / outline_file.NAME
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    return path


def test_june_has_what_may_had_not_and_says_so_in_one_sentence() -> None:
    june = plan(SHELF, THEMES, Wish(month="2024-06"), others(other(BEES, CAESAR)))
    assert ids(june) == {one.id for one in SHELF.episodes} - {BEES, CAESAR}
    assert june.left_out == ()
    said = "2 of 6 episodes were in May 2024 (decks/may-2024/outline.toml); 4 are new. --all plans all."
    assert june.advice[0] == said


def test_may_made_again_does_not_take_what_june_has() -> None:
    june = other(BEES, title="June 2024", start=JUNE)
    may = plan(SHELF, THEMES, Wish(month="2024-05"), others(other(BEES, CAESAR), june))
    assert ids(may) == {one.id for one in SHELF.episodes} - {BEES}
    said = "1 of 6 episodes is in June 2024 (decks/june-2024/outline.toml); 5 are new. --all plans all."
    assert may.advice[0] == said


@pytest.mark.parametrize(
    ("there", "said"),
    [
        ([other(*(one.id for one in SHELF.episodes[1:]))], "5 of 6 episodes were in May 2024 ("),
        ([other(*(one.id for one in SHELF.episodes[1:]))], "; 1 is new."),
        (
            [other(BEES), other(CAESAR, title="April 2024", start=dt.date(2024, 4, 1))],
            "2 of 6 episodes were in April 2024 (decks/april-2024/outline.toml) and May 2024 (",
        ),
        (
            [other(BEES), other(CAESAR, title="A"), other(ENZYMES, title="B", start=dt.date(2024, 5, 13))],
            "3 of 6 episodes were in 3 other outlines, from A (decks/a/outline.toml) to B (",
        ),
    ],
)
def test_one_and_several_are_told_right(there: list[Other], said: str) -> None:
    assert said in plan(SHELF, THEMES, Wish(month="2024-06"), others(*there)).advice[0]


@pytest.mark.parametrize(
    "wish",
    [Wish(), Wish(weeks=2), Wish(month="2024-06", all=True), Wish(month="2024-06", themes=("biology",))],
)
def test_without_a_date_with_themes_or_with_all_nothing_is_remembered(wish: Wish) -> None:
    remembering = plan(SHELF, THEMES, wish, others(other(BEES, CAESAR)))
    assert remembering == plan(SHELF, THEMES, wish)


def test_when_nothing_is_new_the_ways_out_are_named() -> None:
    with pytest.raises(CurriculumError) as raised:
        plan(SHELF, THEMES, Wish(start=JUNE), others(other(*(one.id for one in SHELF.episodes))))
    (problem,) = raised.value.problems
    assert problem.message == ("All 6 episodes were in May 2024 (decks/may-2024/outline.toml): none is new.")
    assert "--all" in problem.remedy


def test_the_outlines_in_the_output_folder_and_those_named_are_read(tmp_path: Path) -> None:
    may = plan(SHELF, THEMES, Wish(month="2024-05", weeks=2))
    first = written(tmp_path / "decks", "may-2024", outline_file.render(may, SHELF))
    april = plan(SHELF, THEMES, Wish(month="2024-04", weeks=1))
    elsewhere = written(tmp_path, "last-year", outline_file.render(april, SHELF))
    written(tmp_path / "decks", "undated", outline_file.render(plan(SHELF, THEMES, Wish()), SHELF))
    written(tmp_path / "decks", ".half-made", outline_file.render(may, SHELF))
    found = earlier.read(tmp_path / "decks", [elsewhere, first])
    assert [(one.title, one.folder) for one in found.outlines] == [
        ("April 2024", ""),
        ("May 2024", "may-2024"),
    ]
    assert found.problems == ()
    assert [week.start for week in found.outlines[1].weeks] == [MAY, dt.date(2024, 5, 13)]
    assert found.outlines[1].ids == ids(may)
    assert found.besides("may-2024").outlines == found.outlines[:1]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", "line 1 is no TOML"),
        ('title = "May"\n', "has no week"),
        ("week = 3\n", "has no week"),
    ],
)
def test_a_broken_outline_is_one_warning_and_the_others_count(tmp_path: Path, text: str, said: str) -> None:
    written(tmp_path, "broken", text)
    written(tmp_path, "may", '[[week]]\nstart = 2024-05-06\nepisodes = [{ id = "x" }]\n')
    found = earlier.read(tmp_path)
    (problem,) = found.problems
    assert said in problem.message
    assert (problem.severity, problem.path) == ("warning", f"{tmp_path.as_posix()}/broken/outline.toml")
    assert "move it away" in problem.remedy
    assert [one.ids for one in found.outlines] == [{"x"}]


@pytest.mark.parametrize("text", [None, 'title = "Some day"\n[[week]]\nepisodes = [{ id = "x" }]\n'])
def test_an_outline_that_was_named_in_vain_is_told(tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "mine.toml"
    if text:
        path.write_text(text, "utf-8")
    found = earlier.read(tmp_path / "decks", [path])
    (problem,) = found.problems
    assert "no dates" in problem.message if text else "no such outline" in problem.message
    assert not found.outlines


def test_whatever_stands_in_an_outline_the_rest_of_it_counts(tmp_path: Path) -> None:
    text = (
        'title = "\\u001b[31m  May\\n"\nleft_out = 3\n'
        'week = [3, { start = 2024-05-06, episodes = "x" }, { start = "soon", episodes = [{ id = 3 }, 4] },'
        ' { start = 2024-05-20T10:00:00, episodes = [{ id = "a" }, { name = "b" }] }]\n'
    )
    written(tmp_path, "odd", text)
    (found,) = earlier.read(tmp_path).outlines
    assert found.title == "[31m May"
    assert found.ids == {"a"}
    assert earlier.read(tmp_path / "nowhere") == earlier.NONE


def test_an_outline_of_a_month_misses_only_what_no_other_has() -> None:
    june = plan(SHELF, THEMES, Wish(month="2024-06"), others(other(BEES, CAESAR)))
    assert missing(june, SHELF, THEMES, others(other(BEES))) == (CAESAR,)
    undated = plan(Library(episodes=SHELF.episodes[:4]), THEMES, Wish())
    assert len(missing(undated, SHELF, THEMES, others(other(*ids(june))))) == 2


@settings(max_examples=40, deadline=None)
@given(made=libraries(), data=st.data())
def test_no_episode_is_planned_twice_and_none_is_lost(made: Library, data: st.DataObject) -> None:
    every = sorted(one.id for one in made.episodes)
    subsets = st.lists(st.sampled_from([*every, "an-id-that-no-episode-has"]), max_size=8, unique=True)
    starts = st.dates(dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    there = [
        other(*data.draw(subsets), title=title, start=data.draw(starts))
        for title in data.draw(st.sampled_from([(), ("A",), ("A", "B"), ("June 2024", "A", "B")]))
    ]
    taken = {id for one in there if one.title != "June 2024" for id in one.ids}
    studied = {one.id for one in made.episodes if one.points}
    wish = Wish(month="2024-06", minutes=data.draw(st.none() | st.integers(60, 90)))
    try:
        outline = plan(made, THEMES, wish, others(*there))
    except CurriculumError:
        assert studied <= taken
        return
    left = {one.id for one in outline.left_out}
    assert not (ids(outline) | left) & taken
    assert ids(outline) | left | taken >= set(every)
    assert not ids(outline) & left
