"""Both of two.

Takes "both JJ and JJ" after a copula or a noun, "both N and N" as an object. Makes "… are both what?" or
"… which two kinds of N?" → "A and B".
"""

from collections.abc import Iterator

from curriculum.cards.ask import ask, claimed, question, up_to
from curriculum.cards.draft import Draft
from curriculum.cards.inflect import base
from curriculum.cards.phrase import NOUNS, simple_phrase
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim

NAME = "both"
TRUST = 82
WORDS = frozenset("both".split())


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for each "both A and B" of two like words."""
    c, s = st.clause, st.sentence
    if c is None or st.loose:
        return
    at = s.find("both", start=c.group.start)
    if at < 0:
        return
    joint = s.find("and", start=at)
    if joint < 0 or joint - at > 6:
        return
    adjectives = s.tag(joint - 1) in ("J", "VBN") and s.tag(joint + 1) in ("J", "R", "VBN")
    if adjectives:
        end = joint + 1
        while s.tag(end) in ("J", "R", "VBN"):
            end += 1
        gap = s.words(at + 1, end)
        if base(s.low(at - 1)) in ("be", "become", "remain", "stay"):
            if s.tag(end) in NOUNS:
                return
            begin = c.subject[0]
            body = up_to(st, begin, at + 1)
            if len(body.split()) <= 22:
                # two qualities in a row give no cue: for a person to keep
                yield Draft(NAME, claimed(st, question(body, "what")), gap, trust=58)
        elif s.low(at - 1) == "," and s.tag(at - 2) in NOUNS:
            head = _last_phrase(st, at - 1)
            if head >= c.group.end and s.tag(at - 2) == "NS":
                noun = at - 2
                kind = s.words(noun, at - 1)
                if noun - 1 >= head and s.tag(noun - 1) in NOUNS:
                    kind = s.words(noun - 1, at - 1)
                body = s.words(c.group.end, head)
                asked = ask(c, body)
                yield Draft(
                    NAME,
                    question(up_to(st, c.subject[0], head), f"which two kinds of {kind}"),
                    gap,
                    trust=TRUST if asked else 0,
                )
    elif s.tag(joint - 1) in NOUNS and c.group.end == at and not c.group.passive:
        end = trim(s, joint + 1)
        if end > joint + 1 and end == c.end:
            yield Draft(NAME, ask(c, wh="Which two things"), s.words(at + 1, end), trust=58)


def _last_phrase(st: Statement, end: int) -> int:
    """The start of the simple noun phrase that ends at ``end``."""
    s = st.sentence
    start = end - 1
    while start > 0 and s.tag(start - 1) in ("N", "NS", "P", "J", "D", "CD", "VBN"):
        start -= 1
    return start if simple_phrase(s, start) == end else -1
