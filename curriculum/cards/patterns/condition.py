"""In which case something happens: "when …", "if …", "after …", before or behind the clause."""

from collections.abc import Iterator

from curriculum.cards.parse.asking import ask
from curriculum.cards.pattern import Clause, Found, Pattern, Told

_ASKS = dict.fromkeys(("when", "whenever", "before", "after", "once"), "When")
_ASKS |= {"until": "Until when", "if": "In which case"}


def _occasions(told: Told, clause: Clause) -> Iterator[Found]:
    s = clause.sentence
    if clause.negated or (clause.is_be and not clause.parts("attr", "acomp", "prep")):
        return
    for at in clause.beside("advcl"):
        gap, mark = s.core(at), clause.mark(at)
        if (
            mark not in _ASKS
            or len(gap) < 4
            or gap[-1] - gap[0] >= len(gap)
            or s.low(gap[0]) != mark
            or s.kids(at, "neg")
        ):
            continue
        if s.low(gap[0] - 1) in (",", "only", "even", "also", "except"):
            continue
        yield Found(ask(clause, _ASKS[mark], gap), gap)


PATTERN = Pattern(
    "occasion",
    "condition",
    clause=_occasions,
    fires=(
        ("Bread goes stale when its starch dries.", "When does bread go stale? → when its starch dries"),
        ("If rye is damp, the dough sticks.", "In which case does the dough stick? → if rye is damp"),
    ),
    silent=("When bread is old, it goes stale.", "Bread keeps, even if the cellar is damp."),
)
