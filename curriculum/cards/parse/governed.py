"""The prepositions that a verb governs, with what stands behind them: "relies on", "replaces … with"."""

from collections.abc import Iterator

from curriculum.cards.parse.clause import Clause
from curriculum.cards.words import table


def governed(clause: Clause) -> Iterator[int]:
    """What a clause's verb or adjective takes by a preposition that says more than how or where."""
    s, object_ = clause.sentence, clause.inner("dobj")
    head = (clause.parts("acomp") or (-1,))[0] if clause.is_be else clause.chain[-1]
    links = [at for at in s.kids(head, "prep") if head < at in clause.tail()] if head >= 0 else []
    for nth, at in enumerate(links):
        word, thing = s.low(at), s.kid(at, "pobj", "pcomp")
        moved = word in ("to", "into") and any(s.low(before) == "from" for before in links[:nth])
        near = all(s.tag(between) == "RB" for between in range(head + 1, at))
        direct = near or moved or (object_ and word in ("with", "into", "to", "from", "as"))
        if word in ("in", "at") and clause.telling not in table(f"governs_{word}"):
            continue
        if direct and thing is not None and word in table("links"):
            yield thing
