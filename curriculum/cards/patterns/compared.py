"""What is more so than something else: "What is lighter than oak?"."""

from collections.abc import Iterator

from curriculum.cards.parse.asking import ask_subject
from curriculum.cards.pattern import Clause, Found, Pattern, Told


def _more(told: Told, clause: Clause) -> Iterator[Found]:
    s = clause.sentence
    if clause.negated or clause.renamed or clause.passive:
        return
    told_of_it = [at for part in clause.parts("acomp", "attr", "advmod", "dobj") for at in s.core(part)]
    if any(s.tag(at) in ("VB", "VBZ", "VBP", "VBD") for at in told_of_it) or clause.parts("ccomp", "xcomp"):
        return
    than = next((at for at in told_of_it if s.low(at) == "than"), None)
    if than is None or not any(s.tag(at) in ("JJR", "RBR") for at in clause.tail() if at < than):
        return
    if (
        any(s.tag(at) == "PRP$" for at in told_of_it if at > than)
        or s.low(than + 1) in ("that", "those", "it", "they")
        or s.tag(than + 1) == "CD"
    ):
        return
    yield Found(ask_subject(clause, "What"), clause.subject_positions())


PATTERN = Pattern(
    "compared",
    "contrast",
    clause=_more,
    fires=(("Ash wood is more elastic than oak.", "What is more elastic than oak? → ash wood"),),
    silent=(
        "The core of it is that ash is lighter than oak.",
        "Ash is elastic.",
        "It is more elastic than oak.",
        "More than 40 people left.",
    ),
)
