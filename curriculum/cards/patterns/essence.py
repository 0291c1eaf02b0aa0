"""What is one of a kind to another thing: "What is the goal of the guild?"."""

from collections.abc import Iterator

from curriculum.cards.parse.asking import ask, ask_subject
from curriculum.cards.parse.noun import is_single
from curriculum.cards.pattern import Clause, Found, Pattern, Told


def _essences(told: Told, clause: Clause) -> Iterator[Found]:
    s, subject = clause.sentence, clause.subject_positions()
    if not clause.is_be or clause.negated:
        return
    for at in clause.parts("attr", "ccomp", "xcomp"):
        gap = s.core(at)
        if clause.torn(gap):
            continue
        opening = {"ccomp": ("that", "how", "what", "why"), "xcomp": ("to",)}.get(s.dep(at), (s.low(gap[0]),))
        said = s.low(gap[0]) in opening and (s.dep(at) != "xcomp" or s.tag(at) == "VB")
        if said and is_single(s, clause.subject) and len(gap) > 1 and s.tag(gap[0]) != "PRP$":
            yield Found(ask(clause, "What", gap, lead=False), gap)
        elif s.dep(at) == "attr" and is_single(s, at) and not clause.renamed and len(subject) <= 8:
            who = told.is_person(subject, clause.subject)
            yield Found(ask_subject(clause, "Who" if who else "What"), subject)


PATTERN = Pattern(
    "essence",
    "what",
    clause=_essences,
    fires=(
        ("The goal of the guild is to feed the town.", "What is the goal of the guild? → to feed the town"),
        ("Rye is the oldest grain in the north.", "What is the oldest grain in the north? → rye"),
    ),
    silent=("The mill of the guild is old.", "Its goal is to feed the town."),
)
