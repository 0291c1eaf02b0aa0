"""What something is done for: "Why does S V O?" → to …."""

from collections.abc import Iterator

from curriculum.cards.parse.aim import aims
from curriculum.cards.parse.asking import ask
from curriculum.cards.pattern import Clause, Found, Pattern, Told


def _aims(told: Told, clause: Clause) -> Iterator[Found]:
    if clause.negated or clause.is_be:
        return
    for gap in aims(clause):
        yield Found(ask(clause, "Why", gap), gap)
        return


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
    ),
    silent=(
        "Monks want to make wax.",
        "Monks kept bees.",
        "The mill lost the ability to grind rye.",
        "The guild asked bakers to sell rye loaves.",
        "The town has a mill to grind rye.",
    ),
)
