"""Why something is so.

Takes "S V O due to / because of NP", "Due to NP, clause", "S V because / since clause", an order with its
"because". Makes "Why …?" → "because of NP"; for a fronted cause with "of", a cloze deletion of the words
before "of".
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import after, ask, claimed, question
from curriculum.cards.draft import Draft
from curriculum.cards.inflect import can_be_base_verb
from curriculum.cards.phrase import phrase, verb_group
from curriculum.cards.statement import Statement
from curriculum.cards.tagger import Sentence
from curriculum.cards.trim import trim

NAME = "cause"
TRUST = 84
WORDS = frozenset("because since due thanks owing result".split())

_CAUSES = (("due", "to"), ("because", "of"), ("thanks", "to"), ("owing", "to"), ("as", "a", "result", "of"))
_PRONOUN = re.compile(r"\b(?:it|its|they|them|their|he|she|his|her|this|these|those)\b", re.IGNORECASE)
LONGEST = 17
"""Words of a cause told as a clause: it is recalled by its sense, not word for word."""


def draft(st: Statement) -> Iterator[Draft]:
    """Drafts for a cause behind the clause, before it, or in a "because" clause."""
    s, c = st.sentence, st.clause
    for words in _CAUSES:
        at = s.find(*words)
        if at == 0:
            yield from _fronted(st, len(words))
            return
        if at > 0 and c is not None and not st.loose and c.group.end <= at <= c.end:
            start = at + len(words)
            end = trim(s, start)
            what = s.words(c.group.end, at).rstrip(" ,")
            if end > start and len(what.split()) <= 14 and "but" not in what.split():
                yield Draft(NAME, ask(c, what, wh="Why"), s.words(at, end), trust=TRUST)
            return
    yield from _opening(st)
    yield from _following(st)


def _opening(st: Statement) -> Iterator[Draft]:
    """ "Because CLAUSE, S V O" """
    s, c = st.sentence, st.clause
    if s.low(0) != "because" or c is None or not c.lead:
        return
    found = s.words(0, c.lead).rstrip(" ,")
    what = s.words(c.group.end, c.end)
    if (
        len(found.split()) <= LONGEST - 2
        and len(what.split()) <= 14
        and not _PRONOUN.search(s.words(c.lead, c.end))
    ):
        yield Draft(NAME, ask(c, what, wh="Why"), found[:1].lower() + found[1:], trust=TRUST)


def _following(st: Statement) -> Iterator[Draft]:
    """ "S V O because CLAUSE", "S V O, since CLAUSE", "Do O, because CLAUSE" """
    s, c = st.sentence, st.clause
    at = s.find("because")
    if at < 0:
        at = s.find(",", "since") + 1
        opened = phrase(s, at + 1)
        if at == 0 or opened == at + 1 or verb_group(s, opened) is None:
            return
    if at <= 0 or st.loose:
        return
    close = _close(s, at)
    if s.low(at - 1) in ("partly", "mainly", "mostly", "largely", "chiefly"):
        at -= 1  # it stays with the reason
    found = s.words(at, close)
    if not 3 <= len(found.split()) <= LONGEST or (_borrowed(st) and _PRONOUN.search(found)):
        return
    # "have plenty of nitrate but little iron because …": one verb, two objects
    one = (
        c is not None and s.low(c.end) == "but" and (phrase(s, c.end + 1) == at or s.low(c.end + 1) == "not")
    )
    if c is not None and (c.group.end <= at <= c.end + 1 or one):
        what = s.words(c.group.end, at).rstrip(" ,")
        if len(what.split()) <= 14 and not _PRONOUN.search(what) and "that" not in what.split():
            asked = after(s.words(0, c.lead), ask(c, what, wh="Why"))
            yield Draft(NAME, claimed(st, asked), found, trust=TRUST)
    elif c is None and _orders(s) and len(s.words(0, at).split()) <= 14:
        order = s.words(0, at).rstrip(" ,")
        yield Draft(NAME, question("Why should you", order[:1].lower() + order[1:]), found, trust=TRUST)


def _borrowed(st: Statement) -> bool:
    """Whether the statement has a subject that its own words do not have: a pronoun may mean another."""
    return st.derived and st.sentence.text.rstrip(".").lower() not in st.quote.lower()


def _close(s: Sentence, at: int) -> int:
    """The end of the cause: before another tail, where the rest can go without loss."""
    for here in range(at + 3, s.end):
        joined = s.at(here).text == "," and s.low(here + 1) == "and"
        opened = phrase(s, here + 2)
        if joined and opened > here + 2 and verb_group(s, opened) is not None:
            return here
        if s.at(here).text in (";", ":") or (
            s.at(here).text == ","
            and s.low(here + 1) in ("which", "while", "above", "especially", "but", "so")
        ):
            return here
    return s.end


def _orders(s: Sentence) -> bool:
    """Whether the sentence opens with a verb in the imperative."""
    return (
        can_be_base_verb(s.low(0)) and s.tag(0) in ("VB", "VBP", "N") and s.tag(1) in ("D", "D$", "J", "NS")
    )


def _fronted(st: Statement, size: int) -> Iterator[Draft]:
    s = st.sentence
    comma = s.find(",")
    found = s.words(0, comma)
    found = found[:1].lower() + found[1:]
    if (
        s.low(comma + 1) == "there"
        and s.low(comma + 2) in ("is", "are", "was", "were")
        and s.end - comma <= 14
    ):
        asked = question("Why", s.low(comma + 2), "there", s.words(comma + 3, s.end))
        if len(found.split()) <= 12 and not _PRONOUN.search(f"{asked} {found}"):
            yield Draft(NAME, asked, found, trust=TRUST)
            return
    if comma < 0 or any(s.tag(at) == "Q" for at in range(s.end)):
        return
    of = s.find("of", start=size)
    start = size + 1 if s.low(size) in ("the", "its", "their", "a") else size
    if not 0 < of < comma or not 1 <= of - start <= 3:
        return
    gap = s.words(start, of)
    text = s.words(0, start) + " {{c1::" + gap + "}} " + s.words(of, s.end) + "."
    if len(text.split()) <= 30:
        yield Draft(NAME, "", gap, kind="cloze", text=text, trust=TRUST - 6)
