"""What has a role in something.

Takes "the role of A, B, and C in Y". Makes "A, B, and what else have a role in Y?" → "C".
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import answer, question
from curriculum.cards.draft import Draft
from curriculum.cards.rules.examples import items
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim

NAME = "role"
TRUST = 58
WORDS = frozenset("role roles".split())


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for a row of three or four."""
    s = st.sentence
    match = re.match(r"^(?:The )?roles? of ", s.text)
    if not match:
        return
    start = next((i for i, token in enumerate(s.tokens) if token.start >= match.end()), 0)
    row = items(s, start)
    if not 3 <= len(row) <= 4:
        return
    last, end = row[-1]
    # the row's "in Y" may have been read into its last member
    at = next((i for i in range(last, s.end) if s.low(i) == "in"), -1)
    if at < 0 or at > end:
        return
    stop = trim(s, at + 1)
    if stop <= at + 1:
        return
    others = ", ".join(answer(s, a, b) for a, b in row[:-1])
    yield Draft(
        NAME,
        question(f"{others}, and what else have a role {s.words(at, stop)}"),
        answer(s, last, at),
        trust=TRUST,
    )
