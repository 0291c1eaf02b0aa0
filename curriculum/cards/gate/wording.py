"""Wording: whether a proposed card can be asked and answered, alone and years later."""

import re

from curriculum.cards.checks import (
    PLAIN,
    PRONOUN,
    ended,
    no_leaking_context,
    no_long_list,
    not_yes_no,
    one_ask,
    one_deletion,
    plain_text,
    points_outside,
    short_answer,
    short_question,
)
from curriculum.cards.content import content
from curriculum.cards.gate.forms import PREFIXES
from curriculum.cards.gate.names import names
from curriculum.cards.inflect import base
from curriculum.cards.support import tokens
from curriculum.cards.tried import Tried, unquoted
from curriculum.cards.whole import broken
from curriculum.cards.worth import enough_said, exact_answer, table
from curriculum.reading.lexicon import frequency
from curriculum.reading.words import words

_ASKED = re.compile(
    r"(?:[^?]*, )?(?:\w+ ){0,3}?(?:which|what|how many|how much)\b(?P<all>(?: [\w-]+){1,5})", re.IGNORECASE
)
"""The words that a front asks with: "Which kind of data", "About how many hours"."""
_NOUN = re.compile(
    r"(?: [\w-]+){0,3}? (?P<noun>[\w-]+) (?:do|does|did|is|are|was|were|can|could|may|might|will|would|should"
    r"|has|have|had|of|for|that)\b"
)
"""The noun among them: "Into which river do …"."""


def own_words(card: Tried) -> str:
    """The front gives no answer away: of a longer answer it may have the noun that it asks with."""
    answer, front = _parts(card.draft.answer), _parts(card.front)
    if opposite := next((word for word in sorted(answer) if _denied(word) & front), ""):
        return f"The front gives away “{opposite} …”, which denies a word of it."
    shared, left = answer & front, answer - front
    asked = _ASKED.match(card.front)
    head = next((word for word in reversed(card.draft.answer.split()) if _parts(word)), "")
    people = re.fullmatch(r"(?:[A-Z][\w’'.-]*(?: and )?\s?){2,}", card.draft.answer)  # another Vladimir
    if people and left:
        return ""
    noun = asked and _NOUN.match(asked["all"])
    with_it = asked is not None and shared <= _parts(asked["all"]) & (
        _parts(head) | (_parts(noun["noun"]) if noun else frozenset())
    )
    if not shared or (left and (with_it or len(left) >= min(2 * len(shared), _ENOUGH))):
        return ""
    word = next(word for word in card.draft.answer.split() if _parts(word) & shared)
    return f"The front gives away “{word.strip('.,;:()')}”."


def _denied(stem: str) -> frozenset[str]:
    """What a stem would be without a denying prefix: "irrelev" is "relev"."""
    bare = (stem.removeprefix(prefix) for prefix in PREFIXES if stem.startswith(prefix))
    return frozenset(word for word in bare if len(word) >= _WHOLE)


_WHOLE = 5
"""Letters of a word that a prefix may stand before: "unless" denies no "less"."""


_ENOUGH = 3
"""Telling words of an answer that the front has not, however many it has."""


def _parts(text: str) -> frozenset[str]:
    """The stems of a text's telling words, "asyncio.gather" as two."""
    return content(" ".join(tokens(text)))


def outside(card: Tried) -> str:
    """No word on the front points outside the card."""
    return points_outside(card, named=bool(names(card.front)))


def pronouns_named(card: Tried) -> str:
    """What a pronoun on the front stands for is named before it: writers can be trusted with more than rules.

    "Why does splitting a people make them easier to control?" names them, "What do they want?" does not.
    """
    front = unquoted(card.front)
    for match in PRONOUN.finditer(re.sub(PLAIN, "", front)):
        word, before = match.group(), front[: match.start()]
        dummy = re.search(r"\b(?:does|did|is|was|do|can) $", before) and len(content(front)) >= _DUMMY
        nobody = word.lower() in ("we", "us", "our", "i", "my")
        anybody = word.lower() in ("you", "your") or (word.lower() == "it" and dummy)
        if nobody or not (anybody or content(before)):
            return f"“{word}” stands for something the card does not name."
    return ""


_DUMMY = 4
"""Telling words of a front in which "it" may stand for nothing: "What does it mean when …?"."""


def telling(card: Tried) -> str:
    """The answer names something; a clause says enough, and whose "their" is the question says."""
    answer = re.sub(r"^(?:their|his|her|its) ", "", card.draft.answer)
    if len(answer.split()) >= _CLAUSE and not re.search(r"\b(?:this|these|those|such)\b(?! as\b)", answer):
        return ""
    return exact_answer(card._replace(draft=card.draft._replace(answer=answer)))


_CLAUSE = 5
"""Words of a clause that answers why or how: "they store the flood behind gates"."""


def specific(card: Tried) -> str:
    """The front says what it is about: by a name, a quoted term, or a word that most texts do not have."""
    known = table("familiar") | table("famous")
    named = any(name.casefold() not in known for name in names(_SPEAKERS.sub("", card.front)))
    if card.draft.kind == "term" or named or unquoted(card.front) != card.front:
        return ""
    common = _COMMON_BELOW_A_LINE if card.context else _COMMON
    if all(_frequency(word) > common for word in words(card.front)):
        return "Nothing on the front says what it is about: it would fit many episodes."
    return enough_said(card)


_SPEAKERS = re.compile(
    r"\b(?:according to|in the (?:view|words|opinion) of) (?:[A-Z][\w’'.-]*(?: (?:and )?|$))+"
    r"|\b(?:do|does|did) (?:[A-Z][\w’'.-]*(?: and)? )+"
    r"(?=(?:say|describe|think|argue|believe|suggest|claim)\b)",
)
"""Who says something, which is not what it is about."""


def _frequency(word: str) -> float:
    """How common a word is in the form that is used most."""
    return max(map(frequency, (word, base(word), word.removesuffix("s"))))


_COMMON, _COMMON_BELOW_A_LINE = 1 / 70_000, 1 / 27_000
"""A word of running English that is used oftener than that names no subject: "team",
"trust"; less is asked of a front above which a line says what it is about."""


WORDING = (
    one_ask, short_question, short_answer, own_words, no_leaking_context, not_yes_no, no_long_list,
    outside, pronouns_named, ended, broken, one_deletion, telling, specific, plain_text,
)  # fmt: skip
"""How a card is worded, whoever wrote it."""
