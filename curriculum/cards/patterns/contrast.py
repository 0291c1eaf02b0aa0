"""One thing and not another: "A rather than B", "A instead of B", "prefers A over B"."""

from collections.abc import Iterator
from itertools import takewhile

from curriculum.cards.parse.asking import ask, question
from curriculum.cards.pattern import Clause, Found, Pattern, Told
from curriculum.cards.words import table


def _set_against(told: Told, clause: Clause) -> Iterator[Found]:
    s = clause.sentence
    at = _turn(clause)
    if not at or clause.negated:
        return
    within = {here for here in s.under(clause.verb) if s.tokens[here].text not in (",", ";", ".", "—")}
    other = [at, *takewhile(within.__contains__, range(at + 1, len(s.tokens)))]
    objects = [kid for kid in clause.inner("dobj", "attr") if kid < at] or [
        kid for prep in clause.inner("prep") for kid in s.kids(prep, "pobj") if kid < at
    ]
    if objects and len(other) > 1:
        gap = [place for place in s.core(objects[-1]) if place < at]
        yield Found(question(ask(clause, "What", {*gap, *other}).rstrip("?"), s.say(other)), gap)


def _turn(clause: Clause) -> int:
    """Where "rather than", "instead of" or, of what is preferred, "over" stands; 0 when nowhere."""
    s = clause.sentence
    for at in clause.tail():
        pair = (s.low(at), s.low(at + 1))
        over = (
            pair[0] == "over" and clause.telling in table("preferring") and s.tokens[at].head in clause.chain
        )
        if over or pair in (("rather", "than"), ("instead", "of")):
            return at
    return 0


PATTERN = Pattern(
    "contrast",
    "contrast",
    clause=_set_against,
    fires=(
        ("The guild uses steam instead of water.", "What does the guild use instead of water? → steam"),
        ("The guild favors steam over water.", "What does the guild favor over water? → steam"),
    ),
    silent=("The guild prefers steam.", "The guild values the control over its mills."),
)
