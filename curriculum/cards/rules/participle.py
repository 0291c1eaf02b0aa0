"""Who or what something was done by.

Takes "X was inspired / developed / driven by Y", "X, developed by Y, …" and "Inspired by Y, S did O". Makes
"Who developed AlphaFold?" → "DeepMind"; "What inspired the Tiny GPU project?" → "his interest in …".
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import answer, question
from curriculum.cards.draft import Draft
from curriculum.cards.inflect import base, form
from curriculum.cards.phrase import NOUNS, is_name, phrase, starts_lower
from curriculum.cards.rules.doer import MADE
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim

NAME = "participle"
TRUST = 90

DONE = frozenset(
    """inspire drive develop found create invent write compose fund build discover lead design introduce cause
    trigger propose publish shape influence produce govern define limit host paint sponsor prompt spark fuel
    transmit spread carry protect supply power enforce enact regulate replace split commission conquer direct
    describe pioneer popularize popularise perform conduct ratify carry reinforce""".split()
)

_TITLED = re.compile(
    r"(?:the |a )?(?:[\w-]+ ){0,3}?[a-z]+(?:er|or|ist|ian|man|woman|king|queen|monk) "
    r"(?:[A-Z][\w.]+(?: (?:von|de|van|al))?\s?)+$"
)
_HOSTS = frozenset("join host follow accompany interview present introduce".split())


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for each "VBN by Y" whose X is certain."""
    s = st.sentence
    for at in range(s.end - 2):
        if s.tag(at) not in ("VBN", "VBD") or s.low(at + 1) != "by" or s.tag(at + 2) == "VBG":
            continue
        named = st.clause is not None and st.clause.group.main == at and s.tag(at + 2) == "P"
        named = named and base(s.at(at).text) not in _HOSTS and st.place != "introduction"
        if base(s.at(at).text) not in DONE and not named:
            continue
        end = trim(s, at + 2)
        if end <= at + 2 and s.tag(at + 2) == "P":
            # "a project funded by DARPA, and the kit …": a row of other things goes on behind the comma
            end = next((i for i in range(at + 2, s.end) if s.tag(i) != "P"), s.end)
            end = end if s.at(end).text == "," else at
        if end <= at + 2:
            continue
        dated = next((i for i in range(at + 3, end) if s.low(i) == "in" and s.tag(i + 1) == "CD"), 0)
        end = dated or end
        if s.low(end) == "together" and s.low(end + 1) == "with":
            end = max(end, trim(s, end + 2))
        yield from _one(st, at, end)


def _one(st: Statement, at: int, end: int) -> Iterator[Draft]:
    s, c = st.sentence, st.clause
    lemma = base(s.at(at).text)
    who = "Who" if is_name(s, at + 2, _head(st, at + 2, end)) else "What"
    found = answer(s, at + 2, end)
    if _TITLED.match(found):
        who = "Who"
    if c is not None and s.words(*c.subject).lower() in ("the term", "the word", "the idea", "the phrase"):
        return  # which term?
    own = re.match(
        r"(?:his|her|their) (?P<what>interest|desire|love|passion|wish) (?:in|to|for|of) (?P<rest>.+)", found
    )
    if own:  # "his interest in X": the question asks for the interest, and needs no owner
        who, found = f"Which {own['what']}", own["rest"]
    past, now = form(lemma, "VBD"), form(lemma, "VBZ")
    dated = c is not None and c.lead and s.low(0) in ("in", "by", "since") and s.tag(1) == "CD"
    if c is not None and c.group.main == at and c.group.passive and not st.loose and (dated or not c.lead):
        helper = s.low(c.verb_at)
        verb = past if helper in ("was", "were") else now if helper in ("is", "are") else ""
        rest = _in_time(st, end)
        if verb:
            yield Draft(NAME, question(who, verb, c.subject_text, rest), found, trust=TRUST)
    elif at == 0 and c is not None and c.lead and s.low(end) == ",":
        stop = phrase(s, c.group.end)
        if stop > c.group.end and s.tag(c.group.main) == "VBD" and not c.group.passive:
            made = c.lemma in MADE and any(s.tag(i) == "P" for i in range(c.group.end, stop))
            # the doer is a card of its own (``rules.doer``), which this one must not answer
            doing = "" if made else f"{c.subject_text} to {c.lemma}"
            yield Draft(NAME, question(who, past, doing, s.words(c.group.end, stop)), found, trust=TRUST)
    elif who == "Who" and (thing := _described(st, at)):
        yield Draft(NAME, question(who, past, thing), found, trust=TRUST)
    elif s.low(at - 1) == "," and c is not None and not st.loose:
        if c.aside and c.aside[0] == at and s.low(c.aside[1]) == ",":
            # "AlphaFold 2, developed by DeepMind, …"
            yield Draft(NAME, question(who, past, c.subject_text), found, trust=TRUST)
        elif at - 1 == c.end:
            object_end = phrase(s, c.group.end)
            start = c.group.end
            if s.tag(start) == "IN":
                object_end = phrase(s, start + 1)
                start += 1
            if object_end == c.end and s.tag(object_end - 1) in NOUNS and object_end - start <= 8:
                # ", driven by …" tells of the object or of what the sentence says happens
                what = c.subject_text if c.lemma == "be" else starts_lower(s, start, object_end)
                verb = now if s.tag(c.verb_at) in ("VBZ", "VBP") else past
                owner = re.search(r"\bof (?P<name>[A-Z]\w*[a-z]\w*)$", c.subject_text)
                lead = f"In {owner['name']}, {who.lower()}" if owner and who == "What" else who
                yield Draft(NAME, question(lead, verb, what), found, trust=64)


def _described(st: Statement, at: int) -> str:
    """The name before ", a project VBN by …": what the participle at ``at`` was done to; "" when unclear."""
    s = st.sentence
    start = at
    while start > 0 and s.tag(start - 1) in ("N", "J", "NS"):
        start -= 1
    if start == at or s.low(start - 1) not in ("a", "an") or s.at(start - 2).text != ",":
        return ""
    end = name = start - 2
    while name > 0 and s.tag(name - 1) in ("P", "CD"):
        name -= 1
    if not is_name(s, name, end):
        return ""
    return s.words(name - (s.low(name - 1) == "the"), end)


def _head(st: Statement, start: int, end: int) -> int:
    s = st.sentence
    at = start
    while at < end and s.tag(at) in ("P", "CD"):
        at += 1
    return at if at == end or s.low(at) in ("and", ",", "together") else start


def _in_time(st: Statement, end: int) -> str:
    """ "in 1875" after the doer, which makes the question exact."""
    s = st.sentence
    if s.low(end) == "in" and s.tag(end + 1) == "CD":
        return s.words(end, end + 2)
    return ""
