"""The object of a telling verb: "What does S V …?"."""

from collections.abc import Iterator

from curriculum.cards.parse.asking import ask
from curriculum.cards.pattern import Clause, Found, Pattern, Told
from curriculum.cards.words import table


def _objects(told: Told, clause: Clause) -> Iterator[Found]:
    s, last = clause.sentence, clause.chain[-1]
    if clause.telling in table("idle") or told.only_tells(clause) or s.kids(last, "dative"):
        return
    if clause.made_to_do() is not None or (clause.passive and last == clause.verb):
        return
    if last != clause.verb and s.kids(last, "conj") and not clause.shared():
        return  # "to buy corn and mend mills": the object is not of this verb alone
    for at in (*clause.inner("dobj"), *(at for at in clause.inner("xcomp") if s.tag(at) == "VBG"))[:1]:
        gap = s.core(at)
        counted = s.kids(at, "nummod") and len(gap) < 4  # how many is the fact
        told_of = s.tag(at)[:2] in ("NN", "VB", "JJ", "CD") and clause.whole(gap)
        if told_of and not counted and not clause.apart(at):
            wh = "Whom" if at in s.names and told.is_person(gap, at) else "What"
            yield Found(ask(clause, wh, gap), gap)


PATTERN = Pattern(
    "object",
    "what",
    clause=_objects,
    fires=(
        ("The guild banned imported dyes in 1640.", "What did the guild ban in 1640? → imported dyes"),
        ("The craft requires kneading the dough.", "What does the craft require? → kneading the dough"),
    ),
    silent=(
        "The episode discusses the future of farming.",
        "Ada Clarke introduces the spinning loom.",
        "The mill grinds two grains.",
        "The guild forced millers to pay a tax.",
    ),
)
