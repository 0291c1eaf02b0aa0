"""The learner's decisions are read, kept and saved without loss."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.cards.card import Card, CardSource
from curriculum.cards.decision import Decision, apply, forgotten, resolve
from curriculum.letters import clean
from curriculum.problems import CurriculumError
from curriculum.shipping.decisions import read, save

words = st.text(st.characters(exclude_categories=("Cs",)), max_size=40).map(clean)
decisions = st.builds(
    Decision,
    verdict=st.sampled_from(["keep", "drop"]),
    question=words,
    answer=words,
    text=st.just("") | words.filter(lambda text: "{{c1::" not in text).map("{}{{{{c1::kelp}}}}".format),
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
        ("[", "The decisions cannot be read"),
        ('["a/b"]\nverdict = "maybe"', "“a/b”"),
        ('["a/b"]\nanswr = "x"', "answr"),
        ('a = "keep"', "“a”"),
        ('["a/b"]\ntext = "no deletion"', "“text”: it needs exactly one {{c1::…}}."),
        ('["a/b"]\ntext = "{{c1::one}} and {{c1::two}}"', "“text”: it needs exactly one {{c1::…}}."),
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


@pytest.mark.parametrize(
    ("today", "decided", "found"),
    [
        ("p/new/a", "p/old/a", "p/new/a = p/old/a"),
        ("p/old/a p/new/a", "p/old/a", "p/old/a = p/old/a"),
        ("p/new/a q/new/a p/new/b", "p/old/a", "p/new/a = p/old/a"),
        ("p/new/a p/newer/a", "p/old/a", ""),
        ("p/new/a p/newer/a", "p/old/a p/newer/a", "p/new/a = p/old/a, p/newer/a = p/newer/a"),
        ("p/new/a", "p/old/a p/older/a", ""),
        ("p/new/a", "p/old/a p/new/a", "p/new/a = p/new/a"),
        ("p/new/b q/new/a", "p/old/a", ""),
        # a number behind an answer that two cards have is no part of it
        ("p/new/a p/new/a-2", "p/old/a", ""),
        ("p/new/a-2 p/new/a", "p/old/a-2", ""),
        ("p/new/a p/new/a-2", "p/old/a p/new/a", "p/new/a = p/new/a, p/new/a-2 = p/old/a"),
        ("p/new/a", "p/old/a p/old/a-2", ""),
        # ... and one behind another answer is: "Llama 2" is not "Llama"
        ("p/new/llama", "p/old/llama-2", ""),
        ("p/new/llama-2", "p/old/llama", ""),
        ("p/new/llama-2", "p/old/llama-2", "p/new/llama-2 = p/old/llama-2"),
        # what a person typed was named by no rule
        ("e/written/a", "e/old/a", ""),
        ("e/new/a", "e/written/a", ""),
        ("e/new/a", "a", ""),
    ],
)
def test_a_decision_survives_a_rule_s_new_name_and_nothing_is_guessed(
    today: str, decided: str, found: str
) -> None:
    resolved = resolve(today.split(), dict.fromkeys(decided.split(), Decision()))
    assert ", ".join(f"{key} = {old}" for key, old in sorted(resolved.items())) == found


def test_a_byte_order_mark_and_windows_lines_are_no_mistake_and_stay(tmp_path: Path) -> None:
    path = tmp_path / "cards.toml"
    path.write_bytes(b'\xef\xbb\xbf["b/x"]\r\nverdict = "drop"\r\n')
    assert read(path) == {"b/x": Decision(verdict="drop")}
    save(path, "a/y", Decision())
    assert list(read(path)) == ["b/x", "a/y"]
    assert b'["b/x"]\r\nverdict = "drop"\r\n' in path.read_bytes()


def test_a_file_that_was_broken_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "cards.toml"
    path.write_text("[", encoding="utf-8")
    with pytest.raises(CurriculumError, match="The decisions cannot be read: line 1 is no TOML"):
        save(path, "a/y", Decision())
    assert path.read_text(encoding="utf-8") == "["
    assert [one for one in tmp_path.iterdir() if one.suffix != ".flock"] == [path]


def test_a_decision_that_takes_the_place_of_another_leaves_the_file_as_it_was_beside_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "cards.toml"
    save(path, "a/y", Decision(answer="a mill"))
    save(path, "b/x", Decision())
    assert [one for one in tmp_path.iterdir() if one.suffix != ".flock"] == [path], "nothing was replaced"
    before = path.read_bytes()
    save(path, "a/y", Decision(answer="a watermill"))
    assert read(path)["a/y"].answer == "a watermill"
    assert (tmp_path / "cards.toml~").read_bytes() == before


def test_a_file_behind_a_link_stays_there(tmp_path: Path) -> None:
    (tmp_path / "cloud.toml").write_text("# mine\n", encoding="utf-8")
    (tmp_path / "cards.toml").symlink_to(tmp_path / "cloud.toml")
    save(tmp_path / "cards.toml", "a/y", Decision())
    assert (tmp_path / "cards.toml").is_symlink()
    assert (tmp_path / "cloud.toml").read_text(encoding="utf-8").startswith("# mine\n")
    assert list(read(tmp_path / "cloud.toml")) == ["a/y"]


def test_a_cloze_asks_for_the_words_that_its_new_text_deletes() -> None:
    card = Card(
        key="a/y",
        guid="g",
        kind="cloze",
        rule="number",
        text="A mill has {{c1::four}} sails.",
        answer="four",
        quote="A mill has four sails.",
        credit="Mills",
        source=CardSource(path="mills.md", line=3, episode="mills", point="mills/sails"),
        verdict="held",
    )
    (changed,) = apply([card], {"a/y": Decision(text="A {{c1::post mill}} has four sails.")})
    assert (changed.text, changed.answer) == ("A {{c1::post mill}} has four sails.", "post mill")


def test_a_heading_that_was_kept_without_a_question_is_held() -> None:
    card = Card(
        key="a/y",
        guid="g",
        kind="question",
        rule="recall",
        question="Sails?",
        answer="A mill has four sails.",
        quote="A mill has four sails.",
        credit="Mills",
        source=CardSource(path="mills.md", line=3, episode="mills", point="mills/sails"),
        verdict="held",
    )
    for bare in (Decision(), Decision(question="sails"), Decision(answer="four")):
        (held,) = apply([card], {"a/y": bare})
        assert (held.verdict, held.by_hand) == ("held", False)
        assert "write a question" in held.reasons[0]
    (asked,) = apply([card], {"a/y": Decision(question="How many sails has a mill?", answer="four")})
    assert (asked.verdict, asked.question) == ("ship", "How many sails has a mill?")
