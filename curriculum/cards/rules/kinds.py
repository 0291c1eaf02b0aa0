"""What a bracket names.

Takes "domain experts (chemists and biologists)". Makes "Which domain experts …?" in the place of the
bracket → "chemists and biologists".
"""

from collections.abc import Iterator

from curriculum.cards.ask import question, up_to
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import NOUNS, simple_phrase
from curriculum.cards.statement import Statement

NAME = "kinds"
TRUST = 82


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for a bracket of two to four plural nouns after a plural noun."""
    c, s = st.clause, st.sentence
    if c is None or st.loose:
        return
    at = s.find("(")
    close = s.find(")", start=at + 1)
    if at < 1 or close < 0 or s.tag(at - 1) != "NS" or close - at > 10:
        return
    inner = range(at + 1, close)
    if not any(s.low(i) in ("and", "or") for i in inner) or any(
        s.tag(i) not in ("NS", "N", "CC", ".", "J") for i in inner
    ):
        return
    names = [i for i in inner if s.tag(i) in NOUNS]
    if not 2 <= len(names) <= 6 or s.tag(names[-1]) != "NS":
        return
    start = at - 1
    while start > 0 and s.tag(start - 1) in ("N", "J", "NS"):
        start -= 1
    if simple_phrase(s, start) != at:
        return
    body = question(
        up_to(st, 0 if c.lead else c.subject[0], start),
        "which",
        s.words(start, at),
        s.words(close + 1, c.end),
    )
    if len(body.split()) <= 30:
        yield Draft(NAME, body, s.words(at + 1, close), trust=TRUST)
