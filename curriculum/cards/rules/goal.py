"""What is done to some end, the end told first.

Takes "To VB X, S V O". Makes "What does S V to VB X?" → O; for "combines A with B", "Why does S …?" →
"to VB X".
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import answer, ask, question
from curriculum.cards.clause import clause
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import phrase
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim
from curriculum.cards.worth import empty_benefit

NAME = "goal"
TRUST = 79
WORDS = frozenset("to".split())

_LOOSE = re.compile(r"\b(?:it|they|them|he|she|this|these|those|we|you)\b", re.IGNORECASE)


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for an infinitive in front of a clause with a certain subject."""
    s = st.sentence
    comma = s.find(",")
    if st.loose or st.derived or s.tag(0) != "TO" or s.tag(1) not in ("VB", "R") or not 2 < comma <= 14:
        return
    c = clause(s, comma + 1)
    if c is None or c.lead != comma + 1 or c.group.passive or s.tag(c.subject[0]) == "Q":
        return
    end = s.words(0, comma)
    end = end[:1].lower() + end[1:]
    at = c.group.end
    start = at + 1 if s.tag(at) in ("IN", "RP") else at
    stop = trim(s, start)
    whole = s.words(at, c.end)
    if _LOOSE.search(whole) or _LOOSE.search(end) or _LOOSE.search(s.words(*c.subject)):
        return
    if stop >= c.end and stop > start and phrase(s, start) > start and "with" not in whole.split():
        asked = question(ask(c, s.words(at, start)).rstrip("?"), end)
        yield Draft(NAME, asked, answer(s, start, stop), trust=TRUST)
    elif len(whole.split()) <= 12 and not empty_benefit(end) and len(end.split()) >= 4:
        yield Draft(NAME, ask(c, whole, wh="Why"), end, trust=TRUST)
