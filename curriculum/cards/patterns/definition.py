"""What a thing is: "What is X?" of "X is a Y that …"."""

from collections.abc import Iterator

from curriculum.cards.parse.asking import question
from curriculum.cards.parse.noun import is_kind, shortened
from curriculum.cards.pattern import Clause, Found, Pattern, Told
from curriculum.cards.words import table


def _defined(told: Told, clause: Clause) -> Iterator[Found]:
    s = clause.sentence
    if not clause.is_be or clause.negated or clause.lead() or clause.helpers or clause.bare:
        return
    if any(s.low(at) in ("now", "currently", "still", "today") for at in clause.middle()):
        return  # what it has become it need not be
    if clause.parts("acomp"):
        return  # "Rye was good, as well as oats"
    for at in clause.parts("attr")[:1]:
        gap, subject = s.core(at), clause.subject_positions()
        named = clause.subject in s.names
        turned = s.low(subject[0]) in ("a", "an") and (s.low(gap[0]) == "the" or s.tag(gap[0]) == "CD")
        same = s.low(clause.subject) in table("essences") | {s.low(at)}
        if turned or same or len(clause.subject_text().split()) > (8 if named else 5):
            continue  # "A key finding is the link between …"
        # "Who is Ada Clarke?", of her name or of "she", but "What is a sutler?"
        somebody = told.is_person(subject, clause.subject) or s.low(at) in table("people")
        who = s.low(clause.subject) in ("he", "she") or (named and somebody)
        if is_kind(s, at, gap) and not clause.torn(gap):
            asked = question("Who" if who else "What", s.low(clause.verb), clause.subject_text())
            yield Found(asked, shortened(s, at, gap))


PATTERN = Pattern(
    "definition",
    "definition",
    clause=_defined,
    fires=(
        ("A tontine is a loan for survivors.", "What is a tontine? → a loan for survivors"),
        ("A sutler is someone who sells bread.", "What is a sutler? → someone who sells bread"),
        ("Ada Clarke left York. She is a guild's head.", "Who is Ada Clarke? → a guild's head"),
    ),
    silent=(
        "The mill is not a factory.",
        "A key finding is the link between rye and sleep.",
        "Bread is a great example of this.",
        "Clarke is an English author, podcaster, and retired United States Navy officer who served in York "
        "and is a member of Team 3.",
    ),
)
