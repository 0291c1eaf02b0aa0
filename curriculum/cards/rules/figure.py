"""A name as a cloze deletion.

Takes a clause whose object or agent is one proper name that the library mentions rarely. Makes the
clause with the name deleted.
"""

from collections.abc import Iterator

from curriculum.cards.draft import Draft
from curriculum.cards.phrase import is_name
from curriculum.cards.statement import Statement

NAME = "figure"
TRUST = 62


def draft(st: Statement) -> Iterator[Draft]:
    """A cloze draft for the only name in the predicate of a clause whose subject is no pronoun."""
    c, s = st.clause, st.sentence
    if c is None or st.loose or c.lead:
        return
    found: list[tuple[int, int]] = []
    at = c.group.end
    while at < c.end:
        end = at
        while s.tag(end) in ("P", "CD") and end < c.end:
            end += 1
        if end > at and is_name(s, at, end):
            found.append((at, end))
        at = max(end, at + 1)
    if len(found) != 1 or any(s.tag(i) == "CD" for i in range(c.group.end, c.end)):
        return  # where there is a number, the number is what to recall
    start, end = found[0]
    if end - start == 1 and s.low(start).endswith(("ish", "ese", "ian")):
        return  # a language or a people, which the rest of the sentence gives away
    if s.tag(end) in ("N", "NS", "POS", "J") or s.tag(start - 1) in ("J", "N") or end - start > 4:
        return
    if (
        s.low(start - 1) not in ("by", "at", "in", "from", "with", "to", "of", "on")
        or s.words(start, end) == st.cast.topic
    ):
        return
    text = s.words(c.subject[0], start) + " {{c1::" + s.words(start, end) + "}} " + s.words(end, c.end)
    text = text.replace("}} ,", "}},")
    if 5 <= len(text.split()) <= 28:
        yield Draft(NAME, "", s.words(start, end), kind="cloze", text=text.strip() + ".", trust=TRUST)
