"""What is planned for a purpose.

Takes ", with plans to VB O to VB P" and "There are plans to VB O to VB P". Makes "What is planned to VB P?" →
O.
"""

from collections.abc import Iterator

from curriculum.cards.ask import answer, claimed, question
from curriculum.cards.draft import Draft
from curriculum.cards.statement import Statement
from curriculum.cards.tagger import tag
from curriculum.cards.trim import trim

NAME = "planned"
TRUST = 58


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for plans with an object and a purpose."""
    # a frame taken off with its tail: the tail still stands in the quoted words
    s = tag(st.quote) if st.framed else st.sentence
    at = s.find("plans", "to")
    if at < 1 or st.derived or s.low(at - 1) not in ("with", "are") or s.tag(at + 2) != "VB":
        return
    end = trim(s, at + 3)
    aim = s.words(end, s.end)
    if end > at + 3 and s.tag(end) == "TO" and 4 <= len(aim.split()) <= 12 and "," not in aim:
        yield Draft(NAME, claimed(st, question("What is planned", aim)), answer(s, at + 3, end), trust=TRUST)
