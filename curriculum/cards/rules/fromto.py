"""From one thing to another.

Takes "… from A to B". Makes the sentence so far, "from A to what?" → "B".
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import answer, claimed, question, up_to
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import FINITE, is_name, phrase
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim

NAME = "fromto"
TRUST = 84
WORDS = frozenset("from".split())

_PREPOSITIONS = frozenset(("to", "into"))
_MOVES = frozenset(
    "move switch transfer shift transition migrate sell pass go change rename return turn".split()
)
"""After these two names tell of a change; else "from Maine to Cuba" only says where."""


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for the first "from A to B" of two noun phrases."""
    s, c = st.sentence, st.clause
    yield from _journey(st)
    if st.loose or c is None:
        return
    at = s.find("from", start=c.group.end)
    while at >= 0:
        about = at + 1 + (s.low(at + 1) in ("about", "around", "roughly"))
        first = phrase(s, about, _PREPOSITIONS)
        if first > about and s.low(first) in _PREPOSITIONS and s.tag(first) == "IN":
            break
        at = s.find("from", start=at + 1)
    if at < 0:
        return
    how = [i for i in range(c.group.end, at) if s.tag(i) in ("W", "S") and s.low(i + 1) != "to"]
    if how:
        return  # another clause; "how to join X" is none
    start = first + 1
    if s.low(start) == "up" and s.low(start + 1) == "to":
        start += 2
    start += s.low(start) in ("about", "around", "roughly") and s.tag(start + 1) == "CD"
    end = trim(s, start)
    if s.words(end - 2, end) in ("and beyond", "and more"):
        end -= 2
    if end == start or s.tag(end) in FINITE or s.tag(end) == "TO":
        return
    if s.low(end) in ("and",) and s.low(end + 1) in ("beyond", "more"):
        return
    if s.tag(start) == "CD" and s.low(start + 1) == "and":
        end = start + 1  # "from 0.3 to 0.5 and cost …"
    if s.tag(end - 1) == "NS" and s.tag(end - 2) == "CD" and s.low(end - 1) == s.low(first - 1):
        end -= 1  # "from 8 pages to up to 90 pages": the unit stands in the question
    if s.low(at - 1).startswith("rang") and s.tag(start) == "CD":
        return
    year = (
        s.words(end - 2, end) if s.low(end - 2) == "in" and s.tag(end - 1) == "CD" and end - start > 2 else ""
    )
    end -= 2 if year else 0
    begin = c.subject[0]
    onward = next((i for i in range(start, end) if s.low(i) == "to" and s.tag(i) == "IN"), 0)
    if onward:
        start = onward + 1  # "from A to B to C": B stands on the front
    places = is_name(s, at + 1, first) and is_name(s, start, end) and c.lemma not in _MOVES
    body = _without_tail(st, begin, at)
    if len(body.split()) > 24:
        return
    yield Draft(
        NAME,
        claimed(st, question(body, s.words(at, start), "what", year)),
        answer(s, start, end),
        trust=58 if places else TRUST - 6 if at > c.end else TRUST,
    )


def _journey(st: Statement) -> Iterator[Draft]:
    """ "The journey of X, from A to B, …" → "What did the journey of X to B start from?" """
    s = st.sentence
    match = re.match(
        r"^(?P<what>(?:The|Its|Their) (?:journey|shift|transition|evolution|move|path) of [^,]{2,40}), from ",
        s.text,
    )
    if not match:
        return
    at = next((i for i, token in enumerate(s.tokens) if token.start >= match.end("what")), 0) + 1
    first = phrase(s, at + 1, _PREPOSITIONS)
    if s.low(first) != "to":
        return
    end = trim(s, first + 1)
    if end > first + 1:
        # where it began is less easily guessed than where it led
        what = match["what"][:1].lower() + match["what"][1:]
        asked = question("What did", what, s.words(first, end), "start from")
        yield Draft(NAME, asked, answer(s, at + 1, first), trust=TRUST)


def _without_tail(st: Statement, begin: int, at: int) -> str:
    """The words before "from", with a ", involving …" tail joined on as the notes have it."""
    return up_to(st, begin, at)
