"""What a noun phrase says of a thing: its kind, that it is the only one, what it is called."""

from curriculum.cards.draft import LONGEST_ANSWER
from curriculum.cards.parse.sentence import Sentence
from curriculum.cards.words import table


def is_kind(s: Sentence, at: int, phrase: list[int]) -> bool:
    """Whether a complement says what kind of thing something is: "a loan that pays the survivors"."""
    if s.low(at) in ("someone", "somebody", "something", "anyone"):
        return bool(s.kids(at, "relcl"))
    article = s.low(phrase[0]) in ("a", "an", "the", "one") or s.tag(at) == "NNS"
    noun = s.tag(at)[:2] == "NN" and s.low(at) not in table("hollow")
    return article and noun and len(phrase) > 2 and not _is_most(s, phrase, at)


def shortened(s: Sentence, at: int, phrase: list[int]) -> list[int]:
    """A phrase of a kind without its last clauses where it is too long; it stays true: "a mill that …"."""
    if s.tag(phrase[-1] + 1) == "VBG" and s.tokens[phrase[-1] + 1].dep == "prep":
        phrase = [*phrase, *s.core(phrase[-1] + 1)]  # "the cough following a day at the mill"
    if s.low(phrase[0]) not in ("a", "an") and s.tag(at) != "NNS":
        return phrase  # "the mill that …" would be another one
    ends = sorted(
        min(s.under(here))
        for here in phrase
        if s.dep(here) in ("relcl", "acl", "advcl")
        or (s.dep(here) == "prep" and s.kids(here, "pcomp") and s.tag(s.tokens[here].head) != "JJ")
        or (here > at and s.tag(here) == "JJ" and s.kids(here, "prep"))  # "capable of …"
    )
    while len(s.say(phrase).split()) > LONGEST_ANSWER and ends:
        end = ends.pop()
        cut = [here for here in phrase if here < end]
        left = (here for here in phrase if here >= end and s.dep(here) in ("cc", "conj"))
        row = any(s.tokens[here].head < end for here in left)
        phrase = cut if len(cut) > 4 and cut[-1] >= at and not row else phrase
    return phrase


def is_named(s: Sentence, thing: list[int]) -> bool:
    """Whether a phrase is nothing but a name."""
    return all(place in s.names or s.tag(place) in ("NNP", "DT", "CD") for place in thing)


def is_term(s: Sentence, at: int, thing: list[int], gap: list[int]) -> bool:
    """Whether a common noun is explained beside it: "bronze, an alloy of tin"; no "the mill, a large one"."""
    words = [place for place in thing if s.tokens[place].text[0].isalnum()]
    bare = words and all(s.tag(place)[:2] in ("NN", "JJ") for place in words)
    kind = s.low(gap[0]) in ("a", "an") and s.low(at) not in table("hollow")
    return bool(bare and kind and len(words) <= 4 and min(gap) - max(words) <= 3)


def _is_most(s: Sentence, phrase: list[int], before: int) -> bool:
    return any(s.tag(at) in ("JJS", "RBS") or s.low(at) == "most" for at in phrase if at < before)


def described(s: Sentence, at: int) -> str:
    """The name that a participle is said of: the noun before, or whatever is said to be that noun."""
    noun, apart = s.tokens[at].head, s.mark_before(at) == ","
    if s.dep(at) not in ("acl", "advcl"):
        return ""
    if s.dep(at) == "advcl":
        noun = s.kid(noun, "attr", "dobj") or noun
    while apart and noun not in s.names and s.dep(noun) in ("pobj", "prep"):
        noun = s.tokens[noun].head
    verb = s.tokens[noun].head
    if s.dep(noun) == "attr" and s.lemma(verb) == "be" and (apart or s.dep(at) == "acl"):
        noun = s.kid(verb, "nsubj") or noun
    elif s.dep(noun) == "appos":
        noun = verb
    near = s.dep(at) == "acl" or s.dep(noun) == "nsubj" or (apart and max(s.core(noun)) < at)
    return s.say(s.core(noun, without=(at,))) if noun in s.names and noun < at and near else ""


def is_meaning(s: Sentence, root: int) -> bool:
    """Whether a phrase without a clause says what its label is: "two or more conflicting beats at once"."""
    meaning = s.core(root)
    first = meaning[0]
    verb = s.tag(root) == "VBG" and first == root
    noun = s.tag(root) in ("NN", "NNS", "NNP") and s.low(root) not in table("topics") | table("months")
    if s.kids(root, "nsubj", "nsubjpass", "aux") or (s.tag(root) != "VBG" and s.kids(root, "dobj")):
        return False
    if not (noun or verb) or len(meaning) < 4 or first > 1 or s.low(first) in table("pointing"):
        return False
    owned = "poss" in (s.dep(first), s.dep(s.tokens[first].head))
    teller = first in s.names and first != root and not owned  # "Karp shares insights"
    past = first == root and s.low(root).endswith("ed")
    return not teller and not past and not any(s.low(at) == "mentioned" for at in meaning)
