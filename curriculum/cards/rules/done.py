"""What something is done to, in a place or at a time that the sentence names first.

Takes "In washed processing, the pulp is removed before drying". Makes "In washed processing, what is removed
before drying?" → "the pulp".
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import after, answer, ask_subject
from curriculum.cards.content import content
from curriculum.cards.draft import Draft
from curriculum.cards.statement import Statement

NAME = "done"
TRUST = 70

_LOOSE = re.compile(r"\b(?:it|its|they|them|their|this|these|those|he|she|his|her|such)\b", re.IGNORECASE)


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for the subject of a passive clause behind a fronted phrase with a preposition."""
    c, s = st.clause, st.sentence
    yield from _by_what(st)
    if c is None or st.loose or not c.lead or not c.group.passive or s.tag(0) != "IN":
        return
    lead, rest = s.words(0, c.lead), s.words(c.group.end, c.end)
    found = answer(s, *c.subject)
    if _LOOSE.search(f"{lead} {rest} {found}") or s.tag(c.group.end) == "TO" or len(found.split()) > 8:
        return
    if len(content(f"{lead} {s.words(c.group.start, c.end)}")) < 4 or re.fullmatch(r"\W*In \d{4}\W*", lead):
        return
    who = s.tag(c.subject[0]) == "P"
    if not who:
        yield Draft(NAME, after(lead, ask_subject(c, rest)), found, trust=TRUST)


def _by_what(st: Statement) -> Iterator[Draft]:
    """ "Canals are deepened and, in places, replaced by railways" → "What is deepened and … by railways?" """
    c, s = st.clause, st.sentence
    if c is None or st.loose or c.lead or not c.group.passive or s.low(c.group.end) != "and":
        return
    at = s.find("by", start=c.group.end)
    found = answer(s, *c.subject)
    rest = s.words(c.group.end, s.end)
    told = len(found.split()) >= 3 and s.tag(c.subject[0]) not in ("P", "D", "Q")
    if at > 0 and s.tag(at - 1) == "VBN" and s.end - at <= 5 and told and not _LOOSE.search(rest):
        yield Draft(NAME, ask_subject(c, rest), found, trust=TRUST + 4)
