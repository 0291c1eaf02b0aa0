"""Notes that give hardly a card by themselves say so, in one sentence that is the same everywhere."""

import pytest

from curriculum.shipping.supply import Supply


@pytest.mark.parametrize(
    ("episodes", "cards", "held", "said"),
    [
        (10, 0, 0, "No card to study: these notes give none by themselves."),
        (10, 0, 1, "No card to study: the only one that these notes give by themselves is held back."),
        (10, 0, 14, "No card to study: all 14 that these notes give by themselves are held back."),
        (10, 3, 11, "Only 3 cards to study of 10 episodes; 11 more are held back."),
        (2, 1, 1, "Only 1 card to study of 2 episodes; 1 more is held back."),
        (10, 9, 0, "Only 9 cards to study of 10 episodes."),
        (10, 10, 40, ""),
        (1, 1, 0, ""),
    ],
)
def test_it_says_how_few_cards_there_are(episodes: int, cards: int, held: int, said: str) -> None:
    assert Supply(episodes=episodes, cards=cards, held=held).said == said
