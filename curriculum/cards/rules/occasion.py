"""What somebody or something does when something is the case.

Takes "When C, S V …", "Once C, S V …", "S must do A and, if C, do B". Makes "What does S do when C?" → the
doing.
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import claimed, question
from curriculum.cards.clause import Clause, clause
from curriculum.cards.draft import Draft
from curriculum.cards.statement import Statement

NAME = "occasion"
TRUST = 76

_OPENERS = frozenset("when once if whenever".split())
_LOOSE = re.compile(r"\b(?:it|its|this|these|those|that|we|you|he|she|his|her)\b", re.IGNORECASE)


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for a fronted occasion, and for one set between two things that must be done."""
    s = st.sentence
    if st.loose or st.derived:
        return
    yield from _within(st)
    comma = s.find(",")
    if s.low(0) not in _OPENERS or not 2 < comma <= 13:
        return
    c = clause(s, comma + 1)
    if c is None or c.lead != comma + 1 or c.group.passive or c.lemma == "be" or s.tag(c.subject[0]) == "Q":
        return
    yield from _asked(st, c, s.words(0, comma), s.words(c.group.start, s.end))


def _within(st: Statement) -> Iterator[Draft]:
    """ "S must do A and, if C, do B" """
    s, c = st.sentence, st.clause
    at = s.find("and", ",", "if")
    if at < 0 or c is None or c.lead or s.tag(c.verb_at) != "M":
        return
    comma = s.find(",", start=at + 2)
    if comma < 0 or s.tag(comma + 1) not in ("VB", "VBP"):
        return
    occasion = s.words(at + 2, comma)
    done = s.words(comma + 1, s.end)
    if 3 <= len(done.split()) <= 14 and not _LOOSE.search(occasion):
        yield Draft(
            NAME, question("What", s.low(c.verb_at), c.subject_text, "do", occasion), done, trust=TRUST
        )


def _asked(st: Statement, c: Clause, occasion: str, done: str) -> Iterator[Draft]:
    s = st.sentence
    subject = c.subject_text
    if _LOOSE.search(f"{occasion} {subject}") or not 2 <= len(done.split()) <= 14 or len(subject.split()) > 8:
        return
    first = s.at(c.verb_at)
    if first.tag == "M":
        helper, done = first.low, s.words(c.verb_at + 1, s.end)
    else:
        helper = {"VBD": "did", "VBZ": "does"}.get(first.tag, "do")
    occasion = occasion[:1].lower() + occasion[1:]
    if "," not in done:
        yield Draft(NAME, claimed(st, question("What", helper, subject, "do", occasion)), done, trust=TRUST)
