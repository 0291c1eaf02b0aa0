"""What a quality consists in.

Takes "S is JJ, often involving NP (to VB NP)", "S was JJ, focusing on NP" and "S V O, showing how …". Makes
"What does S often involve to VB NP?" → NP; "What does S show?" → "how …".
"""

from collections.abc import Iterator

from curriculum.cards.ask import answer, question
from curriculum.cards.draft import Draft
from curriculum.cards.inflect import base
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim

NAME = "elaboration"
TRUST = 76

_VERBS = frozenset(
    "involve focus rely depend center centre target use require contain treat affect cover".split()
)


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for an -ing tail that says more of a copula's subject."""
    c, s = st.clause, st.sentence
    if c is None or st.loose or c.end >= s.end or s.at(c.end).text != "," or c.lead:
        return
    at = c.end + 1
    yield from _shown(st, at)
    adverb = ""
    if s.tag(at) == "R":
        adverb, at = s.low(at), at + 1
    lemma = base(s.at(at).text)
    if s.tag(at) != "VBG" or lemma not in _VERBS or (c.lemma != "be" and not c.group.passive):
        return
    link = ""
    start = at + 1
    if s.tag(start) == "IN":
        link, start = s.low(start), start + 1
    end = trim(s, start)
    if end <= start or "from" in [s.low(i) for i in range(start, min(end + 4, s.end))]:
        return
    rest = s.words(end, s.end) if s.tag(end) == "TO" and s.end - end <= 8 else ""
    do = "did" if s.tag(c.verb_at) == "VBD" else "do" if c.plural else "does"
    yield Draft(
        NAME,
        question("What", do, c.subject_text, adverb, lemma, link, rest),
        answer(s, start, end),
        trust=TRUST,
    )


def _shown(st: Statement, at: int) -> Iterator[Draft]:
    """ "S V O, demonstrating how CLAUSE" → "What does S demonstrate?" → "how …"."""
    c, s = st.clause, st.sentence
    assert c is not None
    lemma = base(s.at(at).text)
    if s.tag(at) != "VBG" or lemma not in ("demonstrate", "show", "illustrate", "prove"):
        return
    found = s.words(at + 1, s.end)
    if s.low(at + 1) in ("how", "that") and "," not in found and 5 <= len(found.split()) <= 15:
        do = "did" if s.tag(c.verb_at) == "VBD" else "do" if c.plural else "does"
        whole = s.words(c.group.end + 1, s.end)
        if c.lemma == "serve" and s.low(c.group.end) == "as" and len(whole.split()) <= 15:
            # "a teaching aid, showing how …": either half alone says little
            yield Draft(NAME, question("What", do, c.subject_text, "serve as"), whole, trust=TRUST)
            return
        yield Draft(NAME, question("What", do, c.subject_text, lemma), found, trust=TRUST)
