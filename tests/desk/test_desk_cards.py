"""Deciding at the desk: each decision is in cards.toml at once, can be taken back, overwrites nobody's."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from desk_sample import Answer, ask, desk_of, forget, ship

from curriculum.cards.decision import Decision
from curriculum.desk import journal
from curriculum.desk.app import application
from curriculum.desk.desk import Desk
from curriculum.shipping import decisions
from curriculum.shipping import lock as locks
from curriculum.shipping.lock import Lock
from curriculum.shipping.settle import settle


def cards(desk: Desk) -> dict[str, dict[str, Any]]:
    """The cards as the page gets them, by their front."""
    answer = ask(application(desk), path="/cards")
    assert answer.status == 200, answer.body
    return {card["words"].get("question", card["words"].get("text")): card for card in answer.json["cards"]}


def card(desk: Desk, beginning: str) -> dict[str, Any]:
    (found,) = [one for front, one in cards(desk).items() if front.startswith(beginning)]
    return found


def post(desk: Desk, path: str, body: object) -> Answer:
    return ask(application(desk), "POST", path, body=[json.dumps(body).encode()])


def decide(desk: Desk, card: Mapping[str, Any], action: str, **words: str) -> Answer:
    asked = {"key": card["key"], "seen": card["decision"], "action": action, "words": words}
    return post(desk, "/decide", [asked])


def add(folder: Path, question: str, answer: str) -> None:
    """Type one more card into the notes."""
    with (folder / "mills.md").open("a", encoding="utf-8") as notes:
        notes.write(f"\nQ: {question}\nA: {answer}\n")


def written(folder: Path) -> dict[str, Any]:
    return tomllib.loads((folder / decisions.FILE).read_text("utf-8"))


def test_it_shows_held_and_shipped_cards_with_their_lines(desk: Desk) -> None:
    shown = cards(desk)
    ebb = shown["What turns the wheel of a tidal mill?"]
    assert (ebb["verdict"], ebb["maker"], ebb["decision"]) == ("ship", "you, in the notes", None)
    held = [one for one in shown.values() if one["verdict"] == "held"]
    assert held
    for one in held:
        assert one["reasons"]
        assert one["week"] == 1
        (here,) = [line for line in one["lines"] if line["here"]]
        assert here["number"] == one["line"]
    assert '<hr class="answer-line">' in ebb["sides"][0]["back"]


def test_cards_are_listed_by_weeks_and_those_in_none_last(desk: Desk, folder: Path) -> None:
    for name in ("abacus", "bells"):
        text = f"# All about {name}\n\n## Flashcards\n\nQ: Who made the first {name}?\nA: a smith\n"
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    weeks = "".join(
        f'[[week]]\nnumber = {number}\ntitle = "Week"\nepisodes = [{{ id = "{id}" }}]\n'
        for number, id in ((1, "the-rance-mills-with-ada-okafor"), (2, "all-about-abacus"))
    )
    text = f'title = "Mine"\n{weeks}[[left_out]]\nid = "all-about-bells"\nwhy = "later"\n'
    (folder / "outline.toml").write_text(text, encoding="utf-8")
    desk.workspace.order = desk.workspace.order.model_copy(update={"outline": folder / "outline.toml"})
    listed = [one["week"] for one in cards(desk).values()]
    assert listed == sorted(listed, key=lambda week: week or 99)
    assert set(listed) == {0, 1, 2}


def test_keep_drop_and_edit_stand_in_the_file_at_once(desk: Desk, folder: Path) -> None:
    held = card(desk, "What do bakers")
    kept = decide(desk, held, "keep").json["cards"]
    assert [one["verdict"] for one in kept] == ["ship"]
    dropped = decide(desk, card(desk, "Who talks"), "drop").json["cards"]
    assert [one["verdict"] for one in dropped] == ["dropped"]
    edited = decide(desk, card(desk, "Which river"), "edit", question="On which river are the mills?").json[
        "cards"
    ]
    assert edited[0]["words"]["question"] == "On which river are the mills?"
    assert sorted(entry["verdict"] for entry in written(folder).values()) == ["drop", "keep", "keep"]
    assert decisions.read(folder / decisions.FILE)[held["key"]] == Decision()


def shipped(desk: Desk, then: str, now: str) -> None:
    """A lock of all cards that ship, one of which was written in other words then."""
    there = desk.workspace
    decks = {one.id: "Tides::1 Mills" for one in there.library.episodes}
    lock = settle(there.cards, there.library, Lock(), decks, now=1).lock
    text = locks.render(lock)
    assert now in text
    there.order.lock_path.write_text(text.replace(now, then), encoding="utf-8")


def test_a_card_that_has_shipped_is_shown_as_learners_hold_it(desk: Desk) -> None:
    (kept,) = decide(desk, card(desk, "What do bakers"), "keep").json["cards"]
    now = kept["words"]["question"]
    then = now.replace("What do bakers", "What, of old, do bakers")
    before = desk.state()
    assert kept["held"] == {}
    shipped(desk, then, now)
    assert desk.state() != before, "the page hears of a build"
    bakers = card(desk, now)
    assert then in bakers["sides"][0]["front"]
    assert [now in side["front"] for side in bakers["today"]] == [True]
    assert (bakers["held"]["question"], bakers["comes"]) == (then, False)
    same = card(desk, "Who talks")
    assert (same["today"], same["held"]["question"]) == ([], same["words"]["question"])
    assert card(desk, "Storage")["held"] == {}, "it is held back, and nobody has it"
    words = {"question": "What do the bakers do every hour?"}
    (after,) = decide(desk, bakers, "edit", **words).json["cards"]
    assert then in after["sides"][0]["front"]
    assert words["question"] in after["today"][0]["front"]
    assert after["comes"], "a person's words go out with the next build"


def test_a_lock_that_cannot_be_read_is_told(desk: Desk) -> None:
    desk.workspace.order.lock_path.write_text("no card\n", encoding="utf-8")
    answer = ask(application(desk), path="/cards")
    assert answer.status == 500
    assert "curriculum.lock:1" in answer.json["said"]


def test_a_bare_heading_is_not_kept(desk: Desk, folder: Path) -> None:
    answer = decide(desk, card(desk, "Storage"), "keep")
    assert answer.status == 422
    assert "only a heading" in answer.json["said"]
    assert not (folder / decisions.FILE).exists()


def test_the_commands_read_what_the_desk_wrote(desk: Desk, folder: Path) -> None:
    decide(desk, card(desk, "Who talks"), "drop")
    again = desk_of(folder)
    assert card(again, "Who talks")["verdict"] == "dropped"


def test_a_decision_is_taken_back_also_after_a_restart(desk: Desk, folder: Path) -> None:
    for beginning in ("Who talks", "Which river"):
        decide(desk, card(desk, beginning), "drop")
    decide(desk, card(desk, "Which river"), "keep")
    desk = desk_of(folder)
    assert post(desk, "/undo", {}).json["cards"][0]["verdict"] == "dropped"
    assert post(desk, "/undo", {}).json["cards"][0]["verdict"] == "ship"
    assert card(desk, "Which river")["decision"] is None
    assert card(desk, "Who talks")["verdict"] == "dropped"
    assert post(desk, "/undo", {}).status == 200
    assert written(folder) == {}
    answer = post(desk, "/undo", {})
    assert (answer.status, answer.json["said"]) == (409, "There is nothing to take back.")


def test_a_card_that_was_deleted_in_anki_is_decided_on_like_another(desk: Desk, folder: Path) -> None:
    """`curriculum progress` wrote the decision; no turn at the desk makes it forget why."""
    key, deleted = card(desk, "Who talks")["key"], Decision(verdict="drop", deleted=True)
    decisions.save(folder / decisions.FILE, key, deleted)
    desk = desk_of(folder)
    assert card(desk, "Who talks")["verdict"] == "dropped"
    for action, verdict in (("keep", "ship"), ("clear", "ship"), ("drop", "dropped")):
        (decided,) = decide(desk, card(desk, "Who talks"), action).json["cards"]
        assert decided["verdict"] == verdict
        if action == "drop":
            assert decided["decision"]["deleted"], "it is deleted there still"
            continue
        (back,) = post(desk, "/undo", {}).json["cards"]
        assert (back["verdict"], back["decision"]["deleted"]) == ("dropped", True)
        assert decisions.read(folder / decisions.FILE)[key] == deleted


def test_many_deleted_cards_are_cleared_in_one_turn_and_come_back_in_one(desk: Desk, folder: Path) -> None:
    deleted = Decision(verdict="drop", deleted=True)
    keys = [card(desk, beginning)["key"] for beginning in ("Who talks", "Which river")]
    for key in keys:
        decisions.save(folder / decisions.FILE, key, deleted)
    desk = desk_of(folder)
    seen = deleted.model_dump(mode="json")
    asked = [{"key": key, "seen": seen, "action": "clear"} for key in keys]
    assert [one["verdict"] for one in post(desk, "/decide", asked).json["cards"]] == ["ship", "ship"]
    assert written(folder) == {}
    assert post(desk, "/decide", asked).status == 409, "a page that shows them still is told so"
    post(desk, "/undo", {})
    assert decisions.read(folder / decisions.FILE) == dict.fromkeys(keys, deleted)


def test_many_cards_at_once_are_one_turn(desk: Desk, folder: Path) -> None:
    both = [card(desk, "Who talks"), card(desk, "Which river")]
    asked = [{"key": one["key"], "seen": None, "action": "drop"} for one in both]
    assert len(post(desk, "/decide", asked).json["cards"]) == 2
    assert len(written(folder)) == 2
    assert len(post(desk, "/undo", {}).json["cards"]) == 2
    assert written(folder) == {}


def test_a_stale_decision_is_refused_and_shown(desk: Desk, folder: Path) -> None:
    """A second tab, or `curriculum cards --review` in a terminal, was there before."""
    seen = card(desk, "Who talks")
    decisions.save(folder / decisions.FILE, seen["key"], Decision(question="Who speaks?"))
    before = (folder / decisions.FILE).read_bytes()
    answer = decide(desk, seen, "drop")
    assert answer.status == 409
    assert "meanwhile" in answer.json["said"]
    assert answer.json["cards"][0]["words"]["question"] == "Who speaks?"
    assert (folder / decisions.FILE).read_bytes() == before


def test_of_many_decisions_one_stale_one_stops_all(desk: Desk, folder: Path) -> None:
    both = [card(desk, "Who talks"), card(desk, "Which river")]
    decisions.save(folder / decisions.FILE, both[1]["key"], Decision(verdict="drop"))
    asked = [{"key": one["key"], "seen": None, "action": "keep"} for one in both]
    assert post(desk, "/decide", asked).status == 409
    assert len(written(folder)) == 1


def test_what_was_decided_elsewhere_since_is_not_taken_back_and_bars_no_other(
    desk: Desk, folder: Path
) -> None:
    decide(desk, card(desk, "Which river"), "drop")
    decide(desk, card(desk, "Who talks"), "drop")
    decisions.save(folder / decisions.FILE, card(desk, "Who talks")["key"], Decision(question="Who speaks?"))
    assert post(desk, "/undo", {}).status == 409
    assert [one.question for one in decisions.read(folder / decisions.FILE).values()] == ["", "Who speaks?"]
    assert post(desk, "/undo", {}).status == 200
    assert [one.question for one in decisions.read(folder / decisions.FILE).values()] == ["Who speaks?"]


def test_a_turn_that_was_never_carried_out_is_passed_over(desk: Desk, folder: Path) -> None:
    """The program was killed between the journal and the decisions, or between undoing and forgetting."""
    decide(desk, card(desk, "Which river"), "drop")
    decide(desk, card(desk, "Who talks"), "drop")
    journal_text = journal.file_of(folder).read_text("utf-8")
    post(desk, "/undo", {})
    journal.file_of(folder).write_text(journal_text, encoding="utf-8")
    assert post(desk, "/undo", {}).json["cards"][0]["words"]["question"].startswith("Which river")
    assert written(folder) == {}


def test_a_journal_that_cannot_be_written_stops_the_decision(desk: Desk, folder: Path) -> None:
    path = journal.file_of(folder)
    (path.parent / f"{path.name}.new").mkdir(parents=True)
    assert decide(desk, card(desk, "Who talks"), "drop").status == 500
    assert not (folder / decisions.FILE).exists()


WORDS = {
    "composed late": "Cafe\u0301 on the\u00a0Rance?",
    "soft hyphens": "Which ri\u00adver\u200b has them?",
    "many stops": "Which is " + "1. " * 45 + "?",
    "quotes and brackets": "Is \"a\" [b] = 'c' # d \\ e?",
    "three quotes": "Is \"\"\" or ''' the end?",
    "lines": 'one\n["evil"]\nverdict = "drop"',
    "controls": "a\x00b\x07c?",
}


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS.keys())
def test_whatever_words_are_given_the_file_is_read_again_and_taken_back(
    desk: Desk, folder: Path, words: str
) -> None:
    answer = decide(desk, card(desk, "Who talks"), "edit", question=words)
    assert answer.status == 200, answer.body
    shown = answer.json["cards"][0]
    assert [one.question for one in decisions.read(folder / decisions.FILE).values()] == [
        shown["words"]["question"]
    ]
    assert post(desk, "/undo", {}).status == 200
    assert written(folder) == {}


@pytest.mark.parametrize("text", ["\u200b", "\u00ad \u00a0"])
def test_words_that_nobody_sees_are_none(desk: Desk, folder: Path, text: str) -> None:
    assert decide(desk, card(desk, "Who talks"), "edit", question=text).status == 422
    assert not (folder / decisions.FILE).exists()


def test_a_card_is_decided_once_at_a_time(desk: Desk, folder: Path) -> None:
    one = {"key": card(desk, "Who talks")["key"], "seen": None}
    assert post(desk, "/decide", [{**one, "action": "drop"}, {**one, "action": "keep"}]).status == 409
    assert post(desk, "/decide", []).status == 400
    assert not (folder / decisions.FILE).exists()
    assert not journal.file_of(folder).exists()


@pytest.mark.parametrize(
    ("name", "status"), [(f"{decisions.FILE}.new", 200), (f".{decisions.FILE}.flock", 500)]
)
def test_a_link_in_the_folder_leads_nobody_s_file_into_harm(
    desk: Desk, folder: Path, tmp_path: Path, name: str, status: int
) -> None:
    theirs = tmp_path / "theirs"
    theirs.write_text("mine", encoding="utf-8")
    (folder / name).symlink_to(theirs)
    assert decide(desk, card(desk, "Who talks"), "drop").status == status
    assert theirs.read_text("utf-8") == "mine"
    assert not (folder / decisions.FILE).is_symlink()


def test_a_linked_file_stays_a_link(desk: Desk, folder: Path, tmp_path: Path) -> None:
    real = tmp_path / "real.toml"
    real.touch()
    (folder / decisions.FILE).symlink_to(real)
    decide(desk, card(desk, "Who talks"), "drop")
    assert (folder / decisions.FILE).is_symlink()
    assert len(decisions.read(real)) == 1


def test_nothing_is_written_beside_notes_that_have_gone(desk: Desk, folder: Path, tmp_path: Path) -> None:
    decide(desk, card(desk, "Who talks"), "drop")
    (tmp_path / decisions.FILE).write_bytes((folder / decisions.FILE).read_bytes())
    before = {path.name for path in tmp_path.iterdir()} - {"notes"}
    folder.rename(tmp_path / "elsewhere")
    assert post(desk, "/undo", {}).status == 500
    assert {path.name for path in tmp_path.iterdir()} == before | {"elsewhere"}
    assert written(tmp_path)


def test_a_file_that_an_editor_saved_with_odd_spaces_is_still_changed(desk: Desk, folder: Path) -> None:
    (folder / decisions.FILE).write_text('["x/y/z"]\u00a0\nverdict = "drop"\n', encoding="utf-8")
    assert decide(desk, card(desk, "Who talks"), "drop").status == 200
    assert len(written(folder)) == 2


def test_comments_and_other_entries_of_the_person_stay(desk: Desk, folder: Path) -> None:
    key = card(desk, "Who talks")["key"]
    mine = (
        '# mine\n["gone/rule/x"]  # a card of an old file\nverdict = "drop"\n\n'
        f'["{key}"]\n# in it\nverdict = "drop" # why\n\n# about the next\n["z/rule/x"]\nverdict = "keep"\n'
    )
    (folder / decisions.FILE).write_text(mine, encoding="utf-8")
    for action in ("keep", "clear"):
        assert decide(desk, card(desk, "Who talks"), action).status == 200
        text = (folder / decisions.FILE).read_text("utf-8")
        for comment in ("# mine", "# a card of an old file", "# in it", "# about the next"):
            assert comment in text
    assert list(written(folder)) == ["gone/rule/x", "z/rule/x"]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ({"answer": " "}, "is empty"),
        ({"text": "{{c1::x}}"}, "has no “text”"),
        ({"question": ""}, "is empty"),
    ],
)
def test_words_that_make_no_card_are_refused(
    desk: Desk, folder: Path, words: dict[str, str], why: str
) -> None:
    answer = decide(desk, card(desk, "Who talks"), "edit", **words)
    assert answer.status == 422
    assert why in answer.json["said"]
    assert not (folder / decisions.FILE).exists()


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[1]", b'[{"key": "x"}]', b'[{"key": "", "seen": null, "action": "rm"}]']
)
def test_rubbish_is_refused_in_words(desk: Desk, folder: Path, body: bytes) -> None:
    answer = ask(application(desk), "POST", "/decide", body=[body])
    assert answer.status == 400
    assert "cannot be read" in answer.json["said"]
    assert not (folder / decisions.FILE).exists()


def test_a_card_that_is_gone_is_told(desk: Desk) -> None:
    asked = [{"key": "no/such/card", "seen": None, "action": "drop"}]
    answer = post(desk, "/decide", asked)
    assert answer.status == 409
    assert "no longer there" in answer.json["said"]


def test_notes_that_change_on_disk_are_seen(desk: Desk, folder: Path) -> None:
    assert len([front for front in cards(desk) if front.startswith("Which")]) == 1
    notes = folder / "mills.md"
    notes.write_text(
        notes.read_text("utf-8") + "\nQ: Which gates hold the flood?\nA: oak gates\n", encoding="utf-8"
    )
    assert len([front for front in cards(desk) if front.startswith("Which")]) == 2


def test_a_file_that_cannot_be_read_is_told_with_the_way_out(desk: Desk, folder: Path) -> None:
    (folder / decisions.FILE).write_text("[broken", encoding="utf-8")
    answer = ask(application(desk), path="/cards")
    assert answer.status == 500
    assert decisions.FILE in answer.json["said"]


def test_a_broken_journal_stops_a_decision_before_it_is_written(desk: Desk, folder: Path) -> None:
    decide(desk, card(desk, "Which river"), "keep")
    (folder / decisions.FILE).unlink()
    journal.file_of(folder).write_text("{broken\n", encoding="utf-8")
    answer = decide(desk, card(desk, "Who talks"), "drop")
    assert answer.status == 500
    assert f"{journal.file_of(folder).name}:1" in answer.json["said"]
    assert not (folder / decisions.FILE).exists()


def test_the_journal_does_not_grow_without_end(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "LONGEST", 3)
    for action in ("drop", "keep", "drop", "keep", "drop"):
        assert decide(desk, card(desk, "Who talks"), action).status == 200
    assert len(journal.file_of(folder).read_text("utf-8").splitlines()) == 3


HOSTILE = "</script><img src=x onerror=alert(1)>"


def test_markup_in_the_notes_is_text_on_the_cards(folder: Path) -> None:
    notes = folder / "mills.md"
    notes.write_text(
        notes.read_text("utf-8") + f"\nQ: Is {HOSTILE} a tag?\nA: {HOSTILE} is not\n", encoding="utf-8"
    )
    shown = card(desk_of(folder), "Is <")
    for side in shown["sides"]:
        assert "<img" not in side["front"] + side["back"]
        assert "&lt;img" in side["front"]


RIVER = "Which river has the mills?"


def test_a_card_that_is_forgotten_again_and_again_says_so(desk: Desk, folder: Path) -> None:
    ship(folder)
    before = {front: one | {"forgotten": 0} for front, one in cards(desk).items()}
    forget(folder, RIVER)
    after = cards(desk)
    assert after.pop(RIVER)["forgotten"] == 8
    del before[RIVER]
    assert after == before, "nothing else is shown than without Anki's word"


def test_its_new_words_are_a_decision_that_ships_as_the_same_note(desk: Desk, folder: Path) -> None:
    key = forget(folder, RIVER)
    edited = decide(desk, card(desk, "Which river"), "edit", question="Tides turn the mills of which river?")
    assert edited.json["cards"][0]["forgotten"] == 8
    assert decisions.read(folder / decisions.FILE)[key] == Decision(
        question="Tides turn the mills of which river?"
    )
    shipment = ship(folder)
    assert [note.key for note in shipment.updated] == [key]
    assert (shipment.new, shipment.retired) == ((), ())


def test_a_leech_that_nobody_writes_any_more_is_there_and_takes_new_words(desk: Desk, folder: Path) -> None:
    """A rule of before wrote it; its line still stands, so the learner still has it."""
    key, asks = "the-rance-mills-with-ada-okafor/bread/older/the-gluten", "What is strengthened?"
    fields = {
        "question": asks,
        "answer": "the gluten",
        "quote": "Bakers near the mills fold the dough every hour to strengthen the gluten.",
    }
    lock = ship(folder).lock
    old = lock.entries[0].model_copy(
        update={"key": key, "guid": "g", "kind": "question", "rule": "older", "fields": fields}
    )
    text = locks.render(Lock(entries=(*lock.entries, old)))
    (folder / "curriculum.lock").write_text(text, encoding="utf-8")
    forget(folder, asks)
    better = "What do bakers near the mills strengthen by folds?"
    shown = decide(desk, card(desk, asks), "edit", question=better).json["cards"]
    assert [(one["key"], one["forgotten"]) for one in shown] == [(key, 8)]
    assert [(note.key, note.fields["question"]) for note in ship(folder).updated] == [(key, better)]


def test_what_anki_said_that_cannot_be_read_is_named(desk: Desk, folder: Path) -> None:
    (folder / "progress.json").write_text("{", encoding="utf-8")
    answer = ask(application(desk), path="/cards")
    assert answer.status >= 400
    assert "progress.json" in answer.body
