"""Two things set against each other.

Takes ", with A focusing on X and B on Y", "Unlike X, Y …", "While A does P, B does Q" and "A encourages X
but stops short of requiring it". Makes "While B focuses on Y, on what does A focus?" → "X"; "What does A
encourage but stop short of requiring?" → "X".
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import answer, ask, claimed, question
from curriculum.cards.clause import clause
from curriculum.cards.draft import Draft
from curriculum.cards.inflect import base, form
from curriculum.cards.phrase import phrase, starts_lower, verb_group
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim

NAME = "contrast"
TRUST = 80


def draft(st: Statement) -> Iterator[Draft]:
    """Drafts for "with … and …", a distinction, two verbs set against each other, and "Unlike"."""
    yield from _short_of(st)
    yield from _pair(st)
    yield from _distinction(st)
    yield from _unlike(st)
    yield from _while(st)


def _pair(st: Statement) -> Iterator[Draft]:
    """ ", with A VBG P X and B P Y" """
    s = st.sentence
    at = s.find(",", "with")
    if at < 0 or s.tag(at + 2) != "P":
        return
    verb = next((i for i in range(at + 2, s.end) if s.tag(i) == "VBG"), -1)
    if verb < 0 or any(s.tag(i) not in ("P",) for i in range(at + 2, verb)):
        return
    link = s.low(verb + 1)
    if s.tag(verb + 1) != "IN":
        return
    joint = next(
        (i for i in range(verb + 2, s.end) if s.low(i) == "and" and s.at(i + 1).text[:1].isupper()), -1
    )
    if joint < 0:
        return
    other = next((i for i in range(joint + 1, s.end) if s.low(i) == link), -1)
    if other < 0 or other - joint > 4:
        return
    lemma = base(s.at(verb).text)
    one, two = s.words(at + 2, verb), s.words(joint + 1, other)
    one, two = st.cast.people.get(one, one), st.cast.people.get(two, two)
    first, second = answer(s, verb + 2, joint), s.words(other, s.end)
    if len(second.split()) > 14 or len(first.split()) > 10:
        return
    yield Draft(
        NAME,
        question(f"While {two} {form(lemma, 'VBZ')} {second}, what does {one} {lemma} {link}"),
        first,
        trust=TRUST,
    )


def _distinction(st: Statement) -> Iterator[Draft]:
    """ "There is a distinction between A and B in C" """
    s = st.sentence
    drawn = re.match(r"^.{3,60} (?:distinction|difference|trade-off|balance) between (?!\w+ing)", s.text)
    if drawn and not s.text.startswith("There ") and st.clause is not None:
        at = s.find("between") + 1
        joint = next((i for i in range(at, s.end) if s.low(i) == "and"), -1)
        if at < joint and 3 <= s.end - joint <= 9 and joint - at <= 8 and not verb_group(s, joint + 2):
            asked = question(st.sentence.words(0, joint), "and what")
            yield Draft(NAME, claimed(st, asked), answer(s, joint + 1, s.end), trust=TRUST - 4)
        return
    match = re.match(
        r"^There (?:is|are) (?:an? |the )?(?P<what>(?:[\w-]+ ){0,2}(?:distinction|"
        r"difference|tension|trade-off|tradeoff|balance)) between ",
        s.text,
    )
    if not match:
        return
    at = s.find("between") + 1
    joint = next((i for i in range(at, s.end) if s.low(i) == "and"), -1)
    if joint < 0:
        return
    end = phrase(s, joint + 1, frozenset(("in", "for")))
    if end == joint + 1 or end - at > 14:
        return
    if s.low(end - 1) == s.low(joint - 1) and end - joint >= 3:
        # "static analysis and dynamic analysis": the shared noun stays, its modifiers go
        gap = s.words(joint + 1, end - 1)
        text = f"{s.words(0, joint + 1)} {{{{c1::{gap}}}}} {s.words(end - 1, s.end)}."
        yield Draft(NAME, "", gap, kind="cloze", text=text, trust=TRUST - 4)
        return
    where = s.words(end, s.end) if s.low(end) in ("in", "for") else ""
    gap = s.words(joint + 1, end)
    yield Draft(
        NAME,
        question(
            where,
            "," if where else "",
            "there is a",
            match["what"],
            "between",
            s.words(at, joint),
            "and what",
        ),
        gap,
        trust=TRUST - 4,
    )


def _short_of(st: Statement) -> Iterator[Draft]:
    """ "S VBZ X but stops short of VBG it": both verbs are asked with."""
    c, s = st.clause, st.sentence
    if c is None or st.loose or c.group.passive or c.lead:
        return
    at = next((i for i in range(c.group.end, s.end) if s.low(i) == "but"), -1)
    if at < 0 or s.low(at + 1) not in ("stops", "stop", "stopped") or s.low(at + 2) != "short":
        return
    if s.low(at + 3) != "of" or s.low(at + 5) not in ("it", "them") or not s.low(at + 4).endswith("ing"):
        return
    end = trim(s, c.group.end, at)
    where = s.words(end, at).rstrip(" ,")
    if end > c.group.end and len(where.split()) <= 4:
        asked = ask(c, f"{where} but stop short of {s.low(at + 4)}")
        yield Draft(NAME, asked, answer(s, c.group.end, end), trust=TRUST)


def _unlike(st: Statement) -> Iterator[Draft]:
    """ "Unlike B, A does P X" """
    c, s = st.clause, st.sentence
    if c is None or s.low(0) != "unlike" or not c.lead or c.group.passive:
        return
    start = c.group.end
    if s.tag(start) == "IN":
        start += 1
    end = trim(s, start)
    if end <= start or verb_group(s, end):
        return
    yield Draft(
        NAME,
        question(
            s.words(0, c.lead),
            ask(c, s.words(c.group.end, start))[:1].lower() + ask(c, s.words(c.group.end, start))[1:],
        ),
        answer(s, start, end),
        trust=TRUST,
    )


def _while(st: Statement) -> Iterator[Draft]:
    """ "A has X, while B has Y" → "While A has X, what does B have?" """
    c, s = st.clause, st.sentence
    if (
        c is None
        or st.loose
        or (st.derived and not st.speaker)
        or c.lead
        or c.group.passive
        or c.end + 2 >= s.end
    ):
        return
    if s.at(c.end).text != "," or s.low(c.end + 1) not in ("while", "whereas"):
        return
    other = clause(s, c.end + 2)
    if other is None or other.lead != c.end + 2 or other.group.passive or other.lemma == "be":
        return
    if c.lemma == "be" or s.tag(other.subject[0]) == "Q" or other.end < s.end:
        return
    start = other.group.end + (s.tag(other.group.end) in ("IN", "RP"))
    end = trim(s, start)
    main = starts_lower(s, c.subject[0], c.end)
    if end < s.end or end <= start or len(main.split()) > 14 or re.search(r"\b(?:it|they|he|she)\b", main):
        return
    asked = ask(other, s.words(other.group.end, start))
    yield Draft(
        NAME,
        claimed(st, question(f"{s.low(c.end + 1)} {main},", asked[:1].lower() + asked[1:])),
        answer(s, start, end),
        trust=TRUST - 2,
    )
