"""When something happens, in the course of something else.

Takes "The headband activates during REM sleep", "The first crack occurs when gas bursts the cells". Makes
"When does the headband activate?" → "during REM sleep"; "When does the first crack occur?" → "when …".
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import ask
from curriculum.cards.draft import Draft
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim

NAME = "timing"
TRUST = 72
WORDS = frozenset("during when once after before if".split())

_UPON = frozenset("when once after before if".split())
_JUST = ("only", "just", "shortly", "soon")
_LOOSE = re.compile(r"\b(?:this|these|those|he|she|we|you)\b", re.IGNORECASE)


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for "during NP" at the end of a short clause."""
    c, s = st.clause, st.sentence
    if c is None or st.loose or c.lead:
        return
    yield from _upon(st)
    at = s.find("during", start=c.group.end)
    if (
        at < 0
        or at >= c.end
        or at - c.group.end > 6
        or any(s.tag(i) in ("TO", "W", "S") for i in range(c.group.end, at))
    ):
        return
    end = trim(s, at + 1)
    between = re.sub(r"\blater\b,?", "", s.words(c.group.end, at)).rstrip(" ,")
    if end > at + 1 and end >= c.end:
        yield Draft(NAME, ask(c, between, wh="When"), s.words(at, end), trust=TRUST)


def _upon(st: Statement) -> Iterator[Draft]:
    """ "S occurs when CLAUSE", "S appears only after NP": the occasion right behind a verb without object."""
    c, s = st.clause, st.sentence
    assert c is not None
    at = c.group.end
    if c.group.passive or c.lemma in ("be", "have", "do", "come", "go", "work", "wait"):
        return
    while s.tag(at) in ("RP", "R") and s.low(at) not in (*_UPON, *_JUST):
        at += 1
    verb_end = at
    at += s.low(at) in _JUST
    if s.low(at) not in _UPON:
        return
    end = next((i for i in range(at + 1, s.end) if s.at(i).text in (",", ";", ":")), s.end)
    found = s.words(verb_end, end)
    if s.low(at) == "if":
        if s.tag(c.verb_at) == "M" and 3 <= len(found.split()) <= 13 and not _LOOSE.search(found):
            yield Draft(NAME, ask(c, wh="On what condition"), found, trust=TRUST + 10)
        return
    if 3 <= len(found.split()) <= 13 and not _LOOSE.search(found):
        yield Draft(NAME, ask(c, s.words(c.group.end, verb_end), wh="When"), found, trust=TRUST + 14)
