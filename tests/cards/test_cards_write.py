"""The whole way from a library to its cards."""

import random
from pathlib import Path

import pytest
from building import LENIENT, library
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from curriculum.cards.card import Card
from curriculum.cards.checks import (
    check,
    no_long_list,
    not_yes_no,
    one_ask,
    one_deletion,
    short_answer,
    short_question,
)
from curriculum.cards.choose import MOST, Entry
from curriculum.cards.choose import choose as choosing
from curriculum.cards.decision import Decision
from curriculum.cards.draft import Draft
from curriculum.cards.key import guid_of
from curriculum.cards.parse.kept import parsed
from curriculum.cards.pattern import patterns
from curriculum.cards.tried import Tried
from curriculum.cards.write import write
from curriculum.reading.episode import Episode, Source, WrittenCard
from curriculum.reading.library import Doubt, Library
from curriculum.reading.read import read

SEEDS = Path(__file__).parents[2] / "seeds"
REAL = Path(__file__).parents[3] / "shared" / "seeds"
HELD_OUT = Path(__file__).parent / "fixtures" / "heldout"

FACT = "Ada Clarke opened the first roller mill of York in 1887."
MARKS = [*",.;:()[]{}“”’—–…?!&%$#*_~`<>\\", "e.g.", "U.S.", "{{c1::", "}}", "\t", "1.5", "the the", "日本"]
NOTES = sorted({text for one in patterns() for text in (*one.silent, *(said for said, _ in one.fires))})
SHAPE = (one_ask, short_question, short_answer, not_yes_no, no_long_list, one_deletion)
"""Checks of a card's form, which need neither its line nor what it asks for."""


@pytest.fixture(scope="module", autouse=True)
def at_once() -> None:
    """Parse the sentences that are drawn from in one go: the parser works in batches."""
    parsed(NOTES)


def assert_sound(cards: tuple[Card, ...]) -> None:
    """Whatever the notes say: held cards say why, keys are apart, and what ships can be asked."""
    for card in cards:
        assert bool(card.reasons) == (card.verdict == "held"), card
        assert card.guid == guid_of(card.key)
        if card.verdict == "ship" and not card.by_hand:
            tried = Tried(
                Draft(card.rule, card.question, card.answer, kind=card.kind, text=card.text), "", ""
            )
            assert check(tried, SHAPE) == (), card
            assert card.quote
    assert len({card.key for card in cards}) == len(cards)


@pytest.fixture
def weighed(monkeypatch: pytest.MonkeyPatch) -> list[Entry]:
    """Every draft that was weighed while cards were written, with the reasons against it."""
    found: list[Entry] = []

    def choose(entries: list[Entry], most: int = MOST) -> tuple[list[Entry], Entry | None]:
        found.extend(entries)
        shipped, held = choosing(entries, most)
        assert all(not entry.reasons for entry in shipped)
        assert not (shipped and held)
        return shipped, held

    monkeypatch.setattr("curriculum.cards.write.choose", choose)
    return found


@pytest.mark.parametrize("folder", [SEEDS, HELD_OUT], ids=["seeds", "heldout"])
def test_every_shipped_card_passes_every_check(folder: Path, weighed: list[Entry]) -> None:
    cards = write(read([folder]))
    assert_sound(cards)
    assert weighed
    for entry in weighed:
        tried = Tried(entry.draft, entry.context, entry.statement.quote)
        assert set(check(tried)) <= set(entry.reasons), entry.draft


hostile = st.text(max_size=60) | st.sampled_from(
    [
        "{{c1::x}}",
        "<b>What</b> is it?",
        "[sound:a.mp3]",
        "\\[x\\]",
        "a" * 300,
        "It is.",
        "The podcast notes that .",
        "? ?",
    ]
)
words = st.sampled_from(sorted({word for note in NOTES for word in note.split()}) + MARKS)
jumbled = st.lists(words, min_size=1, max_size=40).map(" ".join)
notes = st.lists(
    st.sampled_from(NOTES) | jumbled | hostile | st.sampled_from(NOTES).map(str.upper), min_size=1, max_size=5
)
labels = st.sampled_from(["", "Goals of AB 77", "Ada's Plan"]) | st.text(max_size=30)


def assert_written_well(lines: list[str], label: str, sublabel: str) -> None:
    made = library(*lines, label=label, sublabel=sublabel)
    cards = write(made)
    assert_sound(cards)
    assert write(made) == cards
    whole = " ".join(lines)
    assert all(card.quote in whole or card.verdict == "held" for card in cards)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(notes, labels, st.sampled_from(["", "Kind"]))
def test_whatever_the_notes_say_shipped_cards_pass_and_writing_repeats(
    lines: list[str], label: str, sublabel: str
) -> None:
    assert_written_well(lines, label, sublabel)


@pytest.mark.campaign
@settings(max_examples=5_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(notes, labels, st.sampled_from(["", "Kind"]))
def test_five_thousand_libraries_of_any_text(lines: list[str], label: str, sublabel: str) -> None:
    assert_written_well(lines, label, sublabel)


def test_the_order_of_files_changes_no_card() -> None:
    whole = read([SEEDS])
    expected = {card.key: card for card in write(whole)}
    for seed in range(3):
        shuffled = list(whole.episodes)
        random.Random(seed).shuffle(shuffled)
        mixed = write(whole.model_copy(update={"episodes": tuple(shuffled)}))
        assert {card.key: card for card in mixed} == expected


def test_cards_stand_in_the_order_of_the_notes() -> None:
    made = read([SEEDS])
    order = {episode.id: place for place, episode in enumerate(made.episodes)}
    places = [order[card.source.episode] for card in write(made)]
    assert places == sorted(places)


def test_a_point_without_a_card_is_held_with_its_reason() -> None:
    (card,) = write(library("They were glad of it.", label="A Mood"))
    assert (card.verdict, card.source.point) == ("held", "a-talk/point")
    assert card.reasons


def test_at_most_three_cards_ship_for_a_point() -> None:
    ships = [card for card in write(library(*NOTES), judge=LENIENT) if card.verdict == "ship"]
    assert len(ships) == MOST == 3


def test_of_two_cards_that_ask_the_same_one_ships() -> None:
    first = library(FACT)
    twin = first.episodes[0].model_copy(update={"id": "b-talk"})
    point = twin.points[0].model_copy(update={"id": "b-talk/point"})
    both = Library(episodes=(*first.episodes, twin.model_copy(update={"points": (point,)})))
    cards = write(both, judge=LENIENT)
    ships = [card for card in cards if card.verdict == "ship"]
    assert ships
    assert {card.source.episode for card in ships} == {"a-talk"}
    lost = [card for card in cards if card.source.episode == "b-talk" and "asks the same" in card.reasons[0]]
    assert len(lost) == len(ships)


def test_a_name_in_doubt_holds_every_card_that_shows_it() -> None:
    made = library("Marguerite Perey discovered the element francium in 1939.")
    assert any(card.verdict == "ship" for card in write(made, judge=LENIENT))
    places = (Source(path="a.md", line=1), Source(path="a.md", line=5))
    doubt = Doubt(episode="a-talk", forms=("Pérey", "Perey"), places=places)
    cards = write(made.model_copy(update={"doubts": (doubt,)}), judge=LENIENT)
    assert all(card.verdict == "held" for card in cards)
    assert "corrections.toml" in cards[0].reasons[0]
    elsewhere = doubt.model_copy(update={"episode": "another-talk"})
    assert any(
        card.verdict == "ship"
        for card in write(made.model_copy(update={"doubts": (elsewhere,)}), judge=LENIENT)
    )


def test_between_episodes_the_trusted_spelling_is_not_in_doubt() -> None:
    made = library("Ada Clarke opened the first roller mill of Velomax in 1887.")
    places = (Source(path="a.md", line=1), Source(path="b.md", line=5))
    trusted = Doubt(forms=("Velomax", "Velomex"), places=places)
    assert any(
        c.verdict == "ship" for c in write(made.model_copy(update={"doubts": (trusted,)}), judge=LENIENT)
    )
    wrong = Doubt(forms=("Velomex", "Velomax"), places=places)
    assert all(
        c.verdict == "held" for c in write(made.model_copy(update={"doubts": (wrong,)}), judge=LENIENT)
    )


def test_a_card_the_person_wrote_ships_word_for_word() -> None:
    own = (
        WrittenCard(question="is it?", answer="yes", line=9),
        WrittenCard(text="Salt {{c1::firms}} cabbage.", answer="firms", line=11),
        WrittenCard(question="no answer?", answer="", line=13),
    )
    episode = Episode(id="e", title="E", flashcards=own, source=Source(path="a.md", line=1))
    cards = write(Library(episodes=(episode,)), judge=LENIENT)
    assert [(card.question or card.text, card.answer, card.verdict, card.by_hand) for card in cards] == [
        ("is it?", "yes", "ship", True),
        ("Salt {{c1::firms}} cabbage.", "firms", "ship", True),
        ("no answer?", "", "held", True),
    ]


def test_decisions_beat_the_rules() -> None:
    made = library("Ada Clarke opened the first roller mill of York.")
    shipped = (card for card in write(made, judge=LENIENT) if card.verdict == "ship")
    before = next(card for card in shipped if card.kind == "question")
    dropped = write(made, {before.key: Decision(verdict="drop")}, judge=LENIENT)
    assert [(card.key, card.verdict, card.by_hand) for card in dropped if card.key == before.key] == [
        (before.key, "held", True)
    ]
    edited = write(
        made, {before.key: Decision(question="Why fold?", answer="for the gluten", context="")}, judge=LENIENT
    )
    (card,) = (card for card in edited if card.key == before.key)
    assert (card.question, card.answer, card.context) == ("Why fold?", "for the gluten", "")
    assert (card.verdict, card.by_hand, card.guid) == ("ship", True, before.guid)


def test_a_gap_gives_way_to_a_question_for_the_same_fact() -> None:
    shipped = [card for card in write(library(FACT), judge=LENIENT) if card.verdict == "ship"]
    assert shipped
    assert not [card for card in shipped if card.kind == "cloze"]


@pytest.mark.parametrize("answers", [["rye", "rye", "rye 2"], ["rye", "rye 2", "rye"]])
def test_a_numbered_key_is_no_other_cards_key(answers: list[str]) -> None:
    """An answer may end as the key of a second card would."""
    own = tuple(
        WrittenCard(question=f"What is in loaf {line}?", answer=answer, line=line)
        for line, answer in enumerate(answers)
    )
    episode = Episode(id="e", title="E", flashcards=own, source=Source(path="a.md", line=1))
    cards = write(Library(episodes=(episode,)), judge=LENIENT)
    assert len({card.key for card in cards}) == len(cards) == 3


def test_a_new_text_of_a_cloze_says_what_is_deleted() -> None:
    own = (WrittenCard(text="Salt {{c1::firms}} cabbage.", answer="firms", line=11),)
    episode = Episode(id="e", title="E", flashcards=own, source=Source(path="a.md", line=1))
    (before,) = write(Library(episodes=(episode,)), judge=LENIENT)

    def decided(**said: str) -> tuple[str, str, str]:
        (card,) = write(Library(episodes=(episode,)), {before.key: Decision(**said)})  # type: ignore[arg-type]
        assert (card.key, card.guid) == (before.key, before.guid)
        return card.verdict, card.text, card.answer

    moved = "Salt firms {{c1::$x^{{2}}$}}."
    assert decided(text=moved) == ("ship", moved, "$x^{{2}}$")
    assert decided(text="Salt {{c2::firms::how}} it.") == ("ship", "Salt {{c1::firms}} it.", "firms")
    assert decided(answer="firms") == ("ship", before.text, "firms")
    assert decided(answer="cabbage")[0] == "held"
    for text in ("Salt firms.", "{{c1::a}} {{c2::b}}"):
        with pytest.raises(ValidationError, match="exactly one"):
            Decision(text=text)


def test_a_held_card_that_was_kept_ships_even_when_others_would_win() -> None:
    alone, vague = library(FACT), "The old guild helps them."
    (held, *_) = (card for card in write(library(vague), judge=LENIENT) if card.verdict == "held")
    made = library(vague, FACT)
    assert not any(card.key == held.key for card in write(made, judge=LENIENT))
    cards = write(made, {held.key: Decision()}, judge=LENIENT)
    assert [card.verdict for card in cards if card.key == held.key] == ["ship"]
    assert {card.key for card in cards} > {card.key for card in write(alone, judge=LENIENT)}


@pytest.mark.skipif(not REAL.is_dir(), reason="needs the user's own episode files beside the repository")
class TestTheRealEpisodes:
    """What the issue asks of the user's own thirteen episodes."""

    @pytest.fixture(scope="class")
    @staticmethod
    def made() -> Library:
        return read([REAL])

    def test_what_ships_is_sound_and_what_does_not_says_why(self, made: Library) -> None:
        cards = write(made)
        assert any(card.verdict == "ship" for card in cards)
        assert all(card.reasons for card in cards if card.verdict == "held")
        assert_sound(cards)

    def test_nobody_is_said_to_have_left_whom_the_title_does_not_name(self, made: Library) -> None:
        ships = [card for card in write(made) if card.verdict == "ship"]
        shown = [
            " ".join((c.question, c.answer, c.text, c.context, c.detail, c.quote, c.credit)) for c in ships
        ]
        assert not [text for text in shown if "LeCun" in text or "Gradian" in text or "SP 1047" in text]

    def test_none_of_the_known_bad_cards_ships(self, made: Library) -> None:
        for card in write(made):
            if card.verdict == "ship":
                assert "point made about" not in card.question
                assert not card.answer.endswith(("Gemini 1", "e.g", "e.g."))
                assert not (card.question.startswith("What does") and " aim to do?" in card.question)
