"""How a practice is done, and what it brings.

Takes a line that is a practice: "Guiding novices well by setting small goals", "Keeping blades dry, which
makes them last". Makes "How does one guide novices well?" → "by setting small goals"; "What makes blades
last?" → the practice.
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import question
from curriculum.cards.draft import Draft
from curriculum.cards.inflect import base
from curriculum.cards.phrase import starts_lower
from curriculum.cards.statement import Statement
from curriculum.cards.tagger import Sentence

NAME = "method"
TRUST = 80

_LOOSE = re.compile(r"\b(?:it|its|they|them|their|this|these|both)\b", re.IGNORECASE)


def _gerund(s: Sentence) -> bool:
    """Whether the sentence opens with an -ing form of a verb and its object."""
    low = s.low(0)
    return s.tag(0) == "VBG" or (
        low.endswith("ing") and base(low) != low and s.tag(1) in ("N", "NS", "P", "D")
    )


def draft(st: Statement) -> Iterator[Draft]:
    """Drafts for "VBG X by VBG Y" and "VBG X, which VBZ Y", neither with another finite verb."""
    s = st.sentence
    if st.derived or st.sublabel or not _gerund(s) or s.find(";") >= 0:
        return
    by = next((at for at in range(2, s.end - 1) if s.low(at) == "by" and s.low(at + 1).endswith("ing")), -1)
    which = s.find(",", "which")
    before = by if by > 0 else which
    if before < 2 or any(s.tag(at) in ("VBZ", "VBP", "VBD", "M") for at in range(before)):
        return
    if by > 0:
        means = s.words(by, s.end)
        act = f"{base(s.at(0).text)} {s.words(1, by)}".rstrip(" ,")
        if len(means.split()) <= 13 and 3 <= len(act.split()) <= 10 and not _LOOSE.search(act):
            yield Draft(NAME, question("How does one", act), means, trust=TRUST)
    elif s.tag(which + 2) == "VBZ":
        brings = s.words(which + 2, s.end)
        act = starts_lower(s, 0, which)
        if 3 <= len(brings.split()) <= 10 and len(act.split()) <= 12 and not _LOOSE.search(brings):
            yield Draft(NAME, question("What", brings), act, trust=TRUST - 4)
