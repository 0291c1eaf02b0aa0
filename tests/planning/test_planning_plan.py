"""The plan: every episode once, budgets kept, every choice explained."""

import datetime as dt
import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_libraries import SHELF, episode, libraries, library

from curriculum.planning import fitting, overload, study_time
from curriculum.planning.outline import Outline
from curriculum.planning.plan import Wish, plan
from curriculum.planning.search import search
from curriculum.planning.themes import read_themes
from curriculum.problems import CurriculumError
from curriculum.reading.episode import TOPIC, Episode, KeyPoint, WrittenCard
from curriculum.reading.library import Library

THEMES = read_themes()


def weeks(outline: Outline) -> list[set[str]]:
    return [{placed.id for placed in week.episodes} for week in outline.weeks]


def test_weeks_gather_what_belongs_together() -> None:
    pairs = {frozenset(week) for week in weeks(plan(SHELF, THEMES, Wish(weeks=4)))}
    assert frozenset({"the-fall-of-rome", "caesars-wars"}) in pairs
    assert frozenset({"how-enzymes-work", "inside-a-protein"}) in pairs


def test_titles_come_from_the_theme_file() -> None:
    outline = plan(SHELF, THEMES, Wish(weeks=4))
    titles = {week.theme: week.title for week in outline.weeks}
    assert titles["ancient-history"] == "The ancient world"
    assert titles["biology"] == "Biology"
    assert len({week.title for week in outline.weeks}) == 4


def test_a_title_outside_the_theme_file_is_marked_as_automatic() -> None:
    outline = plan(library(episode("Qqq", "Xxx: Yyy zzz.")), THEMES, Wish())
    assert outline.weeks[0].theme == ""
    assert outline.weeks[0].title == "Qqq"


def test_the_month_gives_the_weeks_whose_monday_lies_in_it() -> None:
    outline = plan(SHELF, THEMES, Wish(month="2024-05"))
    assert [week.start for week in outline.weeks] == [dt.date(2024, 5, day) for day in (6, 13, 20, 27)]
    assert outline.weeks[3].end == dt.date(2024, 6, 2)
    assert outline.title == "May 2024"


@pytest.mark.parametrize(("month", "count"), [("2024-05", 4), ("2024-07", 5), ("2021-02", 4), ("2026-11", 5)])
def test_months_have_four_or_five_weeks(month: str, count: int) -> None:
    assert len(plan(SHELF, THEMES, Wish(month=month)).weeks) == count


@pytest.mark.parametrize(
    "month", ["0000-01", "0999-12", "2024-00", "2024-13", "2024-5", "٢٠٢٤-05", "2024-05\n"]
)
def test_what_is_no_month_is_told_before_anything_is_planned(month: str) -> None:
    with pytest.raises(ValueError, match="a month is written as 2024-05"):
        Wish(month=month)


def test_a_start_gives_weeks_of_seven_days_from_it() -> None:
    outline = plan(SHELF, THEMES, Wish(start=dt.date(2024, 2, 28), weeks=2))
    assert [(week.start, week.end) for week in outline.weeks] == [
        (dt.date(2024, 2, 28), dt.date(2024, 3, 5)),
        (dt.date(2024, 3, 6), dt.date(2024, 3, 12)),
    ]


def test_without_a_date_there_are_no_dates() -> None:
    assert all(week.start is week.end is None for week in plan(SHELF, THEMES, Wish()).weeks)


@pytest.mark.parametrize(
    ("start", "said"),
    [
        (dt.date(9999, 12, 30), "past the year 9999"),
        (dt.date(999, 12, 31), "0999-12-31 lies before the year 1000"),
    ],
)
def test_weeks_beyond_the_first_and_the_last_year_are_refused_in_words(start: dt.date, said: str) -> None:
    with pytest.raises(CurriculumError, match=said):
        plan(SHELF, THEMES, Wish(start=start, weeks=2))


def test_more_weeks_than_episodes_gives_fewer_weeks_and_says_so() -> None:
    outline = plan(SHELF, THEMES, Wish(weeks=9))
    assert len(outline.weeks) == 6
    assert "9 weeks asked for, 6 planned" in outline.advice[0]


def test_more_weeks_than_the_month_has_is_said() -> None:
    outline = plan(SHELF, THEMES, Wish(month="2024-05", weeks=5))
    assert len(outline.weeks) == 4
    assert "4 weeks begin in May 2024" in outline.advice[0]


def test_a_theme_plans_only_what_matters_for_it_under_its_own_name() -> None:
    outline = plan(SHELF, THEMES, Wish(themes=("biology",)))
    assert set().union(*weeks(outline)) == {"how-enzymes-work", "inside-a-protein"}
    assert (outline.title, outline.themes) == ("Biology", ("biology",))
    assert [week.title for week in outline.weeks] == ["Biology"]
    assert all(one.why.startswith("matches ") for one in outline.weeks[0].episodes)


def test_a_theme_that_matches_nothing_names_those_that_are_present() -> None:
    with pytest.raises(CurriculumError) as caught:
        plan(SHELF, THEMES, Wish(themes=("biology", "rocket science")))
    assert 'theme "rocket science"' in caught.value.problems[0].message
    assert "ancient-history" in caught.value.problems[0].remedy


def test_a_title_of_ones_own_wins() -> None:
    assert plan(SHELF, THEMES, Wish(title="Mine", themes=("biology",), month="2024-05")).title == "Mine"


def test_the_episode_that_inspired_the_outline_opens_it() -> None:
    inspired = episode("Zebras", "Zebra: A zebra is an animal.", remark="This inspired my outline for May")
    outline = plan(Library(episodes=(*SHELF.episodes, inspired)), THEMES, Wish(weeks=4))
    first = outline.weeks[0].episodes[0]
    assert first.id == "zebras"
    assert outline.title == "May curriculum"
    assert plan(SHELF, THEMES, Wish()).title == "Podcast curriculum"
    assert "This inspired my outline for May" in first.why


def test_a_first_part_comes_before_its_second() -> None:
    both = library(
        episode("A Rome story, part 2", "Rome: The Roman army."),
        episode("Rome story, part 1", "Rome: The Roman army lost."),
    )
    placed = plan(both, THEMES, Wish(weeks=1)).weeks[0].episodes
    assert [one.id for one in placed] == ["rome-story-part-1", "a-rome-story-part-2"]
    assert "part 1, before part 2" in placed[0].why
    assert [next(iter(week)) for week in weeks(plan(both, THEMES, Wish(weeks=2)))] == [
        "rome-story-part-1",
        "a-rome-story-part-2",
    ]


def test_a_missing_part_is_said() -> None:
    outline = plan(library(episode("Rome, part 1", "Rome: Roman army.")), THEMES, Wish())
    assert "part 2 is not among the episodes" in outline.weeks[0].episodes[0].why


def test_a_theme_comes_after_what_it_builds_on() -> None:
    shelf = library(
        episode("Neurons", "Brain: The brain cortex and neurons.", "Synapse: A neuron fires in the brain."),
        episode("Enzymes", "Cells: A cell has enzymes.", "Proteins: A protein is made in the cell."),
    )
    outline = plan(shelf, THEMES, Wish(weeks=2))
    assert [week.theme for week in outline.weeks] == ["biology", "neuroscience"]


def test_an_episode_with_nothing_to_study_is_left_out_with_a_reason() -> None:
    outline = plan(library(*SHELF.episodes, episode("Empty")), THEMES, Wish())
    assert [(left.id, left.why) for left in outline.left_out] == [
        ("empty", "has nothing to study but its title")
    ]


def flashcards(title: str, *cards: str) -> Episode:
    """An episode of nothing but flashcards, each "question? answer" or "a [deletion] in a text"."""
    made = []
    for line, card in enumerate(cards, 3):
        question, asks, answer = card.partition("? ")
        if asks:
            made.append(WrittenCard(question=f"{question}?", answer=answer, line=line))
        else:
            deleted = card.partition("[")[2].partition("]")[0]
            text = card.replace(f"[{deleted}]", f"{{{{c1::{deleted}}}}}")
            made.append(WrittenCard(text=text, answer=deleted, line=line))
    return episode(title).model_copy(update={"flashcards": tuple(made)})


CARDS = library(
    flashcards("Loaves", "What makes a dough rise? Yeast.", "[Bread] is baked in an oven from dough."),
    flashcards("Nights", "What rests in sleep? The brain.", "What does a sleeping brain keep? Memory."),
)


def test_flashcards_alone_are_worth_a_plan() -> None:
    outline = plan(CARDS, THEMES, Wish(weeks=2))
    assert [week.title for week in outline.weeks] == ["Loaves", "Nights"]
    assert not outline.left_out


def test_what_flashcards_speak_of_decides_where_they_belong() -> None:
    shelf = library(*SHELF.episodes, *CARDS.episodes)
    loaves = next(week for week in weeks(plan(shelf, THEMES, Wish(weeks=4))) if "loaves" in week)
    assert "bread-at-home" in loaves
    (found,) = plan(CARDS, THEMES, Wish(themes=("baking",))).weeks
    assert [one.id for one in found.episodes] == ["loaves"]
    assert "dough" in found.episodes[0].why


def test_flashcards_take_the_time_to_read_them_where_there_are_no_points() -> None:
    many = [f"What is the number that comes after {number}? It is {number + 1}." for number in range(100)]
    alone = flashcards("Numbers", *many)
    assert study_time.minutes(alone) == 10, "1,101 words, read twice at 238 a minute"
    pointed = episode("Numbers", "Rule: Add one.")
    both = pointed.model_copy(update={"flashcards": alone.flashcards})
    assert study_time.minutes(both) == study_time.minutes(pointed)


@pytest.mark.parametrize("made", [library(), library(episode("Empty"))])
def test_nothing_to_plan_is_an_error(made: Library) -> None:
    with pytest.raises(CurriculumError, match="no episode with anything to study"):
        plan(made, THEMES, Wish())


def test_a_budget_without_weeks_makes_as_many_weeks_as_it_takes() -> None:
    outline = plan(SHELF, THEMES, Wish(minutes=8))
    assert len(outline.weeks) >= 3
    assert all(week.minutes <= 8 for week in outline.weeks)
    assert not outline.left_out


def test_what_does_not_fit_is_left_out_and_the_budget_that_works_is_named() -> None:
    outline = plan(SHELF, THEMES, Wish(minutes=8, weeks=2))
    assert outline.left_out
    enough = int(outline.advice[0].split(";")[1].split()[0])
    assert not plan(SHELF, THEMES, Wish(minutes=enough, weeks=2)).left_out
    assert plan(SHELF, THEMES, Wish(minutes=enough - 1, weeks=2)).left_out


def test_the_best_are_those_that_stand_for_most_of_the_others() -> None:
    outline = plan(SHELF, THEMES, Wish(best=4, weeks=2))
    kept = set().union(*weeks(outline))
    assert len(kept) == 4
    for pair in ({"the-fall-of-rome", "caesars-wars"}, {"how-enzymes-work", "inside-a-protein"}):
        assert len(kept & pair) == 1, "one of two alike stands for both"
    why = {left.id: left.why for left in outline.left_out}
    assert set(why) == {one.id for one in SHELF.episodes} - kept
    assert all(said.startswith("not among the 4 best: “") for said in why.values())
    assert any("” is, and stands for it" in said for said in why.values())


def test_fewer_of_the_best_are_the_first_of_more() -> None:
    found = [set().union(*weeks(plan(SHELF, THEMES, Wish(best=number)))) for number in range(1, 7)]
    assert [len(one) for one in found] == [1, 2, 3, 4, 5, 6]
    assert all(few < more for few, more in itertools.pairwise(found))
    assert not plan(SHELF, THEMES, Wish(best=7)).left_out


def test_the_best_for_a_theme_are_those_that_match_it_best() -> None:
    found = {one.id: one.score for one in search(SHELF, "biology", THEMES).episodes}
    outline = plan(SHELF, THEMES, Wish(themes=("biology",), best=1))
    assert weeks(outline) == [{max(found, key=lambda id: found[id])}]
    (left,) = outline.left_out
    assert left.why == "not among the 1 best: they match what was asked for better, or as well"


def test_the_episode_that_inspired_the_outline_is_among_the_best() -> None:
    inspired = episode("Zebras", "Zebra: A zebra is an animal.", remark="This inspired my outline for May")
    outline = plan(Library(episodes=(*SHELF.episodes, inspired)), THEMES, Wish(best=1))
    assert weeks(outline) == [{"zebras"}]


def test_what_does_not_fit_is_what_is_not_among_the_best() -> None:
    outline = plan(SHELF, THEMES, Wish(minutes=8, weeks=2))
    kept = set().union(*weeks(outline))
    assert kept == set().union(*weeks(plan(SHELF, THEMES, Wish(best=len(kept)))))


LONG = library(*(one.model_copy(update={"duration": 60 + 5 * at}) for at, one in enumerate(SHELF.episodes)))
"""The shelf's episodes, an hour and more of listening each."""


@pytest.mark.parametrize(
    "wish",
    [
        Wish(weeks=1),
        Wish(weeks=1, best=5),
        Wish(weeks=1, themes=("biology", "ancient-history")),
        Wish(weeks=1, start=dt.date(2024, 5, 6)),
        Wish(),
    ],
)
def test_a_heavy_plan_is_said_with_ways_out_that_are_true(
    wish: Wish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overload, "MUCH", 120)
    outline = plan(LONG, THEMES, wish)
    mean = round(sum(week.minutes for week in outline.weeks) / len(outline.weeks))
    (said,) = outline.advice
    assert f"about {mean} minutes a week to read and recall, more than 2 hours" in said
    ways = dict(re.findall(r"--(weeks|best) (\d+)", said))
    assert set(ways) == {"weeks", "best"}
    for name, number in ways.items():
        followed = plan(LONG, THEMES, wish.model_copy(update={name: int(number)}))
        assert not followed.advice
        assert sum(week.minutes for week in followed.weeks) <= 120 * len(followed.weeks)
    more = wish.model_copy(update={"best": int(ways["best"]) + 1})
    assert plan(LONG, THEMES, more).advice, "no more of the best would do"


def test_a_heavy_month_names_the_day_to_start_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overload, "MUCH", 120)
    longer = library(*(one.model_copy(update={"duration": 100}) for one in LONG.episodes))
    (said,) = plan(longer, THEMES, Wish(month="2024-05")).advice
    assert "--weeks 6 with --start 2024-05-06 for --month" in said
    assert not plan(longer, THEMES, Wish(start=dt.date(2024, 5, 6), weeks=6)).advice


def test_where_every_episode_is_too_long_no_way_out_is_promised() -> None:
    endless = library(*(one.model_copy(update={"duration": 500}) for one in SHELF.episodes))
    (said,) = plan(endless, THEMES, Wish(weeks=3)).advice
    assert "as its episodes are long: the shortest takes" in said
    assert "--" not in said


def test_minutes_that_were_asked_for_are_not_too_many() -> None:
    assert not plan(LONG, THEMES, Wish(weeks=1, minutes=1000)).advice
    assert not plan(SHELF, THEMES, Wish(weeks=1)).advice


def test_one_huge_episode_has_a_week_of_its_own_when_minutes_are_counted() -> None:
    huge = episode("Everything about Rome", *(f"Point {n}: The Roman army marched." for n in range(40)))
    outline = plan(library(*SHELF.episodes, huge), THEMES, Wish(weeks=3, minutes=study_time.minutes(huge)))
    assert {huge.id} in weeks(outline)


def test_an_episode_with_nothing_to_learn_takes_no_minutes_of_its_week() -> None:
    """A week of nothing else takes one, the least that an outline may have."""
    titles = KeyPoint(id="looms/flax", number=1, label="Flax", line=4, kind=TOPIC)
    empty = episode("Looms").model_copy(update={"points": (titles,), "links": ("https://example.org",)})
    first = SHELF.episodes[0]
    (week,) = plan(library(first, empty), THEMES, Wish(weeks=1)).weeks
    assert week.minutes == study_time.minutes(first)
    assert [week.minutes for week in plan(library(empty), THEMES, Wish()).weeks] == [1]
    with pytest.raises(CurriculumError, match=f"the shortest takes {study_time.minutes(first)}"):
        plan(library(first, empty), THEMES, Wish(minutes=1))


def test_a_budget_too_small_for_any_episode_names_the_smallest_that_works() -> None:
    with pytest.raises(CurriculumError) as caught:
        plan(SHELF, THEMES, Wish(minutes=1))
    shortest = min(study_time.minutes(one) for one in SHELF.episodes)
    assert caught.value.problems[0].remedy == f"Give at least --minutes {shortest}."
    assert plan(SHELF, THEMES, Wish(minutes=shortest)).weeks


def test_alternatives_differ_and_end() -> None:
    plans = [plan(SHELF, THEMES, Wish(weeks=4, alternative=number)) for number in (1, 2, 3)]
    divisions = {frozenset(map(frozenset, weeks(one))) for one in plans}
    assert len(divisions) == 3
    with pytest.raises(CurriculumError, match="only 1 plan found"):
        plan(library(SHELF.episodes[0]), THEMES, Wish(alternative=2))


def test_each_week_recalls_earlier_ones_and_the_last_reviews() -> None:
    outline = plan(SHELF, THEMES, Wish(weeks=4))
    groups = weeks(outline)
    assert outline.weeks[0].recalls == ()
    assert len(outline.weeks[1].recalls) == 1
    assert len(outline.weeks[2].recalls) == 2
    assert set(outline.weeks[3].recalls) == set().union(*groups[:3])


wishes = st.builds(
    Wish,
    weeks=st.none() | st.integers(1, 8),
    month=st.none() | st.sampled_from(["2024-05", "2024-07"]),
    minutes=st.none() | st.integers(4, 60),
)


@settings(max_examples=40, deadline=None)
@given(libraries(), wishes, st.randoms())
def test_every_episode_is_in_one_week_or_left_out_with_a_reason(
    made: Library, wish: Wish, chance: object
) -> None:
    try:
        outline = plan(made, THEMES, wish)
    except CurriculumError:
        shortest = min(study_time.minutes(one) for one in made.episodes if one.points)
        assert wish.minutes is not None
        assert wish.minutes < shortest
        return
    placed = [one.id for week in outline.weeks for one in week.episodes]
    left = [one.id for one in outline.left_out]
    assert sorted(placed + left) == sorted(one.id for one in made.episodes)
    assert all(one.why for week in outline.weeks for one in week.episodes)
    assert all(one.why for one in outline.left_out)
    assert all(week.episodes for week in outline.weeks)
    assert [week.number for week in outline.weeks] == list(range(1, len(outline.weeks) + 1))
    assert len({week.title for week in outline.weeks}) == len(outline.weeks)
    if wish.minutes is not None:
        assert all(week.minutes <= wish.minutes for week in outline.weeks)
    seen: set[str] = set()
    for week in outline.weeks:
        assert set(week.recalls) <= seen
        seen.update(one.id for one in week.episodes)
    shuffled = list(made.episodes)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert plan(Library(episodes=tuple(shuffled)), THEMES, wish) == outline


def test_more_episodes_than_can_be_compared_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fitting, "MOST", len(SHELF.episodes) - 1)
    with pytest.raises(CurriculumError, match="too many for one curriculum: it may have") as raised:
        plan(SHELF, THEMES, Wish())
    (problem,) = raised.value.problems
    assert problem.remedy == "Choose among them with --theme, or name a folder with fewer."
