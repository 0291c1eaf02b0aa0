"""Names at the desk: a doubt is shown with its lines, settled in corrections.toml, and taken back."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from desk_sample import KNOWN, Answer, ask, desk_of, desk_over

from curriculum import workspace
from curriculum.desk.app import application
from curriculum.desk.desk import Desk
from curriculum.desk.journal import digest
from curriculum.order import Order
from curriculum.reading.corrections import NAME, known_rules

MILLS = """# The Rance Mills

Show: The Tide Table

Key points:

- **Storage**: The work of Katalin Kariko on the gates was late.
- **Bread**: So Katalin Karico <b>left</b> the mills in spring.

## Flashcards

Q: Whose work on the gates was late?
A: Katalin Kariko

Q: What turns the wheel?
A: the ebb
"""
WEIRS = MILLS.replace("The Rance Mills", "The Weirs of Dorn")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "mills.md").write_text(MILLS, encoding="utf-8")
    return notes


@pytest.fixture
def desk(folder: Path) -> Desk:
    return desk_of(folder)


def names(desk: Desk) -> Any:
    return ask(application(desk), path="/names", headers=KNOWN).json


def tell(desk: Desk, path: str, body: Any) -> Answer:
    return ask(application(desk), "POST", path, KNOWN, [json.dumps(body).encode()])


def settle(desk: Desk, right: str | None, place: int = 0, **more: Any) -> Answer:
    doubt = names(desk)["doubts"][place]
    forms = [one["form"] for one in doubt["forms"]]
    said = {"episode": doubt["episode"], "forms": forms, "right": right, "seen": doubt["seen"], **more}
    answer = tell(desk, "/names/settle", said)
    return tell(desk, "/names/came", answer.json["kept"]) if answer.status == 200 else answer


def rules(folder: Path) -> dict[tuple[str, str], str]:
    return {(rule.episode, rule.wrong): rule.right for rule in known_rules([folder])}


def test_a_doubt_comes_with_its_lines_and_the_cards_that_wait(desk: Desk) -> None:
    (doubt,) = names(desk)["doubts"]
    assert (doubt["title"], doubt["cards"], doubt["seen"]) == ("The Rance Mills", 1, None)
    first, second = doubt["forms"]
    assert (first["form"], first["number"], second["form"]) == ("Kariko", 2, "Karico")
    (line,) = second["lines"]
    assert (line["line"], line["pieces"][1::2]) == (8, ["Karico"])
    assert "".join(line["pieces"]) == "- **Bread**: So Katalin Karico <b>left</b> the mills in spring."
    assert line["before"].startswith("- **Storage**")


@pytest.mark.parametrize("right", ["Kariko", "Karico", "Karikó"])
def test_the_chosen_spelling_is_written_and_the_cards_ship(desk: Desk, folder: Path, right: str) -> None:
    answer = settle(desk, right)
    assert answer.status == 200
    forms = {"Kariko", "Karico"} - {right}
    assert rules(folder) == {("the-rance-mills", form): right for form in forms}
    assert answer.json["doubts"] == []
    assert f"read as “{right}” now" in answer.json["said"]
    assert "1 card waits no longer" in answer.json["said"]
    assert {card.verdict for card in desk.workspace.cards if card.rule == "written"} == {"ship"}
    assert (folder / "mills.md").read_text("utf-8") == MILLS


def test_a_choice_is_kept_before_the_notes_are_read_again(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading many notes takes seconds, in which the person goes on to the next name."""
    (doubt,) = names(desk)["doubts"]

    def read(*_: object, **__: object) -> None:
        raise AssertionError("the notes are read again")

    monkeypatch.setattr(workspace, "read", read)
    forms = [one["form"] for one in doubt["forms"]]
    said = {"episode": doubt["episode"], "forms": forms, "right": "Kariko", "seen": doubt["seen"]}
    answer = tell(desk, "/names/settle", said)
    assert (answer.status, answer.json["said"]) == (
        200,
        "Kept in corrections.toml. Reading your notes again …",
    )
    file = folder / NAME
    assert rules(folder) == {("the-rance-mills", "Karico"): "Kariko"}
    assert answer.json["digests"] == {file.as_posix(): digest(file.read_text("utf-8"))}


def test_two_people_are_told_apart_and_the_cards_ship(desk: Desk, folder: Path) -> None:
    answer = settle(desk, None)
    assert rules(folder) == {("the-rance-mills", form): form for form in ("Kariko", "Karico")}
    assert (answer.json["doubts"], [one["wrong"] for one in answer.json["corrections"]]) == (
        [],
        ["Kariko", "Karico"],
    )
    assert "are right as they are. 1 card waits no longer." in answer.json["said"]
    answers = {card.answer for card in desk.workspace.cards if card.verdict == "ship"}
    assert "Katalin Kariko" in answers


@pytest.mark.parametrize("right", ["Kariko", None])
def test_a_doubt_of_one_episode_is_settled_there_alone(folder: Path, right: str | None) -> None:
    (folder / "weirs.md").write_text(WEIRS, encoding="utf-8")
    desk = desk_of(folder)
    answer = settle(desk, right)
    (left,) = answer.json["doubts"]
    assert (left["episode"], left["cards"]) == ("the-weirs-of-dorn", 1)
    assert settle(desk, right).json["doubts"] == []


def test_two_episodes_of_one_title_are_settled_together(folder: Path) -> None:
    (folder / "again.md").write_text(MILLS.replace("spring", "autumn"), encoding="utf-8")
    desk = desk_of(folder)
    assert {one["episode"] for one in names(desk)["doubts"]} == {
        "the-rance-mills",
        "the-tide-table-the-rance-mills",
    }
    assert settle(desk, None, 1).json["doubts"] == []


@pytest.mark.parametrize("right", ["", " \u200b", "a\x07b", "x" * 201, "Ada\u202eWong"])
def test_what_is_no_name_is_refused(desk: Desk, folder: Path, right: str) -> None:
    answer = settle(desk, right)
    assert answer.status == 422
    assert answer.json["said"]
    assert not (folder / NAME).exists()


@pytest.mark.parametrize("right", ['O"Neil \\ [x] = #', "José 🌊", "<b>Ada</b>"])
def test_a_name_with_signs_is_read_as_it_was_typed(desk: Desk, folder: Path, right: str) -> None:
    assert settle(desk, right).status == 200
    assert set(rules(folder).values()) == {right}


def test_what_a_person_wrote_in_the_file_stays(desk: Desk, folder: Path) -> None:
    mine = '# mine\n"Dorne" = "Dorn"  # by ear\n'
    (folder / NAME).write_text(mine, encoding="utf-8")
    assert settle(desk, "Kariko").status == 200
    assert (folder / NAME).read_text("utf-8") == f'{mine}\n[the-rance-mills]\n"Karico" = "Kariko"\n'


def test_a_page_that_shows_another_state_changes_nothing(desk: Desk, folder: Path) -> None:
    (folder / NAME).write_text('"Dorne" = "Dorn"\n', encoding="utf-8")
    for more in ({"seen": None}, {"seen": "0" * 64}, {"episode": "x"}, {"forms": ["Kariko", "Wang"]}):
        answer = settle(desk, "Kariko", **more)
        assert answer.status == 409
        assert len(answer.json["doubts"]) == 1, "it is shown how it stands"
    assert (folder / NAME).read_text("utf-8") == '"Dorne" = "Dorn"\n'


def test_a_file_that_cannot_be_read_is_told(desk: Desk, folder: Path) -> None:
    (folder / NAME).write_text("[mills\n", encoding="utf-8")
    answer = ask(application(desk), path="/names", headers=KNOWN)
    assert answer.status == 500
    assert "corrections.toml:1" in answer.json["said"]


def test_a_choice_is_taken_back(desk: Desk, folder: Path) -> None:
    settle(desk, "Kariko")
    answer = tell(desk, "/undo", {})
    assert answer.json["files"] == [NAME]
    assert not (folder / NAME).exists()
    assert len(names(desk)["doubts"]) == 1


def test_corrections_in_force_have_their_lines_and_each_is_taken_back(desk: Desk, folder: Path) -> None:
    mine = '# mine\n"late" = "early"\n"Dorne" = "Dorn"\n'
    (folder / NAME).write_text(mine, encoding="utf-8")
    (early, idle) = names(desk)["corrections"]
    assert (early["title"], early["number"], early["line"], idle["number"]) == ("", 2, 2, 0)
    assert [line["pieces"][1] for line in early["lines"]] == ["late", "late"]
    gone = {key: early[key] for key in ("file", "table", "wrong", "right", "seen")}
    answer = tell(desk, "/names/back", gone)
    assert (answer.status, len(names(desk)["corrections"])) == (200, 1)
    assert (folder / NAME).read_text("utf-8") == '# mine\n"Dorne" = "Dorn"\n'
    assert tell(desk, "/names/back", gone).status == 409
    tell(desk, "/undo", {})
    assert (folder / NAME).read_text("utf-8") == mine


@pytest.mark.parametrize("file", ["/etc/hostname", "../corrections.toml", "notes/cards.toml", ""])
def test_no_file_that_is_none_of_ours_is_changed(desk: Desk, folder: Path, file: str) -> None:
    theirs = folder.parent / NAME
    theirs.write_text('"a" = "b"\n', encoding="utf-8")
    body = {"file": file, "table": "", "wrong": "a", "right": "b", "seen": None}
    assert tell(desk, "/names/back", body).status == 409
    assert theirs.read_text("utf-8") == '"a" = "b"\n'


def test_of_several_sources_the_one_with_the_notes_has_the_file(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / "deep").mkdir(parents=True)
    (other / "deep" / "weirs.md").write_text(WEIRS, encoding="utf-8")
    order = Order(sources=(folder, other), now=0)
    desk = desk_over(order)
    assert settle(desk, "Kariko", 1).status == 200
    assert (list(rules(other)), rules(folder)) == ([("the-weirs-of-dorn", "Karico")], {})


def test_nothing_is_written_into_a_zip_file(tmp_path: Path) -> None:
    packed = tmp_path / "export.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("pages/mills.md", MILLS)
    before = packed.read_bytes()
    desk = desk_of(packed)
    assert settle(desk, "Kariko").json["doubts"] == []
    assert rules(tmp_path) == {("the-rance-mills", "Karico"): "Kariko"}
    assert packed.read_bytes() == before


def test_what_led_to_the_wrong_form_in_another_file_leads_to_the_right_one(
    folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "tides.md").write_text("# Tides\n\nKey points:\n\n- The ebb turns the wheel.\n", "utf-8")
    (other / NAME).write_text('[the-rance-mills]\n"Karyko" = "Karico"  # by ear\n', encoding="utf-8")
    (folder / "mills.md").write_text(MILLS.replace("So Katalin Karico", "So Katalin Karyko"), "utf-8")
    order = Order(sources=(folder, other), now=0)
    desk = desk_over(order)
    assert settle(desk, "Kariko").json["doubts"] == []
    assert (other / NAME).read_text("utf-8") == '[the-rance-mills]\n"Karyko" = "Kariko"  # by ear\n'
    tell(desk, "/undo", {})
    assert rules(folder) == {}
    assert list(rules(other).values()) == ["Karico"]


def test_a_host_s_name_that_the_program_knows_is_no_correction_of_the_notes(
    folder: Path,
) -> None:
    """The notes have one spelling alone; the other comes from the table of shows."""
    (folder / "shows.toml").write_text(
        '[[show]]\nname = "The Tide Table"\nhosts = ["Ada Hallander"]\n', "utf-8"
    )
    text = (
        "# Tides\n\nShow: The Tide Table\nHost: Ada Halander\n\nKey points:\n\n- The ebb turns the wheel.\n"
    )
    (folder / "mills.md").write_text(text, encoding="utf-8")
    desk = desk_of(folder)
    (doubt,) = names(desk)["doubts"]
    assert [one["form"] for one in doubt["forms"]] == ["Ada Hallander", "Ada Halander"]
    assert "shows.toml" in doubt["forms"][0]["elsewhere"]
    answer = settle(desk, "Ada Halander")
    assert (answer.json["doubts"], answer.json["said"]) == ([], "“Ada Halander” is right as it is.")
