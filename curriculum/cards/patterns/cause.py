"""Why something is so: "because …", "due to …"."""

from collections.abc import Iterator

from curriculum.cards.parse.asking import ask
from curriculum.cards.pattern import Clause, Found, Pattern, Told


def _causes(told: Told, clause: Clause) -> Iterator[Found]:
    s = clause.sentence
    if clause.negated:
        return  # a cause of what is not so, or none of what is
    for at in clause.beside("advcl", "prep"):
        gap = s.core(at)
        opens = s.low(gap[0]) if s.dep(at) == "advcl" else s.low(at)
        to = opens in ("due", "owing") and s.low(at + 1) == "to" and at + 1 in gap
        now = opens == "since" and s.dep(at) == "advcl" and s.tag(at) in ("VBZ", "VBP") and at < clause.verb
        if opens != "because" and not to and not now:
            continue
        if len(gap) > 2 and gap[-1] - gap[0] + 1 - len(gap) <= 3:
            yield Found(ask(clause, "Why", gap), gap)
            return


PATTERN = Pattern(
    "cause",
    "why",
    clause=_causes,
    fires=(
        ("Rye is cheap because it grows fast.", "Why is rye cheap? → because it grows fast"),
        (
            "The harvest failed because of a late frost.",
            "Why did the harvest fail? → because of a late frost",
        ),
    ),
    silent=(
        "He left since then.",
        "As trams become cheaper, mills are built far from rivers.",
        "Old violins are not always better because of their age.",
    ),
)
