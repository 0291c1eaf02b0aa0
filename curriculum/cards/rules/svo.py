"""The object of a clause whose subject and verb are certain, everything else kept in the question.

Takes "A CT scan must rule out bleeding before any drug is given". Makes "What must a CT scan rule out
before any drug is given?" → "bleeding". The last resort among the questions: it speaks only when the
question is specific.
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import after, answer, ask, claimed, question
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import is_name, phrase
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim
from curriculum.reading.words import stems

NAME = "svo"
TRUST = 63

_LIGHT = frozenset(
    """promise treat seek enable enhance improve increase optimize stress welcome be have do make
    get take give go come see show say mean need include become seem remain let keep use
    provide offer support highlight discuss explore feature share want like know think find feel believe
    consider note face lack receive experience follow suggest reflect underscore exemplify demonstrate
    showcase illustrate cover play create represent involve bring set put learn understand add gain
    develop build achieve""".split()
)
_EMPTY = frozenset(
    "it this that these those they them something nothing much little more less most one users people".split()
)


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for the object of a specific clause; silent for light verbs and general subjects."""
    c, s = st.clause, st.sentence
    without = c is not None and c.lemma == "enable" and s.find("without", start=c.group.end) > 0
    if c is None or st.loose or c.group.passive or (c.lemma in _LIGHT and not without):
        return
    start, end = c.subject
    if s.low(start) in _EMPTY or s.tag(start) == "Q" or (s.tag(start) == "D" and end - start == 1):
        return
    at = c.group.end
    if s.tag(at) in ("IN", "TO", "W", "S", "R", "VBG", "VBN", "CC", ".", "X", "") or s.low(at) in _EMPTY:
        return
    if s.tag(at) == "CD" and s.tag(at + 1) not in ("N", "NS", "J", "CD"):
        return  # "64 heads share 8": of what, is not said
    stop = s.find("without", start=at) if without else trim(s, at)
    while stop > at + 1 and s.tag(stop - 1) == "R":
        stop -= 1  # "reduces the number markedly": the adverb stays in the question
    lone = s.tag(at) == "P" and s.tag(at + 1) not in ("P", "N", "NS", "POS", "CD")
    if (lone and s.at(at).text[1:].islower()) or (is_name(s, at, stop) and stop - at > 1):
        return  # a person led to do something is asked for with "whom", which nobody says
    if stop == at or phrase(s, at) == at or len(s.words(at, stop).split()) > 8:
        return
    until = _clause_end(st, stop)
    rest = s.words(stop, until)
    if rest.startswith("to ") and c.lemma in ("require", "enable", "encourage", "cause", "force", "lead"):
        return  # "requires courts to adapt": what is required is the act
    if rest and (s.tag(stop) not in ("IN", "TO", "S", "R", "W") or rest.startswith((",", "and", "or"))):
        return
    known = s.low(stop) == "as" and c.lemma in (
        "identify",
        "describe",
        "regard",
        "recognize",
        "recognise",
        "name",
    )
    if s.low(stop) in ("that", "which", "who", "whose", "of", "and", "or", "than", "as") and not known:
        return
    if (
        re.search(r"\b(?:it|its|they|them|their|he|him|this|these)\b", rest, re.IGNORECASE)
        and len(rest.split()) > 2
    ):
        rest = ""
    asked = question(ask(c)[:-1], rest)
    asked = after(s.words(0, c.lead), asked)
    named = is_name(s, start, end) or s.at(start).text.isupper()
    need = 3 if named or rest else 4
    if len(set(stems(claimed(st, asked)))) < need or len(asked.split()) > 22:
        return
    yield Draft(NAME, claimed(st, asked), answer(s, at, stop), trust=TRUST + (2 if rest else 0))


def _clause_end(st: Statement, at: int) -> int:
    """Where the kept rest ends: the clause's end, or a "when"/"if" part that belongs to it."""
    c, s = st.clause, st.sentence
    assert c is not None
    if s.at(min(at, len(s.tokens) - 1)).text == ",":
        return at
    if c.end < s.end and s.low(c.end) in ("if", "unless", "when", "before", "after") and s.end - c.end <= 8:
        return s.end
    return max(c.end, at)
