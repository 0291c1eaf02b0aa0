"""When something happened: a year, a date, a decade or a century; since when it has."""

from collections.abc import Iterator

from curriculum.cards.parse.asking import ask
from curriculum.cards.parse.date import has_year, is_date
from curriculum.cards.pattern import Clause, Found, Pattern, Told


def _dates(told: Told, clause: Clause) -> Iterator[Found]:
    s = clause.sentence
    for at in clause.beside("prep"):
        opens, day = s.low(at), s.kid(at, "pobj")
        if opens not in ("in", "on", "around", "since") or day is None or clause.negated:
            continue
        gap = s.core(day)
        twice = any(has_year(s, there) for there in clause.span() if there not in gap)
        if is_date(s, gap) and not twice and (clause.past or opens == "since"):
            asked = ask(clause, "Since when" if opens == "since" else "When", (at, *gap))
            yield Found(asked, (at, *gap) if opens == "around" else gap)


PATTERN = Pattern(
    "when",
    "when",
    clause=_dates,
    fires=(
        ("In 1887 Ada Clarke opened a mill in York.", "When did Ada Clarke open a mill in York? → 1887"),
        ("The guild fell in the late 19th century.", "When did the guild fall? → the late 19th century"),
        ("The mill has stood idle since 1990.", "Since when has the mill stood idle? → 1990"),
    ),
    silent=(
        "The mill was rebuilt in the old town.",
        "The guild sold rye in 40 towns.",
        "It fell from 9 in 1994 to 4 in 2013.",
    ),
)
