"""A proposal: one draft of a writer as ``drafts.jsonl`` keeps it."""

import re
from typing import Annotated, Literal

from pydantic import Field

from curriculum.cards.writer.item import What
from curriculum.value import Value

GAP = re.compile(r"\[(?:…|\.{3})\]|_{3,}")
"""The gap in the sentence of a cloze card, however a writer marks it."""
RULE = "drafted"
"""What a card by a writer has for a rule, in its key too. Frozen for ever."""
REWORDED = "reworded"
"""The same of a card that a writer has put in other words, or made beside one. Frozen for ever."""


class Proposal(Value):
    """One draft: a card, other words for one, study material, or that a point holds nothing to ask."""

    key: Annotated[str, Field(min_length=1)]
    """``<point id>/drafted/<slug of the answer>``: for a card, its key; no two drafts share one."""
    what: What | Literal["rewording"]
    kind: str = ""
    """For a card ``question``, ``cloze`` or ``term``; for a question what it asks for (``why`` …)."""
    episode: str
    """Id of the episode."""
    point: str
    """Id of the point it was asked for."""
    question: str = ""
    """For a term the term, for a claim the thing it is about; for a cloze card the sentence with ``[…]``."""
    answer: str = ""
    """For a term the meaning, for a claim the claim, for a goal the goal, for nothing the reason why."""
    support: str = ""
    """The words of the notes that it stands on, as the writer copied them."""
    worth: Annotated[int, Field(ge=0, le=100)] | None = None
    """Of a hundred readers, how many would keep it, as its writer thought; None when it did not say."""
    origin: str = ""
    """Of a reworded draft: a hash of what its writer said, so that the same answer is known again."""
    author: str
    """Who wrote it, as given: ``openai:gpt-5``, ``chat`` …"""
    instruction: str
    """Version of the instruction it was written by."""
    fingerprint: str
    """Of the point's text that it was written from."""
    critic: str = ""
    """Who has judged it; "" when nobody has."""
    judged: Annotated[int, Field(ge=0, le=100)] | None = None
    """The same as its critic thought; None when it did not say."""
    objection: str = ""
    """Why the critic would drop it; "" when it would not."""
    verdict: Literal["ship", "held"] = "held"
    """What the gate said when it was kept. Every build judges anew; this is for the eyes of people."""
    reasons: tuple[str, ...] = ()
    """Why it was held, in words."""
    rewords: str = ""
    """Of a rewording: the key of the card that was forgotten again and again."""
    adds: bool = False
    """Of a rewording: whether it is a card of another fact beside that one, which keeps its words."""
    lapses: Annotated[int, Field(ge=0)] = 0
    """Of a rewording: how often that card had been forgotten by then."""
