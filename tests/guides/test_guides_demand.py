"""What a point's own words answer beside its label."""

import pytest

from curriculum.guides.ask import BLANK
from curriculum.guides.demand import Demand, demands, every, named
from curriculum.reading.episode import KeyPoint, SubPoint


def point(label: str, text: str = "", *subs: SubPoint) -> KeyPoint:
    return KeyPoint(id="e/1", number=1, label=label, text=text, line=1, subpoints=subs)


def lines(*texts: str) -> tuple[SubPoint, ...]:
    return tuple(SubPoint(text=text, line=place) for place, text in enumerate(texts, start=2))


@pytest.mark.parametrize(
    ("text", "kind", "asked", "answer"),
    [
        (
            "Old charts are essential for dating the first mills.",
            "worth",
            "Old charts are essential for ____.",
            "dating the first mills",
        ),
        (
            "They grind at the coast with the sea rather than with the wind.",
            "contrast",
            "They grind at the coast with the sea rather than ____.",
            "with the wind",
        ),
        (
            "Unlike windmills, tidal mills grind by the clock.",
            "contrast",
            "Unlike ____, tidal mills grind by the clock.",
            "windmills",
        ),
        (
            "The millers of Brest moved from wooden wheels to iron turbines.",
            "change",
            "The millers of Brest moved from ____ to ____.",
            "wooden wheels to iron turbines",
        ),
        (
            "In Fundy the water of the bay rises 16.3 metres.",
            "figure",
            "In Fundy the water of the bay rises ____ metres.",
            "16.3",
        ),
        (
            "The trade was worth $40 million at the coast, and grew.",
            "figure",
            "The trade was worth ____ at the coast, and grew.",
            "$40 million",
        ),
        (
            "It is said that the millers leave rather than pay is described.",
            "contrast",
            "It is said that the millers leave rather than ____ is described.",
            "pay",
        ),
    ],
)
def test_a_sentence_of_the_notes_has_a_gap_for_what_it_turns_on(
    text: str, kind: str, asked: str, answer: str
) -> None:
    (demand,) = demands(point("Tidal mills", text))
    assert (demand.kind, demand.text.replace(BLANK, "____")) == (kind, asked)
    assert (demand.answer, demand.said) == (answer, text)
    assert demand.about("Tidal mills.") == f"Tidal mills: {demand.text}"


def test_of_a_long_sentence_stands_what_is_near_the_gap() -> None:
    text = f"Mills grind {'barley and oats ' * 9}rather than rye, {'for bakers in Brest and ' * 3}Caen."
    (demand,) = demands(point("Tides", text))
    before, after = demand.text.split(BLANK)
    assert before.startswith("… ")
    assert before.endswith("oats rather than ")
    assert after.startswith(", for bakers")
    assert after.endswith(" …")


@pytest.mark.parametrize(
    "text",
    [
        "Mills of 2 or 3 stones stand in many harbours.",
        "The harbour keeps Fundy 3 and its tidal stones.",
        "The millers read part 2 of the book on stones.",
        "The 11 Coast Mills are known for their stones.",
        "The mills of 2-stone harbours grind very fine.",
    ],
    ids=["two figures", "of a name", "of a count", "before a name", "of a word"],
)
def test_a_figure_is_taken_out_where_it_is_the_only_one_and_no_name(text: str) -> None:
    assert demands(point("Tidal mills", text)) == ()


def test_the_end_of_the_first_sentence_is_asked_where_nothing_else_is() -> None:
    text = "The keepers of Brest close the sluice before every spring tide, and rest."
    (one,) = every(point("Tidal mills", text))
    assert demands(point("Tidal mills", text)) == ()
    assert (one.kind, one.answer) == ("thing", "spring tide")
    later = f"Tides rise. {text}"
    assert every(point("Tidal mills", later)) == ()


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Tidal mills", "Mills stand in Brest, and their wheels are made of oak."),
        ("Tidal mills", "They stand there at the coast rather than."),
        ("Tidal mills", "Bays that narrow, such as Fundy and Severn, have the highest tides."),
        ("Tidal mills", "Wheels of such asylum, oak and elm."),
        ("Why mills?", "Mills stand in Brest rather than where the tide is low."),
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
        Demand("list", "Name the three parts.", "the pond; the sluice; the wheel", 3),
    )
    mixed = (*lines("the pond", "the sluice"), SubPoint(label="Wheel", text="of oak", line=4))
    assert demands(point("Parts of a mill", "", *mixed)) == (), "not the lines of one list"
    sides = [SubPoint(label=name, text="oak", kind="aspect", line=2) for name in ("Problem", "Method")]
    assert demands(point("Parts of a mill", "", *sides)) == (), "sides of one matter"


@pytest.mark.parametrize(
    ("label", "asked"),
    [
        ("Parts of a mill", "Name the two parts."),
        ("The two parts of a mill", "Name the two parts."),
        ("Old ways remain unchanged", "Name the two ways."),
        ("The three parts of a mill", ""),
        ("Tidal mills", ""),
        ("Mills", ""),
        ("Parts and tools", ""),
        ("Tools theory", ""),
    ],
)
def test_a_list_is_asked_for_by_the_kind_of_thing_that_its_label_names(label: str, asked: str) -> None:
    demand = named(label, ["oak", "elm"])
    assert (demand.text if demand else "") == asked


@pytest.mark.parametrize(
    "things",
    [
        ["oak"],
        ["oak"] * 8,
        ["oak", "elm " * 40],
        ["oak", ""],
        ["Oak lasts.", "Elm rots."],
        ["Oak has to be felled in the winter", "elm"],
    ],
    ids=["one", "many", "long", "empty", "sentences", "a sentence"],
)
def test_what_is_said_is_not_named(things: list[str]) -> None:
    assert named("Parts", things) is None
