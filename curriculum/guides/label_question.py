"""The question that a point's label asks by itself: "The Role of Silt in Harbours" asks what that role is.

To answer it is a goal, too.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from curriculum.planning.goals import PREPOSITIONS
from curriculum.planning.spellings import Spellings
from curriculum.reading.lexicon import dictionary
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

_PAIRS = (
    (_APART, ("What sets {one} apart from {other}?", "Say what sets {one} apart from {other}.")),
    (_GUISE, ("What makes {one} {other}?", "Say what makes {one} {other}.")),
)


class LabelQuestion(NamedTuple):
    """What a label asks."""

    text: str
    """"What are the limits of oak gates?"."""
    goal: str
    """"Name the limits of oak gates."."""


class _Form(NamedTuple):
    """How labels that turn on one of these words are asked about."""

    ask: tuple[str, ...]
    """Question and goal where nothing stands before the word, and behind it one thing."""
    other: tuple[str, ...]
    """Of any other such label; () for nothing."""
    alone: bool
    """Whether a label may end with it, behind two others: "Storm Wall Risks"."""


def label_question(label: str, spellings: Spellings) -> LabelQuestion | None:
    """What an English label asks; None for nothing, and where nobody knows how running text writes its words.

    Nothing depends on whether its words are one thing or several: "What sets reeds apart from kelp?".
    """
    if not spellings.language.startswith("en"):
        return None
    said = label.strip()
    said = said if "." in said[:-1].split(" ")[-1] else said.rstrip(".")  # the U.S. keeps its stop
    told = re.sub(r"^[Tt]he ", "", said)
    if _SENTENCE.search(told.lower()) or not 2 < len(words(told)) <= LONGEST:
        return None
    for pattern, ask in _PAIRS:
        if parts := pattern.fullmatch(said):
            one, other = (_written(parts[name], spellings) for name in ("one", "other"))
            if not other or len(one) < 2 or _PREPOSITION.search(one):
                return None  # "nature of oak vs. elm" pairs oak with elm
            one = _whole(one, other) if pattern is _APART else one
            return LabelQuestion(*(form.format(one=one, other=other) for form in ask))
    return _of_head(told, spellings)


def _whole(one: str, other: str) -> str:
    """The first of a pair with the thing that both are: "static vs. dynamic analysis" is of two analyses."""
    shared = " " in other and not _PREPOSITION.search(other) and "ADJ" in dictionary().get(one, {})
    return f"{one} {other.rpartition(' ')[2]}" if shared else one


def _of_head(told: str, spellings: Spellings) -> LabelQuestion | None:
    """What a label asks that turns on a word before its first preposition, or at its end: "role of oak"."""
    found = _PREPOSITION.search(told)
    *before, head = told[: found.start() if found else None].split()
    form = _forms().get(head.lower())
    if form is None or len(before) > LEAD or not (found or (len(before) == LEAD and form.alone)):
        return None
    small = {word.lower() for word in before}
    if small & PREPOSITIONS or (not found and "and" in small):
        return None
    lead = _written(" ".join(before), spellings)
    rest = _written(told[found.end() :], spellings) if found else ""
    if (found and not rest) or (before and not lead):
        return None
    behind = f"{found.group().lower()}{rest}" if found else ""
    whole = f"{lead} {head.lower()}{behind}".strip()
    whole = whole if lead.endswith(_OWNS) else f"the {whole}"  # "AI's impact" has its article
    asked = form.other if lead or _ASIDE.search(f" {rest} ") else form.ask
    return LabelQuestion(*(one.format(whole=whole, rest=rest) for one in asked)) if asked else None


def _written(text: str, spellings: Spellings) -> str:
    """Some words of a label as running text writes them; "" where one of them may be a name or not."""
    return spellings.spelled(text) or " ".join(_all(_word(word, spellings) for word in text.split()))


def _all(found: Iterable[str]) -> Sequence[str]:
    every = tuple(found)
    return every if all(every) else ()


def _word(word: str, spellings: Spellings) -> str:
    """A word as the episode writes it, an owner too; one that it has not is small if English knows it so."""
    base, owns = (word[:-2], word[-2:]) if word.endswith(_OWNS) else (word, "")
    low = base.lower()
    small = low if low in dictionary() and low.capitalize() not in dictionary() else ""
    known = spellings.spelled(base) or small
    return f"{known}{owns}" if known else ""


@cache
def _forms() -> dict[str, _Form]:
    """Word → how a label that turns on it is asked about."""
    return {
        word: _Form(tuple(row["ask"]), tuple(row.get("other", row["ask"])), row.get("alone", False))
        for row in table("label_questions")["form"]
        for word in row["words"].split()
    }
