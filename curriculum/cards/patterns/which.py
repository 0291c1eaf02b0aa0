"""Which one of its class: "Which technique does the guild teach?", "Which team at Velomax was dissolved?"."""

from collections.abc import Iterator

from curriculum.cards.parse.asking import ask, ask_subject
from curriculum.cards.parse.governed import governed
from curriculum.cards.parse.noun import is_member
from curriculum.cards.pattern import Clause, Found, Pattern, Told
from curriculum.cards.words import table

_TELLING = ("dobj", "prep", "agent", "xcomp")


def _which(told: Told, clause: Clause) -> Iterator[Found]:
    s, subject = clause.sentence, clause.subject
    if clause.negated or told.only_tells(clause) or clause.telling in table("idle"):
        return
    for head in (subject, *clause.inner("dobj")[:1], *governed(clause)):
        phrase = clause.subject_positions() if head == subject else s.core(head)
        own = [at for at in phrase if at < head and s.tag(at) != "DT"]
        wh = f"Which {s.say(at for at in phrase if at >= head)}"
        long = len(phrase) - len(own) > 6 or any(s.tag(at)[:2] == "VB" for at in phrase if at > head)
        if long or not is_member(s, head, own) or s.kids(head, "conj", "nummod", "poss"):
            continue
        if head != subject and clause.whole(phrase):
            yield Found(ask(clause, wh, phrase), own)
        elif head == subject and not clause.renamed and (clause.parts(*_TELLING) or s.names & {*phrase}):
            yield Found(ask_subject(clause, wh, plural=True), own)


PATTERN = Pattern(
    "which",
    "what",
    clause=_which,
    fires=(
        (
            "The guild combines early fusion techniques.",
            "Which techniques does the guild combine? → early fusion",
        ),
        ("The rye team at Velomax was dissolved.", "Which team at Velomax was dissolved? → rye"),
    ),
    silent=("The mill uses new techniques.", "The mill grinds winter rye."),
)
