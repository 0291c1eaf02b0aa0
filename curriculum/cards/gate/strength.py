"""Strength: what the notes leave open, narrow down, plan or give about is no plain fact on a card."""

import re

from curriculum.cards.gate.forms import forms, said, table
from curriculum.cards.gate.ground import Ground, clause_of
from curriculum.cards.tried import Tried
from curriculum.reading.words import words


def nothing_stronger(card: Tried, ground: Ground) -> str:
    """What the words leave open, narrow down or only plan, the card does not say as a plain fact."""
    clause = clause_of(ground.quote, card.draft.answer)
    shown = set(words(f"{card.front} {card.draft.answer}"))
    for kind, how in (
        ("possible", "leave this open"),
        ("intended", "tell this as a plan"),
        ("narrowed", "limit this"),
    ):
        known = table(kind)
        found = _first(clause, kind)
        if found and not shown & (known | (table("possible") if kind == "intended" else frozenset())):
            return f"The notes {how} (“{found}”), the card does not."
    alone = next((word for word in words(card.draft.answer) if word in table("narrowed")), "")
    if alone and not set(words(ground.near)) & table("narrowed"):
        return f"The card limits this (“{alone}”), the notes do not."
    wide = next((word for word in words(f"{card.front} {card.draft.answer}") if word in table("always")), "")
    some = next((word for word in words(ground.quote) if word in table("sometimes")), "")
    if wide and some and not said(wide, forms(ground.near)):
        return f"The notes say “{some}”, the card “{wide}”."
    return ""


def _first(clause: str, kind: str) -> str:
    """The first word of a table in a clause; plans are told with "to" behind: "plans to", "yet to"."""
    told = words(_NO_LIMIT.sub(" ", clause))
    for word, following in zip(told, [*told[1:], ""], strict=True):
        if word in table(kind) and (kind != "intended" or following == "to"):
            return word
    return ""


_NO_LIMIT = re.compile(
    r"\bonly (?:\w+ )?(?:in|on|since|after|until) (?:the )?(?=(?:[A-Z]\w+ )?\d)"
    r"|\bnot (?:only|merely|just|simply)\b",
    re.IGNORECASE,
)
"""Not before, and no condition: "only reconnecting in the 1970s"; and "not only"."""


def bounds_kept(card: Tried, ground: Ground) -> str:
    """A number keeps what stands before it: "about", "at least", "up to"."""
    shown = set(words(f"{card.front} {card.draft.answer}"))
    for match in re.finditer(r"\d[\d.,]*", card.draft.answer):
        at = ground.quote.find(match.group())
        before = words(ground.quote[:at])[-3:] if at >= 0 else []
        bound = next((word for word in before if word in table("bounds")), "")
        if bound and not shown & table("bounds"):
            return f"The notes have “{bound}” before “{match.group()}”, the card does not."
    return ""
