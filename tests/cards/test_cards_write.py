"""The whole way from a library to its cards."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from rule_cases import cases, library

from curriculum.cards.card import Card
from curriculum.cards.checks import CHECKS, check
from curriculum.cards.decisions import Decision
from curriculum.cards.draft import Draft
from curriculum.cards.key import guid_of
from curriculum.cards.tried import Tried
from curriculum.cards.write import share, write
from curriculum.reading.episode import Episode, Quote, Source, WrittenCard
from curriculum.reading.library import Doubt, Library
from curriculum.reading.read import read

SEEDS = Path(__file__).parents[2] / "seeds"
REAL = Path(__file__).parents[3] / "shared" / "seeds"
HELD_OUT = Path(__file__).parent / "fixtures" / "heldout"

MARKS = [*",.;:()[]{}“”’—–…?!&%$#*_~`<>\\", "e.g.", "U.S.", "{{c1::", "}}", "\t", "1.5", "the the", "日本"]
NOTES = sorted({note for case in cases() for note in case.notes})


def tried(card: Card) -> Tried:
    """A shipped card as the checks see it; a list answer is taken in its parts."""
    parts = tuple(part for part in _parts(card) if part)
    draft = Draft(card.rule, card.question, card.answer, kind=card.kind, text=card.text, parts=parts)
    return Tried(draft, card.context, card.quote)


def _parts(card: Card) -> list[str]:
    if card.rule == "therefore":
        return [card.answer.removeprefix("because ")]
    if card.rule == "meaning":
        return card.answer.replace(" in which ", "|in which ").split("|")
    if card.rule in ("examples", "enumeration", "listed", "several"):
        return card.answer.replace(", and ", ", ").replace(" and ", ", ").split(", ")
    if card.rule == "compared":
        return card.answer.split(", ")
    if card.rule == "object" and card.answer not in card.quote:
        return card.answer.split(" and ")
    return [card.answer.removeprefix("by ")] if card.rule == "practice" else []


def assert_every_shipped_card_passes(cards: tuple[Card, ...]) -> None:
    for card in cards:
        assert bool(card.reasons) == (card.verdict == "held"), card
        assert card.guid == guid_of(card.key)
        if card.verdict == "ship" and card.rule not in ("written", "quote"):
            assert check(tried(card), CHECKS) == (), card
    assert len({card.key for card in cards}) == len(cards)


@pytest.mark.parametrize("folder", [SEEDS, HELD_OUT], ids=["seeds", "heldout"])
def test_every_shipped_card_passes_every_check(folder: Path) -> None:
    assert_every_shipped_card_passes(write(read([folder])))


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
    assert_every_shipped_card_passes(cards)
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


@settings(max_examples=12, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_files_changes_no_card(chance: random.Random) -> None:
    whole = read([SEEDS])
    shuffled = list(whole.episodes)
    chance.shuffle(shuffled)
    mixed = write(whole.model_copy(update={"episodes": tuple(shuffled)}))
    assert {card.key: card for card in mixed} == {card.key: card for card in write(whole)}


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
    point = [note for note in NOTES if note[0].isupper()][:30]
    ships = [card for card in write(library(*point)) if card.verdict == "ship"]
    assert len(ships) == 3


def test_of_two_cards_that_ask_the_same_one_ships() -> None:
    first, second = library("Fado means a song of fate (FSF)."), library("A packet has a time to live (TTL).")
    twin = second.episodes[0].model_copy(update={"id": "b-talk"})
    point = twin.points[0].model_copy(update={"id": "b-talk/point"})
    both = Library(episodes=(*second.episodes, twin.model_copy(update={"points": (point,)})))
    cards = [card for card in write(both) if card.rule == "acronym"]
    assert [card.verdict for card in cards] == ["ship", "held"]
    assert "asks the same" in cards[1].reasons[0]
    assert first.episodes


def test_a_name_in_doubt_holds_every_card_that_shows_it() -> None:
    made = library("Marguerite Perey discovered the element francium in Paris.")
    (card,) = (card for card in write(made) if card.rule == "doer")
    assert card.verdict == "ship"
    places = (Source(path="a.md", line=1), Source(path="a.md", line=5))
    doubt = Doubt(episode="a-talk", forms=("Pérey", "Perey"), places=places)
    cards = write(made.model_copy(update={"doubts": (doubt,)}))
    assert all(card.verdict == "held" for card in cards)
    assert "corrections.toml" in cards[0].reasons[0]
    elsewhere = doubt.model_copy(update={"episode": "another-talk"})
    assert any(card.verdict == "ship" for card in write(made.model_copy(update={"doubts": (elsewhere,)})))


def test_between_episodes_the_trusted_spelling_is_not_in_doubt() -> None:
    made = library("AB 77 aims to protect small tenants.")
    places = (Source(path="a.md", line=1), Source(path="b.md", line=5))
    trusted = Doubt(forms=("AB 77", "AP 77"), places=places)
    assert any(c.verdict == "ship" for c in write(made.model_copy(update={"doubts": (trusted,)})))
    wrong = Doubt(forms=("AP 77", "AB 77"), places=places)
    assert all(c.verdict == "held" for c in write(made.model_copy(update={"doubts": (wrong,)})))


def test_a_card_the_person_wrote_ships_word_for_word() -> None:
    own = (
        WrittenCard(question="is it?", answer="yes", line=9),
        WrittenCard(text="Salt {{c1::firms}} cabbage.", answer="firms", line=11),
        WrittenCard(question="no answer?", answer="", line=13),
    )
    episode = Episode(id="e", title="E", flashcards=own, source=Source(path="a.md", line=1))
    cards = write(Library(episodes=(episode,)))
    assert [(card.question or card.text, card.answer, card.verdict, card.by_hand) for card in cards] == [
        ("is it?", "yes", "ship", True),
        ("Salt {{c1::firms}} cabbage.", "firms", "ship", True),
        ("no answer?", "", "held", True),
    ]


def test_a_quote_that_speaks_of_the_subject_asks_who_said_it() -> None:
    said = (
        Quote(speaker="Ada Clarke", text="A kiln wants patience more than it wants heat. We wait.", line=7),
        Quote(speaker="Bo Lind", text="Thank you so much for having me on today.", line=8),
    )
    made = library("Wood feeds the kiln.", label="Kiln Heat and Patience")
    episode = made.episodes[0].model_copy(update={"quotes": said})
    (card,) = (card for card in write(Library(episodes=(episode,))) if card.rule == "quote")
    assert (card.question, card.answer) == (
        "Who said: “A kiln wants patience more than it wants heat”?",
        "Ada Clarke",
    )


def test_decisions_beat_the_rules() -> None:
    made = library("Bakers fold the dough every hour to strengthen the gluten.")
    (before,) = (card for card in write(made) if card.verdict == "ship")
    dropped = write(made, {before.key: Decision(verdict="drop")})
    assert [(card.key, card.verdict, card.by_hand) for card in dropped if card.key == before.key] == [
        (before.key, "held", True)
    ]
    edited = write(made, {before.key: Decision(question="Why fold?", answer="for the gluten", context="")})
    (card,) = (card for card in edited if card.key == before.key)
    assert (card.question, card.answer, card.context) == ("Why fold?", "for the gluten", "")
    assert (card.verdict, card.by_hand, card.guid) == ("ship", True, before.guid)


def test_a_new_text_of_a_cloze_says_what_is_deleted() -> None:
    own = (WrittenCard(text="Salt {{c1::firms}} cabbage.", answer="firms", line=11),)
    episode = Episode(id="e", title="E", flashcards=own, source=Source(path="a.md", line=1))
    (before,) = write(Library(episodes=(episode,)))

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
    made = library("They have the ability to read small print.", "A packet has a time to live (TTL).")
    key = "a-talk/point/acronym/time-to-live"
    cards = write(made, {key: Decision()})
    assert [card.verdict for card in cards if card.key == key] == ["ship"]


@pytest.mark.skipif(not REAL.is_dir(), reason="needs the user's own episode files beside the repository")
class TestTheRealEpisodes:
    """What the issue asks of the user's own thirteen episodes."""

    @pytest.fixture(scope="class")
    @staticmethod
    def made() -> Library:
        return read([REAL])

    def test_eighty_cards_ship_for_more_than_half_of_the_points(self, made: Library) -> None:
        cards = write(made)
        covered, points = share(cards, made.episodes)
        assert sum(card.verdict == "ship" for card in cards) >= 80
        assert covered >= 0.55 * points
        assert_every_shipped_card_passes(cards)

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
