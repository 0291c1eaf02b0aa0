"""Which words are said as the name that they certainly stand for, and which never."""

import pytest
from building import episode, library, told

from curriculum.cards.naming import points_back
from curriculum.cards.parse.stated import clauses
from curriculum.cards.write import write
from curriculum.reading.episode import KeyPoint
from curriculum.reading.library import Library

AN_EPISODE = (
    "Edda Moreau left Ovenworks because of its price.",
    "Ovenworks was founded in Lille by two millers. Ovenworks bakes for nine towns.",
)


def said(*notes: str, label: str = "") -> str:
    """The last sentence as it is said, names in the place of what stands for them."""
    s = told(library(" ".join(notes), label=label))[-1].sentence
    return s.say(range(len(s.tokens)), opens=True)


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ("The mill of Orm grinds rye.", "It feeds the town.", "The mill of Orm feeds the town."),
        (
            "The mill of Orm grinds rye.",
            "Its wheels turn in winter.",
            "The mill of Orm’s wheels turn in winter.",
        ),
        ("The farmers of Orm grow rye.", "They feed the town.", "The farmers of Orm feed the town."),
        ("The farmers of Orm grow rye.", "Their mills turn.", "The farmers of Orm’s mills turn."),
        ("Ada Clarke opened a bakery.", "She sold bread.", "Ada Clarke sold bread."),
        ("Ada and Ben Clarke feed the town.", "They bake at night.", "Ada and Ben Clarke bake at night."),
    ],
)
def test_a_pronoun_is_said_as_the_subject_before_it(before: str, text: str, expected: str) -> None:
    assert said(before, text) == expected


@pytest.mark.parametrize(
    ("why", "before", "text"),
    [
        ("a mill is no person", "The mill of Orm grinds rye.", "She notes that free mills feed the town."),
        ("a person is no thing", "Ada Clarke opened a mill.", "It grinds rye."),
        ("one is not several", "The mill of Orm grinds rye.", "They feed the town."),
        ("several are not one", "The mills of Orm grind rye.", "It feeds the town."),
        ("nobody knows of him", "The baker left York.", "It stands empty."),
        ("two candidates", "Ada Clarke met Ida Brun in York.", "She sold bread."),
        ("it is empty", "The mill of Orm grinds rye.", "It is a myth that rye grows on sand."),
        ("it is empty", "The mill of Orm grinds rye.", "It takes years to grow a hedge."),
        ("after a denial", "The mill of Orm did not burn.", "It feeds the town."),
        ("after a question", "Why does the mill of Orm grind rye?", "It feeds the town."),
        ("after a pronoun", "It grinds rye.", "It feeds the town."),
        ("something nearer", "The mill of Orm grinds rye.", "When the river rises, it floods the town."),
        ("not the subject", "The mill of Orm grinds rye.", "The town loves it."),
        ("things in the plural", "Rye prices rise in Orm.", "They need nine coins a day."),
    ],
)
def test_what_may_stand_for_another_is_left_alone(why: str, before: str, text: str) -> None:
    assert said(before, text) == text, why


def test_another_point_names_nothing() -> None:
    points = (
        KeyPoint(id="a-talk/1", number=1, label="", line=4, text="The mill of Orm grinds rye."),
        KeyPoint(id="a-talk/2", number=2, label="", line=5, text="It feeds the town."),
    )
    assert told(Library(episodes=(episode(*points),)))[-1].sentence.instead == ()


@pytest.mark.parametrize(
    "lines",
    [
        ("Ada Clarke left the guild in 1887.", "The company kept its mills."),
        ("Ada Clarke sold Kelpworks Ltd to Ovenco Ltd.", "The company makes agar."),
        ("Lund was founded near a river. We walked in Lund.", "The company is old."),
        (*AN_EPISODE, "Velomax Ltd bought bread, and the company liked it."),
        (*AN_EPISODE, "The company sells rye bread."),
    ],
)
def test_nobody_is_said_for_the_company(lines: tuple[str, ...]) -> None:
    made = library(*lines, title="Bakers Leave Ovenworks")
    assert told(made)[-1].sentence.instead == ()


def test_a_short_name_is_made_whole_where_one_person_has_it() -> None:
    made = library("Clarke opened a mill in York.")
    one = made.episodes[0]
    alone = one.model_copy(update={"guests": ("Ada Clarke",)})
    assert told(Library(episodes=(alone,)))[0].clauses[0].subject_text() == "Ada Clarke"
    two = one.model_copy(update={"guests": ("Ada Clarke", "Bo Clarke")})
    assert told(Library(episodes=(two,)))[0].clauses[0].subject_text() == "Clarke"


def test_a_clause_whose_subject_nobody_names_gives_no_card() -> None:
    lines = (
        "They banned imported dyes in 1640.",
        "This banned imported dyes in 1640.",
        "Its guild banned dyes.",
    )
    for line in lines:
        one = told(library(line))[0]
        assert one.clauses == (), line
        assert all(points_back(clause) for clause in clauses(one.sentence)), line
        assert all(card.verdict == "held" for card in write(library(line))), line


def test_he_and_she_speak_only_for_a_person() -> None:
    claim = "She notes that free mills feed the town."
    spoken = {clause.speaker for clause in told(library(f"Ida Brun runs a mill. {claim}"))[-1].clauses}
    assert "She" not in spoken
    for one in told(library(f"The mill of Orm grinds rye. {claim}"))[-1].clauses:
        assert "mill of Orm" not in one.speaker
