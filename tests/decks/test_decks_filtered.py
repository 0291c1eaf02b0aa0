"""A curriculum by theme over cards of other decks: ``ship`` makes a filtered deck, and changes nothing."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from author import Author, Point, Told
from click.testing import CliRunner, Result
from connect import serving
from learner import Learner
from test_decks_reimport import WARP, make_it_theirs

from curriculum.cli.ship import command
from curriculum.decks import filtered
from curriculum.decks.anki_connect import Anki, send
from curriculum.decks.filtered import Filtered
from curriculum.publish import MANIFEST
from curriculum.reading.slug import slug
from curriculum.shipping import elsewhere

NAME = "Making · in other decks"
EPISODES = [0, 2]
IMPORT_OPTIONS = {"mergeNotetypes", "withScheduling", "withDeckConfigs", "updateNotes", "updateNotetypes"}
"""What Anki remembers of the last import: AnkiConnect's has its own."""


def by_theme(
    author: Author, title: str = "Making", episodes: Sequence[int] = EPISODES, **report: Any
) -> Path:
    """The package of a curriculum by theme, over cards that the whole one has, beside its manifest."""
    sibling = author.sibling(title, [("Chips and bread", list(episodes))])
    package, shipment = sibling.build()
    outline = sibling.outline().model_copy(update={"themes": ("making",)})
    folder = author.folder / "decks" / slug(title)
    folder.mkdir(parents=True, exist_ok=True)
    path = Path(shutil.move(package, folder / f"{folder.name}.apkg"))
    said = {
        "package": f"decks/{folder.name}/{path.name}",
        "outline": outline.model_dump(mode="json"),
        "searches": {"elsewhere": elsewhere.search(shipment.elsewhere, outline)},
        **report,
    }
    (folder / MANIFEST).write_text(json.dumps({"report": said}), encoding="utf-8")
    return path


def put(path: Path, learner: Learner) -> Filtered | None:
    with serving(learner.col) as (address, _):
        send(path, Anki(address))
        return filtered.put(path, Anki(address))


def state(path: Path, learner: Learner) -> str | None:
    made = put(path, learner)
    return made and made.state


def all_of(learner: Learner) -> dict[str, Any]:
    """Everything in a collection, table by table, but the decks that are filtered."""
    col = learner.col
    tables = ("notes", "cards", "revlog", "notetypes", "fields", "templates", "deck_config", "tags", "graves")
    found: dict[str, Any] = {table: col.db.all(f"select * from {table}") for table in tables}
    made = {deck["id"] for deck in col.decks.all() if deck["dyn"]}
    found["decks"] = [row for row in col.db.all("select * from decks order by id") if row[0] not in made]
    config = col.db.all("select key, val from config")
    found["config"] = {key: value for key, value in config if key not in IMPORT_OPTIONS}
    found["schema"] = col.db.scalar("select scm from col")
    return found


def deck(learner: Learner, name: str = NAME) -> Any:
    found = learner.col.decks.by_name(name)
    assert found is not None
    return found


@pytest.fixture
def studied(author: Author, learner: Learner) -> Learner:
    """A learner who has the whole curriculum, studied, edited, and made Anki their own."""
    learner.import_package(author.build()[0])
    make_it_theirs(learner)
    col = learner.col
    col.decks.rename(col.decks.get(1), "Allerlei")  # type: ignore[arg-type]
    preset = col.decks.get_config(1)
    assert preset is not None
    preset["new"]["perDay"] = 7
    col.decks.update_config(preset)
    look = col.models.by_name("Curriculum Question")
    assert look is not None
    look["css"] += "\n.card { color: teal }"
    col.models.update_dict(look)
    return learner


def test_an_empty_deck_comes_and_nothing_else_changes(author: Author, studied: Learner) -> None:
    path = by_theme(author)
    with serving(studied.col) as (address, _):
        send(path, Anki(address))
        before = all_of(studied)
        made = filtered.put(path, Anki(address))
    assert made is not None
    assert (made.name, made.state) == (NAME, "made")
    assert studied.decks()[NAME] == 0
    assert deck(studied)["resched"]
    assert all_of(studied) == before


def test_rebuild_fetches_the_cards_of_other_decks_and_empty_gives_them_back(
    author: Author, studied: Learner
) -> None:
    author.episodes[0].points.append(Point("Timing", "a clock tree", "the wires that bring the beat"))
    path = by_theme(author)
    assert state(path, studied) == "made"
    before = studied.held()
    where = studied.decks()
    suspended = len(studied.col.find_cards("is:suspended (tag:*chips* OR tag:*bread*)"))
    assert studied.col.sched.rebuild_filtered_deck(deck(studied)["id"]).count == 8 - suspended
    assert studied.decks()["Making::Week 1 · Chips and bread"] == 1, "its own cards stay in its weeks"
    studied.col.sched.empty_filtered_deck(deck(studied)["id"])
    assert studied.decks() == where
    assert studied.held() == before


def test_a_deck_of_that_name_is_left_alone(author: Author, studied: Learner) -> None:
    path = by_theme(author)
    studied.col.decks.id("making · IN other decks")
    before = all_of(studied)
    assert state(path, studied) == "there"
    assert all_of(studied) == before


def test_what_the_learner_made_of_it_stays(author: Author, studied: Learner) -> None:
    path = by_theme(author)
    assert state(path, studied) == "made"
    changed = deck(studied)
    changed["terms"] = [["tag:hard", 5, 1]]
    studied.col.decks.save(changed)
    assert state(path, studied) == "there"
    assert deck(studied)["terms"] == [["tag:hard", 5, 1]]


def test_once_deleted_it_does_not_come_again(author: Author, studied: Learner, tmp_path: Path) -> None:
    path = by_theme(author)
    put(path, studied)
    studied.col.decks.remove([deck(studied)["id"]])
    assert state(path, studied) == "deleted"
    assert NAME not in studied.decks()
    fresh = Learner(tmp_path / "fresh.anki2")
    try:
        assert state(path, fresh) == "made", "a fresh collection has another learner"
    finally:
        fresh.close()


@pytest.mark.parametrize(
    "report",
    [
        {"outline": {"title": "Making", "themes": []}},
        {"searches": {}},
        {"searches": {"elsewhere": "deck:*"}},
        {"searches": {"elsewhere": 'tag:curriculum::theme::x") OR (deck:*'}},
        {"searches": {"elsewhere": "tag:curriculum::theme::x OR *"}},
        {"searches": {"elsewhere": ["tag:curriculum::theme::x"]}},
        {"package": "decks/making/another.apkg"},
        {"package": 3},
    ],
    ids=str,
)
def test_only_the_whole_of_a_curriculum_by_theme_gets_one(
    author: Author, studied: Learner, report: dict[str, Any]
) -> None:
    assert put(by_theme(author, **report), studied) is None


@pytest.mark.parametrize("text", [None, "", "[]", '{"report": 3}', "{" * 100_000])
def test_without_a_manifest_a_package_is_sent_as_ever(
    author: Author, studied: Learner, text: str | None
) -> None:
    path = by_theme(author)
    path.with_name(MANIFEST).unlink()
    if text is not None:
        path.with_name(MANIFEST).write_text(text, encoding="utf-8")
    assert put(path, studied) is None


def test_who_has_none_of_the_cards_needs_no_deck(author: Author, learner: Learner) -> None:
    author.build()
    path = by_theme(author)
    with serving(learner.col) as (address, _):
        assert filtered.put(path, Anki(address)) is None


def test_a_note_type_that_the_learner_changed_stays_as_it_is(author: Author, studied: Learner) -> None:
    models = studied.col.models
    kept = models.by_name("Curriculum Question")
    assert kept is not None
    models.remove_field(kept, kept["flds"][-1])
    models.add_field(kept, models.new_field("My field"))
    models.update_dict(kept)
    path = by_theme(author)
    before = all_of(studied)
    assert state(path, studied) == "made"
    assert all_of(studied) == before


def test_a_copy_that_anki_takes_is_taken_out_again(author: Author, studied: Learner) -> None:
    """Notes that lost their GUID: whoever came to have our cards by another way than a package."""
    studied.col.db.execute("update notes set guid = guid || 'x'")
    path = by_theme(author)
    before = studied.held()
    assert state(path, studied) == "made"
    assert studied.held() == before
    assert studied.col.find_notes("tag:curriculum::carrier") == []


def test_an_anki_that_takes_none_says_how_it_is_made_by_hand(
    author: Author, studied: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = by_theme(author)
    monkeypatch.setattr("connect.Actions.importPackage", lambda self, path: True)  # as before 26.9
    assert run(path, studied).output.splitlines()[1:] == [
        f"This Anki takes no deck “{NAME}” from here. To make it: Tools > Create Filtered Deck, search "
        "tag:curriculum::episode::bread-at-home OR tag:curriculum::episode::chips-from-scratch"
    ]


def run(path: Path, learner: Learner, *more: str) -> Result:
    with serving(learner.col) as (address, _):
        return CliRunner().invoke(command, ["--to", "anki", "--address", address, str(path), *more])


def test_the_command_says_that_it_is_empty_and_what_to_press(author: Author, studied: Learner) -> None:
    path = by_theme(author)
    first, again = run(path, studied), run(path, studied, "--json")
    assert first.output.splitlines()[1:] == [
        f"“{NAME}” is in Anki, an empty deck: Rebuild fetches its cards, Empty gives them back."
    ]
    (sent,) = json.loads(again.output)["packages"]
    assert (sent["filtered"]["name"], sent["filtered"]["state"]) == (NAME, "there")


@pytest.mark.parametrize(
    "title", ['The "best" of *all*', "a_b\\c", "x" * 300, "Ümläut (und) mehr", "a:b OR c"]
)
def test_any_title_makes_a_deck_that_finds_its_cards(author: Author, learner: Learner, title: str) -> None:
    learner.import_package(author.build()[0])
    made = put(by_theme(author, title), learner)
    assert made is not None
    assert made.state == "made"
    assert learner.col.sched.rebuild_filtered_deck(deck(learner, made.name)["id"]).count == 8


def test_sixty_episodes_fit_into_its_search(author: Author, learner: Learner) -> None:
    author.episodes = [
        Told(
            f"{number} rather long titles of episodes on looms, mills and dyes", [Point("A loom", name, "x")]
        )
        for number in range(61)
        for name in [f"loom {number}"]
    ]
    author.weeks = [("Cloth", list(range(61)))]
    learner.import_package(author.build()[0])
    made = put(by_theme(author, "Mills", range(60)), learner)
    assert made is not None
    assert (made.state, len(made.search) > 5000) == ("made", True)
    assert learner.col.sched.rebuild_filtered_deck(deck(learner, made.name)["id"]).count == 60


def test_cards_that_were_deleted_are_not_fetched(author: Author, studied: Learner) -> None:
    path = by_theme(author)
    put(path, studied)
    studied.col.remove_notes([studied.note(WARP).id])
    assert state(path, studied) == "there"
    assert WARP not in studied.held()
