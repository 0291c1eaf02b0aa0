"""What moved somebody to a deed: "Inspired by the Romans, Ada Clarke built …"."""

from collections.abc import Iterator

from curriculum.cards.inflect import form
from curriculum.cards.parse.aim import aims
from curriculum.cards.parse.asking import question
from curriculum.cards.parse.clause import Clause
from curriculum.cards.words import table


def movers(clause: Clause) -> Iterator[tuple[str, list[int]]]:
    """The question for each mover, "What inspired S to do V?", and the positions of its answer."""
    s, helping = clause.sentence, clause.helping
    if clause.is_be or clause.passive or any(word not in ("has", "have") for word in helping):
        return
    for at in (*s.kids(clause.verb, "advcl"), *s.kids(clause.subject, "acl")):
        by, apart = s.kid(at, "agent"), s.is_cut(min(s.under(at))) or at < clause.first
        mover = s.kid(by, "pobj") if by is not None else None
        if s.tag(at) != "VBN" or s.lemma(at) not in table("moving") or mover is None or not apart:
            continue
        moved = f"has {s.low(at)}" if helping else form(s.lemma(at), "VBD" if clause.past else "VBZ")
        aim = {here for gap in aims(clause) for here in gap}  # what it was for is a second thing
        rest = s.say(here for here in (*clause.middle(), *clause.tail()) if here not in aim)
        yield question("What", moved, clause.subject_text(), "to", clause.lemma, rest), s.core(mover)
