"""Signs that a parse cannot be right: a clause that shows one is not told."""

from collections.abc import Callable

from curriculum.cards.inflect import can_be_verb
from curriculum.cards.parse.clause import Clause
from curriculum.cards.words import table

_OPEN = ("CC", "IN", "DT", "TO")
"""What no phrase ends with."""


def misread(clause: Clause) -> bool:
    """Whether the parse of a clause shows that it is wrong."""
    return any(sign(clause) for sign in _SIGNS)


def _disagrees(clause: Clause) -> bool:
    """Subject and verb differ in number: "the founders attracts"."""
    s, first = clause.sentence, clause.finite
    several = s.tag(clause.subject) == "NNS" and clause.subject not in s.names
    several = several or s.low(clause.subject) in ("they", "we", "these", "those")
    one = s.tag(first) == "VBZ" or s.low(first) in ("is", "was", "has", "does")
    if several and one:
        return not s.low(clause.subject).endswith("ics")
    single = s.tag(clause.subject) == "NN" and s.low(clause.subject) not in table("collective")
    joined = s.kids(clause.subject, "conj") or any(s.low(at) == "of" for at in s.kids(clause.subject, "prep"))
    return single and not joined and (s.tag(first) == "VBP" or s.low(first) in ("are", "were"))


def _no_verb(clause: Clause) -> bool:
    """The verb is none, or only the helper of the next word."""
    s = clause.sentence
    helper = clause.lemma == "have" and s.tag(clause.verb + 1) == "VBN"
    return helper or not (clause.is_be or can_be_verb(s.low(clause.verb)))


def _half_a_row(clause: Clause) -> bool:
    """Subject or object are only a part of a row: "rye and hardy oats grow" read as "hardy oats grow"."""
    s, start, after = clause.sentence, clause.subject_positions()[0], (clause.tail() or [clause.verb])[-1] + 1
    before = start - 1 if clause.kind == "main" and start > 0 else -1
    if before > 0 and s.low(before) in ("and", "or"):
        return True
    if before >= 0 and s.tag(before)[:2] == "NN" and before not in clause.lead():
        return True
    odd = any(s.tag(at) == "VB" for at in s.kids(clause.verb, "conj")) and s.tag(clause.verb) in (
        "VBZ",
        "VBD",
    )
    if odd or s.kids(clause.verb, "dep"):
        return True
    return (
        s.low(after) in ("and", "or")
        and s.tokens[after].head in clause.tail()
        and s.tag(s.tokens[after].head)[:2] == "NN"
    )


def _in_pairs(clause: Clause) -> bool:
    """A row of pairs taken for a row of things: "honey for salt and wax for iron"."""
    s = clause.sentence
    links = [s.low(at) for verb in clause.chain for at in s.kids(verb, "prep")]
    if len(set(links)) < len(links) and any(s.low(at) == "and" for at in clause.tail()):
        return True
    for link in clause.inner("prep"):
        for thing in s.kids(link, "pobj"):
            others = (kid for other in s.kids(thing, "conj") for kid in s.kids(other, "prep"))
            if any(s.low(kid) == s.low(link) for kid in others):
                return True
    return False


_SIGNS: tuple[Callable[[Clause], bool], ...] = (_disagrees, _no_verb, _half_a_row, _in_pairs)
