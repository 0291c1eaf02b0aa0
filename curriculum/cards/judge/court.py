"""The court: what every draft by rule of a library is weighed with."""

from collections.abc import Callable
from typing import NamedTuple

from curriculum.cards.card import TASTE
from curriculum.cards.doubt import Doubts
from curriculum.cards.draft import Draft
from curriculum.cards.judge.features import Seen, features
from curriculum.cards.judge.weights import Judge


class Court(NamedTuple):
    """The judge of a library, and what it must know of the library."""

    judge: Judge
    rarity: Callable[[str], float]
    """The share of the library's other episodes that have a stem."""
    doubts: Doubts

    def weigh(self, draft: Draft, context: str, quote: str, label: str, title: str) -> tuple[Draft, str]:
        """The draft with what it is worth, and why that is too little; "" when it is enough."""
        seen = features(Seen(draft, context, quote, label, title, self.rarity))
        worth = self.judge.worth(seen)
        weighed = draft._replace(trust=worth)
        if worth >= self.judge.threshold:
            return weighed, ""
        return weighed, f"{TASTE} {worth} would keep it: {self.judge.objection(seen)}."
