"""Whether an answer has what its question asks for: a reason, both sides, as many things as it says."""

import re
from functools import cache

from curriculum.cards.content import content
from curriculum.cards.doing import of_question
from curriculum.reading.tables import table
from curriculum.reading.words import words

_NEW = 2
"""Content words beside those of the question that a reason or a way must have."""
_JOINT = re.compile(r"[,;\n]|\b(?:and|or)\b")
"""What stands between things that are named."""
_CLAUSE = re.compile(r"(?<=[.!?;])\s+")


def wanted(question: str) -> int:
    """How many things a question wants named ("Which two …", "Name the three …"); 0 when it does not say."""
    opening = [word for word in words(question)[:3] if word not in ("the", "in", "on", "between")]
    if len(opening) < 2 or opening[0] not in ("which", "what", "name", "give"):
        return 0
    return int(table("doing")["counts"].get(opening[1], 0))


def unanswered(question: str, answer: str, kind: str = "") -> str:
    """Why an answer is none, in words; "" where it may be one.

    Args:
        question: what is asked.
        answer: one good answer, or the words of the notes.
        kind: what the question asks for; by its own words where it does not say.
    """
    if len(_JOINT.findall(answer)) + 1 < wanted(question):
        return "The answer names fewer things than are asked for."
    wants = kind or of_question(question)
    if wants not in ("why", "how", "compare"):
        return ""
    told = " ".join(part for part in _CLAUSE.split(answer) if not _telling().match(part))
    if not told:
        return "The answer only says that something is spoken of, not what."
    asked = content(question)
    if wants == "compare":
        return "" if len(asked & content(told)) >= _NEW else "The answer does not speak of what is compared."
    return "" if len(content(told) - asked) >= _NEW else "The answer says what the question says already."


@cache
def _telling() -> re.Pattern[str]:
    return re.compile("|".join(table("doing")["answers"]["telling"]), re.IGNORECASE)
