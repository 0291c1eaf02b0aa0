"""Who or what did it, of a passive clause: "Who founded the mill?", "What are the tides caused by?"."""

from collections.abc import Iterator

from curriculum.cards.parse.asking import ask, ask_active
from curriculum.cards.pattern import Clause, Found, Pattern, Told
from curriculum.cards.words import table


def _doers(told: Told, clause: Clause) -> Iterator[Found]:
    s = clause.sentence
    if clause.negated:
        return
    for at in clause.parts("agent"):
        thing = s.kid(at, "pobj")
        if thing is None or s.kids(thing, "nummod") or s.tag(thing) == "PRP":
            continue
        if s.low(at - 1) in ("not", "only"):
            continue
        gap = s.core(thing)
        person = told.is_person(gap, thing)
        if person or (thing in s.names and clause.lemma in table("deeds")):
            yield Found(ask_active(clause, "Who", (at, *gap)), gap)
        elif thing not in s.names:
            yield Found(ask(clause, "What", gap), gap)


PATTERN = Pattern(
    "agent",
    "who",
    clause=_doers,
    fires=(
        ("The mill was founded by Ada Clarke in 1887.", "Who founded the mill in 1887? → Ada Clarke"),
        ("Tides are caused by the pull of the moon.", "What are tides caused by? → the pull of the moon"),
    ),
    silent=(
        "The mill was founded in 1887.",
        "Sleep is governed by two processes: the clock and the pressure.",
    ),
)
