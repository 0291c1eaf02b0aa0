"""An act that is the subject of a sentence.

Takes "Changing one thing at a time helps to find the fault", "Lowering the price can be used to drive rivals
out". Makes "What helps to find the fault?" → "changing one thing at a time".
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import answer, ask_subject, claimed
from curriculum.cards.content import content
from curriculum.cards.draft import Draft
from curriculum.cards.statement import Statement
from curriculum.cards.worth import empty_benefit

NAME = "act"
TRUST = 77

_LIGHT = frozenset("mean involve include require seem need become remain show begin start".split())
_LOOSE = re.compile(r"\b(?:it|its|they|them|their|he|she|his|her|this|these|those)\b", re.IGNORECASE)


def draft(st: Statement) -> Iterator[Draft]:
    """Drafts for an act that is the subject of a telling predicate, and for what helps to do something."""
    c, s = st.clause, st.sentence
    yield from _helper(st)
    if c is None or st.loose or c.lead or s.tag(c.subject[0]) != "VBG" or c.lemma in _LIGHT:
        return
    if c.lemma == "be" and not c.group.passive:
        return  # "Doing X is crucial for Y" is another rule's
    if s.tag(c.group.end) == "VBG":
        return  # "Watering and pruning rose bushes using rain": a noun was read as the verb
    found = answer(s, *c.subject)
    rest = s.words(c.group.end, c.end)
    if not 3 <= len(found.split()) <= 13 or not 2 <= len(rest.split()) <= 14 or _LOOSE.search(rest):
        return
    if len(content(s.words(c.group.start, c.end))) < 3 or _LOOSE.search(found):
        return
    yield Draft(NAME, claimed(st, ask_subject(c, rest)), found, trust=TRUST)


def _helper(st: Statement) -> Iterator[Draft]:
    """ "Hydrogen gas helps to keep the mirror clean" → "What helps to keep the mirror clean?" """
    c, s = st.clause, st.sentence
    if c is None or st.loose or c.lead or c.lemma != "help" or s.tag(c.group.end) not in ("TO", "VB"):
        return
    start, end = c.subject
    rest = s.words(c.group.end, c.end)
    own = s.tag(start) in ("N", "J", "NS") and 2 <= end - start <= 6
    if own and 5 <= len(rest.split()) <= 14 and not _LOOSE.search(rest) and not empty_benefit(rest):
        yield Draft(NAME, claimed(st, ask_subject(c, rest)), answer(s, start, end), trust=TRUST - 8)
