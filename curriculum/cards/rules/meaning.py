"""What a word means, or what something is called.

Takes "X means VBG …", "X, meaning NP", "a N called X, in which CLAUSE", "X describes the N that …". Makes
"What does X mean?" → the words; "What is X?" → "a N in which CLAUSE".
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import answer, ask, question
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import NOUNS, simple_phrase, starts_lower
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim

NAME = "meaning"
TRUST = 88
WORDS = frozenset(
    """means mean meant meaning called named termed describe describes
    described denote denotes denoted measures measured term word phrase which""".split()
)

_POINTERS = frozenset("this that these those it they the which".split())


def draft(st: Statement) -> Iterator[Draft]:
    """Drafts for the four forms."""
    yield from _means(st)
    yield from _aside(st)
    yield from _called(st)
    yield from _describes(st)
    yield from _term(st)
    yield from _known(st)


def _means(st: Statement) -> Iterator[Draft]:
    """ "Blooming means wetting the grounds" → "What does blooming mean?" """
    c, s = st.clause, st.sentence
    if c is None or c.lemma != "mean" or c.group.passive or c.lead or st.loose or st.derived:
        return
    start, end = c.subject
    at = c.group.end
    if end - start > 3 or s.low(start) in _POINTERS or s.tag(start) == "Q":
        return
    if s.tag(at) != "VBG" and s.low(at) not in ("a", "an", "the"):
        return
    stop = s.end if len(s.words(at, s.end).split()) <= 15 else 0
    if not stop:
        so = s.find("so", "that", start=at)
        stop = so if so > 0 else trim(s, at)
    found = s.words(at, stop)
    if 3 <= len(found.split()) <= 15 and "," not in found:
        yield Draft(NAME, ask(c), found, trust=TRUST)


def _aside(st: Statement) -> Iterator[Draft]:
    """ "X, meaning the NP …," → "What does X mean?" """
    s = st.sentence
    for at in range(1, s.end - 3):
        if s.at(at).text != "," or s.low(at + 1) != "meaning" or s.low(at + 2) not in ("a", "an", "the"):
            continue
        start = at
        while start > 0 and s.tag(start - 1) in (*NOUNS, "J"):
            start -= 1
        stop = next((i for i in range(at + 3, s.end) if s.at(i).text in (",", ";", ")")), s.end)
        found = s.words(at + 2, stop)
        if start < at and 4 <= len(found.split()) <= 15:
            yield Draft(NAME, question("What does", starts_lower(s, start, at), "mean"), found, trust=TRUST)


def _called(st: Statement) -> Iterator[Draft]:
    """ "A strategy called ring vaccination, in which …," → "What is ring vaccination?" """
    s = st.sentence
    for at in range(1, s.end - 4):
        if s.low(at) not in ("called", "named", "termed") or s.tag(at) != "VBN":
            continue
        end = simple_phrase(s, at + 1)
        start = at
        while start > 0 and s.tag(start - 1) in (*NOUNS, "J"):
            start -= 1
        start -= start > 0 and s.low(start - 1) in ("a", "an")
        if end == at + 1 or start == at or s.at(end).text != "," or s.low(start) not in ("a", "an"):
            continue
        if s.low(end + 1) != "in" or s.low(end + 2) != "which":
            continue
        stop = next((i for i in range(end + 1, s.end) if s.at(i).text in (",", ";")), s.end)
        sort, told = answer(s, start, at), s.words(end + 1, stop)
        if len(f"{sort} {told}".split()) <= 15:
            name = answer(s, at + 1, end)
            yield Draft(NAME, question("What is", name), f"{sort} {told}", trust=TRUST, parts=(sort, told))


def _describes(st: Statement) -> Iterator[Draft]:
    """ "The survivor's curse describes the problem that …" → "What does the survivor's curse describe?" """
    c, s = st.clause, st.sentence
    if c is None or c.lemma not in ("describe", "denote", "measure") or c.group.passive or st.loose:
        return
    start, end = c.subject
    named = s.tag(end - 1) in NOUNS and not any(s.tag(i) == "P" for i in range(start, end))
    if c.lead or st.derived or not named or s.low(c.group.end) not in ("the", "a", "an", "how"):
        return
    if re.search(r"\b(?:book|paper|study|author|report|word|term|model)s?$", s.words(start, end)):
        return
    found = s.words(c.group.end, s.end)
    if 4 <= len(found.split()) <= 15 and "," not in found:
        yield Draft(NAME, ask(c), found, trust=TRUST - 8)


def _term(st: Statement) -> Iterator[Draft]:
    """ "… the term "keystone species" … to describe NP" → "What does the term … describe?" """
    s = st.sentence
    match = re.search(r"\bthe (?:term|word|phrase|name) (?P<term>[\"“][^\"”]{2,40}[\"”])", s.text)
    at = s.find("to", "describe")
    if not match or at < 0 or s.at(at).start < match.end():
        return
    stop = next((i for i in range(at + 2, s.end) if s.at(i).text in (",", ";")), s.end)
    found = s.words(at + 2, stop)
    if 2 <= len(found.split()) <= 15:
        yield Draft(NAME, question("What does the term", match["term"], "describe"), found, trust=TRUST)


def _known(st: Statement) -> Iterator[Draft]:
    """ "CLAUSE, which is known as the N" → "CLAUSE. What name does this have?"; "which NAME calls" alike."""
    c, s = st.clause, st.sentence
    at = s.find(",", "which")
    if at < 0 or st.loose or st.derived:
        return
    match = re.match(
        r", which (?:is |are )?(?:(?:[A-Z]\w+ ){1,3}calls |known as |called |often called )(?P<name>.+)$",
        s.words(at, s.end),
    )
    main = s.words(0, at)
    said = match["name"] if match else ""
    loose = re.search(r"\b(?:it|its|they|them|he|she|this|these)\b", main, re.IGNORECASE)
    whole = c is not None or s.low(0) in ("when", "if", "once")
    if (
        whole
        and 1 <= len(said.split()) <= 6
        and "," not in said
        and 5 <= len(main.split()) <= 24
        and not loose
    ):
        yield Draft(NAME, f"{main[:1].upper()}{main[1:]}. What name does this have?", said, trust=TRUST - 6)
