"""The memory of months: what another outline with dates has is not planned again."""

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_libraries import SHELF, episode, libraries, library

from curriculum.planning import calendar_file, earlier, outline_file, outline_markdown, study_time
from curriculum.planning.earlier import Earlier, Other, Stay
from curriculum.planning.forgotten import WEAK, Forgotten
from curriculum.planning.outline import Outline
from curriculum.planning.outline_change import changed
from curriculum.planning.outline_move import Move
from curriculum.planning.plan import plan
from curriculum.planning.recall import OLD, OLD_REVIEW, is_review
from curriculum.planning.recalled import recalled
from curriculum.planning.recollection import UNKNOWN
from curriculum.planning.themes import read_themes
from curriculum.planning.update import missing
from curriculum.planning.wish import Wish
from curriculum.problems import CurriculumError
from curriculum.reading.library import Library

THEMES = read_themes()
MAY, JUNE = dt.date(2024, 5, 6), dt.date(2024, 6, 3)
HERE = Path("outline.toml")
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
    said = (
        "1 of 6 episodes is in June 2024 (decks/june-2024/outline.toml); 5 are planned here. --all plans all."
    )
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


def test_weeks_recall_what_may_had_and_say_where_it_was() -> None:
    june = plan(SHELF, THEMES, Wish(month="2024-06"), others(other(BEES, CAESAR)))
    assert {one.id: (one.outline, one.week) for one in june.earlier} == {
        BEES: ("May 2024", 1),
        CAESAR: ("May 2024", 1),
    }
    old = [[id for id in week.recalls if id in {BEES, CAESAR}] for week in june.weeks]
    assert [len(ids) for ids in old] == [2, 2, 0, 0], "no old episode comes three times"
    assert recalled(june.weeks[0], june, SHELF) == (
        "Bees and Flowers (May 2024, week 1); Caesar's Wars (May 2024, week 1)"
    )
    own = sum(study_time.minutes(SHELF.episode(one.id)) for one in june.weeks[0].episodes)
    assert june.weeks[0].minutes == own + 2 * study_time.RECALL


def test_where_an_old_episode_was_is_looked_up_when_another_outline_has_changed() -> None:
    june = plan(SHELF, THEMES, Wish(month="2024-06"), others(other(BEES, CAESAR)))
    may = other(CAESAR).weeks[0], Stay(number=4, start=dt.date(2024, 5, 27), episodes=(BEES,))
    recut = others(other().model_copy(update={"weeks": may}))
    said = recalled(june.weeks[0], recut.placing(june), SHELF)
    assert said == "Bees and Flowers (May 2024, week 4); Caesar's Wars (May 2024, week 1)"
    assert earlier.NONE.placing(june) == june
    mine = june.model_copy(update={"earlier": ()})
    assert recalled(june.weeks[0], recut.placing(mine), SHELF) == said


def test_what_comes_later_is_not_recalled() -> None:
    later = other(BEES, title="July 2024", start=dt.date(2024, 7, 1))
    june = plan(SHELF, THEMES, Wish(month="2024-06"), others(other(CAESAR), later))
    assert {id for week in june.weeks for id in week.recalls} - ids(june) == {CAESAR}
    over = other(title="Long", start=MAY).model_copy(
        update={
            "weeks": (
                Stay(number=1, start=MAY, episodes=(CAESAR,)),
                Stay(number=5, start=JUNE, episodes=(BEES,)),
            )
        }
    )
    june = plan(SHELF, THEMES, Wish(month="2024-06"), others(over))
    assert [one.id for one in june.earlier] == [CAESAR]


def test_the_weakest_come_back_first_and_the_strong_never() -> None:
    rest = [one.id for one in SHELF.episodes][:4]
    weak = dict(zip(rest, (0.9, 0.1, 0.4, 0.6), strict=True))
    wish = Wish(start=JUNE, weeks=2)
    outline = plan(SHELF, THEMES, wish, others(other(*rest)), Forgotten(episodes=weak))
    old = [[id for id in week.recalls if id in rest] for week in outline.weeks]
    assert old == [[rest[0], rest[3]], [rest[0], rest[2]]]


def test_the_likest_come_back_first() -> None:
    outline = plan(SHELF, THEMES, Wish(start=JUNE), others(other(*(one.id for one in SHELF.episodes[:5]))))
    assert [one.id for one in outline.weeks[0].episodes] == ["inside-a-protein"]
    assert ENZYMES in outline.weeks[0].recalls


def test_a_part_that_may_had_is_no_missing_part() -> None:
    parts = library(*(episode(f"Rome Part {n}", "War: The army of Rome lost a war.") for n in (1, 2)))
    june = plan(parts, THEMES, Wish(start=JUNE), others(other("rome-part-1")))
    assert "part 2, after part 1" in june.weeks[0].episodes[0].why


def test_what_an_earlier_outline_had_survives_the_file_and_its_changes() -> None:
    june = plan(SHELF, THEMES, Wish(month="2024-06"), others(other(BEES, CAESAR)))
    text = outline_file.render(june, SHELF)
    assert outline_file.parse(text, HERE, SHELF, THEMES) == june
    first = june.weeks[0].episodes[0].id
    for change in (Move(id=first, week=4), Move(id=first, week=0), Move(id=BEES, week=2)):
        _, after = changed(text, change, SHELF, THEMES, HERE)
        for week in after.weeks:
            before = {one.id for earlier in after.weeks[: week.number - 1] for one in earlier.episodes}
            assert set(week.recalls) <= (before | {BEES, CAESAR}) - {one.id for one in week.episodes}
        assert any(CAESAR in week.recalls for week in after.weeks)
        assert any(BEES in week.recalls for week in after.weeks[:2]) is (change.id != BEES)


def test_a_person_may_recall_any_episode_that_is_studied_before() -> None:
    june = plan(SHELF, THEMES, Wish(start=JUNE), others(other(BEES)))
    text = re.sub("planned = .*\n", "", outline_file.render(june, SHELF))
    text = re.sub(r"(?s)\[\[earlier\]\].*", "", text)
    outline = outline_file.parse(text, HERE, SHELF, THEMES)
    assert BEES in outline.weeks[0].recalls
    assert recalled(outline.weeks[0], outline, SHELF) == "Bees and Flowers"
    later = outline.weeks[-1].episodes[-1].id
    with pytest.raises(CurriculumError, match="which is not studied before that week"):
        outline_file.parse(text.replace(f'"{BEES}"', f'"{later}"', 1), HERE, SHELF, THEMES)


def test_calendar_and_markdown_say_where_it_was() -> None:
    june = plan(SHELF, THEMES, Wish(month="2024-06"), others(other(BEES)))
    assert "Recall: Bees and Flowers (May 2024, week 1)" in outline_markdown.render(june, SHELF)
    calendar = calendar_file.render(june, SHELF).replace("\r\n ", "")
    assert "- Bees and Flowers (May 2024\\, week 1)" in calendar


@settings(max_examples=40, deadline=None)
@given(made=libraries(least=3), data=st.data())
def test_old_episodes_come_back_in_turn_and_within_the_minutes(made: Library, data: st.DataObject) -> None:
    every = sorted(one.id for one in made.episodes)
    taken = data.draw(st.lists(st.sampled_from(every), max_size=len(every) - 1, unique=True))
    weak = data.draw(st.none() | st.dictionaries(st.sampled_from(every), st.floats(0, 1)))
    wish = Wish(
        start=JUNE, minutes=data.draw(st.none() | st.integers(10, 60)), weeks=data.draw(st.integers(1, 5))
    )
    forgotten = None if weak is None else Forgotten(episodes=weak)
    try:
        outline = plan(made, THEMES, wish, others(other(*taken)), forgotten)
    except CurriculumError:
        return
    turns = dict.fromkeys(taken, 0)
    for at, week in enumerate(outline.weeks):
        old = [id for id in week.recalls if id not in ids(outline)]
        assert len(old) <= (OLD_REVIEW if is_review(at, len(outline.weeks)) else OLD)
        assert not wish.minutes or week.minutes <= wish.minutes
        for id in old:
            turns[id] += 1
            assert weak is None or weak.get(id, UNKNOWN) >= WEAK
    counted = [count for id, count in turns.items() if weak is None or weak.get(id, UNKNOWN) >= WEAK]
    assert not counted or max(counted) - min(counted) <= 1
    assert {one.id for one in outline.earlier} == {id for id, count in turns.items() if count}
    assert outline_file.parse(outline_file.render(outline, made), HERE, made, THEMES) == outline


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


def test_a_curriculum_of_a_theme_takes_no_episode_from_the_months(tmp_path: Path) -> None:
    folder = tmp_path / "biology"
    folder.mkdir()
    wish = Wish(start=dt.date(2024, 5, 6), themes=("biology",), title="Biology")
    outline = plan(SHELF, THEMES, wish)
    path = folder / outline_file.NAME
    path.write_text(outline_file.render(outline, SHELF), encoding="utf-8")
    assert not earlier.read(tmp_path).outlines
    assert [one.title for one in earlier.read(tmp_path / "elsewhere", [path]).outlines] == ["Biology"]


def test_a_week_is_called_as_its_outline_numbers_it(tmp_path: Path) -> None:
    """Week 1 was deleted by hand, and the others keep their numbers."""
    (tmp_path / "may").mkdir()
    may = plan(SHELF, THEMES, Wish(month="2024-05"))
    text = outline_file.render(may, SHELF)
    first, second = text.index("[[week]]"), text.index("[[week]]", text.index("[[week]]") + 1)
    (tmp_path / "may" / outline_file.NAME).write_text(text[:first] + text[second:], encoding="utf-8")
    (other,) = earlier.read(tmp_path).outlines
    assert [week.number for week in other.weeks] == [2, 3, 4]


def advised(weak: dict[str, float], minutes: int | None = None) -> str:
    wish = Wish(start=JUNE, weeks=2, minutes=minutes)
    return " ".join(plan(SHELF, THEMES, wish, others(other(BEES, CAESAR)), Forgotten(episodes=weak)).advice)


def test_what_is_forgotten_is_told_also_where_no_week_has_room_for_it() -> None:
    assert "Being forgotten, so recalled: Bees and Flowers." in advised({BEES: 0.9, CAESAR: 0.0})
    assert "nothing that you studied before is being forgotten" in advised({BEES: 0.0})
    assert "Anki had no answer on what you studied before" in advised({})
    least = min(study_time.minutes(one) for one in SHELF.episodes)
    full = advised({BEES: 0.9}, least)
    assert "Being forgotten, and no week has room to recall it: Bees and Flowers." in full
    assert "nothing that you studied" not in full
