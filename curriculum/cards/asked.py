"""Whether a question can be read, and fits its answer."""

import re

from curriculum.cards.amount import SMALL, UNITS
from curriculum.cards.inflect import only_modifies
from curriculum.cards.tried import Tried
from curriculum.reading.words import STOPWORDS

_ASKS = re.compile(r"(?:[^?]*, )?(?:\w+ )?(?:what|which|who|how|why|when|where)\b", re.IGNORECASE)
_WHAT = re.compile(
    r"(?:[^?]*, )?what (?:do|does|did|can|could|will|would|may|must|has|have|had)\b", re.IGNORECASE
)
_HELPED = re.compile(
    r"\b(?:do|does|did)\b (?:(?!\b(?:that|which|who|whose|what|how|why|where|when|while|if|because|and|or)\b)"
    r"[^,;?])*?(?:\b(?:is|are|was|were|has|had|does|did|cannot|will|would|could|should|must)\b|n['’]t\b)"
)
_LIMP = re.compile(r"\b(?:by|of|with|from|at|into|for) to\b")
_STOPS = re.compile(r"\bwhat\b.* (?:help|let|make|see|hear|watch)\?$", re.IGNORECASE)
"""Verbs behind which somebody does something: of "helps bakers rest" the helping alone is not asked for."""


def contradicts(card: Tried) -> str:
    """Why a question cannot be read: two verbs where one is asked for, a part without its end."""
    question = card.draft.question
    if match := _ASKS.match(question) and _HELPED.search(question):
        return f"The question has a verb too many (“{match.group().split()[-1]}”)."
    if match := _LIMP.search(question):
        return f"The question breaks at “{match.group()}”."
    if _STOPS.search(question) and " " in card.draft.answer:
        return "The question stops before what is done."
    if re.match(r"Why (?:is|are|was|were)\b.* \w+ly\?$", question):
        return "The question stops before what is so."
    return _unfit(card)


_DENIED = re.compile(r"\b(?:not|never|neither|nor|no longer|cannot|hardly)\b|n['’]t\b", re.IGNORECASE)
_RISES = re.compile(r"\b(?:rise|fall|last)\b(?! (?:to|from|into|under|on|for|in|with|behind|short)\b)")
"""Verbs without an object: what stands behind them is how much."""


def _unfit(card: Tried) -> str:
    """Why an answer does not answer its question."""
    question, answer = card.draft.question, card.draft.answer
    if re.match(r"means? that\b", answer):
        return "What something means is nothing that it does."
    joined = re.search(r", (?:because|since|due|as a result)\b", card.quote)
    if card.draft.asks in ("why", "how") and not joined and _DENIED.search(question):
        return "What is not so and why or how cannot be told apart here."
    if _WHAT.match(question) and (_is_amount(answer) or _RISES.search(question)):
        return "An amount is not asked for with “what”."
    if card.draft.asks in ("what", "purpose") and not _names(answer):
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
