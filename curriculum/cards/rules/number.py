"""How many, how much, what share.

Takes "N of its compute resources", "three years", "about 20 percent of X" as the object of a certain verb.
Makes "How many …" or "What share of …" in the words of the sentence.
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import ask
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import simple_phrase
from curriculum.cards.statement import Statement

NAME = "number"
TRUST = 88

_SMALL = """two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty
    hundred""".split()
_AMOUNT = re.compile(rf"^(?:\d[\d,.]*|{'|'.join(_SMALL)})$")


def draft(st: Statement) -> Iterator[Draft]:
    """ "S has N things" → "How many things does S have?" """
    c, s = st.clause, st.sentence
    if c is None or st.loose or c.group.passive:
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
    rest = s.words(end, c.end)
    if len(rest.split()) > 10 or ((rest and s.tag(end) not in ("IN", "TO", "R")) or s.low(end) == "of"):
        return
    if s.low(end) in ("after", "before", "ago", "later", "earlier"):
        return  # a time when, not an amount: "the soreness felt two days after a race"
    yield Draft(NAME, ask(c, rest, wh=f"How many {things}"), s.words(c.group.end, at + 1), trust=TRUST)
