"""``drafts.jsonl``: a file that a person can read, merge and mend."""

import threading
from pathlib import Path

import pytest

from curriculum.cards.writer.drafts_file import FILE, change, read, render
from curriculum.cards.writer.proposal import Proposal
from curriculum.problems import CurriculumError


def draft(name: str, **more: object) -> Proposal:
    said = {
        "key": f"mills/gates/drafted/{name}",
        "what": "card",
        "kind": "question",
        "episode": "mills",
        "point": "mills/gates",
        "question": "How?",
        "answer": name,
        "support": "words",
        "author": "chat",
        "instruction": "1",
        "fingerprint": "0" * 12,
    }
    return Proposal.model_validate({**said, **more})


def test_one_draft_a_line_sorted_by_key_without_what_says_nothing(tmp_path: Path) -> None:
    change(tmp_path / FILE, [draft("b"), draft("a", verdict="ship")])
    first, second = (tmp_path / FILE).read_text("utf-8").splitlines()
    assert first.startswith('{"key": "mills/gates/drafted/a", "what": "card"')
    assert second.endswith('"verdict": "held"}')
    assert "critic" not in first
    assert read(tmp_path / FILE) == (draft("a", verdict="ship"), draft("b"))


def test_a_change_keeps_what_another_writer_put_there(tmp_path: Path) -> None:
    path = tmp_path / FILE
    change(path, [draft("a")])
    path.write_text(render([draft("a"), draft("c")]), encoding="utf-8")
    assert [one.answer for one in change(path, [draft("b")], ["mills/gates/drafted/a"])] == ["b", "c"]


def test_many_writers_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / FILE
    threads = [threading.Thread(target=change, args=(path, [draft(f"d{n}")])) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(read(path)) == 12


def test_nothing_new_leaves_the_file_untouched(tmp_path: Path) -> None:
    path = tmp_path / FILE
    change(path, [draft("a")])
    before = path.stat().st_ino
    change(path, [draft("a")])
    assert path.stat().st_ino == before


def test_every_bad_line_is_named_and_the_file_stays(tmp_path: Path) -> None:
    path = tmp_path / FILE
    text = render([draft("a")]) + 'nonsense\n{"key": "x", "what": "poem"}\n'
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CurriculumError) as caught:
        change(path, [draft("b")])
    assert [(one.line, one.kind) for one in caught.value.problems] == [(2, "drafts"), (3, "drafts")]
    assert path.read_text("utf-8") == text


def test_an_unfinished_merge_is_named_and_a_finished_one_read(tmp_path: Path) -> None:
    path = tmp_path / FILE
    one, other = render([draft("a")]), render([draft("a", question="Why?")])
    path.write_text(f"<<<<<<< ours\n{one}=======\n{other}>>>>>>> theirs\n", encoding="utf-8")
    with pytest.raises(CurriculumError) as caught:
        read(path)
    assert "the last one will hold" in caught.value.problems[0].remedy
    path.write_text(one + other, encoding="utf-8")
    assert [draft.question for draft in read(path)] == ["Why?"]
