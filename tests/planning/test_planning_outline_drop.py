"""Episodes that an outline has and the notes have no longer: one message, and one step takes them out."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_libraries import SHELF, libraries, library

from curriculum.planning import marks, outline_file, study_time
from curriculum.planning.outline_drop import without_gone
from curriculum.planning.plan import plan
from curriculum.planning.themes import read_themes
from curriculum.planning.update import updated
from curriculum.planning.wish import Wish
from curriculum.problems import CurriculumError, Problem
from curriculum.reading.library import Library

THEMES = read_themes()
HERE = Path("outline.toml")
MINE = """\
# my own plan
title = "My plan"   # as I call it
[[week]]
number = 1
title = "Flowers"
minutes = 20
episodes = [
    # my favourite
    { id = "bees-and-flowers", why = "first" },
    # one that I deleted
    { id = "moths-at-night", why = "" },  # was dull
]

# a week of its own
[[week]]
number = 2
title = "Moss"
# think of the walk
episodes = [ { id = "moss-on-walls", why = "" } ]
recalls = ["bees-and-flowers", "moths-at-night"]

[[week]]
number = 3
title = "Rome"
episodes = [ { id = "caesars-wars", why = "" } ]
recalls = [ "moss-on-walls", "bees-and-flowers" ]  # of both

[[left_out]]
# some day
id = "kelp-forests"
why = "too wet"
"""


def faults(text: str, made: Library = SHELF) -> tuple[Problem, ...]:
    with pytest.raises(CurriculumError) as raised:
        outline_file.parse(text, HERE, made, THEMES)
    return raised.value.problems


def test_all_that_is_gone_is_one_problem_with_one_step() -> None:
    (problem,) = faults(MINE)
    named = "“kelp-forests”, “moss-on-walls” and “moths-at-night”"
    assert problem.message == f"{named} are in the outline, but no longer in your notes."
    assert "`curriculum plan --update outline.toml`" in problem.remedy
    assert MINE.splitlines()[problem.line - 1] == 'id = "kelp-forests"'


def test_a_misspelt_id_is_an_error_of_its_own_and_is_never_dropped() -> None:
    wrong = MINE.replace("caesars-wars", "caesar-wars")
    misspelt, gone = faults(wrong)
    assert "Perhaps “caesars-wars” is meant" in misspelt.remedy
    assert "caesar-wars" not in gone.message
    with pytest.raises(CurriculumError, match="No episode has the id “caesar-wars”"):
        without_gone(wrong, HERE, SHELF)


def test_an_id_like_that_of_an_episode_in_its_place_is_gone() -> None:
    (problem,) = faults(MINE.replace("moths-at-night", "bees-and-flowers-2"))
    assert "“bees-and-flowers-2”" in problem.message


def test_what_is_gone_goes_everywhere_and_all_else_stays() -> None:
    rest = without_gone(MINE, HERE, SHELF)
    assert (
        rest.text
        == """\
# my own plan
title = "My plan"   # as I call it
[[week]]
number = 1
title = "Flowers"
minutes = 20
episodes = [
    # my favourite
    { id = "bees-and-flowers", why = "first" },
]

# a week of its own
# think of the walk

[[week]]
number = 2
title = "Rome"
episodes = [ { id = "caesars-wars", why = "" } ]
recalls = [ "bees-and-flowers" ]  # of both
"""
    )
    assert {drop.id: drop.places for drop in rest.drops} == {
        "kelp-forests": ("what is left out",),
        "moss-on-walls": ("week 2", "what week 3 recalls"),
        "moths-at-night": ("week 1", "what week 2 recalls"),
    }
    assert rest.weeks == ("Moss",)
    assert outline_file.parse(rest.text, HERE, SHELF, THEMES).week_of("caesars-wars")
    assert without_gone(rest.text, HERE, SHELF).text == rest.text


def test_where_it_was_before_goes_too() -> None:
    origin = '\n[[earlier]]\n# Moss on Walls\nid = "moss-on-walls"\noutline = "May 2024"\nweek = 2\n'
    with_origin, without = without_gone(MINE + origin, HERE, SHELF), without_gone(MINE, HERE, SHELF)
    assert with_origin.text == without.text
    assert [drop.title for drop in with_origin.drops] == ["kelp-forests", "Moss on Walls", "moths-at-night"]


def test_what_is_gone_is_named_by_the_title_that_stands_above_it() -> None:
    text = outline_file.render(plan(SHELF, THEMES, Wish()), SHELF)
    (problem,) = faults(text, library(*SHELF.episodes[1:]))
    assert problem.message == "“Bees and Flowers” is in the outline, but no longer in your notes."
    (drop,) = without_gone(text, HERE, library(*SHELF.episodes[1:])).drops
    assert drop.title == "Bees and Flowers"


def test_an_outline_of_which_nothing_is_left_stays() -> None:
    with pytest.raises(CurriculumError, match="No episode of the outline is in your notes"):
        without_gone(MINE, HERE, library(SHELF.episodes[4]))


def test_a_text_that_is_no_outline_is_told_as_such() -> None:
    with pytest.raises(CurriculumError, match="has no week"):
        without_gone('[[left_out]]\nid = "kelp-forests"\nwhy = ""\n', HERE, SHELF)


def test_a_file_of_another_make_is_left_to_the_person() -> None:
    text = 'title = "T"\nweek = [{ number = 1, title = "A", episodes = [{ id = "kelp-forests" }] }]\n'
    with pytest.raises(CurriculumError, match="only you can change"):
        without_gone(text, HERE, SHELF)


@settings(max_examples=40, deadline=None)
@given(made=libraries(least=2), data=st.data())
def test_what_nobody_set_is_right_when_any_episodes_go(made: Library, data: st.DataObject) -> None:
    outline = plan(made, THEMES, Wish(month="2024-05"))
    text = outline_file.render(outline, made)
    kept = data.draw(st.sets(st.sampled_from(sorted(one.id for one in made.episodes)), min_size=1))
    fewer = Library(episodes=tuple(one for one in made.episodes if one.id in kept))
    try:
        now = outline_file.parse(without_gone(text, HERE, fewer).text, HERE, fewer, THEMES)
    except CurriculumError as error:  # every placed one is gone, or an id is like that of another
        said = str(error)
        assert "No episode of the outline" in said or "No episode has the id" in said
        return
    placed = [[one.id for one in week.episodes if one.id in kept] for week in outline.weeks]
    assert [[one.id for one in week.episodes] for week in now.weeks] == [week for week in placed if week]
    assert [one.id for one in now.left_out] == [one.id for one in outline.left_out if one.id in kept]
    for week in now.weeks:
        load = sum(study_time.minutes(made.episode(one.id)) for one in week.episodes)
        assert week.minutes == load + study_time.RECALL * len(week.recalls)
        assert set(week.recalls) <= kept
    again, additions = updated(without_gone(text, HERE, fewer).text, HERE, fewer, THEMES)
    assert not additions
    assert all(marks.is_ours(week, "recalls") for week in tomllib.loads(again)["week"])
