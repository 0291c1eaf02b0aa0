"""How something is done: "by …ing", "using …", "through …"."""

from collections.abc import Iterator

from curriculum.cards.parse.asking import ask
from curriculum.cards.pattern import Clause, Found, Pattern, Told
from curriculum.cards.words import table


def _ways(told: Told, clause: Clause) -> Iterator[Found]:
    s = clause.sentence
    if clause.negated or clause.telling in table("reports"):
        return
    for at in clause.beside("prep", "advcl"):
        gap = s.core(at)
        apart = at > clause.verb and s.low(gap[0] - 1) in (",", "—", "–", "(")
        parted = any(s.low(kid) != "and" for kid in s.kids(at, "cc")) or s.low(gap[0] - 1) == "than"
        if len(gap) >= 3 and not apart and not parted and _is_way(clause, at):
            yield Found(ask(clause, "How", gap), gap)


def _is_way(clause: Clause, at: int) -> bool:
    """Whether what stands there tells how: a deed that it is done by, or a thing that it is done through."""
    s = clause.sentence
    if s.low(at) == "by":
        return bool(s.kids(at, "pcomp"))
    if s.low(at) in ("through", "via"):
        thing = s.kid(at, "pobj", "pcomp")
        return thing is not None and not s.is_name(thing) and bool(clause.passive or clause.inner("dobj"))
    return s.dep(at) == "advcl" and s.low(at) == "using" and not s.kids(at, "mark")


PATTERN = Pattern(
    "means",
    "how",
    clause=_ways,
    fires=(
        ("Bakers keep bread soft by adding starch.", "How do bakers keep bread soft? → by adding starch"),
        ("The guild pays bakers through a levy.", "How does the guild pay bakers? → through a levy"),
    ),
    silent=("The mill was built by Ada Clarke.", "The mill closed, using no more rye."),
)
