"""Names on a card: of these notes, and not where the quoted words have another one."""

import re
from collections import Counter
from collections.abc import Collection
from functools import lru_cache

from curriculum.cards.gate.ground import CONTRASTS, Ground, clause_of
from curriculum.cards.support import counts, tokens
from curriculum.cards.tried import Tried
from curriculum.reading.lexicon import is_ordinary
from curriculum.reading.words import STOPWORDS, stem


@lru_cache(maxsize=5_000)
def names(text: str) -> tuple[str, ...]:
    """The words of a text with a capital within a sentence, or among their letters."""
    found = []
    for match in re.finditer(r"[^\W_][\w’'&.-]*", text):
        word = match.group().rstrip(".-'’")
        before = text[: match.start()].rstrip(" “\"'(‘[")
        opens = not before or before[-1] in ".?!:\n"
        inner = any(char.isupper() for char in word[1:])
        shouted = word.isupper() and len(word) > _SHORT and is_ordinary(word.lower())
        if not shouted and word.lower() not in STOPWORDS and (inner or (word[:1].isupper() and not opens)):
            found.append(re.sub(r"['’]s?$", "", word))
    return tuple(found)


def names_said(card: Tried, ground: Ground) -> str:
    """The names on the front are of these notes, and none stands where the quoted words have another one.

    What the whole episode is about may be named at any of its points.
    """
    everywhere = counts(ground.everything)
    point, near, quoted = (counts(text) for text in (ground.point, ground.near, ground.quote))
    shown = counts(f"{card.front} {card.draft.answer}")
    others = [one for one in _names_in(ground) if not _any(shown, one) and not _abbreviates(one, card.front)]
    clause = counts(clause_of(ground.quote, card.draft.answer, joints=CONTRASTS))
    beside = [one for one in others if _any(clause, one)]
    rival = bool(others) and ground.quote.startswith(others[0]) and is_theme(others[0], everywhere)
    for name in names(card.front):
        told = tokens(name)
        if not all(_has(everywhere, token) for token in told):
            return f"“{name}” is not in the notes of this episode."
        if _any(quoted, name):
            if beside and not _any(clause, name):
                return f"The notes say this of “{beside[0]}”, the card of “{name}”."
            continue
        here = all(_has(near, token) for token in told)
        if (rival and not _any(point, name)) or (others and not here and not is_theme(name, everywhere)):
            return f"The quoted words are about “{others[0]}”, the card about “{name}”."
    return ""


def is_theme(name: str, everywhere: Counter[str]) -> bool:
    """Whether the notes (``everywhere`` counts their words) have a name so often that it is their subject."""
    return all(everywhere[token] + everywhere[f"{token}s"] >= _THEME for token in tokens(name))


_THEME = 3
"""Times that the notes have a name which the whole episode is about."""


def _names_in(ground: Ground) -> list[str]:
    """The names of the quoted words; their first one is a name if it is one elsewhere in the notes."""
    opening = ground.quote.split(maxsplit=1)[0].strip(" “\"'(‘[.,:;")
    known = re.sub(r"['’]s?$", "", opening)
    if known not in names(ground.everything) or stem(known.lower()) in _lower(ground.everything):
        return list(names(ground.quote))  # "Chapter 3" is no name where the notes have chapters
    return [known, *names(ground.quote)]


@lru_cache(maxsize=200)
def _lower(text: str) -> frozenset[str]:
    """The stems of the words that stand in a text without a capital."""
    return frozenset(stem(word) for word in re.findall(r"(?<![\w'’-])[a-z][\w'’-]*", text))


_SHORT = 4
"""Letters up to which capitals are an acronym's, though they spell a word."""


def _abbreviates(short: str, text: str) -> bool:
    """Whether a text has a name that these capitals stand for: CFS, Commonwealth Fusion Systems."""
    initials = "".join(word[0] for word in re.findall(r"[^\W_]+", text) if word[0].isupper())
    return short.isupper() and len(short) > 1 and short in initials


def _any(told: Collection[str], name: str) -> bool:
    return any(_has(told, token) for token in tokens(name))


def _has(told: Collection[str], token: str) -> bool:
    if token in told or token.removesuffix("s") in told or f"{token}s" in told:
        return True
    return len(token) >= _LONG and (token[:-1] in told or token[:-2] in told)  # Californian, Galilean


_LONG = 7
"""Letters of a name that may be of another by its ending alone."""
