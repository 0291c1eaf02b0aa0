"""A share, a sum or a measure, left out of its sentence."""

import re
from collections.abc import Iterator

from curriculum.cards.gap import marked
from curriculum.cards.pattern import Clause, Found, Pattern, Told

_FIGURE = re.compile(
    r"(?<![\w.,–-])(?P<sum>[$€£]\d[\d.,]*\d?(?: (?:thousand|million|billion|trillion))?"
    r"|\d[\d.,]*\d?(?: ?%| percent))(?![\w%])"
)
_RANGE = re.compile(r"^(?: ?[-–—] ?| to | or | and )[$€£]?\d")


def _figures(told: Told, clause: Clause) -> Iterator[Found]:
    s = clause.sentence
    if clause.kind not in ("main", "reported") or clause.speaker:
        return
    span = clause.span()
    text = s.say(range(min(span), max(span) + 1), opens=True) + "."
    found = list(_FIGURE.finditer(text))
    if (
        len(found) != 1
        or _RANGE.match(text[found[0].end() :])
        or re.search(r"\d (?:to|or|and|-) ?$", text[: found[0].start()])
    ):
        return
    figure, start = found[0]["sum"], found[0].start()
    yield Found("", said=figure, text=f"{text[:start]}{marked(figure)}{text[start + len(figure) :]}")


PATTERN = Pattern(
    "figure",
    "gap",
    clause=_figures,
    fires=(("Rye covers 70% of the fields around York.", " → 70%"),),
    silent=("Rye covers 60 to 70% of the fields.", "Rye covers most of the fields."),
)
