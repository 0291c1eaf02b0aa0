"""The court: what every draft by rule of a library is weighed with."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from curriculum.cards.card import TASTE
from curriculum.cards.doubt import Doubts
from curriculum.cards.draft import Draft
from curriculum.cards.judge.features import Seen, features
from curriculum.cards.judge.weights import Judge
from curriculum.cards.statement import Statement


class Court(NamedTuple):
    """The judge of a library, and what it must know of the library."""

    judge: Judge
    rarity: Callable[[str], float]
    """The share of the library's other episodes that have a stem."""
    prose: Mapping[str, float]
    """By episode the share of its lines that are written out in sentences."""
    doubts: Doubts

    def weigh(self, draft: Draft, context: str, st: Statement) -> tuple[int, str]:
        """What a draft is worth, and why that is too little; "" when it is enough."""
        own = self.prose[st.episode.id]
        seen = features(Seen(draft, context, st.quote, st.label, st.episode.title, self.rarity, own))
        worth = self.judge.worth(seen)
        if worth >= self.judge.threshold:
            return worth, ""
        return worth, f"{TASTE} {worth} would keep it: {self.judge.objection(seen)}."
