"""What the notes single out with "What … is …".

Takes "What proves kinship is regular correspondence". Makes "What proves kinship?" → "regular
correspondence".
"""

from collections.abc import Iterator

from curriculum.cards.ask import answer, ask, claimed, question
from curriculum.cards.clause import clause
from curriculum.cards.content import content
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import FINITE
from curriculum.cards.statement import Statement

NAME = "cleft"
TRUST = 80
WORDS = frozenset("what".split())

_COPULA = frozenset("is are was were".split())


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for a sentence that opens with "What" and has one copula."""
    s = st.sentence
    if s.low(0) != "what" or st.derived or st.quote.rstrip().endswith("?"):
        return
    at = next((i for i in range(2, s.end) if s.low(i) in _COPULA and s.tag(i + 1) not in ("VBN", "VBG")), -1)
    if at < 0 or s.low(at + 1) in ("that", "what", "how", "still", "also"):
        return
    found = answer(s, at + 1, s.end)
    if not 2 <= len(found.split()) <= 15 or "," in found or len(content(s.words(1, at))) < 2:
        return
    if s.tag(1) in FINITE:
        yield Draft(NAME, claimed(st, question("What", s.words(1, at))), found, trust=TRUST)
        return
    c = clause(s, 1)
    if c is not None and c.lead == 1 and c.group.end <= at:
        yield Draft(NAME, claimed(st, ask(c, s.words(c.group.end, at))), found, trust=TRUST)
