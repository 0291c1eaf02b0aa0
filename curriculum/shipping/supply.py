"""Supply: how many cards a plan's episodes give by themselves, and what is said of hardly any."""

from collections.abc import Iterable

from curriculum.cards.card import Card
from curriculum.cards.decision import is_dropped
from curriculum.count import several
from curriculum.planning.outline import Outline
from curriculum.shipping.note import CARDS
from curriculum.value import Value


class Supply(Value):
    """What there is to study in Anki, and what waits."""

    episodes: int
    """In the weeks of the plan."""
    cards: int
    """That ship, counted as Anki does."""
    held: int
    """Cards that a check holds back."""

    @property
    def said(self) -> str:
        """That there are fewer cards than episodes, in a sentence; "" where there are enough."""
        if self.cards >= self.episodes:
            return ""
        if self.cards:
            cards, episodes = several(self.cards, "card"), several(self.episodes, "episode")
            more = several(self.held, "more is", "more are")
            return f"Only {cards} to study of {episodes}{f'; {more} held back' if self.held else ''}."
        if not self.held:
            return "No card to study: these notes give none by themselves."
        these = "the only one" if self.held == 1 else f"all {self.held:,}"
        verb = "is" if self.held == 1 else "are"
        return f"No card to study: {these} that these notes give by themselves {verb} held back."


def supply(outline: Outline, cards: Iterable[Card]) -> Supply:
    """What the outline's episodes give; ``cards`` are all, decided as they are now."""
    placed = {item.id for week in outline.weeks for item in week.episodes}
    own = [card for card in cards if card.source.episode in placed]
    return Supply(
        episodes=len(placed),
        cards=sum(CARDS[card.kind] for card in own if card.verdict == "ship"),
        held=sum(card.verdict == "held" and not is_dropped(card) for card in own),
    )
