"""What comes of it.

Takes "S V O, enabling NP" and "S V O, which enhances NP". Makes "S V O. What does this enable?" → the object.
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import answer, question, up_to
from curriculum.cards.draft import Draft
from curriculum.cards.inflect import base
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim

NAME = "result"
TRUST = 76

_EFFECTS = frozenset(
    """enable allow reduce increase speed
    lower strengthen weaken prevent create cause produce raise accelerate preserve protect support
    make foster trigger revolutionize revolutionise transform spark undermine limit mark lead lay set
    open end establish release give slow thicken tenderize soften remove restore""".split()
)


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for the first tail that names an effect."""
    c, s = st.clause, st.sentence
    if c is None or st.loose or c.end >= s.end:
        return
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
        modal = ""
        if which and s.tag(verb) == "M":
            modal, verb = s.low(verb), verb + 1
            lemma = base(s.at(verb).text)
        if lemma in _EFFECTS and (
            (s.tag(verb) == "VBG" and not which) or (which and s.tag(verb) in ("VBZ", "VBD", "VB"))
        ):
            yield from _one(st, verb, lemma, adverb, modal)
            return
        following = next((i for i in range(at + 1, s.end) if s.at(i).text == ","), -1)
        if following < 0:
            return
        at = following


def _one(st: Statement, verb: int, lemma: str, adverb: str, modal: str) -> Iterator[Draft]:
    c, s = st.clause, st.sentence
    assert c is not None
    start = verb + 1
    particle = ""
    if s.tag(start) in ("IN", "RP") and s.low(start) not in ("by", "of"):
        particle, start = s.low(start), start + 1
    if lemma == "make" or (
        lemma in ("allow", "aid", "lead", "lay", "set", "result", "give") and not particle
    ):
        return
    if s.tag(start) == "D$":
        return
    end = trim(s, start)
    # ", allowing enterprises to deploy …" is cut before its point
    if end <= start or (s.tag(end) == "TO" and lemma in ("allow", "enable", "cause", "help", "lead")):
        return
    main = c.main_text if not c.lead else up_to(st, 0, c.end).rstrip(" ,")
    if len(main.split()) > 18:
        return
    past = s.tag(c.verb_at) == "VBD"
    adverb = (
        "" if adverb in ("potentially", "often", "thereby", "thus", "significantly", "ultimately") else adverb
    )
    do = modal or ("did" if past else "does")
    hedge = "could" if re.search(r"\bpotentially\b", s.words(c.end, verb)) else do
    yield Draft(
        NAME,
        question(f"{main}. What {hedge} this", adverb, lemma, particle),
        answer(s, start, end),
        trust=TRUST,
    )
