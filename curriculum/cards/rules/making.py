"""What something is made.

Takes "S is committed to making N JJ and JJ", "S makes N JJ and JJ". Makes "S is committed to making N what?"
→ the two adjectives.
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import claimed, question, up_to
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import simple_phrase
from curriculum.cards.statement import Statement

NAME = "making"
TRUST = 72
WORDS = frozenset("make makes made making".split())

_FORMS = frozenset("make makes made making".split())
_LOOSE = re.compile(r"\b(?:it|they|them|he|she|this|these|those|such)\b", re.IGNORECASE)


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for two joined adjectives behind a form of "make" and its object."""
    c, s = st.clause, st.sentence
    if c is None or st.loose or (c.group.passive and c.lemma not in ("commit", "devote")):
        return
    for at in range(c.group.start, c.end):
        if s.low(at) not in _FORMS or s.tag(at) not in ("VB", "VBZ", "VBP", "VBD", "VBG"):
            continue
        noun = simple_phrase(s, at + 1)
        joint = next((i for i in range(noun, c.end) if s.low(i) == "and"), -1)
        end = joint + 1
        while s.tag(end) in ("R", "J", "VBN"):
            end += 1
        row = noun < joint and all(s.tag(i) in ("R", "J", "VBN") for i in range(noun, joint))
        body = up_to(st, c.subject[0], noun)
        fits = row and joint + 1 < end == c.end and len(body.split()) <= 20
        if noun > at + 1 and fits and not _LOOSE.search(body):
            yield Draft(NAME, claimed(st, question(body, "what")), s.words(noun, end), trust=TRUST)
        return
