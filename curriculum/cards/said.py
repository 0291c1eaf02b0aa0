"""Whether the notes say what a card says: not when they ask it, deny it, or only mention the thing."""

import re

from curriculum.cards.tried import Tried
from curriculum.cards.unframe import tells
from curriculum.cards.worth import own_clause

_DENIED = re.compile(r"\b(?:not|never|neither|nor|cannot|no longer|hardly)\b|n['’]t\b", re.IGNORECASE)
_BESIDES = re.compile(
    r"\b(?:not (?:only|just|merely|yet)|whether or not|if not|not to mention)\b", re.IGNORECASE
)


def unsaid(card: Tried) -> str:
    """Why the notes do not say what the card says; "" when they do."""
    if reason := asked_by_notes(card.quote):
        return reason
    return _denied(card) or (_mentioned(card) if card.draft.kind == "term" else "")


def asked_by_notes(quote: str) -> str:
    """Why words that are a question prove nothing; "" when they are none."""
    said = re.sub(
        r", (?:right|no|yes|okay|you know|(?:is|are|do|does)n['’]t (?:it|they|you|he|she))\?$", "", quote
    )
    asks = re.search(r"\?[\s\"”’')\]]*$", said)
    return "The notes ask this, they do not say it." if asks else ""


def _denied(card: Tried) -> str:
    """What is denied before the answer is denied on the card, too."""
    clause = _BESIDES.sub(" ", own_clause(card.quote, card.draft.answer))
    before = clause.lower().partition(card.draft.answer.lower())[0]
    found = _DENIED.search(before)
    if found and not (_DENIED.search(f"{card.front} {card.draft.answer}") or "rather than" in card.front):
        return f"The notes deny this (“{found.group()} …”), the card does not."
    return ""


def _mentioned(card: Tried) -> str:
    """A term's meaning is more than that it was mentioned, and no list under a heading."""
    answer = card.draft.answer
    first = re.match(r"[\w-]*", answer.lower())
    if (first and (tells(first.group()) or first.group() in _SHOWN)) or re.search(r"\bI\b", answer):
        return "The line tells that it was mentioned, not what it is."
    if ":" in answer:
        return "The line is a list of its own."
    if re.search(r"^\w+ \d+$", card.draft.question):
        return "A number is no term."
    return ""


_SHOWN = frozenset("cited featured introduced named quoted referenced".split())
"""Participles that open no meaning of a term."""
