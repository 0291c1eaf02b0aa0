"""As what a thing is seen: "How does the law define harm?" → as …."""

from collections.abc import Iterator

from curriculum.cards.parse.asking import ask
from curriculum.cards.parse.row import with_examples
from curriculum.cards.pattern import Clause, Found, Pattern, Told
from curriculum.cards.words import table


def _seen(told: Told, clause: Clause) -> Iterator[Found]:
    s, last = clause.sentence, clause.chain[-1]
    taken = clause.passive or clause.inner("dobj")
    if clause.telling not in table("seeing") or clause.negated or not taken:
        return
    for link in (at for at in s.kids(last, "prep") if at > last and s.low(at) == "as"):
        gap = s.core(link)
        after = [at for at in clause.tail() if at > gap[-1]]
        denied = s.low(link - 1) in ("not", "merely", "only", "just", "such") or s.low(link + 1) == "part"
        broken = s.kids(link, "conj", "cc") or len(gap) < 3 or not clause.whole(gap)
        if not denied and not broken and (not after or after[0] == gap[-1] + 1):
            yield Found(ask(clause, "How", gap), with_examples(s, gap))
            return


PATTERN = Pattern(
    "seen",
    "how",
    clause=_seen,
    fires=(
        (
            "The Clarke Act defines harm as a loss of grain, such as a fire or a flood.",
            "How does the Clarke Act define harm? → as a loss of grain, such as a fire or a flood",
        ),
        ("Bakers see rye as a gift of the poor.", "How do bakers see rye? → as a gift of the poor"),
        ("The loom was regarded as a toy.", "How was the loom regarded? → as a toy"),
    ),
    silent=("The guild sees the mill.", "The loom is seen not merely as a toy but as a tool."),
)
