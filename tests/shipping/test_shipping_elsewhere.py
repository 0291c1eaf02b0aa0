"""Cards that lie in other decks: how many where, the shortest search that finds them, and what is said."""

from collections.abc import Sequence

import pytest

from curriculum.cli.elsewhere import told
from curriculum.planning.outline import Outline, Week
from curriculum.shipping import elsewhere
from curriculum.shipping.note import FIRST_SHIPPED, Kind, Note

TIDES, SALT, FOG = "curriculum::theme::tides", "curriculum::theme::salt", "curriculum::theme::fog"


def note(episode: str, *themes: str, deck: str = "May 2024::Week 1 · Water", kind: Kind = "question") -> Note:
    tags = (f"curriculum::episode::{episode}", *themes)
    return Note(f"{episode}/a", episode, kind, {}, tags, deck, deck, FIRST_SHIPPED, "elsewhere")


def outline(*asked: str, weeks: Sequence[str] = ("",)) -> Outline:
    made = (
        Week(number=number, title="A week", theme=theme, minutes=60, episodes=())
        for number, theme in enumerate(weeks, start=1)
    )
    return Outline(title="Tides", themes=asked, weeks=tuple(made))


EBB, BRINE, MIST = note("ebb", TIDES, SALT), note("brine", SALT), note("mist", FOG, TIDES)


@pytest.mark.parametrize(
    ("notes", "plan", "found"),
    [
        ([EBB, MIST], outline("tides"), f"tag:{TIDES}"),
        ([EBB, MIST], outline("fog", "tides"), f"tag:{TIDES}"),
        ([EBB, MIST], outline("the sea", weeks=["tides"]), f"tag:{TIDES}"),
        ([EBB, BRINE, MIST], outline("salt", "fog"), f"tag:{SALT} OR tag:{FOG}"),
        ([EBB, BRINE], outline("tides"), "tag:curriculum::episode::brine OR tag:curriculum::episode::ebb"),
        ([EBB, BRINE], outline(), "tag:curriculum::episode::brine OR tag:curriculum::episode::ebb"),
        ([EBB, EBB], outline("fog"), "tag:curriculum::episode::ebb"),
        ([], outline("tides"), ""),
    ],
)
def test_a_theme_that_all_carry_finds_them_else_their_episodes(
    notes: Sequence[Note], plan: Outline, found: str
) -> None:
    assert elsewhere.search(notes, plan) == found


def test_cards_are_counted_by_top_deck_as_anki_counts_them() -> None:
    notes = [EBB, BRINE, note("mist", deck="April::Week 2"), note("spray", deck="April::Week 3", kind="term")]
    assert elsewhere.decks(notes) == {"April": 3, "May 2024": 2}


ONE = "To study by theme: `curriculum ship --to anki` makes a deck of {} (Anki 26.9 or later); or in Anki, "
HAND = "Tools > Create Filtered Deck, search tag:x"


@pytest.mark.parametrize(
    ("decks", "by_theme", "said"),
    [
        (
            {"May 2024": 20},
            True,
            "20 cards are in your deck “May 2024” already; nothing new will appear for them. "
            + ONE.format("them")
            + HAND,
        ),
        (
            {"May 2024": 1},
            True,
            "1 card is in your deck “May 2024” already; nothing new will appear for it. "
            + ONE.format("it")
            + HAND,
        ),
        (
            {"April": 1200, "May": 3},
            False,
            "1,203 cards are in other decks already (1,200 in “April”, 3 in “May”); nothing new will appear "
            "for them. To study them by themselves: in Anki, " + HAND,
        ),
    ],
)
def test_what_an_import_will_not_show_is_said(decks: dict[str, int], by_theme: bool, said: str) -> None:
    assert list(told({"elsewhere": "tag:x"}, decks, by_theme=by_theme)) == [said]


def test_nothing_is_said_where_nothing_is_shared() -> None:
    assert list(told({}, {}, by_theme=True)) == []
