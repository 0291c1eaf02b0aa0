"""What a good answer of one's own has, for questions that only the learner can answer."""

import re

from curriculum.guides.ask import halves

_NAMED = re.compile(
    r"\bwhich (?P<thing>(?:[a-z-]+ ){0,2}?[a-z-]+) "
    r"(?:in|of|that|could|would|can|do|does|did|will|might|may|should|is|are)\b",
    re.IGNORECASE,
)
_SOME = re.compile(r"\bwhich of\b", re.IGNORECASE)
_PLACE = re.compile(r"where\b", re.IGNORECASE)
_CHOICE = re.compile(r"(?:if|would|should)\b", re.IGNORECASE)
_TOLD = re.compile(
    r"(?:(?:in|for|by|to|with|at|on) )?(?:(?:what|which) [a-z]+|how|why|where|when)\b", re.IGNORECASE
)
_VERB = re.compile(r" (?:would|could|can|do|does|did|will|might|may|should|is|are)$")


def criterion(question: str) -> str:
    """What tells a good answer of one's own to a question, in one sentence.

    "Your own answer: good if it names one process, says where, and fits what the notes say."
    """
    first, *others = halves(question)
    told = "".join(f", {_asked(half)}," for half in others)
    return f"Your own answer: good if it {_begun(first)}{told} and fits what the notes say."


def _begun(question: str) -> str:
    """What the first half of a question wants: "names one process"."""
    if _SOME.search(question):
        return "names some"
    if found := _NAMED.search(question):
        return f"names one {found['thing'].lower()}"
    if _PLACE.match(question):
        return "names a place"
    return "makes a choice" if _CHOICE.match(question) else "is a case of your own"


def _asked(half: str) -> str:
    """What the second half wants: "says by what rule", "says why"."""
    found = _TOLD.match(half)
    told = found.group().lower() if found else ""
    return "says what follows" if not told or _VERB.search(told) else f"says {told}"
