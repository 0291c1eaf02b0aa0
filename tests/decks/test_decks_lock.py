"""The lock: text that merges in git, and says what is wrong with it by line."""

from pathlib import Path

import pytest
from author import Author
from hypothesis import given
from hypothesis import strategies as st

from curriculum.cards import lock as locks
from curriculum.cards.lock import Entry, Lock
from curriculum.cards.note import FIELDS
from curriculum.problems import CurriculumError

texts = st.text(st.characters(codec="utf-8"), max_size=40)
entries = st.builds(
    Entry,
    key=texts,
    guid=texts,
    kind=st.sampled_from(["question", "cloze", "term"]),
    rule=texts,
    fields=st.dictionaries(st.sampled_from(FIELDS), texts.filter(bool)),
    tags=st.lists(texts).map(tuple),
    fingerprint=texts,
    episode=texts,
    point=texts,
    file=texts,
    changed=st.integers(0, 2**40),
    deck=texts,
    retired=st.none() | st.integers(0, 2**40),
    told=st.dictionaries(texts, st.integers(0, 2**40), max_size=2),
).map(lambda entry: entry if entry.retired is not None else entry.model_copy(update={"told": {}}))
lock_values = st.lists(entries, unique_by=(lambda e: e.key, lambda e: e.guid), max_size=5).map(
    lambda some: Lock(entries=tuple(sorted(some, key=lambda entry: entry.key)))
)


@given(lock=lock_values)
def test_what_is_rendered_reads_back(lock: Lock, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("lock") / "curriculum.lock"
    path.write_text(locks.render(lock), "utf-8", newline="\n")
    assert locks.read(path) == lock


def test_one_card_a_line_sorted_by_key(author: Author) -> None:
    author.build()
    lines = author.lock_path.read_text("utf-8").splitlines()
    assert len(lines) == 12
    assert lines == sorted(lines), "every line begins with its key"
    assert lines[0].startswith('{"key": "bread-at-home/')


def test_no_lock_is_an_empty_lock(tmp_path: Path) -> None:
    assert locks.read(tmp_path / "none") == Lock()


def broken(author: Author, change: dict[int, str]) -> CurriculumError:
    """The error that reading gives after the lines of those numbers were replaced."""
    author.build()
    lines = author.lock_path.read_text("utf-8").splitlines()
    for number, line in change.items():
        lines[number - 1] = line
    author.lock_path.write_text("\n".join(lines) + "\n", "utf-8")
    with pytest.raises(CurriculumError) as caught:
        locks.read(author.lock_path)
    return caught.value


def test_every_broken_line_is_named_with_a_remedy(author: Author) -> None:
    error = broken(author, {2: "<<<<<<< HEAD", 4: '{"key": "a"}', 7: "[]"})
    assert [problem.line for problem in error.problems] == [2, 4, 7]
    assert all(problem.path == str(author.lock_path) for problem in error.problems)
    assert "merge is unfinished" in error.problems[0].remedy
    assert "field guid" in error.problems[1].message
    assert all(problem.remedy for problem in error.problems)


def test_two_lines_of_one_card_are_named_together(author: Author) -> None:
    author.build()
    first = author.lock_path.read_text("utf-8").splitlines()[0]
    error = broken(author, {5: first})
    assert [(problem.line, "line 1" in problem.message) for problem in error.problems] == [(5, True)]
    assert "greater" in error.problems[0].remedy


def test_a_lock_that_is_not_text_is_an_error_that_names_it(tmp_path: Path) -> None:
    path = tmp_path / "curriculum.lock"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CurriculumError, match="not UTF-8"):
        locks.read(path)
