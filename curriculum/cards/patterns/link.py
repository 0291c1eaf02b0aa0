"""What stands behind a verb and its preposition: "What does S rely on?"."""

from collections.abc import Iterator

from curriculum.cards.parse.asking import ask
from curriculum.cards.parse.governed import governed
from curriculum.cards.pattern import Clause, Found, Pattern, Told
from curriculum.cards.words import table


def _linked(told: Told, clause: Clause) -> Iterator[Found]:
    s = clause.sentence
    if told.only_tells(clause) and not clause.inner("dobj"):
        return
    for thing in governed(clause):
        gap = s.core(thing)
        if s.low(s.tokens[thing].head) == "as" and clause.telling in table("seeing"):
            continue  # "How is it seen?" reads better
        timed = any(s.low(at) in table("times") or s.tokens[at].text.isdigit() for at in gap)
        vague = s.tag(thing) in ("PRP", "CD", "WP") or s.tag(gap[0]) in ("WRB", "WP")
        torn = any(s.tokens[at].text.isalnum() for at in range(s.tokens[thing].head + 1, gap[0]))
        torn |= clause.telling in ("come", "lie") and gap[-1] < clause.tail()[-1]
        if (
            not torn
            and not timed
            and not vague
            and clause.whole(gap)
            and s.low(gap[-1] + 1) not in ("to", "into")
        ):
            yield Found(ask(clause, "What", gap), gap)
            return


PATTERN = Pattern(
    "link",
    "what",
    clause=_linked,
    fires=(
        ("Monks relied on beehives for wax.", "What did monks rely on? → beehives for wax"),
        ("The guild moved from water to steam.", "What did the guild move from water to? → steam"),
        ("The bailiff is responsible for the dikes.", "What is the bailiff responsible for? → the dikes"),
        ("Millers have an edge in reach and cost.", "What do millers have an edge in? → reach and cost"),
    ),
    silent=("The mill was built in York.", "The number of mills grows at a fast pace."),
)
