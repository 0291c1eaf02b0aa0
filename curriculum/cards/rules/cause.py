"""Why something is so.

Takes "S V O due to / because of NP", "Due to NP, clause", "S V because clause". Makes "Why …?" →
"because of NP"; for a fronted cause with "of", a cloze deletion of the words before "of".
"""

from collections.abc import Iterator

from curriculum.cards.ask import ask
from curriculum.cards.draft import Draft
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim

NAME = "cause"
TRUST = 84

_CAUSES = (("due", "to"), ("because", "of"), ("thanks", "to"), ("owing", "to"), ("as", "a", "result", "of"))


def draft(st: Statement) -> Iterator[Draft]:
    """Drafts for a cause behind the clause, before it, or in a "because" clause."""
    s, c = st.sentence, st.clause
    for words in _CAUSES:
        at = s.find(*words)
        if at == 0:
            yield from _fronted(st, len(words))
            return
        if at > 0 and c is not None and not st.loose and c.group.end <= at <= c.end:
            start = at + len(words)
            end = trim(s, start)
            what = s.words(c.group.end, at).rstrip(" ,")
            if end > start and len(what.split()) <= 14 and "but" not in what.split():
                yield Draft(NAME, ask(c, what, wh="Why"), s.words(at, end), trust=TRUST)
            return
    at = s.find("because")
    if at == 0 and c is not None and c.lead:
        found = s.words(0, c.lead).rstrip(" ,")
        what = s.words(c.group.end, c.end)
        borrowed = any(s.low(i) in ("it", "its", "they", "them", "their") for i in range(c.lead, c.end))
        if len(found.split()) <= 15 and len(what.split()) <= 14 and not borrowed:
            yield Draft(NAME, ask(c, what, wh="Why"), found[:1].lower() + found[1:], trust=TRUST)
        return
    if at > 0 and c is not None and not st.loose and c.group.end <= at <= c.end + 1:
        what = s.words(c.group.end, at).rstrip(" ,")
        found = s.words(at, s.end)
        if len(found.split()) <= 15 and len(what.split()) <= 14:
            yield Draft(NAME, ask(c, what, wh="Why"), found, trust=TRUST)


def _fronted(st: Statement, size: int) -> Iterator[Draft]:
    s = st.sentence
    comma = s.find(",")
    if comma < 0 or any(s.tag(at) == "Q" for at in range(s.end)):
        return
    of = s.find("of", start=size)
    start = size + 1 if s.low(size) in ("the", "its", "their", "a") else size
    if not 0 < of < comma or not 1 <= of - start <= 3:
        return
    gap = s.words(start, of)
    text = s.words(0, start) + " {{c1::" + gap + "}} " + s.words(of, s.end) + "."
    if len(text.split()) <= 30:
        yield Draft(NAME, "", gap, kind="cloze", text=text, trust=TRUST - 6)
