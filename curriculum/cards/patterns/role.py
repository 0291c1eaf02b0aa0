"""Who holds an office: "Ada Clarke, head of Velomax, …", "Ada Clarke is the founder of Velomax"."""

from collections.abc import Iterator

from curriculum.cards.parse.asking import question
from curriculum.cards.parse.noun import office
from curriculum.cards.pattern import Found, Pattern, Told
from curriculum.cards.words import table


def _offices(told: Told) -> Iterator[Found]:
    s = told.sentence
    for at, token in enumerate(s.tokens):
        verb = token.head
        said = token.dep == "attr" and s.lemma(verb) == "be" and not s.kids(verb, "neg", "aux")
        if token.low not in table("offices") or not (said or token.dep == "appos"):
            continue
        holder, held = s.kid(verb, "nsubj") if said else verb, office(s, at)
        if holder is None or not held or holder > at:
            continue
        gap = [place for place in s.core(holder, without=(at,)) if place < min(held)]
        if told.is_person(gap, holder) and all(s.tag(place).startswith("NNP") for place in gap):
            name = s.say(held).removeprefix("the ")
            name = name[:1].lower() + name[1:] if name[1:2].islower() else name
            yield Found(question("Who was" if s.tag(verb) == "VBD" and said else "Who is", "the", name), gap)


PATTERN = Pattern(
    "role",
    "definition",
    sentence=_offices,
    fires=(
        ("The town met Ada Clarke, founder of Velomax.", "Who is the founder of Velomax? → Ada Clarke"),
        ("Ada Clarke is the head of the York Guild.", "Who is the head of the York Guild? → Ada Clarke"),
    ),
    silent=("Ada Clarke is a founder.", "Ada Clarke, an early founder of York, left."),
)
