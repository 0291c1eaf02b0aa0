"""What something is compared with something else.

Takes "S has smaller N compared to Y" or "S is more JJ than Y". Makes "Compared to Y, S has smaller what?" →
N, since the adjective is soon guessed; "What is more JJ than Y?" → S.
"""

from collections.abc import Iterator

from curriculum.cards.ask import answer, ask_subject, question
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import simple_phrase
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim

NAME = "compared"
TRUST = 76


def draft(st: Statement) -> Iterator[Draft]:
    """Drafts for "compared to" after an object and for a copula with "than"."""
    c, s = st.clause, st.sentence
    if c is None or st.loose or c.group.passive:
        return
    at = s.find("compared", start=c.group.end)
    if at > 0 and s.low(at + 1) in ("to", "with") and c.lemma == "have":
        start = c.group.end
        end = trim(s, at + 2)
        if simple_phrase(s, start) == at and s.low(start).endswith("er") and end > at + 2:
            body = f"{c.subject_text} {s.words(c.group.start, start + 1)}"
            yield Draft(
                NAME,
                question(s.words(at, end) + ",", body, "what"),
                s.words(start + 1, at),
                trust=TRUST,
            )
    than = s.find("than", start=c.group.end)
    if c.lemma == "be" and c.group.end < than < c.end and than - c.group.end <= 4:
        rest = s.words(c.group.end, c.end)
        subject = answer(s, *c.subject)
        if (
            3 <= len(rest.split()) <= 12
            and 2 <= len(subject.split()) <= 8
            and s.low(c.subject[0]) not in ("the", "this", "these")
        ):
            yield Draft(NAME, ask_subject(c, rest), subject, trust=TRUST - 4)
