"""Questions and answers put into their final words."""

import re

from curriculum.cards.clause import Clause, inverted, third_person
from curriculum.cards.phrase import starts_lower
from curriculum.cards.statement import Statement
from curriculum.cards.tagger import Sentence

_LINKING = re.compile(r"(?<=\w) (?:therefore|thus|thereby|hence|moreover|furthermore)(?= \w)")
"""Words that tie a sentence to the one before it, which no card shows."""
_SPACES = re.compile(r"\s+")


def ask(c: Clause, after: str = "", wh: str = "What", subject: str | None = None) -> str:
    """A question for a part that follows the verb: "What does LibreChat emphasize over discovery?"

    ``wh`` opens it, ``after`` stands after the verb, ``subject`` replaces the clause's own.
    """
    return question(wh, inverted(c, subject), after)


def ask_subject(c: Clause, after: str, wh: str = "What") -> str:
    """A question for the subject: "What is essential for training models?" """
    return question(wh, third_person(c), after)


def after(lead: str, asked: str) -> str:
    """The question behind the fronted part of its sentence: "In 1932, what did …?"; without one, as it is."""
    if lead.lower().startswith("from "):
        return question(asked.rstrip("?"), lead.rstrip(" ,")[:1].lower() + lead.rstrip(" ,")[1:])
    return question(lead.rstrip(" ,") + ",", asked[:1].lower() + asked[1:]) if lead else asked


def question(*parts: str) -> str:
    """The parts as one question: single spaces, a capital, one question mark."""
    text = _SPACES.sub(" ", " ".join(part.strip() for part in parts if part.strip()))
    text = _LINKING.sub("", re.sub(r"\s+([,;:?.)])", r"\1", text)).rstrip(" .,;:?")
    return text[:1].upper() + text[1:] + "?"


def answer(s: Sentence, start: int, end: int) -> str:
    """The words from ``start`` to before ``end`` as an answer: no capital of a sentence's start."""
    return starts_lower(s, start, end).strip(" ,;:.") if end > start else ""


def up_to(st: Statement, start: int, end: int) -> str:
    """The words of the statement from ``start`` to before ``end`` as the start of a question."""
    text = st.sentence.words(start, end)
    return text[:1].upper() + text[1:]


def claimed(st: Statement, text: str) -> str:
    """The question with "According to …," when it is someone's claim."""
    if not st.speaker:
        return text
    first = text.split(maxsplit=1)[0]
    opens = st.sentence.at(0)
    named = opens.tag == "P" and text.startswith(opens.text)
    rest = text if named or (first.isupper() and len(first) > 1) else text[:1].lower() + text[1:]
    return f"According to {st.speaker}, {rest}"
