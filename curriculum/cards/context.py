"""The context line: what a front is about, and nothing of its answer."""

import re
from collections.abc import Callable

from curriculum.cards.content import content
from curriculum.cards.doubt import Doubts
from curriculum.cards.draft import Draft
from curriculum.cards.statement import Statement
from curriculum.cards.whole import balanced
from curriculum.cards.words import table

LONGEST_LINE = 10
"""Words from which the label stands alone."""
_NAMED = re.compile(r"(?<=[\w,’'] )[A-Z][a-z]")


def context(draft: Draft, st: Statement, doubts: Doubts) -> str:
    """A line such as "Isomorphic Labs · Data and Experimental Design", or "" when none is safe.

    The thing the episode is about stands in it when the front does not name it, the point's label when the
    front has no name at all. Neither gives anything of the answer away; a doubtful name never stands there.
    """
    if draft.context is not None:
        return draft.context
    answer = content(draft.answer)
    front = f"{draft.question} {draft.text}"

    def safe(part: str) -> bool:
        return (
            bool(part)
            and balanced(part)
            and not given_away(answer, part)
            and not doubts.reason(st.episode.id, part)
        )

    label = st.label.strip(" :.")
    named = _NAMED.search(front) or (st.cast.thing and st.cast.thing.lower() in front.lower())
    whole = len(re.findall(r"\b[A-Z]\w+", front)) > 2  # "Who was Ruiz?" needs to know which Ruiz
    if named and whole and draft.asks == "definition" and draft.kind == "question":
        return ""  # who or what a name is needs no more than the name
    few = len(content(front)) < 3 and draft.asks != "definition"  # "What does the guild sell?" fits much
    bare = draft.kind == "term" or draft.asks == "acronym" or not named or few
    parts = [part for part in (_topic(st, front, safe),) if part]
    told = content(f"{front} {' '.join(parts)}")
    if safe(label) and bare and not _general(label, parts) and not content(label) <= told:
        if parts and len(f"{parts[0]} {label}".split()) > LONGEST_LINE:
            parts = []
        parts.append(label)
    line = " · ".join(parts)
    return line[:1].upper() + line[1:] if line.startswith("the ") else line


def given_away(answer: frozenset[str], line: str) -> frozenset[str]:
    """The content words of an answer that a line shares, or shares six letters of.

    One word of an answer of four or more ("data" in "diversity in training data") gives nothing away.
    """
    told = content(line) - table("familiar", "cards_worth")
    near = {word for word in answer if len(word) >= 6 and any(other[:6] == word[:6] for other in told)}
    shared = (answer & told) | near
    return shared if len(shared) * 4 > len(answer) else frozenset()


def _topic(st: Statement, front: str, safe: Callable[[str], bool]) -> str:
    """The episode's thing, else the first part of its title that is safe; "" when the front says it."""
    if st.cast.thing and st.cast.thing.lower() in front.lower():
        return ""
    if safe(st.cast.thing):
        return st.cast.thing
    for part in st.cast.topics:
        if safe(part):
            said = content(part) & content(front)
            return "" if 2 * len(said) > len(content(part)) else part
    return ""


def _general(label: str, parts: list[str]) -> bool:
    """Whether a label says nothing where it stands alone: "Challenges and Opportunities"."""
    return not parts and all(word in table("generic_labels") for word in label.lower().split())
