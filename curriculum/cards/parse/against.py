"""What a thing is set against: "rather than B", "instead of B", ", not B", "not B but A", "over B"."""

from collections.abc import Iterator
from typing import NamedTuple

from curriculum.cards.parse.clause import FINITE, Clause
from curriculum.cards.words import table


class Against(NamedTuple):
    """One thing that is so, and another that is not."""

    thing: list[int]
    other: str
    """What it is set against, in words that close the question: "instead of water"."""
    left_out: frozenset[int]
    """Positions of both, which the question does not say where they stand."""


def set_against(clause: Clause) -> Iterator[Against]:
    """What is said to be so, with what is said not to be."""
    s = clause.sentence
    if clause.negated:
        yield from _corrected(clause)
        return
    for at in range(clause.verb + 1, len(s.tokens) - 1):
        if not (link := _link(clause, at)):
            continue
        apart = s.low(at - 1) == ","
        marks = (",", ";", ".", "—", "–", "(", ":") if link != "not" else (";", ".")
        within = set(s.under(clause.verb))
        stop = next(
            (here for here in range(at + 1, len(s.tokens)) if s.tokens[here].text in marks), len(s.tokens)
        )
        other = [here for here in range(at, stop) if here in within]
        for thing in _things(clause, at, link):
            gap = [here for here in s.core(thing) if here < at - apart]
            said = _said(clause, link, other, thing)
            where = clause.is_be and s.low(s.tokens[thing].head) in ("in", "at")
            if said and s.tokens[gap[-1] + 1].text != "-" and not where:
                yield Against(gap, said, frozenset((*gap, at - apart, *other)))
        return


def _things(clause: Clause, at: int, link: str) -> list[int]:
    """The one thing that may be set against what stands there: of ", not" the phrase right before."""
    s = clause.sentence
    things = [*clause.inner("dobj", "attr")]
    links = [thing for by in clause.inner("agent") for thing in s.kids(by, "pobj")]
    links += [thing for prep in clause.inner("prep") for thing in s.kids(prep, "pobj", "pcomp")]
    links = [thing for thing in links if s.low(s.tokens[thing].head) != "by" or clause.passive]
    if link == "not":
        return [one for one in (*things, *links) if one < at and at - 2 in s.core(one)]
    return [one for one in things if one < at][-1:] or [one for one in links if one < at][-1:]


def _link(clause: Clause, at: int) -> str:
    """What opens the other thing at a position; "" when nothing does."""
    s, pair = clause.sentence, (clause.sentence.low(at), clause.sentence.low(at + 1))
    if pair in (("rather", "than"), ("instead", "of")):
        near = at in clause.tail() or s.low(at - 1) == "," or s.tokens[at + 1].head in clause.chain
        return pair[0] if near else ""
    if pair[0] == "over" and clause.telling in table("preferring"):
        return "over" if at in clause.tail() and s.tokens[at].head in clause.chain else ""
    return "not" if pair[0] == "not" and s.low(at - 1) == "," and pair[1] not in table("besides") else ""


def _said(clause: Clause, link: str, other: list[int], instead_of: int) -> str:
    """How the other thing closes the question; "" where it is none of the same kind."""
    s = clause.sentence
    opening = {"rather": "rather than", "instead": "instead of", "over": "over", "not": "rather than"}[link]
    thing = other[2 if link in ("rather", "instead") else 1 :]
    if thing and s.low(thing[0]) == s.low(s.tokens[instead_of].head):
        thing = thing[1:]  # "on rye, not on wheat"
    nouns = any(s.tag(at)[:2] in ("NN", "VB", "CD") for at in thing)
    if not nouns or s.tag(thing[0]) in ("IN", "VB", "VBP") or s.low(thing[0]) in ("being", "to"):
        return ""
    if s.dep(instead_of) not in ("pobj", "pcomp") and s.tag(thing[0]) == "VBG" != s.tag(instead_of):
        return ""  # behind a preposition a deed may stand for a thing
    if s.tag(instead_of) == "VBG" and s.kids(thing[0], "dobj") and not s.kids(instead_of, "dobj"):
        return ""  # "enhancing rather than replacing looms": both are of the looms
    if link == "not" and (
        any(s.tag(at) in FINITE for at in thing) or s.low(other[-1] + 1) not in ("", ".", ";")
    ):
        return ""
    return f"{opening} {s.say(thing)}"


def _corrected(clause: Clause) -> Iterator[Against]:
    """ "A is not B but C": C, rather than B."""
    s = clause.sentence
    denied = next((kid for kid in s.kids(clause.verb, "neg")), -1)
    if denied < 0 or s.low(denied + 1) in table("besides"):
        return
    things = [*clause.inner("dobj", "attr")]
    things += [thing for prep in clause.inner("prep") for thing in s.kids(prep, "pobj", "pcomp")]
    for thing in things:
        for joint in s.kids(thing, "cc"):
            other = s.kid(thing, "conj")
            if s.low(joint) != "but" or other is None or other < joint or s.low(joint + 1) in ("also", "not"):
                continue
            both = s.core(thing)
            one = s.core(thing, without=(joint, other))
            gap = [at for at in s.core(other) if s.low(at) != "rather"]
            yield Against(gap, f"rather than {s.say(one)}", frozenset((*both, *s.core(other))))
