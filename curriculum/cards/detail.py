"""The rest of a point on the back of its card."""

from curriculum.cards.choose import Entry
from curriculum.cards.doubt import Doubts
from curriculum.cards.statement import Statement
from curriculum.cards.unframe import unframe

LONGEST_DETAIL = 60
"""Words; the back of a card is no page."""


def detail(entry: Entry, statements: list[Statement], doubts: Doubts) -> str:
    """The other sentences of the point, in its order, each closed by a full stop; "" when none fits.

    Nothing stands beside a definition or in a row of labelled lines, whose neighbours read as other
    answers. A report that names no fact ("The talk touches on the costs of X") is left out, as is a doubtful
    spelling, and what would make the back longer than 60 words.
    """
    st = entry.statement
    if st.place == "introduction" or st.labelled or entry.draft.kind == "term":
        return ""
    told: list[str] = []
    for other in statements:
        if other.quote in st.quote or unframe(other.quote).framed:
            continue
        if doubts.reason(st.episode.id, other.quote):
            continue
        said = other.quote.rstrip()
        said = said if said[-1:] in '.!?…”"' else f"{said.rstrip(' ,;:')}."
        if len(" ".join((*told, said)).split()) <= LONGEST_DETAIL:
            told.append(said)
    return " ".join(told)
