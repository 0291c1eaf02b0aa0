"""A figure or a date, left out of its sentence, with everything that belongs to it."""

import re
from collections.abc import Iterator

from curriculum.cards.gap import marked
from curriculum.cards.parse.figures import figures
from curriculum.cards.pattern import Found, Pattern, Told

_SOURCE = re.compile(r"\s*[\[(](?:Time |Lines? )?\d[\d:,;–\- ]*[\])]")
"""Where the recording has it: "[00:16:00]"."""
_LONGEST = 36


def _figures(told: Told) -> Iterator[Found]:
    done: set[str] = set()
    for text in _texts(told):
        for one in figures(text):
            said = text[one.start : one.end]
            if said.lower() not in done and text.count(said) == 1:
                done.add(said.lower())
                yield Found("", said=said, text=f"{text[: one.start]}{marked(said)}{text[one.end :]}")


def _texts(told: Told) -> Iterator[str]:
    """The clauses that stand alone, then the whole sentence, without where the recording has it."""
    s = told.sentence
    for clause in told.clauses:
        if clause.kind in ("main", "reported") and not clause.speaker:
            span = clause.span()
            yield s.say(range(min(span), max(span) + 1), opens=True) + "."
    whole = _SOURCE.sub("", s.say(range(len(s.tokens)), opens=True)).rstrip(".") + "."
    if told.states and len(whole.split()) <= _LONGEST:
        yield whole


PATTERN = Pattern(
    "figure",
    "gap",
    sentence=_figures,
    fires=(
        ("Rye covers 70% of the fields around York.", " → 70%"),
        ("Rye covers 60 to 70% of the fields around York.", " → 60 to 70%"),
        ("Bakers in York send loaves to over 337 towns of the north.", " → over 337"),
        ("The guild of York bought its first mill in 1640.", " → 1640"),
    ),
    silent=("The guild of York reached Stage 3 of Plan 12.", "York taxed the five largest of all six mills."),
)
