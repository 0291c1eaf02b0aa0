"""What a goal or a question has the learner do: name, explain why or how, compare, apply."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from curriculum.cards.content import content
from curriculum.reading.tables import table
from curriculum.reading.words import words


def of_goal(text: str) -> str:
    """What a goal has the learner do: ``name``, ``why``, ``how``, ``explain``, ``compare``, ``apply``.

    ``explain`` says neither why nor how; "" is for an empty text.
    """
    said = words(text)
    first, rest = said[:1], said[1:]
    if not said:
        return ""
    verbs = table("doing")["goals"]
    splits = first[0] in verbs["parts"].split() and bool({"from", "apart"}.intersection(rest))
    if splits or first[0] in verbs["compare"].split() or _has("compare", text):
        return "compare"
    explains = first[0] in verbs["explain"].split()
    if not explains and first[0] not in verbs["name"].split():
        return "apply"
    return _of_clause(" ".join(rest), at_once=True) or ("explain" if explains else "name")


def of_question(text: str) -> str:
    """What a question has the learner do: as ``of_goal``, but for ``explain``; "" where no word tells."""
    for kind in ("apply", "compare"):
        if _has(kind, text):
            return kind
    return _of_clause(text)


def is_personal(question: str) -> bool:
    """Whether only the learner can answer: "Which tool of your own …?", not "… of your own: what helps?"."""
    return _own().search(question.rpartition(": ")[2]) is not None


def agree(goal: str, question: str) -> bool:
    """Whether a question has the learner do what a goal promises; True where one of them does not tell."""
    promised, asked = of_goal(goal), of_question(question)
    if not promised or not asked or promised == asked:
        return True
    if promised == "explain":
        return asked in ("why", "how", "compare")
    return promised == "compare" and _names_both(goal, question)


def _of_clause(text: str, at_once: bool = False) -> str:
    """``why``, ``how`` or ``name`` by the word that asks; ``at_once``: only where the text begins with it."""
    asks = _signs("why", "name").match if at_once else _signs("why", "name").search
    how = _how().match(text) if at_once else _how().search(text)
    found = asks(text)
    if how and not (found and found[0].lower() == "why"):
        return "how"
    if found:
        return "why" if _has("why", text) else "name"
    return "name" if re.match(r"how\b", text, re.IGNORECASE) else ""


def _names_both(goal: str, question: str) -> bool:
    """Whether a question asks of several things that a goal names ("What are oak and pine made of?")."""
    named = content(goal)
    before, joined, after = question.partition(" and ")
    return bool(joined) and all(named & content(part) for part in (before, after))


def _has(kind: str, text: str) -> bool:
    return _signs(kind).search(text) is not None


@cache
def _signs(*kinds: str) -> re.Pattern[str]:
    """The signs of these kinds of questions as whole words."""
    found: Sequence[Any] = [sign for kind in kinds for sign in table("doing")["questions"][kind]]
    return re.compile(rf"\b(?:{'|'.join(found)})\b", re.IGNORECASE)


@cache
def _how() -> re.Pattern[str]:
    """ "How", where it asks by what means: not "how many", "how does the bill define"."""
    asks = table("doing")["questions"]
    amount, naming = (asks[name].replace(" ", "|") for name in ("amount", "naming"))
    return re.compile(rf"\bhow\b(?! (?:{amount})\b)(?!.*\b(?:{naming})\b)", re.IGNORECASE)


@cache
def _own() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(table('doing')['personal']['signs'])})\b", re.IGNORECASE)
