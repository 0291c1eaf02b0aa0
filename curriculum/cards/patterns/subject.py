"""The subject of a clause that says enough to single it out: "Who opened the mill?"."""

from collections.abc import Iterator

from curriculum.cards.kind import organisation
from curriculum.cards.parse.asking import ask_subject
from curriculum.cards.pattern import Clause, Found, Pattern, Told
from curriculum.cards.words import table


def _subjects(told: Told, clause: Clause) -> Iterator[Found]:
    s, gap = clause.sentence, clause.subject_positions()
    if clause.telling in table("light") or told.only_tells(clause) or clause.lemma in ("want", "need"):
        return
    if clause.is_be or clause.negated or clause.renamed or clause.bare:
        return
    shell = s.low(clause.subject) in table("shells") and len(gap) < 4
    shell |= clause.passive and not clause.placed
    if shell or s.kids(clause.subject, "nummod") or not clause.parts("dobj", "prep", "xcomp", "agent"):
        return
    aims = (at for at in clause.parts("advcl") if clause.mark(at) == "to" and clause.parts("dobj"))
    if wh := _wh(told, clause, gap):
        yield Found(ask_subject(clause, wh, {at for aim in aims for at in s.under(aim)}), gap)


def _wh(told: Told, clause: Clause, gap: list[int]) -> str:
    s, text = clause.sentence, clause.subject_text()
    if clause.subject not in s.names:
        some = s.low(clause.subject) not in table("people")
        return "What" if some else "Who" if len(gap) > 1 and s.tag(gap[0]) not in ("DT", "PRP$") else ""
    deed = clause.lemma in table("deeds") and not clause.passive and not text.lower().startswith("the ")
    firm = organisation(text, told.statement.cast.told)
    if deed or (firm and not clause.passive) or told.is_person(gap, clause.subject):
        return "Who"
    alone = len(gap) == 1 and not (firm and clause.passive)
    return "" if alone else "What"  # of a name alone neither who nor what is sure


PATTERN = Pattern(
    "subject",
    "what",
    clause=_subjects,
    fires=(
        ("Velomax acquired the mill in York.", "Who acquired the mill in York? → Velomax"),
        ("The old mint was moved to York in 1640.", "What was moved to York in 1640? → the old mint"),
        ("Warm milk can calm the stomach at night.", "What can calm the stomach at night? → warm milk"),
    ),
    silent=("The barn was built for sheep.", "The host discusses the mill.", "People buy bread."),
)
