"""Numbers on a card: those of the notes, and the one that is asked for."""

import re
from functools import lru_cache

from curriculum.cards.gate.forms import asked_words, counted, forms, forms_of
from curriculum.cards.gate.ground import Ground
from curriculum.cards.support import tokens
from curriculum.cards.tried import Tried
from curriculum.reading.words import STOPWORDS

_NUMBER = re.compile(r"\d")


def numbers_said(card: Tried, ground: Ground) -> str:
    """The numbers of the answer stand in the quoted sentences, those of the question in the notes."""
    for text, within, where in (
        (card.draft.answer, ground.quote, "The quoted words do"),
        (card.front, ground.everything, "The notes of this episode do"),
    ):
        told = _numbers(within)
        for token in tokens(text):
            if _NUMBER.search(token) and counted(token) not in told:
                return f"{where} not have “{token}”."
    return ""


@lru_cache(maxsize=2_000)
def _numbers(text: str) -> frozenset[str]:
    return frozenset(map(counted, tokens(text)))


def right_number(card: Tried, ground: Ground) -> str:
    """Of several numbers in a sentence the answer has the one that stands by the words of the front."""
    quote = tokens(ground.quote)
    places = [at for at, token in enumerate(quote) if _NUMBER.search(token)]
    mine = {counted(token) for token in tokens(card.draft.answer) if _NUMBER.search(token)}
    if not mine or len({quote[at] for at in places}) < _SEVERAL:
        return ""
    asked = forms(" ".join(asked_words(card.front)))
    near = {
        at: sum(
            not forms_of(token).isdisjoint(asked)
            for token in quote[max(0, at - 3) : at + 6]
            if token not in STOPWORDS
        )
        for at in places
    }
    own = max((near[at] for at in places if counted(quote[at]) in mine), default=0)
    best = max(places, key=lambda at: near[at])
    if own == 0 and near[best] > 1:
        return f"The words of the question stand by “{quote[best]}” in the notes."
    return ""


_SEVERAL = 2
