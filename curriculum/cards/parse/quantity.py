"""Quantities of a clause: what a number counts or measures, and which preposition ties it to the verb."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from curriculum.cards.parse.clause import Clause
from curriculum.cards.words import table

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_JOINS = ("to", "-", "–", "and", "or", "between", "/", "x")
_PLACES = ("dobj", "attr", "npadvmod", "pobj", "nsubj")


class Quantity(NamedTuple):
    """A number with its noun: "70% of the fields", "six weeks", "$500 million"."""

    thing: int
    """The noun, or the number itself where it is a sum of money."""
    unit: str
    """What the number stands for: ``share``, ``money``, ``time``, or ``count`` for anything else."""
    amount: list[int]
    """The number with the words that belong to it: "about 40"."""
    whole: list[int]
    """The number and its noun; of a time without what follows."""
    behind: list[int]
    """What follows number and noun: "of the fields"."""
    link: str
    """The preposition between verb and noun; "" for none."""
    gap: tuple[int, ...]
    """``whole`` and the preposition."""


def quantities(clause: Clause) -> Iterator[Quantity]:
    """What the clause says of how much or how many there is of something; no years, no "one" and "two"."""
    s = clause.sentence
    if any(s.low(at) == "only" for at in clause.middle()):
        return
    for at in sorted({*clause.tail(), *clause.subject_positions()}):
        sign = s.tag(at) == "CD" and any(s.tag(kid) == "$" for kid in s.kids(at))
        money = sign and s.dep(at) in _PLACES
        times = s.dep(at) == "pobj" and any(s.low(kid) == "times" for kid in s.kids(at))
        if s.low(s.tokens[at].head) in table("fractions"):
            continue  # "nine tenths of the kelp": nobody asks how many tenths
        if clause.negated and at > clause.verb:
            continue  # "York does not have 40 mills": how many it has, nobody says
        few = s.low(at) in ("one", "two", "1", "2")
        if money or times or (s.dep(at) == "nummod" and not few and not _YEAR.match(s.tokens[at].text)):
            found = _measured(clause, at, money or times)
            if found is not None:
                yield found


def _measured(clause: Clause, at: int, money: bool) -> Quantity | None:
    s = clause.sentence
    thing, amount = at if money else s.tokens[at].head, s.core(at)
    whole = s.core(thing)
    before = amount[0] - 1
    joined = s.low(before) in _JOINS and not (before == s.tokens[thing].head and s.dep(before) == "prep")
    if joined or s.tag(before)[:3] == "NNP" or s.kids(thing, "appos", "conj"):
        return None  # "40 to 50 mills", "Chapter 28"
    if whole[0] != amount[0]:
        return None  # "the three mills": which ones is known
    link = (s.tokens[thing].head,) if s.dep(thing) == "pobj" else ()
    if s.tokens[link[0] if link else thing].head not in clause.chain:
        return None
    unit, behind = _unit(s.low(thing), money), [place for place in whole if place > max(thing, *amount)]
    whole = [place for place in whole if place <= thing or unit != "time"]
    preposition = s.low(link[0]) if link else ""
    return Quantity(thing, unit, amount, whole, behind, preposition, (*link, *whole))


def _unit(noun: str, money: bool) -> str:
    if noun in ("%", "percent"):
        return "share"
    if money or noun in table("currencies"):
        return "money"
    return "time" if noun in table("times") else "count"
