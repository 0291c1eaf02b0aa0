"""The learner's decisions are read, kept and saved without loss."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.cards.decisions import Decision, forgotten, read, save
from curriculum.letters import clean
from curriculum.problems import CurriculumError

words = st.text(st.characters(exclude_categories=("Cs",)), max_size=40).map(clean)
decisions = st.builds(
    Decision,
    verdict=st.sampled_from(["keep", "drop"]),
    question=words,
    answer=words,
    text=words,
    context=st.none() | words,
)


@given(st.dictionaries(words.filter(bool), decisions, max_size=4))
def test_what_is_saved_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, given_: dict[str, Decision]
) -> None:
    path = tmp_path_factory.mktemp("decisions") / "cards.toml"
    for key, decision in given_.items():
        save(path, key, decision)
    assert read(path) == given_


def test_a_person_s_comments_and_order_stay(tmp_path: Path) -> None:
    path = tmp_path / "cards.toml"
    path.write_text('# my own remark\n["b/x"]\nverdict = "drop"  # too easy\n', encoding="utf-8")
    save(path, "a/y", Decision(question="Why?"))
    text = path.read_text(encoding="utf-8")
    assert text.startswith('# my own remark\n["b/x"]\nverdict = "drop"  # too easy\n')
    assert list(read(path)) == ["b/x", "a/y"]


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    assert read(tmp_path / "cards.toml") == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[", "not valid TOML"),
        ('["a/b"]\nverdict = "maybe"', "“a/b”"),
        ('["a/b"]\nanswr = "x"', "answr"),
        ('a = "keep"', "“a”"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "cards.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CurriculumError) as caught:
        read(path)
    assert said in caught.value.problems[0].message
    assert caught.value.problems[0].remedy


def test_a_decision_nobody_needs_any_more_is_named() -> None:
    assert forgotten([], {"b": Decision(), "a": Decision()}) == ("a", "b")
