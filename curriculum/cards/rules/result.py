"""What comes of it.

Takes "S V O, enabling NP", "S V Os, which enhances NP" and "S V O, allowing N to VB NP". Makes "S V O. What
does this enable?" → the object; "S V O. What does this allow N to do?" → "VB NP".
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import answer, question, up_to
from curriculum.cards.content import content
from curriculum.cards.draft import Draft
from curriculum.cards.inflect import base
from curriculum.cards.phrase import simple_phrase
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim
from curriculum.cards.unframe import tells

NAME = "result"
TRUST = 76

_EFFECTS = frozenset(
    """enable allow reduce increase speed
    lower strengthen weaken prevent create cause produce raise accelerate preserve protect support
    make foster trigger revolutionize revolutionise transform spark undermine limit mark lead lay set
    open end establish release give slow thicken tenderize soften remove restore""".split()
)

_MAKE_ACT = frozenset("allow enable cause help lead force".split())


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for the first tail that names an effect."""
    c, s = st.clause, st.sentence
    if c is None or st.loose or c.end >= s.end or tells(s.words(c.group.main, c.group.end)):
        return  # what comes of what somebody only tells is not said
    if any(s.tag(at) in ("Q",) and s.low(at) not in ("it", "they") for at in range(c.subject[0], c.end)):
        return
    at = c.end
    while 0 <= at < s.end:
        if s.at(at).text != ",":
            return
        verb = at + 1
        which = s.low(verb) == "which"
        verb += which
        adverb = ""
        while s.tag(verb) == "R":
            adverb = (adverb + " " + s.low(verb)).strip()
            verb += 1
        lemma = base(s.at(verb).text)
        # one thing does it, and several stand before: "which" is the whole clause
        whole = which and s.tag(verb) == "VBZ" and s.tag(at - 1) == "NS"
        if lemma in _EFFECTS and (whole or (s.tag(verb) == "VBG" and not which)):
            yield from _one(st, verb, lemma, adverb)
            return
        following = next((i for i in range(at + 1, s.end) if s.at(i).text == ","), -1)
        if following < 0:
            return
        at = following


def _one(st: Statement, verb: int, lemma: str, adverb: str) -> Iterator[Draft]:
    c, s = st.clause, st.sentence
    assert c is not None
    start = verb + 1
    particle = ""
    if s.tag(start) in ("IN", "RP") and s.low(start) not in ("by", "of"):
        particle, start = s.low(start), start + 1
    if s.low(start) in ("concerns", "questions", "doubts", "hopes") and s.low(start + 1) in ("about", "over"):
        particle, start = s.words(start, start + 2), start + 2  # "raising concerns about X": X is the fact
    if lemma == "make" or (lemma in ("aid", "lay", "set", "result", "give") and not particle):
        return
    if s.tag(start) == "D$":
        return
    end = trim(s, start)
    if end <= start:
        return
    main = c.main_text if not c.lead else up_to(st, 0, c.end).rstrip(" ,")
    if s.low(c.aside[0]) == "like" and not c.lead and any(s.tag(i) == "P" for i in range(*c.aside)):
        main = up_to(st, c.subject[0], c.end).rstrip(" ,")  # whose approaches, the aside says
    main = re.sub(r" in \d{4}$", "", main)  # the year is a card of its own
    if len(main.split()) > 18:
        return
    found = answer(s, start, end)
    act = ""
    if lemma in _MAKE_ACT and s.tag(end) == "TO":
        if end - start > 4:
            return
        verb_at = end + 1
        stop = trim(s, verb_at + (3 if s.low(verb_at + 1) == "and" and s.tag(verb_at + 2) == "VB" else 1))
        act = f"{s.words(start, end)} to do"
        found = s.words(verb_at, stop)
        if s.tag(verb_at) != "VB" or stop <= verb_at + 2:
            return
        if content(found) & content(main) and not c.lead:
            # what the answer would repeat is left out of the front
            main = up_to(st, c.subject[0], simple_phrase(s, c.group.end))
    elif lemma in ("allow", "lead") and not particle:
        return
    elif lemma in ("protect", "shield", "guard") and (
        link := next((i for i in range(start, end) if s.low(i) in ("against", "from")), 0)
    ):
        # what "protects the plant against insects" is asked for is the insects
        act, found = s.words(start, link + 1), s.words(link + 1, end)
    past = s.tag(c.verb_at) == "VBD"
    adverb = (
        "" if adverb in ("potentially", "often", "thereby", "thus", "significantly", "ultimately") else adverb
    )
    do = "did" if past else "does"
    hedge = "could" if re.search(r"\bpotentially\b", s.words(c.end, verb)) else do
    yield Draft(
        NAME,
        question(f"{main}. What {hedge} this", adverb, lemma, act or particle),
        found,
        trust=TRUST,
    )
