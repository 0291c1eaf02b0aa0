"""What somebody does, told as a noun: "What did Velomax acquire?" of "Velomax's acquisition of the mill"."""

from collections.abc import Iterator

from curriculum.cards.parse.asking import question
from curriculum.cards.parse.clause import FINITE
from curriculum.cards.parse.sentence import Sentence
from curriculum.cards.pattern import Found, Pattern, Told
from curriculum.cards.words import table


def _deeds(told: Told) -> Iterator[Found]:
    s = told.sentence
    known = {tuple(line.split()[:2]): line.split()[2:] for line in table("noun_deeds_phrases")}
    for at in range(len(s.tokens)):
        owner, supposed = s.kid(at, "poss"), any(s.low(kid) in table("planned") for kid in s.kids(at, "amod"))
        if owner is None or supposed or not s.is_name(owner) or s.tag(owner)[-1] == "S":
            continue
        for link in s.kids(at, "prep"):
            helper, *verb = known.get((s.low(at), s.low(link)), ("",))
            gap = _whole(s, s.kid(link, "pobj", "pcomp"))
            if verb and gap:
                name = s.say(here for here in s.core(owner) if s.tag(here) != "POS").removesuffix("’s")
                more = (kid for kid in s.kids(at, "prep") if kid > link and not s.is_aside(kid))
                rest = s.say(here for kid in more for here in s.core(kid))
                past = helper == "does" and any(s.tag(root) == "VBD" for root in s.roots)
                yield Found(question("What", "did" if past else helper, name, *verb, rest), gap)


def _whole(s: Sentence, thing: int | None) -> list[int]:
    """What a deed is done to, without another deed ("and its partnership"); none where it is misread."""
    if thing is None or s.tag(thing) == "PRP":
        return []
    owned = any(s.tag(at) == "PRP$" for kid in s.kids(thing, "conj") for at in s.kids(kid, "poss"))
    gap = s.core(thing, without=s.kids(thing, "conj", "cc") if owned else ())
    after = s.tokens[min(gap[-1] + 1, len(s.tokens) - 1)].text
    named = (
        after[:1].isupper() or after in ("'s", "’s", "'") or any(s.tag(at) in (*FINITE, "PRP$") for at in gap)
    )
    verbless = len(gap) > 5 and not any(token.tag in FINITE for token in s.tokens)
    return [] if named or verbless else gap


PATTERN = Pattern(
    "deed",
    "what",
    sentence=_deeds,
    fires=(("Velomax's purchase of the York mill came late.", "What did Velomax buy? → the York mill"),),
    silent=("Velomax's planned acquisition of the mill failed.", "The use of rye is old."),
)
