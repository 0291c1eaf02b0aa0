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
    turn = undo(tmp_path, [file])
    assert [one.name for one in turn.files] == ["outline.toml"]
    assert file.read_bytes().decode() == old
    with pytest.raises(journal.Nothing):
        undo(tmp_path, [file])


def test_two_files_of_one_turn_go_together(tmp_path: Path, file: Path) -> None:
    settings = tmp_path / "curriculum.toml"
    rewrite(tmp_path, [Rewrite(file, before(file), "a = 1\n"), Rewrite(settings, None, "b = 2\n")])
    assert settings.read_text("utf-8") == "b = 2\n"
    undo(tmp_path, [file, settings])
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
        undo(tmp_path, [file, other])


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
        undo(tmp_path, [file])
    assert before(file) == "title = 'July'\n"


def test_a_rewrite_that_was_never_carried_out_is_passed_over(tmp_path: Path, file: Path) -> None:
    """The program was killed between the journal and the file."""
    first = before(file)
    rewrite(tmp_path, [Rewrite(file, first, "title = 'June'\n")])
    rewrite(tmp_path, [Rewrite(file, before(file), "title = 'July'\n")])
    file.write_text("title = 'June'\n", encoding="utf-8")
    undo(tmp_path, [file])
    assert before(file) == first


@pytest.mark.parametrize("path", ["../theirs", "theirs", "/etc/hostname", "link"])
def test_a_journal_that_came_with_the_notes_writes_nobody_s_file(tmp_path: Path, path: str) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    for theirs in (tmp_path / "theirs", notes / "theirs"):
        theirs.write_text("mine", encoding="utf-8")
    (notes / "link").symlink_to(tmp_path / "theirs")
    after = journal.digest("mine")
    turn = {"files": [{"path": path, "before": "evil", "after": after}]}
    (notes / journal.FILE).write_text(json.dumps(turn) + "\n", encoding="utf-8")
    with pytest.raises(Stale):
        undo(notes, [notes / "outline.toml"])
    assert (tmp_path / "theirs").read_text("utf-8") == "mine"
    assert (notes / "theirs").read_text("utf-8") == "mine"


def test_long_texts_push_the_oldest_out(tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "LARGEST", 500)
    for number in range(9):
        rewrite(tmp_path, [Rewrite(file, before(file), f"{number}" * 200)])
    assert len((tmp_path / journal.FILE).read_text("utf-8").splitlines()) == 1
    undo(tmp_path, [file])
    assert before(file) == "7" * 200


def test_a_file_that_is_no_text_is_told(tmp_path: Path, file: Path) -> None:
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CurriculumError, match="UTF-8"):
        journal.text_at(file)
