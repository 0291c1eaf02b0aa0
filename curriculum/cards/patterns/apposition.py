"""Who or what a name or a thing is, told beside it: "Ada Clarke, a miller from York, …"."""

from collections.abc import Iterator

from curriculum.cards.parse.asking import question
from curriculum.cards.parse.noun import is_named, is_term, shortened
from curriculum.cards.pattern import Found, Pattern, Told
from curriculum.cards.words import table


def _told(told: Told) -> Iterator[Found]:
    s = told.sentence
    for at, token in enumerate(s.tokens):
        if token.dep != "appos" or at < token.head or s.tag(at)[:2] != "NN":
            continue
        apart = any(s.low(kid - 1) == "," for kid in s.kids(at, "cc"))  # "the head, and Ben Dow"
        gap = s.core(at, without=s.kids(at, "cc", "conj") if apart else ())
        thing = [place for place in s.core(token.head, without=(at,)) if place < min(gap)]
        office = s.low(at) in table("offices") | table("people")
        article = s.low(gap[0]) in ("a", "an", "the")
        near = s.mark_before(at) in (",", "—", "–", "-") and not s.kids(token.head, "conj")
        if not near or len(gap) < 4 or not (article or office):
            continue
        if s.dep(token.head) in ("conj", "pobj", "appos") and not office and s.low(gap[0]) == "the":
            continue  # a member of a row
        common = token.head not in s.names
        if not (is_term(s, at, thing, gap) if common else is_named(s, thing)):
            continue
        who = told.is_person(thing, token.head) or (office and len(thing) > 1 and not common)
        theirs = any(s.low(place) in ("he", "she") for place in gap)
        if theirs or (office and (not who or s.low(thing[0]) == "the")):
            continue
        verb = "are" if s.tag(token.head) in ("NNS", "NNPS") and common else "is"
        yield Found(question("Who" if who else "What", verb, s.say(thing)), shortened(s, at, gap))


PATTERN = Pattern(
    "apposition",
    "definition",
    sentence=_told,
    fires=(
        (
            "The town hired Ada Clarke, a miller from northern York.",
            "Who is Ada Clarke? → a miller from northern York",
        ),
        ("Bronze, an alloy of copper and tin, fed York.", "What is bronze? → an alloy of copper and tin"),
    ),
    silent=("The town hired a miller, the best of York.", "They met Ada Clarke, York and others."),
)
