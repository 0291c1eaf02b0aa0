"""What a goal, a plan or a task consists in.

Takes "X's strategy against Y is to VB …" and "The trick of the N is to VB …". Makes "What is X's strategy
against Y?" → "to VB …".
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import claimed, question
from curriculum.cards.draft import Draft
from curriculum.cards.statement import Statement

NAME = "aim"
TRUST = 78

_NOUNS = re.compile(
    r"\b(?:strateg(?:y|ies)|goals?|aims?|tasks?|trick|rule|plans?|advice|remedy|cure|answer|duty|role|job|mission|"
    r"purpose|function|way|ideas?|response|challenges?|step|method|solution|ambition|objective|intention)\b",
    re.IGNORECASE,
)
LONGEST = 16


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for "NP is to VB …" whose noun phrase says whose, or what for."""
    c, s = st.clause, st.sentence
    if c is None or st.loose or c.lead or c.lemma != "be" or c.group.passive or c.aside != (0, 0):
        return
    at = c.group.end
    subject = s.words(*c.subject)
    if (
        s.tag(at) != "TO"
        or not _NOUNS.search(subject)
        or (len(subject.split()) < 3 and not re.search(r"['’]s? ", subject))
    ):
        return
    end = c.end
    cut = next((i for i in range(at + 2, end) if s.low(i) == "by" and s.tag(i + 1) == "VBG"), end)
    if len(s.words(at, end).split()) > LONGEST:
        end = cut
    found = s.words(at, end)
    if not 3 <= len(found.split()) <= LONGEST or found.split()[-1] in ("and", ","):
        return
    verb = s.words(c.verb_at, c.group.end)
    yield Draft(NAME, claimed(st, question("What", verb, c.subject_text)), found, trust=TRUST)
