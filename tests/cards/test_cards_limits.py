"""Texts without end: what is too long to be a sentence is held whole, and the rest is asked as usual."""

from collections.abc import Collection, Mapping

import pytest
from building import LENIENT, library

from curriculum.cards.cast import cast
from curriculum.cards.doubt import Doubts
from curriculum.cards.parse import kept
from curriculum.cards.parse.sentence import Sentence
from curriculum.cards.statement import LONGEST, state
from curriculum.cards.write import write
from curriculum.crew.crew import Crew
from curriculum.reading.episode import Source
from curriculum.reading.library import Doubt

FACT = "Ada Clarke opened the first roller mill of York in 1887."
ENDLESS = "the brewer who keeps a cold tank and " * (LONGEST // 30)


def test_a_sentence_without_end_is_held_whole_and_its_neighbours_are_asked() -> None:
    alone = [card for card in write(library(FACT), judge=LENIENT) if card.verdict == "ship"]
    assert alone
    cards = write(library(FACT, f"The tank holds {ENDLESS}."), judge=LENIENT)
    assert [(card.question, card.answer) for card in cards if card.verdict == "ship"] == [
        (card.question, card.answer) for card in alone
    ]
    (held,) = write(library(f"The tank holds {ENDLESS}."))
    assert held.verdict == "held"
    assert held.quote == f"The tank holds {ENDLESS}."
    assert held.reasons == ("No rule finds a short question in this point.",)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sentences that are parsed."""
    asked: list[str] = []

    def parsed(texts: Collection[str], crew: Crew | None = None) -> Mapping[str, Sentence]:
        asked.extend(texts)
        return kept.parsed(texts, crew)

    monkeypatch.setattr("curriculum.cards.write.parsed", parsed)
    return asked


@pytest.mark.parametrize("times", [1, 4])
def test_no_parser_sees_a_sentence_without_end(times: int, seen: list[str]) -> None:
    made = library(FACT, ENDLESS * times, FACT)
    told = state(made.episodes[0], cast(made.episodes[0], frozenset()))
    assert [one.endless for one in told] == [False, True, False]
    assert told[1].quote == (ENDLESS * times).rstrip()
    write(made)
    assert set(seen) == {FACT}


def test_the_longest_sentence_that_may_be_is_read(seen: list[str]) -> None:
    text = f"The mill grinds {'corn and ' * 300}"[: LONGEST - 1].rstrip() + "."
    write(library(text))
    assert seen == [text]


# --- names in doubt ---------------------------------------------------------------------------


def doubt(*forms: str, episode: str = "") -> Doubt:
    places = tuple(Source(path="a.md", line=number) for number, _ in enumerate(forms, 1))
    return Doubt(episode=episode, forms=forms, places=places)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Hansen met her.", "Hansen"),
        ("It was HANSEN’s mill.", "Hansen"),
        ("The Hansens met.", ""),
        ("Jean-Luc ground the corn.", "Jean-Luc"),
        ("Jean ground the corn, Luc baked.", ""),
        ("They passed SB  1047.", ""),
        ("They passed SP\n1047 there.", "SP 1047"),
        ("Straſſer baked.", "Strasser"),
        ("Nobody baked.", ""),
    ],
)
def test_a_doubtful_name_is_found_as_a_word_of_its_own(text: str, form: str) -> None:
    doubts = Doubts(
        [
            doubt("Hanson", "Hansen", episode="mills"),
            doubt("Jean-Luc", "Jean-Luk", episode="mills"),
            doubt("Straßer", "Strasser"),
            doubt("SB 1047", "SP 1047"),
        ]
    )
    reason = doubts.reason("mills", "Corn is ground.", text)
    assert reason.startswith(f"The notes spell “{form}”") if form else reason == ""


def test_a_card_that_waits_for_another_name_says_so() -> None:
    doubts = Doubts([doubt("Tavik", "Rosato", episode="mills")])
    reason = doubts.reason("mills", "Rosato ground the corn.")
    assert reason.startswith("Where the notes have “Rosato” they have “Tavik” too: ")


def test_of_two_doubts_the_first_is_named_and_other_episodes_have_none() -> None:
    doubts = Doubts([doubt("Hanson", "Hansen", episode="mills"), doubt("Bauer", "Bower", episode="mills")])
    assert "“Hansen”" in doubts.reason("mills", "Bower met Hansen.")
    assert doubts.reason("bread", "Bower met Hansen.") == ""
    assert Doubts([]).reason("mills", "Bower met Hansen.") == ""
