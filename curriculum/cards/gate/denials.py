"""Denials and opposites: what the notes deny or set against something, a card does not turn round."""

import re

from curriculum.cards.gate.forms import (
    PREFIXES,
    expanded,
    forms,
    forms_of,
    opposites,
    said,
    table,
    telling_words,
)
from curriculum.cards.gate.ground import Ground, clause_of
from curriculum.cards.tried import Tried
from curriculum.letters import fold
from curriculum.reading.words import words

_NEAR, _FAR_OFF = 4, 12
"""Words behind a denial that it is said of, and that it may be said of."""
_NOT_DENIED = re.compile(
    r"\b(?:not (?:only|just|merely|simply|necessarily|to mention)|whether or not|no matter|and not)\b"
    r"|\b(?:not|cannot)\b(?=[^.;,]*\buntil\b)",
    re.IGNORECASE,
)


def nothing_reversed(card: Tried, ground: Ground) -> str:
    """Where the words have one of two opposites, the card has not the other.

    In a sentence with both, the part that has the answer decides.
    """
    told, shown = forms(ground.near), forms(f"{card.front} {card.draft.answer}")
    quoted, clause = forms(ground.quote), forms(clause_of(ground.quote, card.draft.answer))
    for one, other in opposites():
        for mine, theirs in ((one, other), (other, one)):
            if mine not in shown or theirs in shown or theirs not in quoted:
                continue
            if mine not in told or (mine not in clause and theirs in clause):
                return f"The card has “{mine}” where the notes have “{theirs}”."
    return ""


def no_prefix_lost(card: Tried, ground: Ground) -> str:
    """Where the words have "non-transient" or "unable", the card has not "transient" or "able" instead."""
    shown, quoted = _whole_words(f"{card.front} {card.draft.answer}"), _whole_words(ground.quote)
    for mine, theirs in ((shown, quoted), (quoted, shown)):
        for word in sorted(mine - theirs):
            for prefix in PREFIXES:
                if f"{prefix}{word}" in theirs and f"{prefix}{word}" not in mine:
                    return f"The card or the notes have “{word}”, the other has “{prefix}{word}”."
    return ""


def _whole_words(text: str) -> frozenset[str]:
    """The words of a text, one with a denying prefix as one word: "non-transient" is "nontransient"."""
    return frozenset(
        re.sub(rf"^({'|'.join(PREFIXES)})-(?=\w)", r"\1", word)
        for word in words(fold(text))
        if len(word) > _SHORT
    )


_SHORT = 3


def nothing_denied(card: Tried, ground: Ground) -> str:
    """What the words deny, the card denies; what it denies, they deny."""
    shown = f"{card.front} {card.draft.answer}"
    told = forms(shown)
    mine, theirs = _denials(shown), _denials(ground.quote)
    shuns = _denials(shown, refused=True)
    for denial, following in _denials(clause_of(ground.quote, card.draft.answer, card.front), refused=True):
        if not shuns and any(said(word, told) for word in following):
            return f"The notes deny this (“{denial} …”), the card does not."
    denied = [word for _, following in mine for word in following]
    if mine and not theirs and not any(_opposed(word, ground.quote) for word in denied):
        return f"The card denies (“{mine[0][0]} …”) what the quoted words do not."
    other = forms(" ".join(word for _, following in _denials(ground.quote, _FAR_OFF) for word in following))
    if mine and theirs and denied and not any(said(word, other) for word in denied):
        moved = [word for word in denied if said(word, forms(ground.quote))]
        return f"The card denies “{moved[0]}”, the notes deny something else." if moved else ""
    return ""


def _denials(text: str, near: int = _NEAR, refused: bool = False) -> list[tuple[str, list[str]]]:
    """Each denial of a text with the telling words that follow it closely; ``refused``: refusals, too."""
    known = table("denials") | table("refusals") if refused else table("denials")
    plain = _NOT_DENIED.sub(" ", expanded(text))
    told = words(plain)
    return [
        (word, telling_words(" ".join(told[at + 1 : at + 1 + near])))
        for at, word in enumerate(told)
        if word in known
    ]


def _opposed(word: str, quote: str) -> bool:
    """Whether the quoted words have the opposite of a word, which a denial of it may stand for."""
    told = forms(quote)
    mine = forms_of(word)
    return any(
        (one in mine and other in told) or (other in mine and one in told) for one, other in opposites()
    )
