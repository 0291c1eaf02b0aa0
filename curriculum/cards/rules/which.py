"""Which one of its kind.

Takes "The harbour council of Lund was dissolved, raising doubts about NP": a passive whose subject has a name
of its own before a common noun. Makes "Which council of Lund was dissolved, raising doubts about NP?" →
"harbour".
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import question
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import phrase, simple_phrase
from curriculum.cards.statement import Statement

NAME = "which"
TRUST = 80

_KINDS = frozenset("team department division group committee council unit board office agency lab".split())


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for a body of a named whole to which something was done."""
    c, s = st.clause, st.sentence
    if c is None or st.loose or c.lead or not c.group.passive or s.low(c.subject[0]) != "the":
        return
    start, end = c.subject[0] + 1, c.subject[1]
    head = simple_phrase(s, c.subject[0]) - 1
    if s.low(head) not in _KINDS or not 1 <= head - start <= 3 or s.low(head + 1) not in ("at", "of", "in"):
        return
    if phrase(s, head + 2) != end or s.tag(end - 1) != "P":
        return
    rest = re.sub(r"\s*\([^()]*\)", "", s.words(head, s.end))
    # in one sentence with its name, "the company" is that company
    rest = re.sub(r"\bthe (?:company|firm|city|club)\b", s.words(head + 2, end), rest)
    if 6 <= len(rest.split()) <= 22:
        yield Draft(NAME, question("Which", rest), s.words(start, head), trust=TRUST)
