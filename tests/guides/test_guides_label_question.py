"""The question that a label asks by itself, in words as running text writes them."""

import pytest

from curriculum.guides.cues import arrange
from curriculum.guides.grounded import grounded
from curriculum.guides.label_question import label_question
from curriculum.guides.recall import headings
from curriculum.guides.wall import guesses
from curriculum.planning.outline import Placed, Week
from curriculum.planning.spellings import Spellings
from curriculum.reading.episode import Episode, KeyPoint, Source

SAID = (
    "In Fundy the role of silt is to feed the marsh grass of every harbour, and tides bring it. Where old "
    "mills, oak gates, public ponds and storm walls have limits and risks, the Admiralty keeps charts, maps "
    "and tide tables. Pilots read them as a language, which is a living thing, and a pilot sees an impact."
)


def episode(*labels: str, id: str = "fundy") -> Episode:
    points = tuple(
        KeyPoint(id=f"{id}/{at}", number=at, label=label, text=SAID, line=at)
        for at, label in enumerate(labels, start=1)
    )
    return Episode(id=id, title="Tides", points=points, source=Source(path=f"{id}.md", line=1))


def asked(label: str) -> str:
    found = label_question(label, Spellings(episode("Silt")))
    return found.text if found else ""


@pytest.mark.parametrize(
    ("label", "question"),
    [
        ("The Role of Silt in Harbours", "What is the role of silt in harbours?"),
        ("Pilots' Role in Fundy", "What is the pilots' role in Fundy?"),
        ("Admiralty's Impact on Charts", "What is Admiralty's impact on charts?"),
        ("Limits of Oak Gates", "What are the limits of oak gates?"),
        ("Limits and Risks of Oak Gates", "What are the limits and risks of oak gates?"),
        ("Storm Wall Risks", "What are the storm wall risks?"),
        ("Importance of Tide Tables", "What makes tide tables important?"),
        ("The Importance of Charts for Pilots", "What is the importance of charts for pilots?"),
        ("Need for Public Ponds", "Why is there a need for public ponds?"),
        ("The Evolution of Tide Tables", "What has changed in tide tables?"),
        ("Old Mills vs. Storm Walls", "What sets old mills apart from storm walls?"),
        ("Public vs. Old Mills", "What sets public mills apart from old mills?"),
        ("Silt vs. Storm Walls", "What sets silt apart from storm walls?"),
        ("Tides as a Language", "What makes tides a language?"),
        ("The Tides as a Language", "What makes the tides a language?"),
        ("The Role of Obsidian", "What is the role of obsidian?"),  # which is no name, though nobody says it
    ],
)
def test_a_label_asks_what_stands_below_it(label: str, question: str) -> None:
    assert asked(label) == question


@pytest.mark.parametrize(
    "label",
    [
        "Silt",
        "Storm Walls",
        "Role: the Harbour",  # a label within a label
        "Tides are a Language of Pilots",  # a sentence says it already
        "Role of Zorvane",  # which may be a name
        "On the Role of Silt",
        "Rapid Evolution of Tide Tables",
        "Nature of Oak vs. Silt",  # oak and silt are set side by side, not their nature
        "Evolution of Charts as a Language",
        "Tides as Language",  # it may lack an article
        "Risks",
        "Public Limits",  # they fit a hundred texts
        "Limits and Risks",
    ],
)
def test_what_cannot_be_asked_in_plain_words_is_not_asked(label: str) -> None:
    assert asked(label) == ""


def test_a_label_of_another_language_asks_nothing() -> None:
    known = Spellings(episode("Silt").model_copy(update={"language": "de"}))
    assert label_question("Old Mills vs. Storm Walls", known) is None


def test_it_stands_beside_its_point_in_the_place_of_the_label() -> None:
    column = arrange(episode("Role of Silt", "Oak Gates", "Limits of Public Ponds"), {}, (), ())
    assert [cue.question for cue in column.points] == [
        "What is the role of silt?",
        "",
        "What are the limits of public ponds?",
    ]
    assert [cue.label for cue in column.points] == ["", "Oak Gates", ""]
    assert [cue.own for cue in column.points] == [False, True, False]


def test_a_label_that_the_notes_stop_at_asks_nothing() -> None:
    last = KeyPoint(id="fundy/2", number=2, label="Role of Silt", line=2)
    one = episode("Oak Gates")
    column = arrange(one.model_copy(update={"points": (*one.points, last)}), {}, (), ())
    assert column.points[-1].question == ""


def test_what_is_guessed_at_before_reading_is_not_asked_again_beside_its_point() -> None:
    episodes = [episode("Role of Silt", "Limits of Public Ponds"), episode("Limits of Oak Gates", id="rance")]
    placed = tuple(Placed(id=one.id, why="") for one in episodes)
    week = Week(number=1, title="Tides", theme="", minutes=30, episodes=placed)
    found = guesses(week, (), (), episodes)
    assert [guess.question for guess in found] == [
        "What are the limits of public ponds?",  # who has not read it does not know of which silt
        "What are the limits of oak gates?",
    ]
    elsewhere = [(guess.point, guess.question) for guess in found]
    first, second = arrange(episodes[0], {}, (), (), elsewhere).points
    assert (first.question, first.label) == ("What is the role of silt?", "")
    assert (second.question, second.label) == ("", "Limits of Public Ponds")


def test_the_test_asks_it_before_the_end_of_a_sentence() -> None:
    first, *_ = headings([episode("Role of Silt in Harbours", "Oak Gates")], (), ())
    assert first.question == "What is the role of silt in harbours?"
    assert first.quote == SAID.partition(". ")[0] + "."


@pytest.mark.parametrize(
    ("label", "goal"),
    [
        ("The Role of Silt in Harbours", "Explain the role of silt in harbours."),
        ("Limits of Oak Gates", "Name the limits of oak gates."),
        ("Importance of Tide Tables", "Say what makes tide tables important."),
        ("Need for Public Ponds", "Say why there is a need for public ponds."),
        ("Old Mills vs. Storm Walls", "Say what sets old mills apart from storm walls."),
    ],
)
def test_to_answer_it_is_a_goal_which_the_test_tests(label: str, goal: str) -> None:
    (found,) = grounded([episode(label)], (), ())
    assert found.text == goal
    assert found.ask
    assert found.ask.question == asked(label)


def test_goals_of_labels_come_after_those_of_the_plan_of_episodes_without_one_first() -> None:
    episodes = [
        episode("Old Mills vs. Storm Walls", "Limits of Oak Gates", id="fundy"),
        episode("Need for Public Ponds", "Storm Wall Risks", id="rance"),
    ]
    planned = ["Compare old mills and storm walls"]
    found = [goal.text for goal in grounded(episodes, planned, ())]
    assert found == [*planned, "Name the limits of oak gates.", "Say why there is a need for public ponds."]
    mine = "Be able to sail"
    assert [goal.text for goal in grounded(episodes, [mine], ())] == [mine]
