"""A question says how many things it asks for."""

import pytest

from curriculum.cards.counted import counted, opened
from curriculum.cards.draft import Draft


@pytest.mark.parametrize(
    ("rule", "question", "answer", "expected"),
    [
        ("object", "What does Ada rely on?", "oak and brick", "Which two things does Ada rely on?"),
        ("essential", "What is key for domes?", "iron ties and lime", "Which two things are key for domes?"),
        ("participle", "What drives the mill?", "wind and water", "Which two things drive the mill?"),
        ("participle", "What inspired Ada?", "a storm and a wreck", "Which two things inspired Ada?"),
        ("especially", "Divers take care, especially with what?", "masks, valves, and hoses",
         "Divers take care, especially with which three things?"),
        ("especially", "What challenges do divers notably face?", "ice and reefs",
         "Which two challenges do divers notably face?"),
        ("nominal", "For what does Ada care?", "glass and coals", "For which two things does Ada care?"),
    ],
)  # fmt: skip
def test_two_or_three_things_are_asked_for_as_such(
    rule: str, question: str, answer: str, expected: str
) -> None:
    assert counted(Draft(rule, question, answer)).question == expected


@pytest.mark.parametrize(
    ("rule", "answer"),
    [
        ("object", "trial and error"),
        ("object", "the joining of oak and steel"),
        ("object", "open and accessible"),
        ("object", "dry oak"),
        ("fromto", "oak and steel"),
    ],
)
def test_one_thing_stays_one(rule: str, answer: str) -> None:
    draft = Draft(rule, "What does the kiln need in winter?", answer)
    assert counted(draft) == draft


def test_a_number_is_asked_for_as_a_number() -> None:
    draft = counted(Draft("svo", "What did the survey of 1954 count?", "about 1,200 wooden mills"))
    assert (draft.question, draft.answer) == (
        "How many wooden mills did the survey of 1954 count?",
        "about 1,200",
    )


def test_examples_are_not_asked_for_as_if_there_were_no_more() -> None:
    draft = Draft("examples", "Which two ports follow the rule?", "Orm and Lund", parts=("Orm", "Lund"))
    quote = "Ports like Orm and Lund follow the rule."
    assert opened(draft, quote).question == "Which two ports, among others, follow the rule?"
    assert opened(draft, "Orm and Lund follow the rule.") == draft
