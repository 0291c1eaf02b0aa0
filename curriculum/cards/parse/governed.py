"""The prepositions that a verb governs, with what stands behind them: "relies on", "replaces … with"."""

from collections.abc import Iterator

from curriculum.cards.parse.clause import Clause
from curriculum.cards.words import table

_STATES = ("become", "remain", "stay", "seem", "appear")


def governed(clause: Clause) -> Iterator[int]:
    """What a clause's verb, adjective or light object takes by a preposition, and more than how or where."""
    s, object_ = clause.sentence, clause.inner("dobj")
    adjective = clause.parts("acomp") if clause.is_be or clause.lemma in _STATES else ()
    head = adjective[0] if adjective else clause.chain[-1]
    if clause.is_be and not adjective:
        return
    if not adjective and clause.telling in table("idle") | {"lie", "take", "give"}:
        yield from _of_idle(clause)
        return
    links = [at for at in s.kids(head, "prep") if head < at in clause.tail()]
    for nth, at in enumerate(links):
        word, thing = s.low(at), s.kid(at, "pobj", "pcomp")
        moved = word in ("to", "into") and any(s.low(before) == "from" for before in links[:nth])
        near = all(s.tag(between) == "RB" for between in range(head + 1, at))
        direct = near or moved or (object_ and word in ("with", "into", "to", "from", "as"))
        if word in ("in", "at") and clause.telling not in table(f"governs_{word}"):
            continue
        if direct and thing is not None and word in table("links"):
            yield thing


def _of_idle(clause: Clause) -> Iterator[int]:
    """The same of a verb that says little: "comes from", "is seen as", "has an edge in"."""
    s, last = clause.sentence, clause.chain[-1]
    told = {("come", "from"), ("lie", "in")} | ({("see", "as"), ("know", "for")} if clause.passive else set())
    nouns = [at for at in clause.inner("dobj") if s.low(at).removesuffix("s") in table("leaning")]
    for head in nouns[:1] or [last]:
        for at in (*s.kids(head, "prep"), *(s.kids(last, "prep") if nouns else ())):
            near = all(s.tag(between) == "RB" for between in range(head + 1, at))
            fits = (clause.telling, s.low(at)) in told or (nouns and s.low(at) in ("in", "on", "over", "to"))
            thing = s.kid(at, "pobj", "pcomp")
            if near and fits and at > head and at in clause.tail() and thing is not None:
                yield thing
                return
