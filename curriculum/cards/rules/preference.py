"""One thing rather than another.

Takes "X emphasizes A over B", "prefers A to B", "A rather than B", "A, not B, V …". Makes "What does X
emphasize over B?" → "A"; "What, not B, V …?" → "A".
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import answer, ask, claimed, question, up_to
from curriculum.cards.clause import third_person
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import phrase, simple_phrase
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim

NAME = "preference"
TRUST = 88
WORDS = frozenset("over rather instead not".split())

_CHOOSES = frozenset(
    "emphasize emphasise prefer favor favour prioritize prioritise choose value put place stress".split()
)
_POWER = frozenset(
    "control power influence authority dominance advantage victory sovereignty jurisdiction".split()
)


def draft(st: Statement) -> Iterator[Draft]:
    """Drafts for "over", "rather than" and "instead of", and for a subject set against another."""
    c, s = st.clause, st.sentence
    if c is None or st.loose:
        return
    if c.aside != (0, 0) and (
        s.low(c.aside[0]) == "not" or s.words(*c.aside).startswith(("rather than", "instead of"))
    ):
        told = s.words(c.group.end, c.end)
        own = re.search(r"\b(?:his|her|its|their|it|them)\b", told)
        if 3 <= len(told.split()) <= 14 and not c.lead and not own:
            asked = question(f"What, {s.words(*c.aside)},", third_person(c), told)
            yield Draft(NAME, claimed(st, asked), answer(s, *c.subject), trust=TRUST - 2)
        return
    start = c.group.end
    at = s.find("over", start=start)
    if c.lemma in _CHOOSES and start < at < c.end and s.low(at - 1) not in _POWER:
        first = phrase(s, start, frozenset(("over",)))
        second = trim(s, at + 1)
        if first == at and second > at + 1:
            yield Draft(NAME, ask(c, "over " + answer(s, at + 1, second)), answer(s, start, at), trust=TRUST)
            return
    for opener in (("rather", "than"), ("instead", "of")):
        at = s.find(*opener, start=start)
        if at < 0 or at > c.end:
            continue
        link = s.low(at + 2)
        placed = next((i for i in range(at - 1, start, -1) if s.low(i) == link), -1)
        if s.tag(at + 2) == "IN" and placed > 0 and phrase(s, placed + 1, frozenset((link,))) == at:
            rest = trim(s, at + 3)
            body = up_to(st, c.subject[0], placed + 1)
            if rest > at + 3 and len(body.split()) <= 20:
                told = f"{c.subject_text} {s.words(c.group.start, placed + 1)}"
                asked = question(f"{s.words(at, rest)}, {told} what")
                yield Draft(NAME, claimed(st, asked), answer(s, placed + 1, at), trust=TRUST - 2)
            return
        rest = trim(s, at + 2)
        if rest == at + 2 or c.group.passive:
            continue
        other = re.sub(r" and [a-z]+ed .*$", "", s.words(at, rest))  # "… and reported losses": another verb
        object_end = phrase(s, start, frozenset(("for",)))
        if object_end == at and at - start <= 10:
            yield Draft(NAME, question(ask(c)[:-1], other), answer(s, start, at), trust=TRUST - 4)
        elif s.tag(start) == "IN" and simple_phrase(s, start + 1) == at:
            yield Draft(
                NAME,
                question(ask(c, s.words(start, start + 1))[:-1], other),
                answer(s, start + 1, at),
                trust=TRUST - 4,
            )
