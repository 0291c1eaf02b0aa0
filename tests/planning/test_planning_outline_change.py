"""One change of an outline file: it says then what was meant, and all else stays as the person wrote it."""

import datetime as dt
import itertools
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from made_libraries import SHELF

from curriculum.letters import clean
from curriculum.planning import outline_file, study_time
from curriculum.planning.outline import Outline
from curriculum.planning.outline_change import Change, Days, Edit, Top, changed
from curriculum.planning.outline_move import LEFT, OUT, PUT, Move, Refused
from curriculum.planning.plan import Wish, plan
from curriculum.planning.themes import read_themes
from curriculum.planning.update import missing
from curriculum.problems import CurriculumError

THEMES = read_themes()
FILE = Path("outline.toml")
IDS = sorted(one.id for one in SHELF.episodes)
PLANNED = plan(SHELF, THEMES, Wish(month="2024-05", weeks=3))
TEXT = outline_file.render(PLANNED, SHELF)

MINE = """\
# my own outline
title = "My spring"   # I like this better

# first the bees
[[week]]
number = 1
title = "Flowers"
minutes = 90  # as always
episodes = [
    # Ada sent it

    # read it in the garden
    { id = "bees-and-flowers", why = "I love bees" }, # mine
    { id = 'bread-at-home', why = "hunger" }, { id = "how-enzymes-work" } # both on Sunday
    # and perhaps more
]

[[week]]
number = 2
title = "Wars"
start = 2024-05-06
end = 2024-05-12
episodes = [{ id = "caesars-wars" }, { id = "the-fall-of-rome" }]
recalls = ["bees-and-flowers"]  # on the bus

# no time
[[left_out]]
# Inside a Protein
id = "inside-a-protein"  # next year
why = "too hard"
"""


def change(text: str, *changes: Change) -> tuple[str, Outline]:
    outline = read(text)
    for one in changes:
        text, outline = changed(text, one, SHELF, THEMES, FILE)
    return text, outline


def read(text: str) -> Outline:
    return outline_file.parse(text, FILE, SHELF, THEMES)


def ids(outline: Outline) -> list[list[str]]:
    return [[one.id for one in week.episodes] for week in outline.weeks]


def test_an_episode_takes_its_comments_along_and_no_other_byte_changes() -> None:
    text, outline = change(MINE, Move(id="bees-and-flowers", week=2, place=1))
    assert ids(outline) == [
        ["bread-at-home", "how-enzymes-work"],
        ["caesars-wars", "bees-and-flowers", "the-fall-of-rome"],
    ]
    assert text == MINE.replace(
        '    # read it in the garden\n    { id = "bees-and-flowers", why = "I love bees" }, # mine\n',
        "",
    ).replace(
        '{ id = "caesars-wars" }, {',
        '{ id = "caesars-wars" },\n    # read it in the garden\n'
        f'    {{ id = "bees-and-flowers", why = "{PUT}" }}, # mine\n    {{',
    ).replace('recalls = ["bees-and-flowers"]  #', "recalls = []  #")


def test_an_episode_is_left_out_and_comes_back() -> None:
    out, outline = change(MINE, Move(id="how-enzymes-work", week=OUT))
    assert [one.why for one in outline.left_out] == ["too hard", LEFT]
    assert '{ id = "how-enzymes-work"' not in out
    assert out.endswith(f'[[left_out]]\nid = "how-enzymes-work"  # both on Sunday\nwhy = "{LEFT}"\n')
    back, outline = change(out, Move(id="how-enzymes-work", week=1))
    assert ids(outline) == ids(read(MINE))
    assert f'    {{ id = "how-enzymes-work", why = "{PUT}" }}, # both on Sunday\n    # and perhaps' in back


def test_what_was_left_out_comes_in_with_all_its_comments() -> None:
    text, outline = change(MINE, Move(id="inside-a-protein", week=2, place=0))
    assert ids(outline)[1][0] == "inside-a-protein"
    assert outline.left_out == ()
    assert text.endswith(
        "episodes = [\n    # no time\n    # Inside a Protein\n"
        f'    {{ id = "inside-a-protein", why = "{PUT}" }}, # next year\n'
        '    { id = "caesars-wars" }, { id = "the-fall-of-rome" }]\n'
        'recalls = ["bees-and-flowers"]  # on the bus\n'
    )


def test_an_episode_that_came_later_is_put_into_a_week() -> None:
    without = MINE.replace(', { id = "the-fall-of-rome" }', "")
    assert missing(read(without), SHELF, THEMES) == ("the-fall-of-rome",)
    text, outline = change(without, Move(id="the-fall-of-rome", week=1, place=0))
    assert ids(outline)[0][0] == "the-fall-of-rome"
    assert "    # The Fall of Rome\n" in text


def test_a_list_of_the_left_out_on_one_line_is_changed_too() -> None:
    text = (
        MINE.partition("# no time")[0]
        .replace("My spring", "Spring")
        .replace("# first", 'left_out = [{ id = "inside-a-protein", why = "too hard" }]\n\n# first')
    )
    text, outline = change(text, Move(id="caesars-wars", week=OUT), Move(id="inside-a-protein", week=2))
    assert f'left_out = [{{ id = "caesars-wars", why = "{LEFT}" }}]\n' in text
    assert ids(outline)[1] == ["the-fall-of-rome", "inside-a-protein"]


def test_a_week_whose_last_episode_leaves_goes_and_its_notes_stay() -> None:
    text, outline = change(MINE, *(Move(id=id, week=2) for id in ids(read(MINE))[0]))
    (wars,) = outline.weeks
    assert (wars.number, wars.title, str(wars.start)) == (1, "Wars", "2024-05-06")
    assert comments(text) == comments(MINE)
    assert (
        "# first the bees\n# as always\n# Ada sent it\n# and perhaps more\n\n[[week]]\nnumber = 1\n" in text
    )


def test_the_only_week_cannot_be_emptied() -> None:
    first, _ = change(MINE, *(Move(id=id, week=2) for id in ids(read(MINE))[0]))
    *most, last = ids(read(first))[0]
    text, _ = change(first, *(Move(id=id, week=OUT) for id in most))
    with pytest.raises(Refused, match="last episode"):
        change(text, Move(id=last, week=OUT))


def test_a_new_week_begins_after_the_last_and_follows_its_episodes() -> None:
    text, outline = change(TEXT, Move(id="bread-at-home", week=4), Move(id="caesars-wars", week=4))
    new = outline.weeks[-1]
    last = outline.weeks[-2]
    assert (new.title, [one.id for one in new.episodes]) == (
        "Bread at Home · Caesar's Wars",
        ["bread-at-home", "caesars-wars"],
    )
    assert last.end
    assert (new.start, new.end) == (last.end + dt.timedelta(1), last.end + dt.timedelta(7))
    assert new.minutes == sum(study_time.minutes(SHELF.episode(one.id)) for one in new.episodes)
    assert comments(text) == comments(TEXT) + Counter(["# leave this line: it tells what you changed"])


def test_minutes_that_nobody_set_follow_and_those_of_the_person_stay() -> None:
    _, outline = change(MINE, Move(id="bees-and-flowers", week=2))
    assert outline.weeks[0].minutes == 90
    assert outline.weeks[1].minutes == sum(study_time.minutes(SHELF.episode(id)) for id in ids(outline)[1])
    text, outline = change(MINE, Edit(week=1, minutes=0))
    assert outline.weeks[0].minutes != 90
    assert "# as always\nepisodes = [" in text


def test_a_week_is_renamed_asked_and_given_goals() -> None:
    edit = Edit(week=2, title='Old "wars"', question="Why?", goals=("Name # two", "Say 'why'"), minutes=30)
    text, outline = change(MINE, edit)
    wars = outline.weeks[1]
    assert (wars.title, wars.question, wars.goals, wars.minutes) == (
        'Old "wars"',
        "Why?",
        ("Name # two", "Say 'why'"),
        30,
    )
    assert text.startswith(MINE.partition('title = "Wars"')[0])
    assert text.endswith(MINE.partition("end = 2024-05-12\n")[2].partition("[[week]]")[2])
    assert change(text, Edit(week=2))[0] == text


def test_a_title_of_the_person_is_no_longer_called_automatic() -> None:
    note = "# no theme of the theme file suits: this title is automatic\n"
    text = TEXT.replace('theme = "', f'{note}theme = "', 1)
    assert note not in change(text, Edit(week=1, title="Mine"))[0]


def test_days_change_and_take_the_later_weeks_along_when_asked() -> None:
    first = PLANNED.weeks[0]
    assert first.start
    assert first.end
    later = {"start": first.start + dt.timedelta(2), "end": first.end + dt.timedelta(2)}
    with pytest.raises(CurriculumError, match="has not ended"):
        change(TEXT, Edit(week=1, days=Days(**later)))
    _, outline = change(TEXT, Edit(week=1, days=Days(**later, later=True)))
    assert [week.start for week in outline.weeks] == [
        week.start + dt.timedelta(2) for week in PLANNED.weeks if week.start
    ]
    _, outline = change(MINE, Edit(week=1, days=Days(start=dt.date(2024, 4, 29), end=dt.date(2024, 5, 5))))
    assert str(outline.weeks[0].end) == "2024-05-05"  # which had none


def test_the_curriculum_is_renamed() -> None:
    text, outline = change(MINE, Top(title="Spring", new_cards_a_day=7))
    assert (outline.title, outline.new_cards_a_day) == ("Spring", 7)
    assert text == MINE.replace(
        '"My spring"   # I like this better\n', '"Spring"   # I like this better\nnew_cards_a_day = 7\n'
    )


def test_another_first_day_moves_all_weeks_along_or_gives_them_days() -> None:
    _, outline = change(TEXT, Top(start=dt.date(2024, 6, 3)))
    assert [(week.start, week.end) for week in outline.weeks] == [
        (week.start + dt.timedelta(28), week.end + dt.timedelta(28))
        for week in PLANNED.weeks
        if week.start and week.end
    ]
    text, outline = change(MINE, Top(start=dt.date(2024, 6, 3)))  # its first week had none
    assert [str(week.start) for week in outline.weeks] == ["2024-06-03", "2024-06-10"]
    assert [str(week.end) for week in outline.weeks] == ["2024-06-09", "2024-06-16"]
    assert [line for line in MINE.splitlines() if "#" in line] == [
        line for line in text.splitlines() if "#" in line
    ]
    with pytest.raises(Refused, match="calendar"):
        change(TEXT, Top(start=dt.date.max))


@pytest.mark.parametrize(
    "one", [Move(id="nobody", week=1), Move(id="caesars-wars", week=4), Edit(week=0, title="x"), Edit(week=3)]
)
def test_what_is_not_there_is_not_changed(one: Change) -> None:
    with pytest.raises(Refused, match="there is no"):
        change(MINE, one)


LONG, LONGER = "x" * 300, "y" * 1000


@pytest.mark.parametrize(
    "one",
    [
        Top(title=f"{LONG}x"),
        Edit(week=1, title=f"{LONG}x"),
        Edit(week=1, question=f"{LONGER}y"),
        Edit(week=1, goals=("a", f"{LONGER}y")),
        Edit(week=1, goals=("a",) * 21),
        *(Edit(week=1, title=f"a{sign}b") for sign in "\n\r\t\0\x1b\x85\u2028\u200f\u202e\u2066\ud800"),
        Edit(week=1, question="a\u202eb"),
        Edit(week=1, goals=("a\nb",)),
        Top(title="a\x07b"),
    ],
)
def test_words_that_are_too_long_or_no_line_are_refused(one: Change) -> None:
    with pytest.raises(Refused, match=r"is one line of at most|at most 20 goals"):
        change(MINE, one)


def test_words_of_every_script_are_a_line() -> None:
    said = (
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0646\u0645 \U0001f469\u200d\U0001f680"  # joined and not joined
    )
    _, outline = change(MINE, Edit(week=1, title=said, question=LONGER, goals=(said,) * 20), Top(title=LONG))
    assert (outline.title, outline.weeks[0].title, outline.weeks[0].goals[-1]) == (LONG, said, said)


def test_words_that_stand_there_already_may_stay() -> None:
    text = MINE.replace('title = "Wars"', f'title = "Wars"\ngoals = ["{LONGER}y"]', 1)
    _, outline = change(text, Edit(week=2, goals=(f"{LONGER}y", "b")))
    assert len(outline.weeks[1].goals) == 2


def test_a_file_of_another_make_is_left_to_the_person() -> None:
    text = MINE.partition("episodes = [{")[0] + (
        "[[week.episodes]]\nid = 'caesars-wars'\n[[week.episodes]]\nid = 'the-fall-of-rome'\n"
    )
    with pytest.raises(Refused, match="by hand"):
        change(text, Edit(week=1, title="x"))


# ---------------------------------------------------------------- however it is written, whatever moves


def comments(text: str) -> Counter[str]:
    """Every comment, but for what a text has in it."""
    return Counter(re.findall(r"# (?:note|line) \d+|# [^\r\n'\"]*$", text, re.MULTILINE))


@st.composite
def files(draw: st.DrawFn) -> str:
    """An outline with its episodes written in any way, and comments wherever they may be."""
    number = iter(range(1000))

    def maybe(*texts: str) -> str:
        return draw(st.sampled_from(["", *texts]))

    def note() -> str:
        return maybe(f" # note {next(number)}")

    def lines() -> str:
        return "".join(
            draw(st.sampled_from([f"\n  # line {next(number)}", "\n", ""]))
            for _ in range(draw(st.integers(0, 3)))
        )

    def entry(id: str) -> str:
        quoted = draw(st.sampled_from([f'"{id}"', f"'{id}'", f'"""{id}"""', f"'''{id}'''"]))
        why = draw(st.sampled_from(["", " why = 'so, [or] #', ", '"why"="""a\n# b""",']))
        return f"{{{why}id={quoted} }}"

    placed = draw(st.permutations(IDS))
    cut = sorted(draw(st.lists(st.integers(1, 6), min_size=0, max_size=2)))
    groups = [group for group in (placed[a:b] for a, b in zip([0, *cut], [*cut, 6], strict=True)) if group]
    out = groups.pop() if len(groups) > 1 and draw(st.booleans()) else []
    text = f"{lines()}\ntitle = 'T'{note()}\n".lstrip("\n")
    for week, group in enumerate(groups, start=1):
        text += f"{lines()}\n[[week]]{note()}{lines()}\nnumber = {week}{note()}\ntitle = 'W'{lines()}\n"
        text += maybe("minutes = 7\n", "goals = [ 'one', # g\n]\n")
        text += f"episodes = [{note()}{lines()}"
        for place, id in enumerate(group):
            break_ = draw(st.sampled_from(["\n", "\n    ", ""]))
            text += (break_ or ("\n" if "#" in text.rpartition("\n")[2] else " ")) + entry(id)
            first = note()
            text += first + ("\n" if first else "")
            if place + 1 < len(group) or draw(st.booleans()):
                text += lines() + ("\n" if "#" in text.rpartition("\n")[2] else "")
                text = text + ("\n" if "#" in text.rpartition("\n")[2] else "") + "," + note() + lines()
        text += ("\n" if "#" in text.rpartition("\n")[2] else maybe("\n")) + f"]{note()}{lines()}\n"
    for id in out:
        text += f"{lines()}\n[[left_out]]{note()}{lines()}\nid = '{id}'{note()}{lines()}\n"
        text += f"why = 'no'{note()}{lines()}\n"
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


moves = st.builds(Move, id=st.sampled_from(IDS), week=st.integers(0, 4), place=st.none() | st.integers(0, 4))


def done(weeks: Sequence[Sequence[str]], move: Move) -> list[list[str]]:
    """The weeks after a move, worked out as simply as can be."""
    after = [[id for id in week if id != move.id] for week in weeks] + [[]]
    if move.week:
        after[move.week - 1].insert(99 if move.place is None else move.place, move.id)
    return [week for week in after if week]


@settings(max_examples=150, deadline=None)
@given(text=files() | st.just(TEXT) | st.just(MINE), many=st.lists(moves, min_size=1, max_size=6))
def test_whatever_moves_every_comment_and_every_episode_is_there_once(text: str, many: list[Move]) -> None:
    before = comments(text)
    outline = read(text)
    for move in many:
        meant = done(ids(outline), move) if move.week <= len(outline.weeks) + 1 else []
        if not meant:
            continue
        text, outline = changed(text, move, SHELF, THEMES, FILE)
        assert ids(outline) == meant
        left = [one.id for one in outline.left_out]
        assert sorted([*itertools.chain(*ids(outline)), *left]) == IDS
        assert [week.number for week in outline.weeks] == [*range(1, len(meant) + 1)]
        assert text.count("\r\n") in (0, text.count("\n"))
    ours = Counter(dict.fromkeys(outline_file.NOTES, 99))
    assert comments(text) - ours == before - ours


@settings(max_examples=60, deadline=None)
@given(move=moves)
def test_what_is_planned_moves_as_the_value_would(move: Move) -> None:
    """Titles, days and all that a person set stay; minutes and goals are those of the new episodes."""
    if move.week > len(PLANNED.weeks) + 1:
        return
    _, outline = change(TEXT, move)
    kept = {week.title: week for week in PLANNED.weeks}
    for week in outline.weeks:
        old = kept.get(week.title)
        if old is None:
            continue
        assert (week.start, week.end, week.question, week.theme) == (
            old.start,
            old.end,
            old.question,
            old.theme,
        )
        mine = [SHELF.episode(one.id) for one in week.episodes]
        assert week.minutes == sum(map(study_time.minutes, mine)) + study_time.RECALL * len(week.recalls)
        if [one.id for one in old.episodes] == [one.id for one in week.episodes]:
            assert week.goals == old.goals


@example(text='""" a # \\" """\n')
@given(text=st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_a_title_of_any_letters_is_read_again_as_it_was_given(text: str) -> None:
    if not any(char.isalnum() for char in text):
        return
    try:
        _, outline = change(MINE, Edit(week=1, title=text, goals=(text,)), Top(title=text))
    except (Refused, CurriculumError):
        return
    assert outline.title == outline.weeks[0].title == outline.weeks[0].goals[0] == clean(text)
