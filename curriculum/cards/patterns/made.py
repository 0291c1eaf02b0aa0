"""Who made a thing, of "X, developed by Y", "X is a mill founded by Y" and the line "X: Founded by Y"."""

from collections.abc import Iterator

from curriculum.cards.inflect import form
from curriculum.cards.parse.asking import question
from curriculum.cards.parse.noun import described
from curriculum.cards.pattern import Found, Pattern, Told
from curriculum.cards.words import table


def _made(told: Told) -> Iterator[Found]:
    s = told.sentence
    for at, token in enumerate(s.tokens):
        deed = token.tag in ("VBN", "VBD") and s.lemma(at) in table("deeds")
        doers = [(by, doer) for by in s.kids(at, "agent")[:1] for doer in s.kids(by, "pobj")[:1]]
        if not deed or s.kids(at, "neg", "auxpass"):
            continue
        for by, doer in doers:
            gap, thing = s.core(doer), described(s, at) if at else told.statement.term
            rest = [place for place in s.core(at) if place > at and place not in (by, *gap)]
            short = 0 < len(thing.split()) < 7 and len(rest) < 7
            if short and doer in s.names and s.low(doer) not in thing.lower():
                how = s.say(kid for kid in s.kids(at, "advmod") if kid < at)
                yield Found(question("Who", how, form(s.lemma(at), "VBD"), thing, s.say(rest)), gap)


PATTERN = Pattern(
    "made",
    "who",
    sentence=_made,
    fires=(
        ("They use the York Loom, invented by Ada Clarke.", "Who invented the York Loom? → Ada Clarke"),
        ("The York Loom is a machine, developed by Velomax.", "Who developed the York Loom? → Velomax"),
    ),
    silent=("The town uses a loom invented by Ada Clarke.", "Tales told by Ada Clarke are long."),
)
