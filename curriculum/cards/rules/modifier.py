"""A name that modifies a noun.

Takes "the DARPA-funded OpenROAD project". Makes "Who funded the OpenROAD project?" → "DARPA".
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import question
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import simple_phrase
from curriculum.cards.statement import Statement

NAME = "modifier"
TRUST = 80

_DONE = re.compile(
    r"^(?P<who>[A-Z]\w+)-(?P<verb>funded|developed|led|owned|founded|backed|designed|built|trained|sponsored)$"
)


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for each "NAME-funded N"."""
    s = st.sentence
    for at in range(s.end - 1):
        match = _DONE.match(s.at(at).text)
        if not match or s.low(at - 1) != "the":
            continue
        end = simple_phrase(s, at)
        rest = s.words(at + 1, end)
        if end > at + 1 and rest[:1].isupper():
            yield Draft(NAME, question("Who", match["verb"], "the", rest), match["who"], trust=TRUST)
