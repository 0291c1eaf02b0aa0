"""What a whole clause brings about: "A did B, leading to C" → "A did B. What did this lead to?"."""

from collections.abc import Iterator

from curriculum.cards.parse.asking import question
from curriculum.cards.parse.outcome import outcomes
from curriculum.cards.pattern import Clause, Found, Pattern, Told
from curriculum.cards.words import table

_MODALS = ("would", "could", "will", "can", "may", "might")


def _results(told: Told, clause: Clause) -> Iterator[Found]:
    s = clause.sentence
    reports = clause.lemma in table("reports") and s.kids(clause.verb, "ccomp")
    if clause.kind == "relative" or clause.negated or reports:
        return
    does = "did" if clause.past else "does"
    helper = next((s.low(at) for at in clause.helpers if s.low(at) in _MODALS), does)
    for one in outcomes(clause):
        deed = s.say(range(min(clause.span()), one.comma), opens=True)
        asked = question("What", helper, "this", s.lemma(one.verb), one.ending)
        yield Found(f"{deed}. {asked}", one.answer)


PATTERN = Pattern(
    "result",
    "result",
    clause=_results,
    fires=(
        (
            "The mint debased the silver coin, leading to a steep rise in the price of bread.",
            "The mint debased the silver coin. What did this lead to? → a steep rise in the price of bread",
        ),
        (
            "The printers lowered their prices, allowing farmers to buy almanacs.",
            "The printers lowered their prices. What did this allow farmers to do? → buy almanacs",
        ),
    ),
    silent=("The baker saves time by leading a team.", "The guild met, singing songs."),
)
