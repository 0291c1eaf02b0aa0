"""Two to four things of one kind.

Takes "S offers A, B, and C benefits" or "S VBZ A, B, and C". Makes "Which three benefits does S offer?"
→ the list, when the list has two to four members; longer lists are no card.
"""

from collections.abc import Iterator

from curriculum.cards.ask import answer, ask
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import phrase
from curriculum.cards.rules.examples import items
from curriculum.cards.statement import Statement

NAME = "enumeration"
TRUST = 78

_EDGES = frozenset("edge advantage lead interest say share".split())
_NUMBER = {2: "two", 3: "three", 4: "four"}


def draft(st: Statement) -> Iterator[Draft]:
    """A draft when the object is a row of adjectives before one plural noun, or of nouns."""
    c, s = st.clause, st.sentence
    if c is None or st.loose or c.group.passive or c.lemma in ("be", "do", "include", "become"):
        return
    at = c.group.end
    adjectives = []
    here = at
    while s.tag(here) in ("J", "VBN") and s.low(here + 1) in (",", "and"):
        adjectives.append(here)
        here += 2 if s.low(here + 1) != "," or s.low(here + 2) != "and" else 3
    if adjectives and s.tag(here) == "J" and s.tag(here + 1) == "NS":
        adjectives.append(here)
        if 3 <= len(adjectives) <= 4:
            noun = s.words(here + 1, here + 2)
            yield Draft(
                NAME,
                ask(c, s.words(here + 2, c.end), wh=f"Which {_NUMBER[len(adjectives)]} kinds of {noun}"),
                answer(s, at, here + 1),
                trust=TRUST + 4,
            )
        return
    if s.low(at) in ("an", "a", "the") and s.low(at + 1) in _EDGES and s.low(at + 2) == "in":
        row = items(s, at + 3)
        if 2 <= len(row) <= 4 and row[-1][1] >= c.end:
            yield Draft(
                NAME,
                ask(c, s.words(at, at + 2), wh=f"In which {_NUMBER[len(row)]} things"),
                answer(s, at + 3, row[-1][1]),
                trust=TRUST,
            )
        return
    if c.lemma == "have":
        return
    row = items(s, at)
    if any(s.low(i) in ("of", "in", "with", "for") for a, b in row for i in range(a, b)):
        return
    if 3 <= len(row) <= 4 and row[-1][1] >= phrase(s, at) - 1:
        rest = s.words(row[-1][1], c.end)
        if len(rest.split()) <= 8 and not rest.startswith(","):
            yield Draft(
                NAME,
                ask(c, rest, wh=f"Which {_NUMBER[len(row)]} things"),
                answer(s, at, row[-1][1]),
                trust=TRUST - 8,
                parts=tuple(s.words(a, b) for a, b in row),
            )
