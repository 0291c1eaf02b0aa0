"""The journal of the desk: files that were rewritten are taken back, nobody else's is touched."""

import json
from pathlib import Path

import pytest

from curriculum.desk import journal
from curriculum.desk.journal import Rewrite, rewrite, undo
from curriculum.problems import CurriculumError
from curriculum.shipping.decisions import Stale


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "outline.toml"
    path.write_text("# mine\r\ntitle = 'May'\n", encoding="utf-8", newline="")
    return path


def before(path: Path) -> str:
    text = journal.text_at(path)
    assert text is not None
    return text


def test_a_file_is_rewritten_and_taken_back_to_the_letter(tmp_path: Path, file: Path) -> None:
    old = before(file)
    assert "\r\n" in old
    rewrite(tmp_path, [Rewrite(file, old, "title = 'June'\n")])
    assert file.read_text("utf-8") == "title = 'June'\n"
    turn = undo(tmp_path)
    assert [one.name for one in turn.files] == ["outline.toml"]
    assert file.read_bytes().decode() == old
    with pytest.raises(journal.Nothing):
        undo(tmp_path)


def test_two_files_of_one_turn_go_together(tmp_path: Path, file: Path) -> None:
    settings = tmp_path / "curriculum.toml"
    rewrite(tmp_path, [Rewrite(file, before(file), "a = 1\n"), Rewrite(settings, None, "b = 2\n")])
    assert settings.read_text("utf-8") == "b = 2\n"
    undo(tmp_path)
    assert not settings.exists()
    assert "May" in before(file)


@pytest.mark.parametrize("second", ["changed", "deleted", "made"])
def test_a_file_that_says_something_else_by_now_stops_all(tmp_path: Path, file: Path, second: str) -> None:
    other = tmp_path / "curriculum.toml"
    if second != "made":
        other.write_text("a = 1\n", encoding="utf-8")
    seen = journal.text_at(other)
    if second == "deleted":
        other.unlink()
    else:
        other.write_text("a = 2\n", encoding="utf-8")
    old = before(file)
    with pytest.raises(Stale):
        rewrite(tmp_path, [Rewrite(file, old, "title = 'June'\n"), Rewrite(other, seen, "a = 3\n")])
    assert before(file) == old
    with pytest.raises(journal.Nothing):
        undo(tmp_path)


def test_when_one_file_cannot_be_written_the_others_are_as_before(tmp_path: Path, file: Path) -> None:
    other = tmp_path / "curriculum.toml"
    (tmp_path / "curriculum.toml.new").mkdir()
    old = before(file)
    with pytest.raises(CurriculumError, match=r"curriculum\.toml"):
        rewrite(tmp_path, [Rewrite(file, old, "title = 'June'\n"), Rewrite(other, None, "a = 3\n")])
    assert before(file) == old
    assert not other.exists()


def test_what_somebody_changed_since_is_not_taken_back(tmp_path: Path, file: Path) -> None:
    rewrite(tmp_path, [Rewrite(file, before(file), "title = 'June'\n")])
    file.write_text("title = 'July'\n", encoding="utf-8")
    with pytest.raises(Stale):
        undo(tmp_path)
    assert before(file) == "title = 'July'\n"


def test_a_rewrite_that_was_never_carried_out_is_passed_over(tmp_path: Path, file: Path) -> None:
    """The program was killed between the journal and the file."""
    first = before(file)
    rewrite(tmp_path, [Rewrite(file, first, "title = 'June'\n")])
    rewrite(tmp_path, [Rewrite(file, before(file), "title = 'July'\n")])
    file.write_text("title = 'June'\n", encoding="utf-8")
    undo(tmp_path)
    assert before(file) == first


def test_a_journal_that_came_with_the_notes_is_none(tmp_path: Path) -> None:
    """Else taking back would write where a stranger wants it."""
    theirs = tmp_path / "theirs"
    theirs.write_text("mine", encoding="utf-8")
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "outline.toml").symlink_to(theirs)
    turn = {"files": [{"path": "outline.toml", "before": "evil", "after": journal.digest("mine")}]}
    for name in ("desk.jsonl", ".desk.jsonl", journal.file_of(notes).name):
        (notes / name).write_text(json.dumps(turn) + "\n", encoding="utf-8")
    with pytest.raises(journal.Nothing):
        undo(notes)
    assert theirs.read_text("utf-8") == "mine"


def test_the_journal_is_for_its_owner_alone_and_the_same_by_every_way_to_the_folder(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (tmp_path / "link").symlink_to(notes)
    rewrite(notes, [Rewrite(notes / "outline.toml", None, "a = 1\n")])
    assert journal.file_of(tmp_path / "link") == journal.file_of(notes)
    assert journal.file_of(notes).parent.stat().st_mode & 0o077 == 0
    assert sorted(path.name for path in notes.iterdir() if not path.name.startswith(".")) == ["outline.toml"]


def test_where_there_is_no_place_for_a_journal_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(blocked))
    with pytest.raises(CurriculumError, match="cannot be written"):
        rewrite(tmp_path, [Rewrite(tmp_path / "outline.toml", None, "a = 1\n")])
    assert not (tmp_path / "outline.toml").exists()


def test_what_was_carried_out_in_part_is_taken_back_as_far_as_it_went(tmp_path: Path, file: Path) -> None:
    """The program was killed between two files of one turn."""
    old, settings = before(file), tmp_path / "curriculum.toml"
    rewrite(tmp_path, [Rewrite(file, old, "a = 1\n"), Rewrite(settings, None, "b = 2\n")])
    settings.unlink()
    undo(tmp_path)
    assert before(file) == old
    assert not settings.exists()


def test_a_file_that_is_named_twice_is_held_once(tmp_path: Path, file: Path) -> None:
    (tmp_path / "link.toml").symlink_to(file)
    old = before(file)
    rewrite(tmp_path, [Rewrite(file, old, "a = 1\n"), Rewrite(tmp_path / "link.toml", old, "a = 1\n")])
    assert before(file) == "a = 1\n"


def test_long_texts_push_the_oldest_out(tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "LARGEST", 500)
    for number in range(9):
        rewrite(tmp_path, [Rewrite(file, before(file), f"{number}" * 200)])
    assert len(journal.file_of(tmp_path).read_text("utf-8").splitlines()) == 1
    undo(tmp_path)
    assert before(file) == "7" * 200


def test_a_file_that_is_no_text_is_told(tmp_path: Path, file: Path) -> None:
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CurriculumError, match="UTF-8"):
        journal.text_at(file)
