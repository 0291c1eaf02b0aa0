"""What goals and questions have the learner do, and which answers are none."""

import pytest

from curriculum.cards.answering import unanswered, wanted
from curriculum.cards.doing import agree, of_goal, of_question


@pytest.mark.parametrize(
    ("goal", "does"),
    [
        ("Name two kinds of mill.", "name"),
        ("Explain what a mill is for.", "name"),
        ("Explain why mills stop.", "why"),
        ("Tell why mills stop.", "why"),
        ("Describe how a mill turns.", "how"),
        ("Explain the shift from wind to water.", "explain"),
        ("Tell a mill from a dam.", "compare"),
        ("Weigh mills against dams.", "compare"),
        ("Set up a small mill.", "apply"),
        ("", ""),
    ],
)
def test_a_goal_promises_what_its_verb_says(goal: str, does: str) -> None:
    assert of_goal(goal) == does


@pytest.mark.parametrize(
    ("question", "does"),
    [
        ("Why do mills stop?", "why"),
        ("Which mills stop, and why?", "why"),
        ("How does a mill turn?", "how"),
        ("How many mills are there?", "name"),
        ("How does the law define a mill?", "name"),
        ("What may the flood compromise?", "name"),
        ("How do mills differ from dams?", "compare"),
        ("How would you stop a mill?", "apply"),
        ("Warum stehen Mühlen still?", ""),
    ],
)
def test_a_question_asks_for_what_its_words_say(question: str, does: str) -> None:
    assert of_question(question) == does


def test_a_goal_and_its_test_are_of_one_demand() -> None:
    assert not agree("Explain why mills stop.", "What may the flood compromise?")
    assert agree("Explain the shift to water.", "Why did millers turn to water?")
    assert agree("Contrast tidal and river mills.", "What are tidal and river mills built on?")
    assert not agree("Contrast tidal and river mills.", "What are tidal mills built on?")
    assert agree("Erkläre, warum Mühlen stehen.", "Warum stehen Mühlen still?"), "no word tells"


@pytest.mark.parametrize(
    ("question", "answer", "kind"),
    [
        (
            "What speaks for mills and what for dams?",
            "There is a debate on whether mills or dams win.",
            "compare",
        ),
        (
            "How do mills differ from dams?",
            "The hosts discussed the importance of mills over dams.",
            "compare",
        ),
        ("How do mills differ from dams?", "There is a clear distinction; engines do both.", "compare"),
        ("Why do tidal mills stop?", "Tidal mills stop.", "why"),
        ("Why be fair to millers?", "The guild emphasizes being fair to millers.", "why"),
        ("Which two parts turn?", "the great wheel", ""),
    ],
)
def test_an_answer_without_what_is_asked_for_is_none(question: str, answer: str, kind: str) -> None:
    assert unanswered(question, answer, kind)


@pytest.mark.parametrize(
    ("question", "answer", "kind"),
    [
        ("How do mills differ from dams?", "Mills turn with the tide; dams hold it.", "compare"),
        ("Why do tidal mills stop?", "At high water both sides stand level.", "why"),
        ("Which two parts turn?", "wheel and stone", ""),
        ("What can be said against mills?", "There is a debate about noise.", "object"),
    ],
)
def test_an_answer_with_it_may_be_one(question: str, answer: str, kind: str) -> None:
    assert not unanswered(question, answer, kind)


def test_a_question_says_how_many_things_it_wants() -> None:
    assert [
        wanted(q) for q in ("Which two mills?", "Name the three mills.", "In which four?", "Which mills?")
    ] == [
        2,
        3,
        4,
        0,
    ]
