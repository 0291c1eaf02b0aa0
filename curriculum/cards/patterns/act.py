"""What somebody is made, helped or allowed to do: "What did S force O to do?"."""

from collections.abc import Iterator

from curriculum.cards.parse.asking import ask, question
from curriculum.cards.pattern import Clause, Found, Pattern, Told


def _acts(told: Told, clause: Clause) -> Iterator[Found]:
    s, at = clause.sentence, clause.made_to_do()
    if at is None:
        return
    whom = s.kids(at, "nsubj") or clause.inner("dobj")
    gap = [place for place in s.core(at) if place >= at and place not in s.kids(at, "nsubj")]
    if not whom or s.tag(whom[0]) == "PRP" or len(gap) < 2 or clause.tail()[-1] > gap[-1] or clause.apart(at):
        return
    aux = s.kids(at, "aux")
    do = "to do?" if any(s.low(kid) == "to" for kid in aux) else "do?"
    yield Found(question(ask(clause, "What", {*gap, *aux}).rstrip("?"), do), gap)


PATTERN = Pattern(
    "act",
    "what",
    clause=_acts,
    fires=(
        ("The guild forced millers to pay a tax.", "What did the guild force millers to do? → pay a tax"),
        ("Wide gears help millers to grind rye.", "What do wide gears help millers to do? → grind rye"),
    ),
    silent=("The guild paid a tax to keep the mill.", "The guild wants to buy a mill."),
)
