"""What moved somebody to a deed: "Inspired by A, S did V" → "What inspired S to do V?"."""

from collections.abc import Iterator

from curriculum.cards.inflect import form
from curriculum.cards.parse.aim import aims
from curriculum.cards.parse.asking import question
from curriculum.cards.pattern import Clause, Found, Pattern, Told
from curriculum.cards.words import table


def _movers(told: Told, clause: Clause) -> Iterator[Found]:
    s = clause.sentence
    if clause.negated or clause.helpers or clause.is_be:
        return
    for at in (*s.kids(clause.verb, "advcl"), *s.kids(clause.subject, "acl")):
        by, apart = s.kid(at, "agent"), s.is_cut(min(s.under(at))) or at < clause.first
        mover = s.kid(by, "pobj") if by is not None else None
        if s.tag(at) != "VBN" or s.lemma(at) not in table("moving") or mover is None or not apart:
            continue
        verb = form(s.lemma(at), "VBD" if clause.past else "VBZ")
        aim = {here for gap in aims(clause) for here in gap}  # what it was for is a second thing
        rest = s.say(here for here in (*clause.middle(), *clause.tail()) if here not in aim)
        yield Found(question("What", verb, clause.subject_text(), "to", clause.lemma, rest), s.core(mover))


PATTERN = Pattern(
    "mover",
    "what",
    clause=_movers,
    fires=(
        (
            "Inspired by the Romans, Ada Clarke built a mill in York.",
            "What inspired Ada Clarke to build a mill in York? → the Romans",
        ),
    ),
    silent=("Built by the Romans, the mill fell.", "Ada Clarke was inspired by the Romans."),
)
