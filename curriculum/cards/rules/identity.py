"""Which thing it is that has a part in the story.

Takes "The main cause of the fire was a cracked flue", "His key contribution was the hand mould". Makes "What
was the main cause of the fire?" → "a cracked flue".
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import answer, claimed, question
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import phrase
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim

NAME = "identity"
TRUST = 77

_PARTS = re.compile(
    r"\b(?:element|contribution|cause|reason|source|innovation|difference|weakness|strength|breakthrough|step|"
    r"ingredient|mechanism|driver|threat|rival|predecessor|successor|founder|inventor|mistake|insight|invention|"
    r"discovery|theory|criterion|limit|bottleneck|alternative|consequence|result|symptom|effect|aim|goal|trick)s?\b"
)
_LOOSE = re.compile(r"\b(?:it|its|they|their|them|this|these|those|he|she|his|her)\b", re.IGNORECASE)


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for "the J N (of X) is NP" with a noun of the list."""
    c, s = st.clause, st.sentence
    if c is None or st.loose or c.lead or c.lemma != "be" or c.group.passive or c.aside != (0, 0):
        return
    start, end = c.subject
    subject = s.words(start, end)
    at = c.group.end
    if not _PARTS.search(subject) or end - start < 3 or _LOOSE.search(subject):
        return
    stop = trim(s, at)
    if s.tag(at) in ("TO", "J", "R", "W", "VBN", "VBG") or phrase(s, at) == at or stop <= at:
        return
    if s.tag(stop) in ("VBN", "VBG", "IN") and s.end - at <= 15 and s.find(",", start=at) < 0:
        stop = s.end
    found = answer(s, at, stop)
    if 2 <= len(found.split()) <= 15:
        verb = s.words(c.verb_at, c.group.end)
        yield Draft(NAME, claimed(st, question("What", verb, c.subject_text)), found, trust=TRUST)
