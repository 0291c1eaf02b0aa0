"""A labelled line that says what its label is: a term and its meaning."""

import re
from collections.abc import Iterator

from curriculum.cards.naming import labels_person
from curriculum.cards.parse.noun import is_meaning
from curriculum.cards.pattern import Found, Pattern, Told
from curriculum.cards.words import table

_NO_TERM = re.compile(
    r"\d|\bvs\b|^(?:on|when|where|why|how|what|who|this|these|two|three|four|others|\w+ing \w+ \w+"
    r"|the (?:role|importance|value|need|impact) of)\b",
    re.IGNORECASE,
)
"""Labels of parts, questions and acts: "Chapter 2", "Why interesting", "Shutting the door"."""


def _terms(told: Told) -> Iterator[Found]:
    s, term = told.sentence, told.statement.term
    if not 1 <= len(term.split()) <= 5 or _NO_TERM.search(term) or term.lower() in table("topics"):
        return
    for root in s.roots if len(s.roots) == 1 else ():
        if is_meaning(s, root) and not labels_person(re.sub(r" \(.*", "", term), s, root):
            yield Found(term, s.core(root), term=True)


PATTERN = Pattern(
    "term",
    "term",
    sentence=_terms,
    fires=(("**Polyrhythm**: Two or more beats at once.", "Polyrhythm → two or more beats at once"),),
    silent=(
        "Two or more conflicting beats at once.",
        "**Polyrhythm**: Two beats sound at once.",
        "**What is it?**: Two or more conflicting beats at once.",
    ),
)
