"""What a point's own words answer beside its label, and the words with which a point without one begins."""

import pytest

from curriculum.guides.beginning import beginning
from curriculum.guides.demand import Demand, demands, named
from curriculum.reading.episode import KeyPoint, SubPoint


def point(label: str, text: str = "", *subs: SubPoint) -> KeyPoint:
    return KeyPoint(id="e/1", number=1, label=label, text=text, line=1, subpoints=subs)


def lines(*texts: str) -> tuple[SubPoint, ...]:
    return tuple(SubPoint(text=text, line=place) for place, text in enumerate(texts, start=2))


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        ("Old charts are essential for dating the first mills.", "Why does it matter?"),
        (
            "They grind at the coast with the sea rather than with the wind.",
            "What instead of with the wind?",
        ),
        ("The trade moved from wooden wheels to iron turbines.", "From what to what?"),
        ("In Fundy, for example, the sea rises sixteen metres.", "Give an example."),
    ],
)
def test_a_label_is_asked_what_its_sentence_answers(text: str, ask: str) -> None:
    (demand,) = demands(point("Tidal mills", text))
    assert (demand.text, demand.answer) == (ask, text)
    assert demand.about("Tidal mills.") == f"Tidal mills: {ask[0].lower()}{ask[1:]}"


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Tidal mills", "Mills stand in Brest, and their wheels are made of oak."),
        ("Tidal mills", "They stand there at the coast rather than."),
        ("Tidal mills", "Bays that narrow, such as Fundy and Severn, have the highest tides."),
        ("Tidal mills", "Wheels of such asylum, oak and elm."),
        ("Why mills?", "Rather than where the wind is low."),
        ("Conclusion", "Mills stand in Brest rather than where the tide is low."),
        ("", "Mills stand in Brest rather than where the tide is low."),
        ("Tidal mills", "Wheels are of oak. Fog fell on the harbour rather than on the warm hills."),
        ("Tidal mills", "Rather than wind " + "the tide is high there " * 20),
    ],
    ids=[
        "no sign",
        "nothing comes",
        "a noun's example",
        "part of a word",
        "asks",
        "kind",
        "no label",
        "other matter",
        "endless",
    ],
)
def test_nothing_is_asked_that_is_not_surely_answered(label: str, text: str) -> None:
    assert demands(point(label, text)) == ()


def test_a_list_below_a_label_is_to_be_named() -> None:
    assert demands(point("Parts of a mill", "", *lines("the pond", "the sluice", "the wheel"))) == (
        Demand("list", "Name the three.", "the pond; the sluice; the wheel", 3),
    )
    mixed = (*lines("the pond", "the sluice"), SubPoint(label="Wheel", text="of oak", line=4))
    assert demands(point("Parts of a mill", "", *mixed)) == (), "not the lines of one list"
    sides = [SubPoint(label=name, text="oak", kind="aspect", line=2) for name in ("Problem", "Method")]
    assert demands(point("Parts of a mill", "", *sides)) == (), "sides of one matter"


def test_what_is_said_is_given_and_what_is_listed_is_named() -> None:
    assert named(["oak", "elm"]) == Demand("list", "Name the two.", "oak; elm", 2)
    assert named(["Oak lasts.", "Elm rots."]) == Demand(
        "list", "Give the two points that are made.", "Oak lasts.; Elm rots.", 2
    )
    assert named(["oak"]) is None
    assert named(["oak"] * 8) is None
    assert named(["oak", "elm " * 40]) is None
    assert named(["oak", ""]) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Barley grows towards the window of a dark malting floor.", "Barley grows towards the …"),
        ("Leave the harbour wall before spring tides close the sluice.", "Leave the harbour wall before …"),
        ("Tidal mills", ""),
        ("Do tidal mills stand in the estuaries of Brittany?", ""),
        ("The episode tells of tidal mills in the estuaries of Brittany.", ""),
        ("Mills at the river.", ""),
        ("", ""),
    ],
)
def test_a_point_begins_with_what_calls_for_the_rest(text: str, wanted: str) -> None:
    assert beginning(text) == wanted
