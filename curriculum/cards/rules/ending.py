"""The informative end of a sentence, as a cloze deletion.

Takes a clause that ends "VBN into NP", "independently from NP". Makes the clause with the noun phrase
deleted; the phrase is chosen by how rare its words are in the library, never by its place alone.
"""

from collections.abc import Iterator

from curriculum.cards.draft import Draft
from curriculum.cards.phrase import phrase
from curriculum.cards.statement import Statement

NAME = "ending"
TRUST = 61

_GENERAL = frozenset("various certain general different many several new other better more some".split())


def draft(st: Statement) -> Iterator[Draft]:
    """A cloze draft for a clause's last noun phrase after "into", "from" or "to"."""
    c, s = st.clause, st.sentence
    if (
        c is None
        or st.loose
        or c.lemma in ("start", "begin", "open", "end", "close")
        or c.end - c.subject[0] < 5
    ):
        return
    if st.framed and " how " in st.quote:
        return  # "shows how A becomes B": the how is the fact, and it is not told
    for at in range(c.end - 2, c.group.end - 2, -1):
        if s.low(at) in ("into", "from") and s.tag(at - 1) in (
            "VBN",
            "R",
            "VB",
            "VBP",
            "VBZ",
            "VBD",
            "VBG",
            "N",
            "NS",
        ):
            start = at + 1
            end = phrase(s, start)
            if end != c.end or not 1 <= end - start <= 4 or s.low(start) in _GENERAL:
                return
            if s.tag(start) in ("D", "D$"):
                start += 1
            if s.low(at) == "from" and any(s.low(i) == "to" for i in range(at, c.end)):
                return
            text = s.words(c.subject[0], start) + " {{c1::" + s.words(start, end) + "}}."
            if len(text.split()) <= 26:
                yield Draft(
                    NAME, "", s.words(start, end), kind="cloze", text=text[:1].upper() + text[1:], trust=TRUST
                )
            return
