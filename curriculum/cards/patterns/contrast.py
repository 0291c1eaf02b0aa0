"""One thing and not another: "A rather than B", "A instead of B", "A, not B", "not B but A"."""

from collections.abc import Iterator

from curriculum.cards.parse.against import set_against
from curriculum.cards.parse.asking import ask, question
from curriculum.cards.pattern import Clause, Found, Pattern, Told


def _set_against(told: Told, clause: Clause) -> Iterator[Found]:
    for one in set_against(clause):
        asked = ask(clause, "What", one.left_out, undone=True)
        yield Found(question(asked.rstrip("?"), one.other), one.thing)


PATTERN = Pattern(
    "contrast",
    "contrast",
    clause=_set_against,
    fires=(
        ("The guild uses steam instead of water.", "What does the guild use instead of water? → steam"),
        ("The guild favors steam over water.", "What does the guild favor over water? → steam"),
        ("Bakers use rye, not wheat.", "What do bakers use rather than wheat? → rye"),
        ("Bakers depend on rye, not on wheat.", "What do bakers depend on rather than wheat? → rye"),
        ("A guild is not a club but a court.", "What is a guild rather than a club? → a court"),
    ),
    silent=(
        "The guild prefers steam.",
        "The guild values the control over its mills.",
        "A guild is not only a club but a court.",
        "The mill grinds rye, not because wheat is rare.",
    ),
)
