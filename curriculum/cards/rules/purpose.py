"""What something is done for.

Takes "S V O to VB NP" where the verb is an act. Makes "S combines O to enhance what?", or "What did S
initiate O to craft?" → the object of the infinitive.
"""

from collections.abc import Iterator

from curriculum.cards.ask import answer, ask, claimed, question, up_to
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import phrase
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim

NAME = "purpose"
TRUST = 80

_NOT_ACTS = frozenset(
    """aim seek plan try intend hope want help need continue begin start tend appear seem have be allow
    enable expect require ask encourage invite force lead refuse fail decide agree choose urge advise
    warn tell command order fail promise offer get cause teach learn""".split()
)
_SHOWS = frozenset("exemplify showcase highlight underscore illustrate reflect underline".split())
"""What is said to show the promise of something is praise, not a fact."""
_NOT_BEFORE = frozenset(
    """ability desire way ways potential need how aim aims plan plans commitment right power opportunity
    opportunities attempt attempts effort efforts failure decision permission capacity tendency chance
    able unable easy hard readiness capability time enough too expected designed used likely willing
    capabilities""".split()
)


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for the first "to VB NP" that ends an act."""
    c, s = st.clause, st.sentence
    if c is None or st.loose or c.lemma in _SHOWS:
        return
    if c.lemma in _NOT_ACTS and not c.group.passive:
        yield from _aim(st)
        return
    for at in range(c.group.end, s.end - 1):
        if s.tag(at) != "TO":
            continue
        if at > c.end:
            return
        if s.low(at - 1) in _NOT_BEFORE or any(s.tag(i) in ("W", "S") for i in range(c.group.end, at)):
            return
        verb = at + 1
        while s.tag(verb) == "R":
            verb += 1
        start = verb + 1
        if s.low(verb) in ("be", "stay", "become", "remain", "have", "do") or c.lemma == "prefer":
            return
        if s.tag(start) == "RP":
            start += 1
        if s.low(start) == "and" and s.tag(start + 1) == "VB":
            start += 2  # "to predict and create effective drugs"
        if s.tag(start) == "IN":
            start += 1
        end = trim(s, start)
        if end <= start or s.tag(verb) != "VB" or s.tag(start) == "R":
            return
        body = up_to(st, c.subject[0], start)
        before = s.words(c.group.end, at)
        if c.group.passive and c.lemma in ("use", "design", "develop", "create", "build", "add", "employ"):
            yield Draft(NAME, ask(c, s.words(c.group.end, start)), answer(s, start, end), trust=TRUST)
        elif s.low(verb) in ("ensure", "guarantee") and before and 3 <= s.end - at <= 12 and end == s.end:
            yield Draft(NAME, claimed(st, ask(c, before, wh="Why")), s.words(at, end), trust=TRUST)
        elif before and phrase(s, c.group.end) <= at and len(body.split()) <= 24:
            yield Draft(NAME, claimed(st, question(body, "what")), answer(s, start, end), trust=TRUST)
        return


def _aim(st: Statement) -> Iterator[Draft]:
    """ "S aims to VB NP" → "What does S aim to VB?", when the object is short."""
    c, s = st.clause, st.sentence
    if c is None or c.lemma not in (
        "aim",
        "seek",
        "plan",
        "intend",
        "hope",
        "expect",
        "design",
        "help",
        "allow",
        "enable",
    ):
        return
    at = c.group.end
    if s.tag(at) != "TO" or s.tag(at + 1) != "VB":
        return
    start = at + 2
    if s.low(at + 1) in (
        "be",
        "stay",
        "become",
        "remain",
        "have",
        "keep",
        "make",
        "place",
        "put",
        "let",
        "get",
        "help",
    ):
        return
    if s.low(start) == "and" and s.tag(start + 1) == "VB":
        start += 2
    if s.tag(start) == "IN":
        start += 1
    end = trim(s, start)
    if any(s.tag(i) == "TO" for i in range(start, end)):
        return
    if end > start and s.low(start) == "the" and (s.low(end) in ("to", "for") or s.tag(end) == "R"):
        link = end + (s.tag(end) == "R")
        last = trim(s, link + 1)
        if s.tag(link) == "IN" and last > link + 1:
            body = up_to(st, c.subject[0], link + 1)
            if end - start == 2 and s.tag(c.subject[1] - 1) in ("P", "CD"):
                # "the requirements" of the bill are its own
                body = f"{up_to(st, c.subject[0], start)} its {s.words(start + 1, link + 1)}"
            yield Draft(NAME, claimed(st, question(body, "what")), answer(s, link + 1, last), trust=TRUST - 4)
        return
    link = next((i for i in range(start, end) if s.low(i) == "with"), 0)
    if link and end == c.end and s.tag(end - 1) in ("N", "NS"):
        # "a level field with minimum standards": the standards are the fact
        asked = ask(c, s.words(at, link), wh="How")
        yield Draft(NAME, claimed(st, asked), answer(s, link, end), trust=TRUST - 4)
        return
    if end > start and len(s.words(start, end).split()) <= 8:
        rest = s.words(end, c.end) if s.tag(end) == "TO" or s.low(end) in ("for", "within", "across") else ""
        if end == c.end and s.low(end) == "while" and s.tag(end + 1) == "VBG" and s.end - end <= 9:
            rest = s.words(end, s.end)  # "while keeping rents low" narrows what a law may seek
        if len(rest.split()) <= 10:
            yield Draft(
                NAME, question(ask(c, s.words(at, start))[:-1], rest), answer(s, start, end), trust=TRUST - 4
            )
