"""Whether an answer is of the kind that its question asks for."""

import re

from curriculum.cards.amount import SMALL, UNITS
from curriculum.cards.inflect import only_modifies
from curriculum.cards.tried import Tried
from curriculum.reading.words import STOPWORDS

_WHAT = re.compile(
    r"(?:[^?]*, )?what (?:do|does|did|can|could|will|would|may|must|has|have|had)\b", re.IGNORECASE
)
_RISES = re.compile(r"\b(?:rise|fall|last)\b(?! (?:to|from|into|under|on|for|in|with|behind|short)\b)")
"""Verbs without an object: what stands behind them is how much."""
_DENIED = re.compile(r"\b(?:not|never|neither|nor|no longer|cannot|hardly)\b|n['’]t\b", re.IGNORECASE)


def unfit(card: Tried) -> str:
    """Why an answer does not answer its question; "" when it does."""
    question, answer = card.draft.question, card.draft.answer
    joined = re.search(r", (?:because|since|due|as a result)\b", card.quote)
    if card.draft.asks in ("why", "how") and not joined and _DENIED.search(question):
        return "What is not so and why or how cannot be told apart here."
    if _WHAT.match(question) and (_is_amount(answer) or _RISES.search(question)):
        return "An amount is not asked for with “what”."
    if card.draft.asks == "what" and not _names(answer):
        return "The answer names nothing."
    return ""


_AMOUNT = re.compile(
    r"(?:(?:about|around|almost|nearly|roughly|some|only|just|over|under|between|within|up to"
    r"|at (?:least|most)|(?:more|less|fewer|no more) than) )*"
    rf"(?:[$€£]? ?\d[\d.,]*(?![\w-])|(?:{SMALL})\b(?!-)|one\b(?! of\b|-)|half\b|twice\b"
    rf"|an? (?:{UNITS})\b|an? \w+ (?:a|per|each|every) \w+|an? (?:few|third|quarter)\b)",
    re.IGNORECASE,
)


def _is_amount(answer: str) -> bool:
    """Whether an answer opens with a number, a unit or a rate: "sixty miles a day", "about a metre"."""
    return _AMOUNT.match(answer) is not None


def _names(answer: str) -> bool:
    """Whether an answer has a noun, a number or an act in it: not only "long-term"."""
    words = re.findall(r"[\w’'-]+", answer)
    return any(word.lower() not in STOPWORDS and not only_modifies(word) for word in words)
