"""What something is done for: "Why does S V O?" → to …."""

from collections.abc import Iterator

from curriculum.cards.parse.aim import aims
from curriculum.cards.parse.asking import ask, question
from curriculum.cards.pattern import Clause, Found, Pattern, Told


def _aims(told: Told, clause: Clause) -> Iterator[Found]:
    if clause.negated or clause.is_be:
        return
    s = clause.sentence
    for gap in aims(clause):
        yield Found(ask(clause, "Why", gap), gap)
        break
    for object_ in clause.inner("dobj"):
        for link in (*clause.inner("prep"), *s.kids(object_, "prep")):
            deed = s.kid(link, "pcomp")
            if s.low(link) == "for" and deed is not None and s.tag(deed) == "VBG" and not s.is_aside(link):
                gap = s.core(deed)
                yield Found(question(ask(clause, "What", (link, *gap)).rstrip("?"), "for"), gap)


PATTERN = Pattern(
    "purpose",
    "purpose",
    clause=_aims,
    fires=(
        ("Monks kept bees to make wax for candles.", "Why did monks keep bees? → to make wax for candles"),
        ("The guild hired Ada Clarke to weave silk.", "Why did the guild hire Ada Clarke? → to weave silk"),
        (
            "Bakers rest the dough in order to strengthen the crumb.",
            "Why do bakers rest the dough? → in order to strengthen the crumb",
        ),
        (
            "The guild uses rye straw for weaving baskets.",
            "What does the guild use rye straw for? → weaving baskets",
        ),
    ),
    silent=(
        "Monks want to make wax.",
        "Monks kept bees.",
        "The mill lost the ability to grind rye.",
        "The guild asked bakers to sell rye loaves.",
        "The town has a mill to grind rye.",
    ),
)
