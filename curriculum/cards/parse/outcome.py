"""What a whole clause brings about: the participles behind a comma that tell it, ", leading to …"."""

from collections.abc import Iterator
from typing import NamedTuple

from curriculum.cards.parse.clause import Clause
from curriculum.cards.parse.sentence import Sentence
from curriculum.cards.words import table


class Outcome(NamedTuple):
    """A participle with what the clause before it brings about."""

    verb: int
    comma: int
    """Where the clause before it ends."""
    ending: str
    """How a question for the outcome ends: "to", "farmers to do"."""
    answer: list[int]


def outcomes(clause: Clause) -> Iterator[Outcome]:
    """Each outcome of the clause; none that may be said of another clause or of a noun."""
    s = clause.sentence
    for at, token in enumerate(s.tokens):
        comma = at - 1 - (s.tag(at - 1) == "RB")
        brings = token.tag == "VBG" and s.lemma(at) in table("bringing")
        if brings and s.low(comma) == "," and not s.kids(at, "aux", "nsubj") and _of(clause, at, comma):
            yield from (Outcome(at, comma, *found) for found in _brought(s, at))


def _of(clause: Clause, at: int, comma: int) -> bool:
    """Whether a participle is surely said of this clause."""
    s, head = clause.sentence, clause.sentence.tokens[at].head
    framed = clause.kind == "reported" and head == s.tokens[clause.verb].head
    between = any(s.tag(here) in ("VBZ", "VBP", "VBD", "MD") for here in range(clause.verb + 1, comma))
    return head == clause.verb or framed or (s.dep(at) == "acl" and comma >= clause.verb and not between)


def _brought(s: Sentence, at: int) -> Iterator[tuple[str, list[int]]]:
    """How the question about a participle ends, and its answer."""
    to = next((here for here in range(at + 2, min(at + 10, len(s.tokens))) if s.tag(here) == "TO"), 0)
    deed, thing = s.tokens[to].head, s.kid(at, "dobj")
    if to and s.tag(deed) == "VB" and s.tokens[deed].head == at:
        yield f"{s.say(range(at + 1, to))} to do", [here for here in s.core(deed) if here > to]
    elif thing is None and s.dep(at + 1) == "prep" and (goal := s.kid(at + 1, "pobj")) is not None:
        yield s.low(at + 1), s.core(goal)
    elif (
        thing is None
        or s.kids(at, "oprd", "xcomp")
        or any(s.tag(kid) == "VBG" for kid in s.kids(thing, "conj"))
    ):
        return
    elif s.lemma(at) not in ("lead", "result", "contribute"):
        alone = s.core(at, without=s.kids(at, "conj", "cc"))  # another deed behind "and" is another outcome
        yield "", [here for here in alone if here > at]
