"""What a deed is for: the infinitives that tell the purpose of a clause, wherever the parser hangs them."""

from collections.abc import Iterator

from curriculum.cards.parse.clause import Clause
from curriculum.cards.parse.sentence import Sentence
from curriculum.cards.words import table


def aims(clause: Clause) -> Iterator[list[int]]:
    """Each purpose as its positions: "to make wax" of "kept bees to make wax", "in order to rest"."""
    s, last = clause.sentence, clause.chain[-1]
    if s.lemma(last) in table("letting") | table("reports"):
        return
    if (front := _in_front(clause)) is not None:
        yield front
    for at in clause.tail():
        if s.tag(at) != "VB" or at in clause.chain or not (opening := _to(s, at)):
            continue
        head = s.tokens[at].head
        if head == last:
            told = s.dep(at) == "advcl" or (s.dep(at) == "xcomp" and s.kids(last, "dobj"))
            found = s.core(at)
        else:
            told = (
                s.dep(at) in ("acl", "relcl")
                and _is_object(clause, head)
                and s.low(head).removesuffix("s") not in table("holding")
            )
            found = s.core(at)
            if s.low(head) == "order" and s.low(head - 1) == "in":
                told, found = s.tokens[head - 1].head in clause.chain, [head - 1, head, *found]
        if told and opening == min(s.under(at)) and not s.is_aside(at) and len(found) >= 3:
            yield found


def _in_front(clause: Clause) -> list[int] | None:
    """The purpose before the subject: "To rest the dough, bakers …"."""
    s = clause.sentence
    for at in s.kids(clause.verb, "advcl"):
        if at < clause.first and s.tag(at) == "VB" and not s.kids(at, "nsubj", "neg"):
            found = s.core(at)
            return (
                found if len(found) >= 3 and s.low(found[-1] + 1) == "," and s.low(found[0]) == "to" else None
            )
    return None


def _to(s: Sentence, at: int) -> int:
    """Where the "to" of an infinitive stands; 0 when it has none, or a subject of its own."""
    to = next((kid for kid in s.kids(at, "aux") if s.low(kid) == "to"), 0)
    return 0 if s.kids(at, "nsubj", "nsubjpass", "neg") else to


def _is_object(clause: Clause, noun: int) -> bool:
    """Whether a noun is what the clause's last verb does something to, or with."""
    s = clause.sentence
    while s.dep(noun) == "conj":
        noun = s.tokens[noun].head
    if s.dep(noun) == "pobj":
        noun = s.tokens[noun].head
    return s.tokens[noun].head in clause.chain and s.dep(noun) in ("dobj", "prep")
