"""The plan at the desk: moved and changed in the outline's file, which the commands follow."""

import errno
import itertools
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from desk_sample import Answer, ask, desk_started

from curriculum.cli.build import make_now
from curriculum.desk import journal
from curriculum.desk.app import application
from curriculum.desk.desk import Desk
from curriculum.planning import outline_file
from curriculum.planning.wish import Wish

EPISODES = {
    "mills": "# The Rance Mills\n\n1. **Storage**: Tidal mills store the flood behind gates for six hours.\n",
    "bread": "# Bread at Home\n\n1. **Dough**: Yeast makes the dough rise, and the oven bakes it.\n",
    "rome": "# The Fall of Rome\n\n1. **Emperors**: The empire had many emperors, and its army lost.\n",
    "bees": "# Bees and Flowers\n\n1. **Pollen**: Bees carry pollen from flower to flower.\n",
}
MINE = """\
title = "My spring"   # I like this better

# first the bees
[[week]]
number = 1
title = "Flowers"
episodes = [
    # Ada sent it
    { id = "bees-and-flowers" }, # mine
    { id = "the-rance-mills" },
]

[[week]]
number = 2
title = "Old things"
start = 2024-05-06
end = 2024-05-12
minutes = 30
episodes = [{ id = "the-fall-of-rome" }, { id = "bread-at-home" }]
"""


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "plan"
    folder.mkdir()
    for name, text in EPISODES.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def desk_at(folder: Path, outline: Path | None = None) -> Desk:
    """The desk as the command starts it, with a typed ``--outline`` or by the settings."""
    return desk_started(folder, outline=outline)


def plan(desk: Desk) -> dict[str, Any]:
    answer = ask(application(desk), path="/plan")
    assert answer.status == 200, answer.body
    return dict(answer.json)


def post(desk: Desk, path: str, body: object) -> Answer:
    return ask(application(desk), "POST", path, body=[json.dumps(body).encode()])


def change(desk: Desk, seen: str | None = None, **asked: object) -> Answer:
    return post(desk, "/plan/change", {"seen": plan(desk)["seen"] if seen is None else seen, "change": asked})


def undo(desk: Desk) -> Answer:
    return post(desk, "/undo", {})


def ids(shown: dict[str, Any]) -> list[list[str]]:
    return [[one["id"] for one in week["episodes"]] for week in shown["weeks"]]


def outline_of(folder: Path) -> str:
    return (folder / "outline.toml").read_bytes().decode()


def written(folder: Path, text: str = MINE) -> Desk:
    """The desk over an outline of the person's, which the settings name."""
    (folder / "outline.toml").write_bytes(text.encode())
    (folder / "curriculum.toml").write_text(
        '# how I learn\noutline = "outline.toml"  # mine\n', encoding="utf-8"
    )
    return desk_at(folder)


def test_it_shows_the_programs_plan_with_all_that_follows(notes: Path) -> None:
    shown = plan(desk_at(notes))
    assert (shown["seen"], shown["file"], shown["anew"]) == ("", "", False)
    assert sorted(itertools.chain(*ids(shown))) == sorted(
        ["the-rance-mills", "bread-at-home", "the-fall-of-rome", "bees-and-flowers"]
    )
    first = shown["weeks"][0]
    assert first["minutes"] >= sum(one["minutes"] for one in first["episodes"]) > 0
    assert first["cards"] == sum(one["cards"] for one in first["episodes"])
    assert first["episodes"][0]["why"]


def test_it_tells_what_is_to_be_known_of_the_notes_and_how_many_names_are_in_doubt(notes: Path) -> None:
    (notes / "empty.md").write_text("# Nothing yet\n\nKey points:\n\n1. **Mill**:\n", encoding="utf-8")
    desk = desk_at(notes)
    shown = plan(desk)
    assert [one["place"] for one in shown["problems"]] == [
        one.place for one in desk.workspace.library.problems
    ]
    assert any(one["place"].endswith("empty.md:5") and one["remedy"] for one in shown["problems"])
    assert shown["in_doubt"] == 0


def test_the_first_change_makes_the_plan_a_file_that_the_settings_name(notes: Path) -> None:
    desk = desk_at(notes)
    (notes / "curriculum.toml").write_text('# mine\nmonth = "2024-05"  # spring\n', encoding="utf-8")
    before = plan(desk)
    assert len(before["weeks"]) == 4
    (id, *_), *_ = ids(before)
    answer = change(desk, id=id, week=2, place=0)
    assert answer.status == 200, answer.body
    assert ids(answer.json)[0] == [id, *ids(before)[1]]
    assert "number 1 of 2 in week 1" in answer.json["done"]
    settings = (notes / "curriculum.toml").read_text("utf-8")
    assert settings == '# mine\nmonth = "2024-05"  # spring\noutline = "outline.toml"\n'
    assert plan(desk_at(notes))["seen"] == answer.json["seen"]  # also after a restart
    back = undo(desk).json
    assert back["files"] == ["outline.toml", "curriculum.toml"]
    assert not (notes / "outline.toml").exists()
    assert ids(plan(desk)) == ids(before)


def test_comments_and_order_survive(notes: Path) -> None:
    desk = written(notes)
    change(desk, id="bees-and-flowers", week=2, place=1)
    assert outline_of(notes) == MINE.replace(
        '    # Ada sent it\n    { id = "bees-and-flowers" }, # mine\n', ""
    ).replace(
        '{ id = "the-fall-of-rome" }, ',
        '{ id = "the-fall-of-rome" },\n    # Ada sent it\n'
        '    { id = "bees-and-flowers", why = "you put it here" }, # mine\n    ',
    )
    undo(desk)
    assert outline_of(notes) == MINE
    assert (notes / "curriculum.toml").read_text("utf-8").startswith("# how I learn\n")


def test_minutes_cards_and_forecast_follow_at_once(notes: Path) -> None:
    desk = written(notes)
    before = plan(desk)
    after = change(desk, id="bread-at-home", week=1).json
    assert after["weeks"][0]["minutes"] > before["weeks"][0]["minutes"]
    assert (after["weeks"][1]["minutes"], after["weeks"][1]["own"]) == (30, True)  # the person set it
    worked_out = change(desk, week=2, minutes=0).json["weeks"][1]
    assert (worked_out["own"], worked_out["minutes"]) == (False, worked_out["episodes"][0]["minutes"])


def test_out_in_and_into_a_new_week(notes: Path) -> None:
    desk = written(notes)
    out = change(desk, id="bread-at-home", week=0).json
    assert [(one["id"], one["why"]) for one in out["left_out"]] == [("bread-at-home", "you left it out")]
    new = change(desk, id="bread-at-home", week=3).json["weeks"][2]
    assert (new["title"], new["start"], new["end"]) == ("Bread at Home", "2024-05-13", "2024-05-19")
    assert new["minutes"] == new["episodes"][0]["minutes"]


def test_who_came_later_is_shown_and_put_into_a_week(notes: Path) -> None:
    desk = written(notes, MINE.replace(', { id = "bread-at-home" }', ""))
    assert [one["id"] for one in plan(desk)["newcomers"]] == ["bread-at-home"]
    after = change(desk, id="bread-at-home", week=1, place=0).json
    assert (ids(after)[0][0], after["newcomers"]) == ("bread-at-home", [])


def test_titles_days_and_cards_a_day_are_changed(notes: Path) -> None:
    desk = written(notes)
    change(desk, title="Spring")
    change(desk, new_cards_a_day=3)
    change(desk, week=1, title="Blossom", question="Why?", goals=["Name one"])
    days = {"start": "2024-04-29", "end": "2024-05-05"}
    shown = change(desk, week=1, days=days).json
    week = shown["weeks"][0]
    assert (shown["title"], shown["new_cards_a_day"], week["title"]) == ("Spring", 3, "Blossom")
    assert (week["question"], week["goals"], week["dates"]) == (
        "Why?",
        ["Name one"],
        "29 Apr\u2009–\u20095 May 2024",
    )
    assert "# I like this better" in outline_of(notes)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            {"week": 2, "days": {"start": "2024-05-10", "end": "2024-05-01"}},
            "before it begins",
        ),
        ({"week": 1, "title": "…"}, "Week 1 has no title"),
        ({"week": 2, "minutes": 999_999}, "more than 7 days have"),
        ({"week": 9, "title": "x"}, "there is no week 9"),
        ({"id": "../../etc/passwd", "week": 1}, "there is no such episode"),
        ({"title": "x" * 301}, "a title is one line of at most 300 characters"),
        ({"week": 1, "title": "x\n[[week]]"}, "a title is one line"),
        ({"week": 1, "goals": ["x"] * 21}, "at most 20 goals"),
    ],
)
def test_what_would_be_no_outline_is_refused_in_words(notes: Path, asked: Any, said: str) -> None:
    desk = written(notes)
    answer = change(desk, **asked)
    assert (answer.status, said in answer.json["said"]) == (422, True), answer.body
    assert outline_of(notes) == MINE


@pytest.mark.parametrize(
    "asked", [{"week": 1, "path": "/etc"}, {"id": 3, "week": 1}, {"id": "x", "week": -1}]
)
def test_what_is_no_change_is_not_taken(notes: Path, asked: dict[str, object]) -> None:
    assert change(written(notes), **asked).status == 400


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"week": 1, "minutes": -1}, "minutes: it must be at least 0."),
        (
            {"week": 1, "days": {"start": "2026-02-30", "end": "2026-03-01"}},
            "start: it must be a date such as",
        ),
        ({"start": "2026-02-30"}, "start: it must be a date such as"),
        ({"new_cards_a_day": 10_000}, "new_cards_a_day: it must be at most 9999."),
        ({"id": "x", "week": -1}, "week: it must be at least 0."),
        ([1], "change: it is not what may stand there."),
    ],
)
def test_what_is_wrong_with_a_change_is_told_of_the_change_that_was_meant(
    notes: Path, asked: object, said: str
) -> None:
    answer = post(written(notes), "/plan/change", {"seen": "", "change": asked})
    assert (answer.status, said in answer.json["said"]) == (400, True), answer.body


def test_there_is_no_week_nought(notes: Path) -> None:
    assert "there is no week 0." in change(written(notes), week=0, title="x").json["said"]


def test_a_file_that_cannot_be_written_is_named_once(notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = written(notes)
    seen = plan(desk)["seen"]

    def full(path: Path, text: str) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(journal, "write_atomically", full)
    answer = change(desk, seen=seen, week=1, title="Petals")
    path = str(journal.file_of(notes))
    assert (answer.status, answer.json["said"].count(path)) == (500, 1), answer.body
    assert answer.json["said"].startswith(f"{path} cannot be written: ")


def test_a_stale_change_is_refused_and_shown(notes: Path) -> None:
    desk = written(notes)
    seen = plan(desk)["seen"]
    (notes / "outline.toml").write_text(MINE.replace("Flowers", "Blossom"), encoding="utf-8")
    answer = change(desk, seen=seen, week=1, title="Petals")
    assert (answer.status, "meanwhile" in answer.json["said"]) == (409, True)
    assert answer.json["weeks"][0]["title"] == "Blossom"
    assert "Petals" not in outline_of(notes)
    assert change(desk, week=1, title="Petals").status == 200


def test_the_programs_plan_is_stale_once_a_file_is_followed(notes: Path) -> None:
    desk = desk_at(notes)
    seen = plan(desk)["seen"]
    written(notes)
    assert change(desk, seen=seen, week=1, title="Petals").status == 409


def test_an_outline_that_nobody_named_is_left_alone(notes: Path) -> None:
    (notes / "outline.toml").write_text("# mine\n", encoding="utf-8")
    desk = desk_at(notes)
    answer = change(desk, title="Spring")
    assert "outline-2.toml" in answer.json["done"]
    assert outline_of(notes) == "# mine\n"
    assert 'outline = "outline-2.toml"' in (notes / "curriculum.toml").read_text("utf-8")
    assert plan(desk)["title"] == "Spring"
    undo(desk)
    assert not (notes / "outline-2.toml").exists()
    assert not (notes / "curriculum.toml").exists()


def wish(desk: Desk, **wished: object) -> Answer:
    return post(desk, "/plan/wish", wished)


def test_the_program_plans_by_what_is_set_which_the_settings_keep(notes: Path) -> None:
    own = notes / "curriculum.toml"
    own.write_text('# how I learn\nstart = "2024-01-01"  # New Year\npaper = "a5"\n', encoding="utf-8")
    desk = desk_at(notes)
    shown = wish(desk, month="2024-05", weeks=2).json
    assert [week["dates"] for week in shown["weeks"]] == ["6–12 May 2024", "13–19 May 2024"]
    assert (shown["wish"]["month"], shown["wish"]["weeks"]) == ("2024-05", 2)
    assert tomllib.loads(own.read_text("utf-8")) == {"paper": "a5", "month": "2024-05", "weeks": 2}
    assert "# how I learn" in own.read_text("utf-8")
    assert "# New Year" in own.read_text("utf-8")
    assert not (notes / "outline.toml").exists()
    assert wish(desk, weeks=None).json["wish"]["weeks"] is None
    for _ in range(2):
        undo(desk)
    assert own.read_text("utf-8").splitlines()[1] == 'start = "2024-01-01"  # New Year'


@pytest.mark.parametrize(
    "wished",
    [
        {"month": "2024-13"},
        {"month": "0000-01"},
        {"weeks": 0},
        {"minutes": "many"},
        {"title": "x"},
        {"start": "2024-01-01"},
    ],
)
def test_what_no_plan_is_made_by_is_refused(notes: Path, wished: dict[str, object]) -> None:
    assert wish(desk_at(notes), **wished).status == 400
    assert not (notes / "curriculum.toml").exists()


def test_where_an_outline_is_followed_the_wishes_wait(notes: Path) -> None:
    desk = written(notes)
    assert wish(desk, month="2024-05").status == 422
    assert plan(desk)["wish"] is None


def test_a_plan_of_ones_own_is_measured_by_the_minutes_and_moved_by_none(notes: Path) -> None:
    desk = written(notes)
    before = ids(plan(desk))
    shown = wish(desk, minutes=3).json
    assert ids(shown) == before
    assert shown["minutes"] == 3
    assert shown["done"].startswith("The plan is yours: no episode moves.")
    assert [week["over"] for week in shown["weeks"]] == [week["minutes"] - 3 for week in shown["weeks"]]
    assert shown["besides"].startswith("More than your 3 minutes to read and recall: week 1 (")
    assert tomllib.loads((notes / "curriculum.toml").read_text("utf-8")) == {
        "outline": "outline.toml",
        "minutes": 3,
    }
    assert desk_started(notes).outline()  # which the other commands read, too
    assert wish(desk, minutes=None).json["minutes"] is None
    assert {week["over"] for week in plan(desk)["weeks"]} == {0}


def test_after_planning_anew_the_plan_is_changed_in_a_new_file(notes: Path) -> None:
    desk = written(notes)
    post(desk, "/plan/anew", {"seen": plan(desk)["seen"]})
    assert change(desk, title="Summer").status == 200
    assert plan(desk)["title"] == "Summer"
    assert outline_of(notes) == MINE
    for _ in range(2):
        undo(desk)
    assert plan(desk)["title"] != "Summer"
    assert ids(plan(desk))[0] == ["bees-and-flowers", "the-rance-mills"], "the first file is followed again"


def test_a_typed_outline_is_changed_where_it_lies(notes: Path, tmp_path: Path) -> None:
    mine = tmp_path / "elsewhere.toml"
    mine.write_text(MINE, encoding="utf-8")
    desk = desk_at(notes, mine)
    assert change(desk, title="Spring").status == 200
    assert mine.read_text("utf-8").startswith('title = "Spring"   # I like')
    assert not (notes / "curriculum.toml").exists()
    answer = post(desk, "/plan/anew", {"seen": plan(desk)["seen"]})
    assert (answer.status, "without --outline" in answer.json["said"]) == (422, True)
    undo(desk)
    assert mine.read_text("utf-8") == MINE


@pytest.mark.parametrize("way", ["a path", "a link"])
def test_a_file_elsewhere_that_the_settings_name_is_shown_and_not_changed(
    notes: Path, tmp_path: Path, way: str
) -> None:
    """The settings may have come with somebody else's notes, and name any file of this person's."""
    elsewhere = tmp_path / "elsewhere" / "outline.toml"
    elsewhere.parent.mkdir()
    elsewhere.write_text(MINE, encoding="utf-8")
    named = "../elsewhere/outline.toml"
    if way == "a link":
        named = "linked.toml"
        (notes / named).symlink_to(elsewhere)
    (notes / "curriculum.toml").write_text(f'outline = "{named}"\n', encoding="utf-8")
    desk = desk_at(notes)
    assert "outside the folder of your notes" in plan(desk)["foreign"]
    answer = change(desk, id="bread-at-home", week=1)
    assert answer.status == 422
    assert "start it with --outline" in answer.json["said"]
    assert elsewhere.read_text("utf-8") == MINE
    typed = desk_at(notes, elsewhere)
    assert plan(typed)["foreign"] == ""
    assert change(typed, id="bread-at-home", week=1).status == 200
    assert elsewhere.read_text("utf-8") != MINE


@pytest.mark.parametrize(("settings", "status"), [("", 200), ('output = "../decks"\n', 422)])
def test_an_outline_in_the_output_folder_is_changed_unless_the_settings_name_that_too(
    notes: Path, settings: str, status: int
) -> None:
    made = notes.parent / "decks" / "may" / "outline.toml"
    made.parent.mkdir(parents=True)
    made.write_text(MINE, encoding="utf-8")
    (notes / "curriculum.toml").write_text(
        f'{settings}outline = "../decks/may/outline.toml"\n', encoding="utf-8"
    )
    assert change(desk_at(notes), id="bread-at-home", week=1).status == status


def test_planning_anew_leaves_the_file_and_can_be_taken_back(notes: Path) -> None:
    desk = written(notes)
    answer = post(desk, "/plan/anew", {"seen": plan(desk)["seen"]})
    assert answer.json["seen"] == ""
    assert outline_of(notes) == MINE
    assert (notes / "curriculum.toml").read_text("utf-8") == "# how I learn\n# mine\n"
    undo(desk)
    assert ids(plan(desk))[0] == ["bees-and-flowers", "the-rance-mills"]


def built(notes: Path, **wish: object) -> Path:
    """The outline of a curriculum of these notes, built as in a terminal."""
    order = desk_at(notes).workspace.order
    products = frozenset(("outline", "decks"))
    made = make_now(order.model_copy(update={"wish": Wish(**wish), "products": products}), lambda step: None)
    return Path(made["folder"]) / "outline.toml"


def test_what_was_built_in_a_terminal_is_offered_to_go_on_with(notes: Path) -> None:
    path = built(notes, month="2024-05")
    desk = desk_at(notes)
    shown = plan(desk)
    assert shown["lately"] == {"title": "May 2024", "folder": path.parent.as_posix()}
    assert shown["weeks"][0]["start"] is None
    answer = post(desk, "/plan/lately", {"seen": shown["seen"]})
    assert answer.json["weeks"][0]["start"] == "2024-05-06"
    assert answer.json["lately"] is None
    assert change(desk, week=1, title="Mills").status == 200
    assert 'title = "Mills"' in path.read_text("utf-8")
    undo(desk)
    undo(desk)
    assert plan(desk)["lately"] == shown["lately"]
    assert not (notes / "curriculum.toml").exists()
    # where the settings, which may have come with the notes, say where it lies, the desk may not change it
    (notes / "curriculum.toml").write_text('output = "../decks"\n', encoding="utf-8")
    assert plan(desk_at(notes))["lately"] is None


def test_a_plan_that_was_edited_since_is_offered_too(notes: Path) -> None:
    path = built(notes)
    assert plan(desk_at(notes))["lately"] is None  # the program plans the same
    path.write_text(path.read_text("utf-8").replace('title = "', 'title = "My ', 1), "utf-8")
    assert plan(desk_at(notes))["lately"]["title"].startswith("My ")


def test_a_curriculum_of_a_theme_a_ruined_plan_and_one_that_is_gone_are_not_offered(notes: Path) -> None:
    path = built(notes, month="2024-05")
    path.write_text(path.read_text("utf-8").replace("themes = []", 'themes = ["biology"]'), "utf-8")
    desk = desk_at(notes)
    assert outline_file.read(path, desk.workspace.library, desk.workspace.themes).themes
    assert plan(desk)["lately"] is None
    path.write_text("weeks = [", "utf-8")
    assert plan(desk_at(notes))["lately"] is None
    path.unlink()
    desk = desk_at(notes)
    assert plan(desk)["lately"] is None
    answer = post(desk, "/plan/lately", {"seen": ""})
    assert (answer.status, "no longer there" in answer.json["said"]) == (422, True)


def test_a_change_reads_no_notes_again(notes: Path) -> None:
    desk = desk_at(notes)
    library, drafted = desk.workspace.library, desk.workspace.drafted
    (id, *_), *_ = ids(plan(desk))
    change(desk, id=id, week=len(plan(desk)["weeks"]) + 1)
    change(desk, title="Spring")
    assert desk.workspace.library is library
    assert desk.workspace.drafted is drafted


def test_settings_that_are_changed_by_hand_are_heeded(notes: Path) -> None:
    desk = written(notes)
    plan(desk)
    (notes / "curriculum.toml").write_text('month = "2024-05"\nweeks = 3\n', encoding="utf-8")
    assert [week["start"] for week in plan(desk)["weeks"]] == ["2024-05-06", "2024-05-13", "2024-05-20"]
    (notes / "curriculum.toml").write_text('mounth = "2024-05"\n', encoding="utf-8")
    answer = ask(application(desk), path="/plan")
    assert (answer.status, "“mounth”" in answer.json["said"]) == (500, True)


def test_an_outline_that_cannot_be_read_is_told_with_its_line(notes: Path) -> None:
    desk = written(notes, MINE.replace("number = 2", "number = 5"))
    answer = ask(application(desk), path="/plan")
    assert (answer.status, "outline.toml:14" in answer.json["said"]) == (500, True)


def test_hostile_words_stay_words(notes: Path) -> None:
    desk = written(notes)
    title = '<img src=x onerror=alert(1)> "] [[week]] # '
    shown = change(desk, week=1, title=title).json
    assert shown["weeks"][0]["title"] == title
    assert len(tomllib.loads(outline_of(notes))["week"]) == 2
