"""A draft: what a rule proposes, before any check."""

from typing import Literal, NamedTuple

Asks = Literal[
    "", "number", "when", "who", "what", "why", "how", "list", "definition", "term",
    "acronym", "name", "contrast", "condition", "gap",
]  # fmt: skip
"""What a question asks for; "" when nobody said."""

LONGEST_ANSWER = 15
"""Words that an answer may have."""


class Draft(NamedTuple):
    """One proposed card about one statement."""

    rule: str
    question: str = ""
    """For a term: the term."""
    answer: str = ""
    """For a term: the meaning; for a cloze deletion: the deleted words."""
    kind: Literal["question", "cloze", "term"] = "question"
    text: str = ""
    """For a cloze deletion: the sentence with ``{{c1::…}}``."""
    trust: int = 70
    """0 to 100: how many of a hundred readers are thought to keep it; decides which draft of a point wins."""
    parts: tuple[str, ...] = ()
    """For an answer joined from several places: each part, to be found in the quote by itself."""
    context: str | None = None
    """A context line of the rule's own; None lets the writer choose."""
    asks: Asks = ""
    traits: frozenset[str] = frozenset()
    """What its rule says of it, for the judge: ``reported``, ``relative``, ``negated``, ``joined`` …"""
