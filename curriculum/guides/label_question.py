"""The question that a point's label asks by itself: "The Role of Silt in Harbours" asks what that role is."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from curriculum.planning.spellings import Spellings
from curriculum.reading.tables import table
from curriculum.reading.words import words

LONGEST = 14
"""Words of a label that is asked about, at most."""
LEAD = 2
"""Words before the one it turns on, at most: "The Psychological Impact of …"."""
_APART = re.compile(r"(?P<one>.+?) (?:vs\.?|versus) (?P<other>.+)", re.IGNORECASE)
_GUISE = re.compile(r"(?P<one>.+?) as (?P<other>(?:an?|the) .+)", re.IGNORECASE)
_PREPOSITION = re.compile(r" (?:of|in|on|for|to|behind|between|from) ", re.IGNORECASE)
_OWNS = ("'s", "’s")
_ASIDE = re.compile(r" (?:in|on|for|to|from|with|over|through|without|under|at|by|about|after|before) ")
"""What leaves open to what it belongs, where it stands behind another preposition."""
_SENTENCE = re.compile(
    r"[:;?!()]|\b(?:is|are|was|were|has|have|had|can|will|not|its|their|his|her|this|these)\b"
)


_PAIRS = ((_APART, "What sets {one} apart from {other}?"), (_GUISE, "What makes {one} {other}?"))


class _Form(NamedTuple):
    """How labels that turn on one of these words are asked about."""

    ask: str
    """Where nothing stands before the word, and behind it one thing."""
    other: str
    """Of any other such label; "" for nothing."""
    alone: bool
    """Whether a label may end with it: "Fire Risks"."""


def label_question(label: str, spellings: Spellings) -> str:
    """What a label asks; "" where it asks nothing, or how its words are written in running text is not known.

    Nothing depends on whether its words are one thing or several: "What sets reeds apart from kelp?".
    """
    told = re.sub(r"^[Tt]he ", "", label.strip())
    told = told if "." in told[:-1].split(" ")[-1] else told.rstrip(".")  # the U.S. keeps its stop
    if _SENTENCE.search(told.lower()) or not 2 < len(words(told)) <= LONGEST:
        return ""
    for pattern, ask in _PAIRS:
        if parts := pattern.fullmatch(told):
            one, other = (spellings.spelled(parts[name]) for name in ("one", "other"))
            plain = len(one) > 1 and not _PREPOSITION.search(
                one
            )  # "nature of oak vs. elm" pairs oak with elm
            return ask.format(one=one, other=other) if plain and other else ""
    return _of_head(told, spellings)


def _of_head(told: str, spellings: Spellings) -> str:
    """What a label asks that turns on a word before its first preposition, or at its end: "role of oak"."""
    found = _PREPOSITION.search(told)
    *before, head = told[: found.start() if found else None].split()
    form = _forms().get(head.lower())
    if form is None or len(before) > LEAD or not (found or (before and form.alone)):
        return ""
    lead = _owned(before, spellings)
    rest = spellings.spelled(told[found.end() :]) if found else ""
    if (found and not rest) or (before and not lead):
        return ""
    behind = f"{found.group().lower()}{rest}" if found else ""
    ask = form.other if lead or _ASIDE.search(f" {rest} ") else form.ask
    if lead.endswith(_OWNS):  # "AI's impact" has its article
        ask = ask.replace(" the {whole}", " {whole}")
    return ask.format(whole=f"{lead} {head.lower()}{behind}".strip(), rest=rest)


def _owned(before: Sequence[str], spellings: Spellings) -> str:
    """The words before the one that a label turns on, the last of them also as an owner."""
    last = before[-1] if before else ""
    owner = spellings.spelled(" ".join((*before[:-1], last[:-2]))) if last.endswith(_OWNS) else ""
    return f"{owner}{last[-2:]}" if owner else spellings.spelled(" ".join(before))


@cache
def _forms() -> dict[str, _Form]:
    """Word → how a label that turns on it is asked about."""
    return {
        word: _Form(row["ask"], row["other"], row["alone"])
        for row in table("label_questions")["form"]
        for word in row["words"].split()
    }
