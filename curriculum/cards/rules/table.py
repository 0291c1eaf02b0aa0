"""A cell of a comparison table.

Takes a table row as the reader gives it: the row's head as label, "Column: cell; Column: cell" as text. Makes
"What is the column of row head?" → the cell.
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import question
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import NOUNS, simple_phrase
from curriculum.cards.statement import Statement
from curriculum.cards.tagger import tag

NAME = "table"
TRUST = 80

_PAIR = re.compile(r"(?P<name>[^:;]{2,30}): (?P<cell>[^;]{1,80})")
_ROW = re.compile(r"^(?:[^:;]{2,30}: [^;]{1,80}; )+[^:;]{2,30}: [^;]{1,80}$")


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for each cell whose column has a noun for its name."""
    text = st.quote.rstrip(".")
    if st.derived or not st.label or not _ROW.match(text) or len(st.label.split()) > 5:
        return
    for pair in _PAIR.finditer(text):
        name = pair["name"].strip()
        tagged = tag(name[:1].lower() + name[1:] if name[1:].islower() else name)
        if (
            not tagged.tokens
            or simple_phrase(tagged, 0) != len(tagged.tokens)
            or tagged.tokens[-1].tag not in NOUNS
        ):
            continue
        plural = tagged.tokens[-1].tag == "NS"
        yield Draft(
            NAME,
            question("What", "are" if plural else "is", "the", tagged.text, "of", st.label),
            pair["cell"].strip(),
            trust=TRUST,
            context="",
        )
