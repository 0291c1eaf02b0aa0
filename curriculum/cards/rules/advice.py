"""What the notes advise.

Takes "X are encouraged to VB O (to VB P)", "X should VB O", and a practice "Using X for Y before Z".
Makes "What are X encouraged to VB to VB P?" → O; "For what should X be used before Z?" → Y.
"""

from collections.abc import Iterator

from curriculum.cards.ask import answer, ask, question
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import phrase
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim

NAME = "advice"
TRUST = 76


def draft(st: Statement) -> Iterator[Draft]:
    """Drafts for encouragement in a clause and for the use of something."""
    c, s = st.clause, st.sentence
    if (
        c is not None
        and not st.loose
        and c.group.passive
        and c.lemma in ("encourage", "advise", "urge", "recommend", "require")
    ):
        at = c.group.end
        if s.tag(at) != "TO" or s.tag(at + 1) != "VB":
            return
        end = trim(s, at + 2)
        rest = s.words(end, c.end) if s.tag(end) == "TO" else ""
        if end > at + 2 and len(rest.split()) <= 10:
            yield Draft(
                NAME, question(ask(c, s.words(at, at + 2))[:-1], rest), answer(s, at + 2, end), trust=TRUST
            )
        return
    if c is not None or s.low(0) != "using":
        return
    tool = phrase(s, 1, frozenset(("for",)))
    if tool == 1 or s.low(tool) != "for":
        return
    end = next((at for at in range(tool + 1, s.end) if s.low(at) in ("before", "after", "instead")), -1)
    if end < 0 or trim(s, tool + 1, end) != end:
        return
    rest = s.words(end, s.end)
    if len(rest.split()) <= 12:
        yield Draft(
            NAME,
            question("What should", s.words(1, tool), "be used for", rest),
            answer(s, tool + 1, end),
            trust=TRUST,
        )
