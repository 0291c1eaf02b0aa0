"""When it happened.

Takes "X was founded in 2017", "In 1928, NAME discovered Y". Makes "When was X founded?" → "2017".
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import ask
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import phrase
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim

NAME = "when"
TRUST = 92

_HAPPENS = frozenset(
    "begin open close die end start fall happen occur erupt collapse appear arise break".split()
)
_YEAR = re.compile(r"^(?:1\d{3}|20\d{2}|[1-9]\d{2})s?$")
_MONTH = frozenset(
    "january february march april may june july august september october november december".split()
)


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for a year (with its month or day) in a clause about something specific."""
    c, s = st.clause, st.sentence
    if c is None or st.loose or (c.lemma == "be" and not c.group.passive):
        return  # "the blow was the sack in 1204": what it was is the fact
    for at in range(s.end):
        if s.low(at) not in ("in", "on") or s.tag(at) != "IN":
            continue
        end = at + 1
        while end < s.end and (
            s.low(end) in _MONTH or s.tag(end) == "CD" or (s.low(end) == "," and s.tag(end + 1) == "CD")
        ):
            end += 1
        if end == at + 1 or not _YEAR.match(s.at(end - 1).text):
            continue
        when = s.words(at + 1, end)
        if c.group.end <= at < c.end:
            # the words between verb and year, and for a passive also a following object
            between = s.words(c.group.end, at)
            if any(_YEAR.match(s.at(i).text) for i in range(c.group.end, at)):
                continue  # "followed in 1991 and the UK in 1992": another subject's year
            if "from" in between.split() and s.low(end) == "to":
                continue  # "went from 0.9 in 2007 to 4.5 in 2015": cut in the middle of the way
            if any(s.tag(i) in ("W", "S", "Q") for i in range(c.group.end, at)):
                continue
            if not between and not c.group.passive and c.lemma not in _HAPPENS:
                continue
            rest = s.words(end, c.end)
            if rest and (s.tag(end) != "IN" or len(rest.split()) > 8):
                rest = ""
            wh = "In what year" if _YEAR.match(when) else "When"
            if s.low(at - 1) == "only":
                between = between.removesuffix("only")  # "described only in 1988": so late
            between = f"{between} {rest}".strip()
            if len(between.split()) > 12 or (s.tag(c.verb_at) not in ("VBD",)):
                continue
            yield Draft(NAME, ask(c, between, wh=wh), when, trust=TRUST)
        elif at == 0 and c.lead and s.tag(c.verb_at) == "VBD":
            stop = phrase(s, c.group.end)
            what = s.words(c.group.end, max(stop, c.group.end))
            if s.tag(stop) == "TO" and s.tag(stop + 1) == "VB":
                # what somebody was trained or built to do is the event
                stop = max(trim(s, stop + 2), stop)
                what = s.words(c.group.end, stop)
            cut = stop < c.end and (s.tag(stop) not in ("IN", "TO", ".", "R") or len(what.split()) > 14)
            if c.group.passive and stop == c.group.end and s.low(stop) in ("to", "as", "into", "for"):
                return  # "was introduced to seven buyers to raise …" is cut before its point
            if (stop > c.group.end or c.group.passive) and not cut:
                yield Draft(
                    NAME, ask(c, what, wh="In what year" if _YEAR.match(when) else "When"), when, trust=TRUST
                )
        return
