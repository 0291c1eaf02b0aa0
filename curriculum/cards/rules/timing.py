"""When something happens, in the course of something else.

Takes "The headband activates during REM sleep". Makes "When does the headband activate?" → "during REM
sleep".
"""

from collections.abc import Iterator

from curriculum.cards.ask import ask
from curriculum.cards.draft import Draft
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim

NAME = "timing"
TRUST = 72


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for "during NP" at the end of a short clause."""
    c, s = st.clause, st.sentence
    if c is None or st.loose or c.lead:
        return
    at = s.find("during", start=c.group.end)
    if (
        at < 0
        or at >= c.end
        or at - c.group.end > 6
        or any(s.tag(i) in ("TO", "W", "S") for i in range(c.group.end, at))
    ):
        return
    end = trim(s, at + 1)
    if end > at + 1 and end >= c.end:
        yield Draft(NAME, ask(c, s.words(c.group.end, at), wh="When"), s.words(at, end), trust=TRUST)
