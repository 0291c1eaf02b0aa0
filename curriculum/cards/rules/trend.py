"""Where something is heading.

Takes "There is a shift towards JJ and JJ N". Makes "Towards what kind of N is there a shift?" → the
adjectives. Takes "There are opportunities for X to VB NP by …". Makes "How could X VB NP?" → "by …".
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import question
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import NOUNS, simple_phrase
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim

NAME = "trend"
TRUST = 70

_TREND = re.compile(
    r"^There (?:is|was|has been) (?:an? )?(?P<what>(?:[\w-]+ )?(?:evolution|shift|"
    r"trend|move|movement|push)) (?P<to>towards?|to) "
)


def draft(st: Statement) -> Iterator[Draft]:
    """Drafts for a trend and for an opportunity."""
    s = st.sentence
    match = _TREND.match(s.text)
    if match:
        at = s.find(match["to"].lower()) + 1
        at += s.low(at) in ("a", "an")
        end = simple_phrase(s, at)
        noun = end - 1
        while noun > at and s.tag(noun - 1) in NOUNS:
            noun -= 1
        if noun > at and s.tag(noun - 1) == "J" and s.low(noun - 2) == "and":
            yield Draft(
                NAME,
                question(
                    match["to"],
                    "what kind of",
                    s.words(noun, max(end, trim(s, at))),
                    "is there",
                    f"an {match['what']}" if match["what"][0] in "aeiou" else f"a {match['what']}",
                ),
                s.words(at, noun),
                trust=58,  # two adjectives are soon guessed
            )
    if re.match(r"^There (?:is|are) (?:[\w-]+ )?(?:opportunit(?:y|ies)|potential|ways?) for ", s.text):
        start = s.find("for") + 1
        to = next((i for i in range(start, s.end) if s.tag(i) == "TO"), -1)
        by = next((i for i in range(max(to, 0), s.end) if s.low(i) == "by"), -1)
        if 0 < to < by:
            end = trim(s, by + 2 if s.tag(by + 1) != "R" else by + 3)
            if end > by + 2:
                yield Draft(
                    NAME,
                    question("How could", s.words(start, to), s.words(to + 1, by)),
                    s.words(by, end),
                    trust=TRUST + 12,
                )
