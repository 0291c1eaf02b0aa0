"""outline.toml: what is written is read back, and every fault is named with its line."""

import datetime as dt
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_libraries import SHELF, episode, libraries, library

from curriculum.letters import clean
from curriculum.planning import marks, outline_file, outline_markdown, study_time
from curriculum.planning.goals import goals
from curriculum.planning.outline import LeftOut, Outline, Placed, Week
from curriculum.planning.plan import Wish, plan
from curriculum.planning.themes import read_themes
from curriculum.planning.update import missing, update
from curriculum.planning.why import renewed
from curriculum.problems import CurriculumError, Problem
from curriculum.reading.library import Library

THEMES = read_themes()

EDITED = """\
title = "My spring"   # I like this better
new_cards_a_day = 5

# first the bees
[[week]]
number = 1
title = "Flowers"
episodes = [
    { id = "bees-and-flowers", why = "I love bees" }, # mine
]

[[week]]
number = 2
title = "Old wars"
theme = "war"
start = 2024-05-06
end = 2024-05-12
minutes = 30
goals = ["Name Caesar's wars"]
episodes = [
    { id = "caesars-wars" },
    { id = "the-fall-of-rome" }
]
recalls = ["bees-and-flowers"]
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "outline.toml"
    path.write_bytes(text.encode())
    return path


def faults(folder: Path, text: str) -> list[Problem]:
    with pytest.raises(CurriculumError) as caught:
        outline_file.read(written(folder, text), SHELF, THEMES)
    return list(caught.value.problems)


def test_what_a_person_wrote_is_honoured_to_the_letter(tmp_path: Path) -> None:
    outline = outline_file.read(written(tmp_path, EDITED), SHELF, THEMES)
    assert (outline.title, outline.new_cards_a_day) == ("My spring", 5)
    flowers, wars = outline.weeks
    assert flowers.episodes == (Placed(id="bees-and-flowers", why="I love bees"),)
    assert flowers.minutes > 0  # worked out, since the file does not say
    assert wars.minutes == 30
    assert [one.id for one in wars.episodes] == ["caesars-wars", "the-fall-of-rome"]
    assert wars.goals == ("Name Caesar's wars",)
    assert str(wars.end) == "2024-05-12"


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('{ id = "caesars-wars" }', '{ id = "caesars-war" }', 21, "No episode has the id “caesars-war”"),
        ('{ id = "the-fall', '{ id = "caesars-wars" },\n{ id = "the-fall', 22, "stands in the outline twice"),
        ("number = 2", "number = 3", 13, "Week 2 is missing"),
        ("number = 2\n", "", 12, "Week 2 is missing"),
        ("goals =", "goal =", 19, "unknown key “goal”"),
        ("minutes = 30", "minutes = 'x'", 18, "“minutes” is not right"),
        ('title = "Old wars"\n', "", 12, "has no “title”"),
        ('title = "My spring"   #', "#", 1, "has no “title”"),
        ('title = "Old wars"', 'title = " "', 14, "Week 2 has no title"),
        ('title = "My spring"', 'title = "…"', 1, "The outline has no title"),
        ("recalls = [", 'recalls = ["caesars-wars", ', 24, "which is not studied before that week"),
        ('{ id = "caesars-wars" },\n    { id = "the-fall-of-rome" }\n', "", 20, "has no episode"),
        ("{ id = \"caesars-wars\" }", "3", 20, "no list of episodes"),
        ("start = 2024-05-06", "start = 2024-05-", 16, "line 16 is no TOML"),
        ("[[week]]", "[[weeks]]", 1, "has no week"),
        ("new_cards_a_day = 5", 'new_cards_a_day = "five"', 2, "“new_cards_a_day” is not right"),
        ("new_cards_a_day = 5", "new_cards_a_day = -5", 2, "-5 new cards a day cannot be"),
        ("new_cards_a_day = 5", "new_cards_a_day = 10000", 2, "10,000 new cards a day cannot be"),
        ("number = 2", "number = 1", 13, "Two weeks have the number 1, this one and that of line 6"),
        ("number = 2", "number = [2]", 13, "Week 2 is missing"),
        ("end = 2024-05-12", "end = 2024-05-01", 17, "ends on 2024-05-01, before it begins on 2024-05-06"),
        ("end = 2024-05-12", "end = '2024-05-01'", 17, "ends on 2024-05-01, before it begins"),
        ("end = 2024-05-12\n", "", 16, "Week 2 has no end, only its start"),
        ("start = 2024-05-06\n", "", 16, "Week 2 has no start, only its end"),
        ("end = 2024-05-12", "end = 2054-05-12", 17, "Week 2 has 10,964 days"),
        ("start = 2024-05-06\nend = 2024-05-12", "start = 9999-12-20\nend = 9999-12-31", 17, "the year 9999"),
        ('title = "Flowers"', 'title = "F"\nstart = 2024-05-01\nend = 2024-05-06', 18, "(to 2024-05-06)"),
        ('title = "Flowers"', 'title = "F"\nstart = 2024-06-01\nend = 2024-06-07', 18, "Week 2 begins"),
        ("minutes = 30", "minutes = 0", 18, "Week 2 has 0 minutes"),
        ("minutes = 30", "minutes = 1_000_001", 18, "Week 2 has 1,000,001 minutes, more than 7 days have"),
        ("minutes = 30", f"minutes = {'9' * 5000}", 0, "a number that is too long"),
        ("minutes = 30", "minutes = -30", 18, "Week 2 has -30 minutes"),
        ("minutes = 30", "minutes = 10081", 18, "Week 2 has 10,081 minutes, more than 7 days have"),
        ("start = 2024-05-06\nend = 2024-05-12", "start = 0999-12-30\nend = 1000-01-05", 16, "the year 1000"),
        ("start = 2024-05-06", "start = 2024-05-06T10:00:00", 16, "it must be a date without a time"),
        ('goals = [', f"goals = [{'[' * 3000}{']' * 3000},", 0, "too deep in one another"),
        ("recalls = [", "recalls = [[], ", 24, "recalls is no list"),
        ('recalls = ["bees-and-flowers"]', "recalls = 3", 24, "recalls is no list"),
        ('recalls = ["bees-and-flowers"]', 'recalls = "bees-and-flowers"', 24, "recalls is no list"),
        ("recalls = [", 'recalls = ["bees-and-flower", ', 24, "No episode has the id “bees-and-flower”"),
        ("recalls = [", 'recalls = ["bees-and-flowers", ', 24, "Week 2 recalls “bees-and-flowers” twice"),
        ("recalls = [", '[[left_out]]\nid = ["x"]\nwhy = ""\nx = [', 25, "[[left_out]] names no episode"),
        ("recalls = [", '[left_out]\nid = "x"\nwhy = ""\nx = [', 24, "What is left out is no list"),
        ("recalls = [", '[[left_out]]\nid = "caesars-wars"\nx = [', 25, "is left out and in a week"),
        (
            'recalls = ["bees-and-flowers"]',
            '[[left_out]]\nid = "bread-at-home"\nwhy = ""\n[[left_out]]\nid = "bread-at-home"\nwhy = ""',
            28,
            "“bread-at-home” is left out twice",
        ),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line_and_a_way_out(
    tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    assert old in EDITED
    problem = next(one for one in faults(tmp_path, EDITED.replace(old, new)) if said in one.message)
    assert (problem.path, problem.line) == (str(tmp_path / "outline.toml"), line)
    assert problem.remedy


def test_a_misspelt_id_is_guessed(tmp_path: Path) -> None:
    [problem] = faults(tmp_path, EDITED.replace("bees-and-flowers", "bees-and-flower"))[:1]
    assert "Perhaps “bees-and-flowers” is meant" in problem.remedy


def test_an_unknown_id_may_be_of_a_file_that_was_not_read(tmp_path: Path) -> None:
    [problem] = faults(tmp_path, EDITED.replace("caesars-wars", "kelp-forests"))
    assert "Name all your notes as SOURCE, or take what is gone out" in problem.remedy


def test_minutes_of_ours_may_be_more_than_the_days_have(tmp_path: Path) -> None:
    """As many episodes as somebody asks for go into one week, and what we wrote is read again."""
    long = library(*(one.model_copy(update={"duration": 9000}) for one in SHELF.episodes))
    outline = plan(long, THEMES, Wish(weeks=1))
    assert outline.weeks[0].minutes > 7 * 24 * 60
    assert outline_file.read(written(tmp_path, outline_file.render(outline, long)), long, THEMES) == outline


@pytest.mark.parametrize(
    ("start", "month"), [("9999-12-01", None), ("9999-11-02", None), (None, "9999-12"), (None, "9999-11")]
)
def test_no_plan_goes_so_far_that_its_reviews_have_no_date(start: str | None, month: str | None) -> None:
    with pytest.raises(CurriculumError, match="past the year 9999"):
        plan(SHELF, THEMES, Wish(start=dt.date.fromisoformat(start) if start else None, month=month))


def test_every_fault_is_named_not_only_the_first(tmp_path: Path) -> None:
    wrong = EDITED.replace('"caesars-wars"', '"x"').replace("number = 2", "number = 7")
    assert len(faults(tmp_path, wrong)) == 2


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", None])
def test_a_file_that_cannot_be_read_is_said_in_words(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "outline.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CurriculumError, match="The outline cannot be read"):
        outline_file.read(path, SHELF, THEMES)


def test_titles_stand_as_comments_and_cannot_break_out_of_them(tmp_path: Path) -> None:
    hostile = library(episode('Bees\n]\n[[week]]\n"""\x1b[31m\u2028', "Bee: A bee."))
    outline = plan(hostile, THEMES, Wish())
    text = outline_file.render(outline, hostile)
    assert outline_file.read(written(tmp_path, text), hostile, THEMES) == outline
    assert text.count("\n[[week]]") == 1


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=20).map(clean)


@settings(max_examples=40, deadline=None)
@given(
    made=libraries(),
    title=texts.map(lambda text: f"{text} week"),
    goals=st.lists(texts, max_size=3),
    why=texts,
    cards=st.integers(0, 99),
)
def test_an_outline_survives_its_file(
    tmp_path_factory: pytest.TempPathFactory,
    made: Library,
    title: str,
    goals: list[str],
    why: str,
    cards: int,
) -> None:
    planned = plan(made, THEMES, Wish(month="2024-05"))
    first = planned.weeks[0]
    week = first.model_copy(
        update={"title": title, "goals": tuple(goals), "episodes": tuple(
            Placed(id=one.id, why=why) for one in first.episodes)}
    )  # fmt: skip
    outline = planned.model_copy(
        update={"title": title, "new_cards_a_day": cards, "weeks": (week, *planned.weeks[1:])}
    )
    path = written(tmp_path_factory.mktemp("outline"), outline_file.render(outline, made))
    assert outline_file.read(path, made, THEMES) == outline
    assert outline_file.render(outline_file.read(path, made, THEMES), made) == path.read_text("utf-8")


def test_an_outline_without_themes_or_dates_survives_its_file(tmp_path: Path) -> None:
    week = Week(number=1, title="T", theme="", minutes=1, episodes=(Placed(id="bees-and-flowers", why=""),))
    outline = Outline(title="O", weeks=(week,), left_out=(LeftOut(id="caesars-wars", why="not now"),))
    assert outline_file.read(written(tmp_path, outline_file.render(outline, SHELF)), SHELF, THEMES) == outline


# ------------------------------------------------------- what is ours and what is the person's

PLANNED = plan(SHELF, THEMES, Wish(weeks=3, month="2024-05"))
FILE = outline_file.render(PLANNED, SHELF)


def moving(text: str, id: str, to: int) -> str:
    """An outline's text with an episode's two lines moved to the end of a week, as a person moves them."""
    lines = text.splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if f'{{ id = "{id}"' in line)
    taken, lines[at - 1 : at + 1] = lines[at - 1 : at + 1], []
    heads = [n for n, line in enumerate(lines) if line == "[[week]]\n"]
    end = lines.index("]\n", lines.index("episodes = [\n", heads[to - 1]))
    return "".join([*lines[:end], *taken, *lines[end:]])


def worked_out(week: Week) -> int:
    return sum(study_time.minutes(SHELF.episode(one.id)) for one in week.episodes) + 2 * len(week.recalls)


FROM = next(week for week in PLANNED.weeks if len(week.episodes) > 1)
TO = next(week for week in PLANNED.weeks if week.number != FROM.number)
ID = FROM.episodes[-1].id
MOVED = moving(FILE, ID, TO.number)


def test_a_moved_episode_takes_its_minutes_and_goals_along(tmp_path: Path) -> None:
    outline = outline_file.read(written(tmp_path, MOVED), SHELF, THEMES)
    for before, after in zip(PLANNED.weeks, outline.weeks, strict=True):
        mine = [SHELF.episode(one.id) for one in after.episodes]
        assert after.minutes == worked_out(after)
        if before.number in (FROM.number, TO.number):
            assert before.minutes != after.minutes
            assert after.goals == goals(mine, THEMES, [after.theme] if after.theme else [])
        else:
            assert (after.minutes, after.goals) == (before.minutes, before.goals)


def test_a_title_that_lists_episodes_and_reasons_that_name_neighbours_follow_a_move(tmp_path: Path) -> None:
    first, ancient, biology = outline_file.read(written(tmp_path, MOVED), SHELF, THEMES).weeks
    assert (FROM.title, first.title) == ("Bees and Flowers · Bread at Home", "Bees and Flowers")
    assert first.episodes == (Placed(id="bees-and-flowers", why="speaks of nature"),)
    assert (ancient.title, biology) == ("The ancient world", PLANNED.weeks[2])
    assert [one.why for one in ancient.episodes] == [
        *(one.why for one in TO.episodes),
        "speaks of culture; of the week's episodes nearest to “The Fall of Rome”",
    ]
    back = outline_file.read(written(tmp_path, moving(MOVED, ID, FROM.number)), SHELF, THEMES)
    assert back == PLANNED


def test_titles_and_reasons_in_the_persons_words_stay_when_an_episode_moves(tmp_path: Path) -> None:
    mine = MOVED.replace(f'title = "{FROM.title}"', 'title = "Bees · Bread"').replace(
        "; of the week's episodes nearest to “Bread at Home”", ", and nearest to “Bread at Home”"
    )
    first = outline_file.read(written(tmp_path, mine), SHELF, THEMES).weeks[0]
    assert first.title == "Bees · Bread"
    assert first.episodes[0].why == "speaks of nature, and nearest to “Bread at Home”"


def test_two_weeks_never_get_one_title_by_a_move(tmp_path: Path) -> None:
    taken = MOVED.replace('title = "Biology"', 'title = "Bees and Flowers"')
    weeks = outline_file.read(written(tmp_path, taken), SHELF, THEMES).weeks
    assert [week.title for week in weeks] == [
        "Bees and Flowers (2)",
        "The ancient world",
        "Bees and Flowers",
    ]


@pytest.mark.parametrize(
    ("why", "alone"),
    [
        ("of the week's episodes nearest to “Bread at Home”", "the only episode of its week"),
        (
            "of the week's episodes nearest to “Bread at Home”; part 2",
            "the only episode of its week; part 2",
        ),
        (
            "speaks of nature; of the week's episodes nearest to “Bread at Home”; part 2",
            "speaks of nature; part 2",
        ),
        ("because of the week's episodes nearest to “Bread at Home” I love it", None),
    ],
)
def test_only_what_a_reason_says_of_neighbours_is_renewed(why: str, alone: str | None) -> None:
    wars = SHELF.episode("caesars-wars")
    assert renewed(why, None, SHELF) == (alone or why)
    assert renewed(why, wars, SHELF) == (why.replace("Bread at Home", "Caesar's Wars") if alone else why)


def test_a_value_that_the_person_set_stays_when_an_episode_moves(tmp_path: Path) -> None:
    mine = MOVED.replace(f"minutes = {FROM.minutes}\n", "minutes = 45\n", 1)
    start = mine.index("goals = ", mine.index(f"number = {TO.number}\n"))
    end = mine.index("question = ", start)
    mine = f'{mine[:start]}goals = ["Bake one loaf"]\n{mine[end:]}'
    outline = outline_file.read(written(tmp_path, mine), SHELF, THEMES)
    weeks = {week.number: week for week in outline.weeks}
    assert weeks[FROM.number].minutes == 45
    assert weeks[TO.number].goals == ("Bake one loaf",)
    assert weeks[TO.number].minutes == worked_out(weeks[TO.number])


def test_recalls_that_nobody_wrote_follow_a_moved_episode(tmp_path: Path) -> None:
    """Moving an episode behind the week that recalls it is no fault of the person's."""
    recalled = next(id for week in PLANNED.weeks for id in week.recalls)
    text = moving(FILE, recalled, len(PLANNED.weeks))
    outline = outline_file.read(written(tmp_path, text), SHELF, THEMES)
    assert all(recalled not in week.recalls for week in outline.weeks)
    assert all(week.minutes == worked_out(week) for week in outline.weeks)
    unmarked = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("planned"))
    assert any("which is not studied before" in one.message for one in faults(tmp_path, unmarked))


def test_an_outline_of_an_earlier_version_is_honoured_to_the_letter(tmp_path: Path) -> None:
    old = outline_file.unmarked(FILE)
    assert outline_file.read(written(tmp_path, old), SHELF, THEMES) == PLANNED
    moved = outline_file.read(written(tmp_path, moving(old, ID, TO.number)), SHELF, THEMES)
    for before, after in zip(PLANNED.weeks, moved.weeks, strict=True):
        assert (after.title, after.minutes, after.goals) == (before.title, before.minutes, before.goals)
    assert [one.why for week in moved.weeks for one in week.episodes if one.id != ID] == [
        one.why for week in PLANNED.weeks for one in week.episodes if one.id != ID
    ]


@pytest.mark.parametrize("marks", ["3", '"x"', "{ minutes = 3 }", "[]", "{}"])
def test_marks_that_say_nothing_make_everything_the_persons(tmp_path: Path, marks: str) -> None:
    text = re.sub(r"^planned = .*$", f"planned = {marks}", MOVED, flags=re.MULTILINE)
    outline = outline_file.read(written(tmp_path, text), SHELF, THEMES)
    assert [week.minutes for week in outline.weeks] == [week.minutes for week in PLANNED.weeks]


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_however_episodes_move_what_nobody_set_is_right(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = FILE
    for _ in range(data.draw(st.integers(1, 4))):
        ids = [one.id for one in SHELF.episodes]
        moved = moving(text, data.draw(st.sampled_from(ids)), data.draw(st.integers(1, len(PLANNED.weeks))))
        if "episodes = [\n]" not in moved:  # an empty week is a fault, and named
            text = moved
    outline = outline_file.read(written(tmp_path_factory.mktemp("moved"), text), SHELF, THEMES)
    before: set[str] = set()
    for week in outline.weeks:
        assert week.minutes == worked_out(week)
        assert before.issuperset(week.recalls)
        before.update(one.id for one in week.episodes)


def test_update_leaves_what_is_ours_ours(tmp_path: Path) -> None:
    path = written(tmp_path, outline_file.render(plan(library(*SHELF.episodes[1:]), THEMES, Wish()), SHELF))
    path.write_text(update(path, SHELF, THEMES)[0], encoding="utf-8")
    week = next(
        week
        for week in tomllib.loads(path.read_text("utf-8"))["week"]
        if any(one["id"] == "bees-and-flowers" for one in week["episodes"])
    )
    assert marks.is_ours(week, "minutes")
    assert not marks.is_ours(week, "episodes")
    assert week["minutes"] == sum(
        study_time.minutes(SHELF.episode(one["id"])) for one in week["episodes"]
    ) + 2 * len(week["recalls"])


# ------------------------------------------------------------------ --update


def test_new_episodes_are_those_neither_placed_nor_left_out(tmp_path: Path) -> None:
    outline = outline_file.read(written(tmp_path, EDITED), SHELF, THEMES)
    assert missing(outline, SHELF, THEMES) == ("bread-at-home", "how-enzymes-work", "inside-a-protein")
    left = outline.model_copy(update={"left_out": (LeftOut(id="bread-at-home", why="not hungry"),)})
    assert missing(left, SHELF, THEMES) == ("how-enzymes-work", "inside-a-protein")


def test_an_outline_of_a_theme_misses_only_what_matters_for_it() -> None:
    outline = plan(library(*SHELF.episodes[:2]), THEMES, Wish(themes=("biology",)))
    assert missing(outline, SHELF, THEMES) == ("inside-a-protein",)


def test_update_keeps_every_byte_that_the_person_wrote(tmp_path: Path) -> None:
    path = written(tmp_path, EDITED)
    text, additions = update(path, SHELF, THEMES)
    assert [one.id for one in additions] == ["bread-at-home", "how-enzymes-work", "inside-a-protein"]
    kept = [line for line in EDITED.splitlines() if "minutes" not in line and "fall-of-rome" not in line]
    lines = text.splitlines()
    assert [line for line in lines if line in kept] == kept
    assert "# I like this better" in text
    assert "}, # mine" in text


def test_updating_twice_changes_nothing(tmp_path: Path) -> None:
    path = written(tmp_path, EDITED)
    path.write_text(update(path, SHELF, THEMES)[0], encoding="utf-8")
    before = path.read_text("utf-8")
    assert update(path, SHELF, THEMES) == (before, ())


def test_a_new_episode_goes_to_the_week_it_suits(tmp_path: Path) -> None:
    _, additions = update(written(tmp_path, EDITED), library(*SHELF.episodes, GOTHS), THEMES)
    assert {one.id: one.week for one in additions}["the-goths"] == 2


GOTHS = episode("The Goths", "War: The Goths fought the Roman army.", "Rome: A siege of Rome.")


@settings(max_examples=25, deadline=None)
@given(made=libraries(least=2, most=9), weeks=st.integers(1, 4))
def test_an_added_episode_moves_no_other(
    tmp_path_factory: pytest.TempPathFactory, made: Library, weeks: int
) -> None:
    fewer = Library(episodes=made.episodes[1:])
    outline = plan(fewer, THEMES, Wish(weeks=weeks))
    path = written(tmp_path_factory.mktemp("update"), outline_file.render(outline, fewer))
    text, additions = update(path, made, THEMES)
    path.write_bytes(text.encode())
    grown = outline_file.read(path, made, THEMES)
    new = {one.id for one in additions}
    assert new <= {made.episodes[0].id}
    for before, after in zip(outline.weeks, grown.weeks, strict=True):
        kept = [one.id for one in after.episodes if one.id not in new]
        assert kept == [one.id for one in before.episodes]
        assert after.minutes >= before.minutes
    assert tomllib.loads(text)


@pytest.mark.parametrize(
    "episodes",
    [
        'episodes = [{ id = "bees-and-flowers", why = "]" }]',
        "episodes = [ { id = 'bees-and-flowers', why = '''\n]''' } , ] # end ]",
        'episodes = [\n  { id = "bees-and-flowers", why = """a \\" ] b""" } # no comma ]\n  ]',
        'episodes = [{ id = "bees-and-flowers", why = "a \\" ] b" },\n\n# last ]\n]',
    ],
)
def test_update_finds_the_end_of_any_list(tmp_path: Path, episodes: str) -> None:
    path = written(tmp_path, f'title = "T"\n[[week]]\nnumber = 1\ntitle = "W"\n{episodes}\ngoals = []\n')
    path.write_text(update(path, SHELF, THEMES)[0], encoding="utf-8")
    outline = outline_file.read(path, SHELF, THEMES)
    assert len(outline.weeks[0].episodes) == 6
    assert outline.weeks[0].episodes[0].id == "bees-and-flowers"


# ---------------------------------------------------------------- outline.md


def test_the_markdown_says_what_the_outline_says() -> None:
    text = outline_markdown.render(plan(SHELF, THEMES, Wish(month="2024-05")), SHELF)
    assert text.startswith("# May 2024\n")
    assert "6–12 May 2024, about 4 minutes to read and recall." in text
    for one in SHELF.episodes:
        assert f"**{one.title}**" in text


def test_texts_stay_texts_in_markdown() -> None:
    from markdown_it import MarkdownIt

    hostile = library(episode("<b>Bees</b> *&* [x](y) `z`\n# H", "Bee: A bee."))
    html = MarkdownIt().render(outline_markdown.render(plan(hostile, THEMES, Wish()), hostile))
    assert "<b>" not in html
    assert "href" not in html
    assert html.count("<h1>") == 1


def test_a_title_that_lists_episodes_cut_short_makes_no_name_of_a_file() -> None:
    placed = tuple(Placed(id=id, why="") for id in ("a", "b"))
    week = Week(number=2, title="How to mend… · Salt", theme="", minutes=9, episodes=placed)
    assert week.stem == "week-2-2-episodes"
    assert week.model_copy(update={"title": "Bees · Salt"}).stem == "week-2-bees-salt"
