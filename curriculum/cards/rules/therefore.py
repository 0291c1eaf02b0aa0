"""What follows, asked for its ground.

Takes "CLAUSE, so S V O", "CLAUSE, which is why S V O" and "S V O, so that CLAUSE". Makes "Why S V O?" → the
first clause; of an aim, "Why …?" → "so that …".
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import after, ask, claimed
from curriculum.cards.clause import clause
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import starts_lower
from curriculum.cards.statement import Statement
from curriculum.cards.tagger import tag

NAME = "therefore"
TRUST = 80
WORDS = frozenset("so why".split())

_PRONOUN = re.compile(
    r"\b(?:it|its|they|them|their|he|she|his|her|this|these|those|there|we|such)\b", re.IGNORECASE
)


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for ", so CLAUSE", or for "so that CLAUSE"."""
    s, c = st.sentence, st.clause
    if st.loose or c is None or s.find(";") >= 0 or c.lemma == "mean":
        return
    at = s.find("so", "that", start=c.group.end)
    if at > 0:
        yield from _aim(st, at)
        return
    why = s.find(",", "which", "is", "why", start=c.group.end)
    at = why if why > 0 else s.find(",", "so", start=c.group.end)
    start = at + (4 if why > 0 else 2)
    degree = s.tag(start) in ("R", "TO") or (s.tag(start) == "J" and s.tag(start + 1) not in ("N", "NS"))
    if at < 0 or (why < 0 and degree):
        return  # "so hard that …"
    ground = starts_lower(s, 0, at)
    text = _named(st, s.words(start, s.end))
    told = tag(text[:1].upper() + text[1:] + ".", text[:1].isupper())
    then = clause(told)
    if then is None or not 3 <= len(ground.split()) <= 14 or c.end < at:
        return
    what = told.words(then.group.end, then.end)
    if _PRONOUN.search(told.words(0, then.end)):
        return
    close = told.at(then.end).text
    if len(what.split()) <= 14 and (then.end >= told.end or close in (",", "and")):
        asked = after(told.words(0, then.lead), ask(then, what, wh="Why"))
        yield Draft(NAME, claimed(st, asked), f"because {ground}", trust=TRUST, parts=(ground,))


def _named(st: Statement, text: str) -> str:
    """What follows with "they" or "it" as its subject replaced by the subject of its ground."""
    c = st.clause
    assert c is not None
    match = re.match(r"(they|it) ", text)
    owner = re.match(r"(.+?)['’]s? ", c.subject_text)
    if match and owner and match[1] == "it" and c.plural and "," not in owner[1]:
        return f"{owner[1]} {text[match.end() :]}"  # "silicon's grains swell, so it cracks"
    if not match or (match[1] == "they") != c.plural or c.lead or _PRONOUN.search(c.subject_text):
        return text
    return f"{c.subject_text} {text[match.end() :]}"


def _aim(st: Statement, at: int) -> Iterator[Draft]:
    s, c = st.sentence, st.clause
    assert c is not None
    found = s.words(at, s.end)
    what = s.words(c.group.end, at).rstrip(" ,")
    if at > c.end + 1 or not 4 <= len(found.split()) <= 15 or len(what.split()) > 16:
        return
    if _PRONOUN.search(what) or re.search(r"\b(?:it|they|them|he|she)\b", found):
        return
    follows = st.quote.partition(found)[2].lstrip()
    told = any(s.tag(i) == "VBD" for i in range(at, s.end)) and not any(
        s.tag(i) == "M" for i in range(at, s.end)
    )
    if told or (follows and follows[0] not in ".;"):
        return  # ", so that bread grew dear" is what came, not what was meant
    yield Draft(NAME, claimed(st, after(s.words(0, c.lead), ask(c, what, wh="Why"))), found, trust=TRUST)
