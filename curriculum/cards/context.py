"""The context line: what a front is about, and nothing of its answer."""

import re

from curriculum.cards.content import content
from curriculum.cards.doubt import Doubts
from curriculum.cards.draft import Draft
from curriculum.cards.statement import Statement
from curriculum.cards.worth import table

_GENERIC = frozenset(
    """introduction background backgrounds overview challenges opportunities future directions updates
    conclusion
    summary goals feedback prospects applications practical advice potential impact
    key point points themes""".split()
)


def context(draft: Draft, st: Statement, doubts: Doubts) -> str:
    """A line such as "Isomorphic Labs · Data and experimental design", or "" when none is safe.

    The topic stands in it when the question does not name it, the point's label when it shares no
    word with the answer; a spelling in doubt never does.
    """
    if draft.context is not None:
        return draft.context
    answer = content(draft.answer)
    front = f"{draft.question} {draft.text}"
    parts: list[str] = []
    for part in (_topic(st, front), _clean(st.label)):
        if not part or gives_away(answer, part) or doubts.reason(st.episode.id, part):
            continue
        small = _GENERIC | {"and", "of", "the", "for", "in"}
        if not parts and all(word in small for word in part.lower().split()):
            continue
        if content(part) <= content(front):
            continue
        parts.append(part)
    return " · ".join(parts)


def gives_away(answer: frozenset[str], line: str) -> bool:
    """Whether a line shares a content word with the answer, or six letters of one."""
    told = content(line) - table("familiar")
    return bool(answer & told) or any(
        len(word) >= 6 and any(other[:6] == word[:6] for other in told) for word in answer
    )


def _topic(st: Statement, front: str) -> str:
    """The episode's topic, or a short title, when the front names neither."""
    if st.cast.topic:
        return "" if st.cast.topic in front else st.cast.topic
    title = re.split(r"\s*[:,–—]\s|\s+with\s+", st.episode.title)[0]
    return title if len(title.split()) <= 9 else ""


def _clean(label: str) -> str:
    return label.strip(" :.")
