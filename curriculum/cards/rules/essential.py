"""What is essential, crucial or central for something.

Takes "X is crucial for Y", "X is essential to Y", "the concept of X, which is central to Y", "the
importance of X in Y". Makes "What is crucial for Y?" → "X"; without Y a cloze deletion of the words
before "of".
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from curriculum.cards.ask import answer, claimed, question
from curriculum.cards.clause import third_person
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import phrase, simple_phrase
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim

NAME = "essential"
TRUST = 88

STRONG = frozenset(
    """central critical crucial vital essential paramount fundamental key indispensable necessary integral
    responsible important decisive required""".split()
)


def draft(st: Statement) -> Iterator[Draft]:
    """Drafts for the copula and for "the concept of X, which is central to Y"."""
    yield from _copula(st)
    yield from _concept(st)
    yield from _feature(st)


def _copula(st: Statement) -> Iterator[Draft]:
    c, s = st.clause, st.sentence
    if c is None or c.lemma not in ("be", "become", "remain") or c.lead or st.loose:
        return
    at = c.group.end
    adverb = c.group.start != c.verb_at
    if adverb:
        # "managing memory well is critical": the adverb belongs to the subject
        if s.tag(c.subject[0]) != "VBG":
            return
        c = replace(c, subject=(c.subject[0], c.verb_at), group=c.group._replace(start=c.verb_at))
    if s.tag(at) == "R":
        at += 1
    if s.low(at) not in STRONG:
        return
    start, end = c.subject
    subject = answer(s, start, end)
    if len(subject.split()) > 12 or s.low(start) in ("this", "it", "these", "they"):
        return
    complement = at + 1
    if s.low(complement) in ("for", "to", "in"):
        stop = c.end
        rest = s.words(complement, stop)
        if len(rest.split()) < 2 or len(rest.split()) > 16:
            return
        tail = ""
        if s.low(c.end) == "," and re.match(r"often more so than ", s.words(c.end + 1, s.end)):
            tail = ", " + s.words(c.end + 1, s.end)
        yield Draft(
            NAME,
            claimed(st, question("What", third_person(c), s.words(c.group.end, complement), rest + tail)),
            subject,
            # with the members in a bracket, rules.kinds asks more exactly
            trust=TRUST + (3 if tail else -8 if "(" in subject else 0),
        )
    elif complement >= c.end and c.lemma == "be":
        cut = next((i for i in range(start, end) if s.low(i) == "of"), 0)
        if (
            cut
            and 1 <= len(s.words(start, cut).split()) <= 4
            and end - cut >= 3
            and s.low(start) not in ("the", "a")
        ):
            gap = s.words(start, cut)
            text = f"{{{{c1::{gap}}}}} {s.words(cut, c.end)}."
            yield Draft(NAME, "", gap, kind="cloze", text=text, trust=58)


def _concept(st: Statement) -> Iterator[Draft]:
    s = st.sentence
    for at in range(s.end - 3):
        if s.at(at).text != "," or s.low(at + 1) != "which" or s.low(at + 2) not in ("is", "are"):
            continue
        word = at + 4 if s.tag(at + 3) == "R" else at + 3
        if s.low(word) not in STRONG or s.low(word + 1) not in ("to", "for", "in"):
            continue
        opened = next(
            (i for i in range(at - 1, -1, -1) if s.low(i) == "concept" and s.low(i + 1) == "of"), -1
        )
        start = opened + 2 if opened >= 0 else -1
        end = trim(s, word + 2)
        if start < 0 or simple_phrase(s, start) != at or end == word + 2:
            continue
        yield Draft(
            NAME,
            question("Which concept is", s.words(at + 3, word + 2), s.words(word + 2, end)),
            answer(s, start, at),
            trust=TRUST,
        )


def _feature(st: Statement) -> Iterator[Draft]:
    """A standout feature of NAME is X."""
    c, s = st.clause, st.sentence
    if c is None or c.lemma != "be" or c.group.main != c.group.end - 1 or st.loose or c.lead:
        return
    start, end = c.subject
    text = s.words(start, end)
    match = re.match(
        r"^(?:A|One|The) (?:[\w-]+ ){0,2}?(?P<noun>feature|advantage|challenge|goal|benefit|risk|limitation|"
        r"drawback|strength|weakness|problem|aim|purpose|hallmark|symptom|cause) of ",
        text,
    )
    if not match:
        return
    at = c.group.end
    if s.low(at) == "to" and s.tag(at) == "TO":
        stop = c.end
        if len(s.words(at, stop).split()) <= 12:
            yield Draft(NAME, question("What is", c.subject_text), s.words(at, stop), trust=78)
        return
    stop = trim(s, at)
    whole = phrase(s, at)
    if stop > at and (stop >= whole or s.tag(stop) in ("TO", ".", "W", "")):
        yield Draft(NAME, question("What is", c.subject_text), answer(s, at, stop), trust=78)
