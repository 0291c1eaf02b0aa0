"""One thing rather than another.

Takes "X emphasizes A over B", "prefers A to B", "A rather than B". Makes "What does X emphasize over
B?" → "A".
"""

from collections.abc import Iterator

from curriculum.cards.ask import answer, ask, question
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import phrase, simple_phrase
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim

NAME = "preference"
TRUST = 88

_CHOOSES = frozenset(
    "emphasize emphasise prefer favor favour prioritize prioritise choose value put place stress".split()
)
_POWER = frozenset(
    "control power influence authority dominance advantage victory sovereignty jurisdiction".split()
)


def draft(st: Statement) -> Iterator[Draft]:
    """Drafts for "over", "rather than" and "instead of"."""
    c, s = st.clause, st.sentence
    if c is None or st.loose:
        return
    start = c.group.end
    at = s.find("over", start=start)
    if c.lemma in _CHOOSES and start < at < c.end and s.low(at - 1) not in _POWER:
        first = phrase(s, start, frozenset(("over",)))
        second = trim(s, at + 1)
        if first == at and second > at + 1:
            yield Draft(NAME, ask(c, "over " + answer(s, at + 1, second)), answer(s, start, at), trust=TRUST)
            return
    for opener in (("rather", "than"), ("instead", "of")):
        at = s.find(*opener, start=start)
        if at < 0 or at > c.end:
            continue
        rest = trim(s, at + 2)
        if rest == at + 2 or c.group.passive:
            continue
        other = s.words(at, rest)
        object_end = phrase(s, start, frozenset(("for",)))
        if object_end == at and at - start <= 10:
            yield Draft(NAME, question(ask(c)[:-1], other), answer(s, start, at), trust=TRUST - 4)
        elif s.tag(start) == "IN" and simple_phrase(s, start + 1) == at:
            yield Draft(
                NAME,
                question(ask(c, s.words(start, start + 1))[:-1], other),
                answer(s, start + 1, at),
                trust=TRUST - 4,
            )
