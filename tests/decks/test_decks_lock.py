"""The lock: text that merges in git, and says what is wrong with it by line."""

from pathlib import Path

import pytest
from author import Author
from hypothesis import given
from hypothesis import strategies as st

from curriculum.problems import CurriculumError
from curriculum.shipping import lock as locks
from curriculum.shipping.lock import Entry, Lock
from curriculum.shipping.note import FIELDS, FIRST_SHIPPED

texts = st.text(st.characters(codec="utf-8"), max_size=40)
entries = st.builds(
    Entry,
    key=texts.filter(bool),
    guid=texts.filter(bool),
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


def test_a_lock_that_an_editor_saved_anew_is_the_same_lock(author: Author) -> None:
    author.build()
    whole = locks.read(author.lock_path)
    text = author.lock_path.read_text("utf-8")
    author.lock_path.write_bytes(("\ufeff" + text.replace("\n", "\r\n")).encode("utf-8"))
    assert locks.read(author.lock_path) == whole


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
    error = broken(author, {4: '{"key": "a"}', 7: "[]"})
    assert [problem.line for problem in error.problems] == [4, 7]
    assert all(problem.path == str(author.lock_path) for problem in error.problems)
    assert "field guid" in error.problems[0].message
    assert all(problem.remedy for problem in error.problems)


def test_an_unfinished_merge_is_named_with_the_lines_to_choose_from(author: Author) -> None:
    marks = {2: "<<<<<<< HEAD", 4: "||||||| 1a2b3c4", 6: "=======", 9: ">>>>>>> laptop", 11: "======="}
    first, second = broken(author, marks).problems
    assert (first.line, second.line) == (2, 11)
    assert first.message == (
        "A merge is unfinished here: line 3 of one side, line 5 of what both sides began from, "
        "lines 7 to 8 of the other side."
    )
    assert first.remedy.startswith("Delete the lines 2, 4, 5, 6 and 9, keep the cards of both sides")
    assert second.remedy.startswith("Delete line 11,")


def test_what_the_remedy_for_a_merge_says_is_a_lock_again(author: Author) -> None:
    author.build()
    whole = locks.read(author.lock_path)
    lines = author.lock_path.read_text("utf-8").splitlines()
    lines[2:4] = ["<<<<<<< HEAD", lines[2], "=======", lines[2], lines[3], ">>>>>>> laptop"]
    kept = [line for number, line in enumerate(lines, 1) if number not in (3, 5, 8)]
    author.lock_path.write_text("\n".join(kept) + "\n", "utf-8")
    assert locks.read(author.lock_path) == whole


def doubled(author: Author, **changes: object) -> Lock:
    """The lock read from a file that has its first card twice, the second time with changes."""
    author.build()
    whole = locks.read(author.lock_path)
    twin = Lock(entries=(whole.entries[0].model_copy(update=changes),))
    author.lock_path.write_text(locks.render(twin) + locks.render(whole), "utf-8")
    return locks.read(author.lock_path)


def test_of_two_lines_that_changed_at_one_time_one_holds_and_nothing_else_is_claimed(author: Author) -> None:
    (problem,) = doubled(author, fields={"question": "Another?", "answer": "other"}).problems
    assert problem.message.endswith("holds: both changed at one time.")


def test_two_cards_with_one_guid_are_not_called_one_card(author: Author) -> None:
    (problem,) = doubled(author, key="another/key").problems
    assert problem.message.startswith("Lines 1 and 2 have one GUID, as two machines left it: ")


@pytest.mark.parametrize("name", ["key", "guid"])
def test_a_line_without_a_name_is_no_card(author: Author, name: str) -> None:
    with pytest.raises(CurriculumError, match=name):
        doubled(author, **{name: ""})


@pytest.mark.parametrize("changed", [FIRST_SHIPPED - 5, FIRST_SHIPPED + 5])
def test_of_two_lines_of_one_card_the_later_change_holds_and_is_told(author: Author, changed: int) -> None:
    lock = doubled(author, changed=changed, rule="other")
    assert len(lock.entries) == 12
    assert (lock.entries[0].rule == "other") == (changed > FIRST_SHIPPED)
    (problem,) = lock.problems
    later = 1 if changed > FIRST_SHIPPED else 2
    assert problem.severity == "warning"
    assert problem.message == (
        f"Lines 1 and 2 are one card, as two machines left it: line {later} changed last and holds."
    )


def test_two_lines_with_one_guid_are_one_card_too(author: Author) -> None:
    lock = doubled(author, key="another/key", changed=FIRST_SHIPPED + 5)
    assert "another/key" in {entry.key for entry in lock.entries}
    assert (len(lock.entries), len(lock.problems)) == (12, 1)


def test_the_same_line_twice_is_not_worth_a_word(author: Author) -> None:
    assert doubled(author).problems == ()


@given(lock=lock_values, data=st.data())
def test_lines_settle_to_the_same_lock_in_whatever_order_a_merge_leaves_them(
    lock: Lock, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("lock") / "curriculum.lock"
    twins = [
        entry.model_copy(update={"changed": data.draw(st.integers(0, 99)), "deck": data.draw(texts)})
        for entry in lock.entries
    ]
    lines = (locks.render(lock) + locks.render(Lock(entries=tuple(twins)))).split("\n")
    found = []
    for order in (lines, data.draw(st.permutations(lines))):
        path.write_text("\n".join(order) + "\n", "utf-8", newline="\n")
        found.append(locks.read(path).entries)
    assert found[0] == found[1]
    assert len(found[0]) == len(lock.entries)


def test_a_lock_that_is_not_text_is_an_error_that_names_it(tmp_path: Path) -> None:
    path = tmp_path / "curriculum.lock"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CurriculumError, match="not UTF-8"):
        locks.read(path)
