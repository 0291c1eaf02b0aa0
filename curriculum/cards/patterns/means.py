"""How something is done: "by …ing", "using …", "through …"."""

from collections.abc import Iterator

from curriculum.cards.parse.asking import ask
from curriculum.cards.parse.way import ways
from curriculum.cards.pattern import Clause, Found, Pattern, Told
from curriculum.cards.words import table


def _ways(told: Told, clause: Clause) -> Iterator[Found]:
    if not clause.negated and not clause.is_be and clause.telling not in table("reports"):
        for gap in ways(clause):
            yield Found(ask(clause, "How", gap), gap)


PATTERN = Pattern(
    "means",
    "how",
    clause=_ways,
    fires=(
        ("Bakers keep bread soft by adding starch.", "How do bakers keep bread soft? → by adding starch"),
        ("The guild pays bakers through a levy.", "How does the guild pay bakers? → through a levy"),
        (
            "The guild helps farmers to sell more rye by building wide roads.",
            "How does the guild help farmers to sell more rye? → by building wide roads",
        ),
        (
            "Old looms can be mended simply by changing the rope.",
            "How can old looms be mended? → simply by changing the rope",
        ),
    ),
    silent=(
        "The mill was built by Ada Clarke.",
        "The mill closed, using no more rye.",
        "Clarke owned a mill that made money by grinding rye.",
    ),
)
