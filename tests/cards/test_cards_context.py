"""The line above a card: the thing its episode is about, and nothing of the answer."""

import pytest

from curriculum.cards.cast import cast
from curriculum.cards.context import context
from curriculum.cards.doubt import Doubts
from curriculum.cards.draft import Draft
from curriculum.cards.names import known_names
from curriculum.cards.statement import state
from curriculum.reading.episode import Episode, KeyPoint, Source


def episode(title: str, *points: tuple[str, str], introduction: str = "") -> Episode:
    """An episode with a point for each label and text."""
    made = tuple(
        KeyPoint(id=f"e/{number}", number=number, label=label, text=text, line=number)
        for number, (label, text) in enumerate(points, start=1)
    )
    return Episode(
        id="e", title=title, introduction=introduction, points=made, source=Source(path="a.md", line=1)
    )


FERRY = (
    ("Crossing", "The keel of the Selkie is filled with lead. Calm water lets the Selkie glide for hours."),
    ("Crew", "Two sailors are vital for a safe crossing in the dark, as every trip of the Selkie shows."),
    ("Cargo", "Most winters the Selkie carries hay, since pastures freeze over."),
)


def above(made: Episode, *drafts: Draft) -> dict[str, str]:
    """Front → context line of drafts about the first sentences of the points."""
    told = state(made, cast(made, known_names((made,))))
    return {
        draft.question: context(draft, statement, Doubts(()))
        for statement in told
        if statement.opens
        for draft in drafts
    }


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Night Waves with Captain Moira Flett of the Selkie", "the Selkie"),
        ("Episode 12", ""),
        ("2024-05-06", ""),
    ],
)
def test_the_thing_is_the_name_that_title_and_points_share(title: str, expected: str) -> None:
    made = episode(title, *FERRY)
    names = known_names((made,))
    assert cast(made, names).thing == expected


def test_a_witty_title_gives_way_to_the_part_that_the_points_repeat() -> None:
    made = episode(
        "Loaf Story: The Chemistry of Sourdough with Ana Ruiz",
        ("Leaven", "Sourdough chemistry begins with wild yeast."),
        ("Acid", "Sourdough chemistry depends on lactic acid."),
    )
    assert cast(made, known_names((made,))).topics == ("The Chemistry of Sourdough",)


def test_a_guest_is_no_topic() -> None:
    made = episode(
        "Wages and Jobs",
        ("", "Prof. Ada Lund argues for a floor. Lund cites two towns."),
        ("", "Most towns did well, and Lund counted them."),
        introduction="Prof. Ada Lund talks about wages.",
    )
    assert cast(made, known_names((made,))).thing == ""


def test_the_line_names_the_thing_only_where_the_front_does_not() -> None:
    drafts = (
        Draft("made", "What is the keel of the Selkie filled with?", "lead", asks="what"),
        Draft("made", "What is the keel filled with?", "lead", asks="what"),
        Draft("made", "What does the ferry carry in most winters?", "hay", asks="what"),
    )
    lines = above(episode("Night Waves with Captain Moira Flett of the Selkie", *FERRY), *drafts)
    assert len(lines) == 3
    for front, line in lines.items():
        assert ("Selkie" in line) != ("Selkie" in front), front


def test_a_title_with_two_rivals_is_about_neither() -> None:
    points = tuple(
        ("", f"Velomax sold {n} bikes, then Tramco sold {n} trams and Velomax noticed.") for n in "abc"
    )
    made = episode("Velomax and Tramco Race Uphill", *points)
    assert cast(made, known_names((made,))).thing == ""


def test_a_common_word_inside_a_name_is_no_name_of_its_own() -> None:
    made = episode(
        "Clinics", ("", "Since 1948 the World Health Organization has met. In Graz, Velomax closed.")
    )
    names = known_names((made,))
    assert "Health" not in names
    assert {"World", "Velomax"} <= names


def test_a_bare_surname_is_not_left_alone() -> None:
    made = episode(
        "The Ferry Trade: A History of Crossings",
        ("", "Orrin was a barge keeper's apprentice, and he drew every lock. Ferry crossings grew."),
        ("", "A ferry trade has a history, and its crossings were slow."),
    )
    who = Draft("made", "Who was Orrin?", "a barge keeper’s apprentice", asks="definition")
    assert above(made, who) == {"Who was Orrin?": "The Ferry Trade"}


def test_the_line_gives_nothing_of_the_answer_away() -> None:
    made = episode("Night Waves with Captain Moira Flett of the Selkie", *FERRY)
    draft = Draft("made", "Which ferry carries hay in most winters?", "the Selkie", asks="what")
    assert "Selkie" not in above(made, draft)[draft.question]
