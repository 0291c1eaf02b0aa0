"""Marks on episodes: done is not planned again, skip is never planned, again is planned anew."""

import datetime as dt
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_libraries import SHELF, texts

from curriculum.planning import earlier, episode_marks, outline_file
from curriculum.planning.earlier import Earlier, Other, Stay
from curriculum.planning.episode_marks import marked
from curriculum.planning.outline import MARKS, Mark, Outline
from curriculum.planning.outline_change import changed
from curriculum.planning.outline_move import Move
from curriculum.planning.plan import plan
from curriculum.planning.themes import read_themes
from curriculum.planning.update import missing
from curriculum.planning.wish import Wish
from curriculum.problems import CurriculumError

THEMES = read_themes()
HERE = Path("episodes.toml")
MAY, JUNE = dt.date(2024, 5, 6), dt.date(2024, 6, 3)
BEES, BREAD, CAESAR, ENZYMES = "bees-and-flowers", "bread-at-home", "caesars-wars", "how-enzymes-work"
EVERY = sorted(one.id for one in SHELF.episodes)


def other(*ids: str, title: str = "May 2024", start: dt.date = MAY, **marks: Mark) -> Other:
    named = {id.replace("_", "-"): mark for id, mark in marks.items()}
    weeks = (Stay(number=1, start=start, episodes=ids),) if ids else ()
    return Other(title=title, path=f"{title}.toml", folder=title, start=start, weeks=weeks, marks=named)


def ids(outline: Outline) -> set[str]:
    return {one.id for week in outline.weeks for one in week.episodes}


@pytest.mark.parametrize("wish", [Wish(), Wish(month="2024-06"), Wish(month="2024-06", all=True)])
def test_done_and_skip_are_left_out_with_the_reason(wish: Wish) -> None:
    outline = plan(SHELF, THEMES, wish, Earlier(marked={BEES: "done", CAESAR: "skip"}))
    assert ids(outline) == set(EVERY) - {BEES, CAESAR}
    assert {left.id: left.why for left in outline.left_out} == {
        BEES: "you marked it done",
        CAESAR: "you marked it to be skipped",
    }


def test_they_hold_with_themes_too() -> None:
    outline = plan(SHELF, THEMES, Wish(themes=("biology",)), Earlier(marked={ENZYMES: "done"}))
    assert ENZYMES not in ids(outline)
    assert not any(ENZYMES in week.recalls for week in outline.weeks)


def test_done_is_recalled_though_no_outline_has_it_and_skip_never() -> None:
    there = Earlier(outlines=(other(CAESAR, BREAD),), marked={BEES: "done", CAESAR: "skip"})
    june = plan(SHELF, THEMES, Wish(month="2024-06"), there)
    recalled = {id for week in june.weeks for id in week.recalls} - ids(june)
    assert recalled == {BEES, BREAD}
    assert [(one.id, one.outline) for one in june.earlier] == [(BEES, ""), (BREAD, "May 2024")]


def test_again_is_planned_anew_although_an_outline_has_it() -> None:
    there = Earlier(outlines=(other(CAESAR, BREAD),), marked={CAESAR: "again"})
    june = plan(SHELF, THEMES, Wish(month="2024-06"), there)
    assert CAESAR in ids(june)
    assert BREAD not in ids(june)


def test_again_in_an_outline_is_heeded_once() -> None:
    may = other(CAESAR, BREAD, caesars_wars="again")
    june = other(CAESAR, title="June 2024", start=JUNE)
    assert CAESAR in ids(plan(SHELF, THEMES, Wish(month="2024-06"), Earlier(outlines=(may,))))
    assert CAESAR in ids(plan(SHELF, THEMES, Wish(month="2024-06", title="June"), Earlier(outlines=(may,))))
    assert CAESAR not in ids(plan(SHELF, THEMES, Wish(month="2024-07"), Earlier(outlines=(may, june))))


def test_again_in_the_file_holds_until_one_more_month_has_it() -> None:
    may, july = other(CAESAR, BREAD), dt.date(2024, 7, 1)
    marks = {"marked": {CAESAR: "again"}}
    june = other(CAESAR, title="june-2024", start=JUNE)
    first = plan(SHELF, THEMES, Wish(month="2024-06"), Earlier(outlines=(may,), **marks))
    assert CAESAR in ids(first)
    both = Earlier(outlines=(may, june), **marks)
    assert plan(SHELF, THEMES, Wish(month="2024-06"), both) == first, "June made again is the same"
    assert CAESAR not in ids(plan(SHELF, THEMES, Wish(month="2024-07"), both))
    twice = both.model_copy(update={"again": {CAESAR: 2}})
    assert CAESAR in ids(plan(SHELF, THEMES, Wish(month="2024-07"), twice))
    last = (*twice.outlines, other(CAESAR, title="july-2024", start=july))
    thrice = twice.model_copy(update={"outlines": last})
    assert CAESAR not in ids(plan(SHELF, THEMES, Wish(month="2024-08"), thrice))


def test_a_month_made_again_keeps_what_a_later_one_has_again() -> None:
    may = other(CAESAR, BREAD, title="may-2024")
    june = other(CAESAR, title="june-2024", start=JUNE)
    there = Earlier(outlines=(may, june), marked={CAESAR: "again"})
    assert CAESAR in ids(plan(SHELF, THEMES, Wish(month="2024-05"), there))


def test_the_file_beside_the_notes_wins_over_an_outline() -> None:
    there = Earlier(outlines=(other(bread_at_home="skip"),), marked={BREAD: "again"})
    assert BREAD in ids(plan(SHELF, THEMES, Wish(month="2024-06"), there))
    alone = there.model_copy(update={"marked": {}})
    assert BREAD not in ids(plan(SHELF, THEMES, Wish(), alone))


@pytest.mark.parametrize(
    ("there", "said", "way"),
    [
        (
            Earlier(marked=dict.fromkeys(EVERY, "skip")),
            "All 6 episodes are marked as done or to be",
            "--undo",
        ),
        (
            Earlier(outlines=(other(*EVERY[1:]),), marked={EVERY[0]: "done"}),
            "Of 6 episodes 5 were in May 2024 (May 2024.toml), and 1 is marked as done or to be skipped.",
            "--all",
        ),
        (Earlier(outlines=(other(*EVERY),)), "none is new", "`curriculum done --again EPISODE`"),
    ],
)
def test_when_nothing_is_left_every_way_out_is_named(there: Earlier, said: str, way: str) -> None:
    with pytest.raises(CurriculumError) as raised:
        plan(SHELF, THEMES, Wish(month="2024-06"), there)
    (problem,) = raised.value.problems
    assert said in problem.message
    assert way in problem.remedy


def test_what_is_marked_is_missing_in_no_outline() -> None:
    outline = plan(SHELF, THEMES, Wish(), Earlier(marked={BEES: "done"}))
    kept = outline.model_copy(update={"left_out": ()})
    assert missing(kept, SHELF, THEMES) == (BEES,)
    assert missing(kept, SHELF, THEMES, Earlier(marked={BEES: "done"})) == ()


def test_a_mark_in_an_outline_survives_its_file_and_goes_where_its_episode_goes(tmp_path: Path) -> None:
    text = outline_file.render(plan(SHELF, THEMES, Wish(weeks=2)), SHELF)
    wanted = f'{{ id = "{BEES}", why = "'
    assert wanted in text
    text = text.replace(wanted, f'{{ id = "{BEES}", mark = "again", why = "')
    path = tmp_path / "decks/mine/outline.toml"
    for move in (Move(id=BEES, week=2), Move(id=BEES, week=0), Move(id=BEES, week=1)):
        text, after = changed(text, move, SHELF, THEMES, path)
        placed = {one.id: one.mark for week in after.weeks for one in week.episodes}
        assert (placed | {left.id: left.mark for left in after.left_out})[BEES] == "again"
        assert outline_file.parse(outline_file.render(after, SHELF), path, SHELF, THEMES) == after
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    assert earlier.read(tmp_path / "decks").marks() == {BEES: "again"}  # also without dates


def test_a_mark_that_is_none_is_named_with_its_line() -> None:
    text = outline_file.render(plan(SHELF, THEMES, Wish(weeks=2)), SHELF)
    with pytest.raises(CurriculumError, match="“mark” is not right"):
        outline_file.parse(text.replace('", why = "', '", mark = "never", why = "', 1), HERE, SHELF, THEMES)


def test_the_file_is_written_with_titles_and_comments_survive() -> None:
    text = marked("", {BEES: "Bees and Flowers"}, "done", HERE)
    assert text == (f'{episode_marks.HEAD}done = [\n    # Bees and Flowers\n    "bees-and-flowers",\n]\n')
    mine = text.replace("done = [", "# from the course\ndone = [  # all of them\n")
    both = marked(mine, {BEES: "Bees and Flowers", CAESAR: "Caesar's Wars"}, "skip", HERE)
    assert "# from the course\ndone = [  # all of them\n" in both
    assert "bees" not in marked(both, {BEES: "", CAESAR: ""}, None, HERE)
    assert marked(mine, {BEES: ""}, "done", HERE) == mine


def test_again_stands_there_once_for_each_time() -> None:
    one = marked("", {BEES: "Bees and Flowers"}, "again", HERE)
    assert marked(one, {BEES: "Bees and Flowers"}, "again", HERE, 1) == one
    two = marked(one, {BEES: "Bees and Flowers"}, "again", HERE, 2)
    assert two.count('    # Bees and Flowers\n    "bees-and-flowers",\n') == 2
    assert marked(two, {BEES: "Bees and Flowers"}, None, HERE) == f"{episode_marks.HEAD}again = [\n]\n"


@pytest.mark.parametrize("title", ["Bees and Flowers", "", "Bees, Renamed"])
def test_whose_mark_is_taken_back_takes_only_its_own_title_along(title: str) -> None:
    text = """\
done = [
    # from the course:
    # Bees and Flowers
    "bees-and-flowers",
    # at breakfast
    "bread-at-home",  # twice
    "how-enzymes-work",
    "caesars-wars", "inside-a-protein",  # with Ann
    # more to come
]
"""
    left = marked(text, {BEES: title}, None, HERE)
    assert left == text.replace('    # Bees and Flowers\n    "bees-and-flowers",\n', "")
    left = marked(text, {"inside-a-protein": "Inside a Protein"}, None, HERE)
    assert left == text.replace(' "inside-a-protein", ', "")
    left = marked(text, {BREAD: "Bread at Home"}, "skip", HERE)
    assert '    # at breakfast\n    "how-enzymes-work",\n' in left
    assert "# twice" not in left


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("done = [", 1, "line 1 is no TOML"),
        ("\ndon = []\n", 2, "have no “don”"),
        ('# x\ndone = "a"\n', 2, "“done” is no list of ids"),
        ('done = ["a"]\nskip = [\n  "a",\n]\n', 3, "“a” is marked done and skip"),
        ("[done]\nx = 1\n", 1, "“done” is no list of ids"),
    ],
)
def test_a_slip_is_named_with_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    (tmp_path / episode_marks.NAME).write_text(text, "utf-8")
    with pytest.raises(CurriculumError) as raised:
        episode_marks.read(tmp_path)
    (problem,) = raised.value.problems
    assert said in problem.message
    assert (problem.path, problem.line) == (f"{tmp_path.as_posix()}/episodes.toml", line)


def test_an_id_that_no_episode_has_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / episode_marks.NAME).write_text('done = [\n "caesars-war",\n "xyz",\n]\n', "utf-8")
    near, none = episode_marks.read(tmp_path).unknown(SHELF)
    assert (near.severity, near.line, none.line) == ("warning", 2, 3)
    assert "Perhaps “caesars-wars” is meant" in near.remedy
    assert none.message == "No episode has the id “xyz”, which is marked done."


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.sets(st.sampled_from(EVERY), max_size=3), st.none() | st.sampled_from(MARKS)), max_size=8
    ),
    texts,
)
def test_whatever_is_marked_in_turn_the_file_says_the_last(
    turns: list[tuple[set[str], Mark | None]], note: str
) -> None:
    text, meant = f"# {note}\n", dict[str, Mark]()
    for chosen, mark in turns:
        text = marked(text, dict.fromkeys(sorted(chosen), note), mark, HERE)
        meant = {id: one for id, one in meant.items() if id not in chosen}
        meant |= dict.fromkeys(chosen, mark) if mark else {}
    assert text.startswith(f"# {note}\n")
    assert marked(text, {}, None, HERE) == text
    said = {id: mark for mark, there in tomllib.loads(text).items() for id in there}
    assert said == meant


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(st.sampled_from(EVERY), st.sampled_from(MARKS)),
    st.sets(st.sampled_from(EVERY)),
    st.booleans(),
)
def test_no_mark_loses_an_episode(marks: dict[str, Mark], had: set[str], whole: bool) -> None:
    there = Earlier(outlines=(other(*sorted(had)),) if had else (), marked=marks)
    taken = set() if whole else {id for id in had if marks.get(id) != "again"}
    out = {id for id, mark in marks.items() if mark != "again"} - taken
    try:
        outline = plan(SHELF, THEMES, Wish(month="2024-06", all=whole), there)
    except CurriculumError:
        assert taken | out == set(EVERY)
        return
    assert ids(outline) == set(EVERY) - taken - out
    assert {left.id for left in outline.left_out} == out
    recalled = {id for week in outline.weeks for id in week.recalls} - ids(outline)
    assert all(marks.get(id) != "skip" for id in recalled)


def test_what_is_done_stays_in_the_outline_that_has_it_already() -> None:
    """Its month is made again: the package of others must keep its cards."""
    wish = Wish(month="2024-06")
    there = Earlier(outlines=(other(BEES, CAESAR, title="june-2024", start=JUNE),), marked={BEES: "done"})
    assert BEES in ids(plan(SHELF, THEMES, wish, there))
    assert BEES not in ids(plan(SHELF, THEMES, Wish(month="2024-07"), there))
