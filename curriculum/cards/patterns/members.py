"""A row of two to four things: "Which three grains does the mill grind?"."""

from collections.abc import Iterator

from curriculum.cards.parse.asking import ask
from curriculum.cards.parse.row import is_even
from curriculum.cards.pattern import Clause, Found, Pattern, Told
from curriculum.cards.words import table

_COUNT = {2: "two", 3: "three", 4: "four"}


def _rows(told: Told, clause: Clause) -> Iterator[Found]:
    s, last = clause.sentence, clause.chain[-1]
    if clause.telling in table("idle") | table("tells") or clause.negated:
        return
    near = [kid for prep in clause.inner("prep")[:1] if prep == last + 1 for kid in s.kids(prep, "pobj")]
    for first in (clause.inner("dobj", "attr") or near)[:1]:
        members, gap = s.row(first), s.core(first)
        counted = s.kids(first, "nummod") or s.tag(first)[:2] != "NN"
        if len(members) in _COUNT and not counted and is_even(clause, gap, members):
            asked = ask(clause, f"Which {_COUNT[len(members)]} things", gap)
            yield Found(asked, gap, members=tuple(map(s.say, members)))


PATTERN = Pattern(
    "members",
    "list",
    clause=_rows,
    fires=(
        (
            "The mill at York grinds rye, oats and barley for the army.",
            "Which three things does the mill at York grind for the army? → rye, oats and barley",
        ),
    ),
    silent=("The mill changed baking and the lives of many.", "The mill grinds rye and is old."),
)
