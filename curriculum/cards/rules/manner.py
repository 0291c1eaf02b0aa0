"""How somebody took something.

Takes "NAME responded to X calmly, admitting Y and promising Z". Makes "How did NAME respond to X?" → "calmly,
admitting Y and promising Z"; without a word of what was responded to, nothing.
"""

from collections.abc import Iterator

from curriculum.cards.ask import ask
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import phrase
from curriculum.cards.statement import Statement

NAME = "manner"
TRUST = 80

_ANSWERS = frozenset("respond react reply answer".split())


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for a verb of answering with an adverb and an -ing tail, or with the tail alone."""
    c, s = st.clause, st.sentence
    if c is None or st.loose or c.lead or c.group.passive or c.lemma not in _ANSWERS:
        return
    if s.low(c.group.end) != "to":
        return
    at = phrase(s, c.group.end + 1)
    if at == c.group.end + 1:
        return
    adverb = s.tag(at) == "R"
    tail = at + adverb
    if s.at(tail).text == ",":
        tail += 1
    by = s.low(tail) == "by"
    if s.tag(tail + by) != "VBG" or s.find(";", start=at) >= 0:
        return
    found = s.words(at + (not adverb and s.at(at).text == ","), s.end)
    if 3 <= len(found.split()) <= 14:
        yield Draft(NAME, ask(c, s.words(c.group.end, at), wh="How"), found, trust=TRUST)
