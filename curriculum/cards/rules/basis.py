"""What something depends or is based on.

Takes "… are employed depending on the application", "… based on X". Makes "… depending on what?" → "the
application".
"""

from collections.abc import Iterator

from curriculum.cards.ask import answer, question, up_to
from curriculum.cards.draft import Draft
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim

NAME = "basis"
TRUST = 76


def draft(st: Statement) -> Iterator[Draft]:
    """A draft when a whole clause stands before the phrase."""
    c, s = st.clause, st.sentence
    if c is None or st.loose:
        return
    for first, second in (("depending", "on"), ("based", "on"), ("depends", "on"), ("according", "to")):
        at = s.find(first, second, start=c.group.start)
        if at < 0 or at > c.end:
            continue
        if first == "based" and not (c.group.passive and c.group.main == at) and at - c.group.end < 2:
            continue
        if c.lemma == "include" or s.low(c.subject[0]) in ("upcoming", "new", "future"):
            continue
        if at == c.group.end and not c.group.passive:
            continue
        start = at + 2
        end = trim(s, start)
        if end <= start:
            continue
        body = up_to(st, c.subject[0], at)
        if len(body.split()) > 22:
            continue
        yield Draft(NAME, question(body, f"{first} {second} what"), answer(s, start, end), trust=TRUST)
        return
