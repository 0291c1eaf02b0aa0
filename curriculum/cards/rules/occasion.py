"""What somebody or something does when something is the case.

Takes "When C, S V …", "Once C, S V …", "S must do A and, if C, do B". Makes "What does S do when C?" → the
doing; for two events or one that is suffered, "What happens when C?" → the clause.
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import claimed, question
from curriculum.cards.clause import Clause, clause
from curriculum.cards.draft import Draft
from curriculum.cards.inflect import base
from curriculum.cards.phrase import phrase, verb_group
from curriculum.cards.statement import Statement

NAME = "occasion"
TRUST = 76
WORDS = frozenset("when once if whenever".split())

_OPENERS = frozenset("when once if whenever".split())
_LOOSE = re.compile(r"\b(?:it|its|this|these|those|that|we|you|he|she|his|her)\b", re.IGNORECASE)


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for a fronted occasion, and for one set between two things that must be done."""
    s = st.sentence
    if st.loose or st.derived:
        return
    yield from _within(st)
    if s.low(0) not in _OPENERS:
        return
    comma = s.find(",")
    start = comma
    if s.low(comma + 1) in ("probably", "perhaps", "partly", "mostly", "because"):
        start = s.find(",", start=comma + 1)  # an aside: "…, probably because whales ate them, …"
    if not 2 < comma <= 15 or start < 0:
        return
    occasion = s.words(0, comma)
    c = clause(s, start + 1)
    if c is None or c.lead != start + 1:
        return
    if s.tag(c.subject[0]) == "Q":
        yield from _its_own(st, c, comma)
    elif c.group.passive or c.lemma == "be" or _goes_on(c):
        yield from _event(st, c, occasion)
    else:
        yield from _asked(st, c, occasion, s.words(c.group.start, s.end))


def _goes_on(c: Clause) -> bool:
    """Whether a second subject follows: "the urchins returned and the kelp disappeared"."""
    s = c.sentence
    joined = (at for at in range(c.group.end, s.end) if s.low(at) == "and")
    return any(verb_group(s, phrase(s, at + 1)) is not None for at in joined if phrase(s, at + 1) > at + 1)


def _event(st: Statement, c: Clause, occasion: str) -> Iterator[Draft]:
    """ "When C, S is VBN" → "What happens when C?" """
    s = st.sentence
    which = s.find(",", "which", start=c.group.end)
    found = s.words(c.subject[0], which if which > 0 else s.end)
    if "," in found or not 4 <= len(found.split()) <= 15 or _LOOSE.search(f"{occasion} {found}"):
        return
    verb = "happened" if s.tag(c.verb_at) == "VBD" else "happens"
    yield Draft(
        NAME, claimed(st, question("What", verb, occasion[:1].lower() + occasion[1:])), found, trust=TRUST
    )


def _its_own(st: Statement, c: Clause, comma: int) -> Iterator[Draft]:
    """ "If S arrives late, it waits outside" → "What does S do if it arrives late?" """
    s = st.sentence
    told = clause(s, 1)
    if told is None or told.lead != 1 or c.group.passive or c.lemma == "be" or told.group.start > comma:
        return
    pronoun = s.low(c.subject[0])
    if (pronoun == "they") != told.plural or pronoun not in ("it", "they") or s.tag(told.subject[0]) == "Q":
        return
    done = s.words(c.group.start, c.end)
    occasion = f"{s.low(0)} {pronoun} {s.words(told.group.start, comma)}"
    first = s.at(c.verb_at)
    if first.tag == "M":
        helper, done = first.low, s.words(c.verb_at + 1, c.end)
    else:
        helper = _helper(c, s.words(told.group.start, comma))
    if 2 <= len(done.split()) <= 14 and len(told.subject_text.split()) <= 8:
        asked = question("What", helper, told.subject_text, "do", occasion)
        yield Draft(NAME, claimed(st, asked), done, trust=TRUST)


def _helper(c: Clause, occasion: str) -> str:
    """ "do", "does" or "did": a verb such as "set" takes its time from the occasion."""
    tag = c.sentence.at(c.verb_at).tag
    if tag == "VBD" and base(c.sentence.low(c.verb_at)) == c.sentence.low(c.verb_at):
        return "do" if not re.search(r"\w(?:ed|was|were|came|had)\b", occasion) else "did"
    return {"VBD": "did", "VBZ": "does"}.get(tag, "do")


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
        helper = _helper(c, occasion)
    occasion = occasion[:1].lower() + occasion[1:]
    if "," not in done:
        yield Draft(NAME, claimed(st, question("What", helper, subject, "do", occasion)), done, trust=TRUST)
