"""Not only one thing but also another.

Takes "V not only as X but also as Y". Makes "Besides X, what does S V as?" → "Y".
"""

from collections.abc import Iterator

from curriculum.cards.ask import answer, ask, question
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import simple_phrase
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim

NAME = "notonly"
TRUST = 88
WORDS = frozenset("only".split())


def draft(st: Statement) -> Iterator[Draft]:
    """A draft when both sides have the same preposition, or none."""
    c, s = st.clause, st.sentence
    if c is None or st.loose:
        return
    first = s.find("not", "only", start=c.group.start)
    second = s.find("but", "also", start=first + 1)
    if first < 0 or second < 0 or first > c.group.end + 1:
        return
    link = s.low(first + 2) if s.tag(first + 2) == "IN" else ""
    start = second + 2
    if link:
        if s.low(start) != link:
            return
        start += 1
    one = s.words(first + (3 if link else 2), second).strip(" ,")
    head = simple_phrase(s, start)
    end = head if s.low(head) == "for" else trim(s, start)
    if end <= start or not one or len(one.split()) > 8:
        return
    rest = s.words(end, trim(s, end + 1)) if s.low(end) == "for" and trim(s, end + 1) > end + 1 else ""
    asked = ask(c, link)
    yield Draft(
        NAME,
        question(f"Besides {one},", asked[:1].lower() + asked[1:-1], rest),
        answer(s, start, end),
        trust=TRUST,
    )
