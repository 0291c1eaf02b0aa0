"""The members of an open row.

Takes a clause with "Ns such as A, B, and C" that no better rule reads, or a noun phrase with such a row.
Makes "S VBZ Ns: which three are named?" → "A, B, and C"; of a bare noun phrase, "Ns: A, B, and what else?" →
"C", which is held for the person to keep.
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import question, up_to
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import simple_phrase
from curriculum.cards.rules.examples import items
from curriculum.cards.statement import Statement

NAME = "listed"
TRUST = 67


def draft(st: Statement) -> Iterator[Draft]:
    """In a noun phrase: the last member. In a clause with two members: "such as which two?"."""
    s, c = st.sentence, st.clause
    if st.loose:
        return
    at = s.find("such", "as")
    start = at + 2
    if at < 0:
        at = s.find("including")
        start = at + 1
        if at < 0 or s.low(at - 1) != ",":
            return
    row = items(s, start)
    before = s.words(0, at).rstrip(" ,")
    if c is None and st.framed and 3 <= len(row) <= 4 and s.tag(0) not in ("VBG",):
        last, end = row[-1]
        head = simple_phrase(s, 0)
        if head and s.words(last, end) and len(before.split()) <= 12:
            shown = ", ".join(s.words(a, b) for a, b in row[:-1])
            stop = end
            if s.low(stop) in ("into", "in", "of", "for", "to") and simple_phrase(s, stop + 1) > stop + 1:
                stop = simple_phrase(s, stop + 1)
            yield Draft(NAME, question(f"{before}: {shown}, and what else"), s.words(last, stop), trust=55)
    elif c is not None and 2 <= len(row) <= 4 and at > c.group.end and len(before.split()) <= 20:
        many = {2: "two", 3: "three", 4: "four"}[len(row)]
        last = row[-1][1]
        named = s.low(at - (2 if s.at(at - 1).text == "," else 1))
        if s.low(last - 1) == named and last - row[-1][0] > 1:
            last -= 1  # "environments, including cloud … and air-gapped environments": named once
        found = s.words(row[0][0], last)
        noun = re.sub(r"\W", "", s.low(at - 1) if s.at(at - 1).text != "," else s.low(at - 2))
        if noun.endswith("s") and not any(s.tag(i) in ("W", "S") for i in range(c.group.end, at)):
            body = up_to(st, 0 if c.lead else c.subject[0], at).rstrip(" ,")
            # the notes' list is open, so the question asks for what the notes name
            asked = question(f"{body}: which {many} are named")
            yield Draft(
                NAME, asked, found, trust=TRUST + 3, parts=tuple(s.words(a, min(b, last)) for a, b in row)
            )
