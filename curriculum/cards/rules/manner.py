"""How somebody took something.

Takes "NAME responded gracefully, admitting X and promising Y". Makes "How did NAME respond?" → "gracefully,
admitting X and promising Y".
"""

from collections.abc import Iterator

from curriculum.cards.ask import ask
from curriculum.cards.draft import Draft
from curriculum.cards.statement import Statement

NAME = "manner"
TRUST = 80

_ANSWERS = frozenset("respond react reply answer".split())


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for a verb of answering with an adverb and an -ing tail, or with the tail alone."""
    c, s = st.clause, st.sentence
    if c is None or st.loose or c.lead or c.group.passive or c.lemma not in _ANSWERS:
        return
    at = c.group.end
    adverb = s.tag(at) == "R"
    tail = at + adverb
    if s.at(tail).text == ",":
        tail += 1
    by = s.low(tail) == "by"
    if s.tag(tail + by) != "VBG" or s.find(";", start=at) >= 0:
        return
    found = s.words(at + (not adverb and s.at(at).text == ","), s.end)
    if 3 <= len(found.split()) <= 14:
        # to what, the title says
        topic = next(iter(st.cast.topics), None)
        yield Draft(NAME, ask(c, wh="How"), found, trust=TRUST, context=topic)
