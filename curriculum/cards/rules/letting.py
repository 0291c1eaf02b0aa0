"""What something lets somebody do.

Takes "The lock lets barges climb the hill", "A visa allows guests to stay ninety days". Makes "What does the
lock let barges do?" → "climb the hill".
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import after, ask, claimed
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import phrase
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim
from curriculum.cards.worth import empty_benefit

NAME = "letting"
TRUST = 76

_BARE = frozenset("let make help".split())
_TO = frozenset("allow enable help permit force require oblige encourage forbid cause lead".split())
_LOOSE = re.compile(r"\b(?:it|its|them|him|us|you|one)\b")


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for a permitting or forcing verb with its object and what the object does."""
    c, s = st.clause, st.sentence
    if c is None or st.loose or c.group.passive or c.lemma not in _BARE | _TO:
        return
    at = c.group.end
    who = phrase(s, at)
    if who == at or who - at > 7 or _LOOSE.fullmatch(s.low(at)) or s.tag(at) in ("VBG", "D$"):
        return
    does = who + (s.tag(who) == "TO")
    if s.tag(who) == "TO" and c.lemma not in _TO:
        return
    if s.tag(does) != "VB" and not (c.lemma == "let" and s.tag(does) in ("VB", "VBP")):
        return
    start = does + 1
    end = trim(s, start + (s.tag(start) in ("IN", "RP")))
    if c.end - does <= 12 and s.tag(c.end - 1) != "IN":
        end = c.end
    found = s.words(does, end)
    if end <= start or not 3 <= len(found.split()) <= 13 or empty_benefit(found):
        return
    asked = ask(c, f"{s.words(at, who)} {'to ' if does > who else ''}do")
    yield Draft(NAME, claimed(st, after(s.words(0, c.lead), asked)), found, trust=TRUST)
