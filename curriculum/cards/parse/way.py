"""How a deed is done: "by …ing", "through …" and "using …", wherever the parser hangs them."""

from collections.abc import Iterator

from curriculum.cards.inflect import can_be_verb
from curriculum.cards.parse.clause import Clause
from curriculum.cards.parse.sentence import Sentence
from curriculum.cards.words import table


def ways(clause: Clause) -> Iterator[list[int]]:
    """Each way as its positions; deeper than the verb only what ends the clause."""
    s, tail = clause.sentence, clause.tail()
    direct = clause.beside("prep", "advcl", "agent")
    urged = clause.telling in table("makes_do") and clause.telling not in table("lets")
    deeper = (
        []
        if urged
        else [at for at in tail if s.low(at) == "by" and at not in direct and _reaches(clause, at)]
    )
    for at in (*direct, *deeper):
        gap = s.core(at)
        apart = at > clause.verb and s.low(gap[0] - 1) in (",", "—", "–", "(") and s.low(at) != "by"
        parted = any(s.low(kid) != "and" for kid in s.kids(at, "cc")) or s.low(gap[0] - 1) == "than"
        if len(gap) < 3 or apart or parted or not _is_way(clause, at):
            continue
        if s.low(gap[0] - 1) in table("merely"):
            gap = [gap[0] - 1, *gap]
        if gap[-1] + 1 == (tail or [0])[-1] and s.tag(gap[-1] + 1) == "RB":
            gap = [*gap, gap[-1] + 1]  # an adverb at the end belongs to the nearest deed
        if at in direct or gap[-1] >= tail[-1]:
            yield gap


def _reaches(clause: Clause, at: int) -> bool:
    """Whether only deeds stand between a "by" and the verb: "aims at growing rye by …"."""
    s, here = clause.sentence, clause.sentence.tokens[at].head
    while here not in clause.chain:
        acts = s.tag(here) in ("VB", "VBG") and s.dep(here) in ("xcomp", "ccomp", "pcomp", "advcl", "acl")
        if not (acts or s.dep(here) == "prep" or s.dep(here) == "dobj"):
            return False
        if s.is_aside(here) or s.kids(here, "mark") or (s.dep(here) == "acl" and s.tag(here) != "VB"):
            return False
        here = s.tokens[here].head
    return True


def _is_way(clause: Clause, at: int) -> bool:
    """Whether what stands there tells how: a deed that it is done by, or a thing that it is done through."""
    s = clause.sentence
    if s.low(at) == "by":
        return any(s.tag(kid) == "VBG" for kid in s.kids(at, "pcomp")) or (
            s.dep(at) == "prep" and _is_deed(s, at)
        )
    if s.low(at) in ("through", "via"):
        thing = s.kid(at, "pobj", "pcomp")
        return thing is not None and not s.is_name(thing) and bool(clause.passive or clause.inner("dobj"))
    return s.dep(at) == "advcl" and s.low(at) == "using" and not s.kids(at, "mark")


def _is_deed(s: Sentence, at: int) -> bool:
    """Whether a deed behind "by" is read as a noun's adjective: "by raising levels of starch"."""
    first = at + 1 + (s.tag(at + 1) in ("RB", "JJR", "RBR"))
    acts = s.low(first).endswith("ing") and s.dep(first) == "amod" and s.tag(s.tokens[first].head) == "NNS"
    return acts and can_be_verb(s.lemma(first))
