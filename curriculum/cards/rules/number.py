"""How many, how much, what share.

Takes "N of its compute resources", "three years", "about 20 percent of X" as the object or the subject.
Makes "How many …" or "What share of …" in the words of the sentence.
"""

import re
from collections.abc import Iterator

from curriculum.cards.amount import SMALL
from curriculum.cards.ask import answer, ask, claimed, question
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import simple_phrase
from curriculum.cards.statement import Statement

NAME = "number"
TRUST = 88

_AMOUNT = re.compile(rf"^(?:\d[\d,.]*|{SMALL})$")


def draft(st: Statement) -> Iterator[Draft]:
    """ "S has N things" → "How many things does S have?" """
    c, s = st.clause, st.sentence
    if c is None or st.loose:
        return
    yield from _counted(st)
    if c.group.passive:
        return
    at = c.group.end
    if s.tag(at) == "R" and s.low(at) in ("about", "roughly", "nearly", "approximately", "exactly"):
        at += 1
    if s.tag(at) != "CD" or not _AMOUNT.match(s.low(at)) or s.low(at) == "one":
        return
    end = simple_phrase(s, at)
    if end - at < 2 or end - at > 6 or s.tag(end - 1) != "NS":
        return
    things = s.words(at + 1, end)
    if things == "times":
        return  # "ten times as much": another rule's
    rest = s.words(end, c.end)
    if len(rest.split()) > 10 or ((rest and s.tag(end) not in ("IN", "TO", "R")) or s.low(end) == "of"):
        return
    if s.low(end) in ("after", "before", "ago", "later", "earlier"):
        return  # a time when, not an amount: "the soreness felt two days after a race"
    yield Draft(NAME, ask(c, rest, wh=f"How many {things}"), s.words(c.group.end, at + 1), trust=TRUST)


_ABOUT = frozenset("about roughly nearly almost around approximately over exactly".split())


def _counted(st: Statement) -> Iterator[Draft]:
    """ "About 70% of X VBZ …" → "What share of X VBZ …?"; "Nearly forty Ns VBP …" → "How many Ns VBP …?" """
    c, s = st.clause, st.sentence
    assert c is not None
    start, end = c.subject
    at = start + (s.low(start) in _ABOUT)
    if s.low(start) in ("more", "less", "fewer") and s.low(start + 1) == "than":
        at = start + 2
    percent = s.low(at + 1) in ("percent", "per")
    share = percent or s.at(at).text.endswith("%")
    size = at
    while (
        s.tag(size) == "CD"
        or s.low(size) in ("million", "billion", "percent", "%")
        or (s.low(size) == "a" and s.low(size + 1) in ("million", "billion", "hundred", "thousand"))
    ):
        size += 1
    size += 2 * (s.low(size) == "per" and s.low(size + 1) == "cent")
    if re.fullmatch(r"1\d{3}|20\d{2}", s.low(size - 1)):
        return  # "a 2006 study", "1848 saw": a year
    if size == at or (not share and not _AMOUNT.match(s.low(size - 1)) and s.low(size - 1)[-5:] != "llion"):
        return
    what = s.words(size, end)
    rest = s.words(c.group.start, c.end)
    if share and s.low(size) == "of":
        asked = question("What share", what, rest)
    elif not share and (s.tag(end - 1) == "NS" or (size < end and s.tag(size) in ("NS", "J"))):
        asked = question("How many", what, rest)
    else:
        return
    if 4 <= len(rest.split()) <= 16 and what:
        yield Draft(NAME, claimed(st, asked), answer(s, start, size), trust=TRUST - 2)
