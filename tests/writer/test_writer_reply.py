"""What chats say around an answer, and what is taken out of it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.cards.writer.item import Item
from curriculum.cards.writer.reply import read

GATES = {
    "what": "card",
    "point": "p-4f2a91",
    "kind": "question",
    "question": "How do tidal mills have water after high tide?",
    "answer": "they store the flood behind gates",
    "support": 'store the "flood" behind gates',
    "worth": 85,
}
SALT = {**GATES, "point": "p-00c0de", "question": "Who introduced iron pans?", "answer": "Halden Works"}
LINES = f"{json.dumps(GATES)}\n{json.dumps(SALT)}\n"


def items(text: str) -> list[Item]:
    return [item for _, item in read(text, "answer.txt").items]


BOTH = [Item.model_validate(GATES), Item.model_validate(SALT)]


@pytest.mark.parametrize(
    "text",
    [
        LINES,
        f"Sure! Here are your cards:\n\n```jsonl\n{LINES}```\n\nShall I write more?",
        f"```json\n{json.dumps([GATES, SALT], indent=2)}\n```",
        json.dumps({"cards": [GATES, SALT]}),
        json.dumps({"episodes": [{"title": "Mills", "items": [GATES]}, {"items": [SALT]}]}, indent=1),
        LINES.replace("\n", ",\n"),
        LINES.replace("\n", "\r\n\r\n"),
        "\ufeff" + LINES,
        f"{LINES}\n\nHere it is again:\n{LINES}",
        json.dumps(GATES).removesuffix("}") + ",}\n" + json.dumps(SALT),
    ],
    ids="lines fenced array object nested commas windows bom twice trailing-comma".split(),
)
def test_an_answer_is_found_in_whatever_a_chat_puts_around_it(text: str) -> None:
    assert items(text) == BOTH
    assert read(text, "answer.txt").problems == ()


def test_curled_quotes_are_read_as_straight_ones() -> None:
    text = "{“what”: “card”, “point”: “p-1”, “question”: “Why?”, “answer”: “it is so”}"
    assert [(one.question, one.answer) for one in items(text)] == [("Why?", "it is so")]


def test_half_an_answer_gives_its_whole_lines_and_names_the_line_that_is_cut() -> None:
    reply = read(LINES + '{"what": "card", "point": "p-3", "question": "What is the', "answer.txt")
    assert [item for _, item in reply.items] == BOTH
    assert [(one.line, one.message) for one in reply.problems] == [(3, "An item is cut short here.")]


def test_an_item_that_is_none_is_named_and_the_others_are_taken() -> None:
    text = LINES + '{"what": "poem", "point": "p-3", "answer": "roses"}\n{"what": "card", "question": ["a"]}'
    reply = read(text, "answer.txt")
    assert len(reply.items) == 2
    assert [one.line for one in reply.problems] == [3, 4]
    assert "“poem” is none of" in reply.problems[0].message
    assert "“question” is no text" in reply.problems[1].message


def test_a_text_too_long_to_be_one_is_refused() -> None:
    (problem,) = read(json.dumps({**GATES, "answer": "a " * 2000}), "a.txt").problems
    assert "more than 2000 characters" in problem.message


@pytest.mark.parametrize("text", ["", "   \n", "I am sorry, I cannot do that.", "[1, 2]", '{"a": {"b": 1}}'])
def test_a_reply_without_a_draft_says_so(text: str) -> None:
    reply = read(text, "answer.txt")
    assert reply.items == ()
    (problem,) = reply.problems
    assert "--ask" in problem.remedy


@pytest.mark.parametrize(
    ("said", "worth"),
    [
        (85, 85),
        ("85", 85),
        ("85%", 85),
        ("85/100", 85),
        (84.6, 85),
        ("high", None),
        (180, None),
        (None, None),
    ],
)
def test_worth_is_read_however_it_is_written(said: object, worth: int | None) -> None:
    assert items(json.dumps({**GATES, "worth": said}))[0].worth == worth


@given(st.text(max_size=400))
def test_no_text_makes_it_fail(text: str) -> None:
    read(text, "answer.txt")
    read('{"what": "card", "question": "' + text, "answer.txt")
    read(LINES + text + LINES, "answer.txt")


@given(st.integers(0, len(LINES)))
def test_a_reply_cut_anywhere_gives_no_part_of_a_text(end: int) -> None:
    for item in items(LINES[:end]):
        assert item in BOTH
