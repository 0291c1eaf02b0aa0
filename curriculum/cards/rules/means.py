"""How something is done, or with what.

Takes "S can V O by VBG …", "V O using NP". Makes "How can S V O?" → "by …"; "What does S use to V O?" →
the tool.
"""

from collections.abc import Iterator

from curriculum.cards.ask import ask, question, up_to
from curriculum.cards.clause import Clause
from curriculum.cards.draft import Draft
from curriculum.cards.inflect import base
from curriculum.cards.phrase import FINITE, phrase
from curriculum.cards.statement import Statement
from curriculum.cards.tagger import Sentence
from curriculum.cards.trim import trim
from curriculum.cards.unframe import tells

NAME = "means"
TRUST = 86


def draft(st: Statement) -> Iterator[Draft]:
    """Drafts for "by VBG" and "using NP"."""
    if st.loose:
        return
    yield from _by(st)
    yield from _through(st)
    yield from _inside(st)
    yield from _used(st)
    yield from _fronted(st)
    yield from _using(st)


def _by(st: Statement) -> Iterator[Draft]:
    c, s = st.clause, st.sentence
    if c is None:
        return
    for at in range(c.group.end, s.end - 1):
        if s.low(at) != "by":
            continue
        verb = at + 2 if s.tag(at + 1) == "R" else at + 1
        if s.tag(verb) != "VBG" and not (s.at(verb).text.endswith("ing") and s.low(verb + 1) == "to"):
            continue
        end = _gerund_end(s, verb)
        if end == verb:
            continue
        found = s.words(at, end)
        told = tells(s.words(c.group.main, c.group.end))
        if told and not any(s.tag(i) in FINITE for i in range(c.group.end, at)):
            return  # who "explains the work by showing X" tells, and the work shows
        that = next((i for i in range(at - 1, c.group.end - 1, -1) if s.low(i) in ("that", "which")), -1)
        if that > 0:
            # "enzymes that can cut starch by adding water": the noun before "that" does it
            yield from _relative(st, that, at, found)
        elif at <= c.end and not _inside_infinitive(s, c, at):
            what = s.words(c.group.end, at).rstrip(" ,")
            if c.lemma == "focus" and s.low(c.group.end) == "on":
                # who "focuses on making X by joining Y" is not yet said to make X
                asked = question(up_to(st, c.subject[0], verb + 1), "what")
                yield Draft(NAME, asked, s.words(verb + 1, end), trust=TRUST)
            elif (what or c.group.passive) and len(what.split()) <= 16:
                yield Draft(NAME, ask(c, what, wh="How"), found, trust=TRUST)
        elif at <= c.end:
            yield from _goal(st, c, at, found)
        return


def _used(st: Statement) -> Iterator[Draft]:
    """ "S uses X to VB Y" → "What does S use to VB Y?" """
    c, s = st.clause, st.sentence
    if c is None or c.group.passive or c.lemma not in ("use", "employ", "apply", "involve") or c.lead:
        return
    start = c.group.end
    start += s.low(start) in ("significant", "substantial") and s.tag(start + 1) in ("N", "NS")
    stop = trim(s, start)
    if stop == start or s.tag(stop) != "TO" or s.tag(start) in ("TO", "IN") or s.low(start).endswith("ing"):
        return
    what = s.words(stop, c.end)
    if 3 <= len(what.split()) <= 12:
        yield Draft(NAME, question(ask(c)[:-1], what), s.words(start, stop), trust=TRUST - 4)


def _fronted(st: Statement) -> Iterator[Draft]:
    """ "By VBG X, S V O" → "How does S V O?" """
    c, s = st.clause, st.sentence
    if c is None or s.low(0) != "by" or not c.lead or s.tag(1) not in ("VBG", "R") or c.group.passive:
        return
    what = s.words(c.group.end, c.end)
    found = s.words(0, c.lead).rstrip(" ,")
    if what and len(what.split()) <= 16 and len(found.split()) <= 12 and "," not in found:
        yield Draft(NAME, ask(c, what, wh="How"), found[:1].lower() + found[1:], trust=TRUST)


def _relative(st: Statement, that: int, at: int, found: str) -> Iterator[Draft]:
    s = st.sentence
    start = that - 1
    while start > 0 and s.tag(start - 1) in ("N", "J", "P", "NS"):
        start -= 1
    noun = s.words(start, that)
    many = s.tag(that - 1) == "NS"
    if s.tag(start - 1) == "IN" or s.tag(that + 1) == ("VBZ" if many else "VBP") or s.low(that - 1) == ",":
        return  # "the sap of trees that heals wounds": another noun does it
    helper = s.low(that + 1)
    if s.tag(that + 1) == "M":
        yield Draft(NAME, question("How", helper, noun, s.words(that + 2, at)), found, trust=TRUST)
    elif s.tag(that + 1) in ("VBP", "VBZ"):
        do = "do" if s.tag(that + 1) == "VBP" else "does"
        yield Draft(
            NAME,
            question("How", do, noun, base(s.at(that + 1).text), s.words(that + 2, at)),
            found,
            trust=TRUST,
        )


def _goal(st: Statement, c: Clause, at: int, found: str) -> Iterator[Draft]:
    """ "S aims to V O by VBG" → "How does S aim to V O?"; "opportunities for ML to V O by VBG"."""
    s = st.sentence
    what = s.words(c.group.end, at).rstrip(" ,")
    aims = ("aim", "seek", "plan", "try", "intend", "hope", "want", "help", "work", "target", "use")
    if c.lemma in aims and len(what.split()) <= 16:
        yield Draft(NAME, ask(c, what, wh="How"), found, trust=TRUST - 6)


def _inside_infinitive(s: Sentence, c: Clause, at: int) -> bool:
    return any(s.tag(i) == "TO" for i in range(c.group.end, at))


def _gerund_end(s: Sentence, verb: int) -> int:
    """The end of "VBG object …"; ``verb`` when it cannot be cut safely."""
    at = verb + 1
    if s.tag(at) == "RP":
        at += 1
    end = trim(s, at) if s.tag(at) not in ("IN",) else trim(s, at + 1)
    if end <= at and s.tag(at) != "IN":
        return verb
    if end > at and s.tag(end) == "R" and s.tag(end + 1) == "IN":
        later = trim(s, end + 2)  # "by matching patients better with the treatments"
        end = later if later > end + 2 and later - verb <= 14 else at
    if s.low(end) == "and" and s.tag(end + 1) == "VBG":
        later = trim(s, end + 2)
        if later > end + 2 and later - verb <= 14:
            return later
    return end if end > at else verb


def _using(st: Statement) -> Iterator[Draft]:
    c, s = st.clause, st.sentence
    if c is None or c.group.passive:
        return
    at = s.find("using", start=c.group.end)
    if at < 0 or s.tag(at) != "VBG":
        return
    start = at + 1
    end = trim(s, start)
    if end <= start or s.at(at - 1).text == "(":
        return
    # what is done with it: the infinitive or the object right before "using"
    goal = next((i for i in range(at - 1, c.group.start, -1) if s.tag(i) == "TO"), -1)
    if goal > 0 and not any(s.at(i).text == "," for i in range(goal, at)):
        what = s.words(goal, at)
        if 2 <= len(what.split()) <= 12:
            yield Draft(
                NAME,
                question("What does" if not c.plural else "What do", c.subject_text, "use", what),
                s.words(start, end),
                trust=TRUST - 2,
            )
    elif goal < 0 and at <= c.end and phrase(s, c.group.end) == at and s.tag(c.verb_at) in ("VBZ", "VBP"):
        what = f"to {c.lemma} {s.words(c.group.end, at)}"
        yield Draft(
            NAME,
            question("What does" if not c.plural else "What do", c.subject_text, "use", what),
            s.words(start, end),
            trust=TRUST - 2,
        )


def _through(st: Statement) -> Iterator[Draft]:
    """ "S becomes JJ through NP" → "S becomes JJ through what?" """
    c, s = st.clause, st.sentence
    if c is None or c.lemma not in (
        "become",
        "improve",
        "increase",
        "grow",
        "decline",
        "spread",
        "fall",
        "rise",
    ):
        return
    at = s.find("through", start=c.group.end)
    if at < 0 or at >= c.end or s.tag(at + 1) in ("VBG", "W", "Q") or c.group.passive:
        return
    end = trim(s, at + 1)
    body = up_to(st, c.subject[0], at + 1)
    if end == c.end and end > at + 2 and len(body.split()) <= 16:
        yield Draft(NAME, question(body, "what"), s.words(at + 1, end), trust=TRUST - 10)


def _inside(st: Statement) -> Iterator[Draft]:
    """ "enzymes that, by cutting starch, sweeten the dough" → "How do enzymes sweeten the dough?" """
    s = st.sentence
    at = s.find("that", ",", "by")
    close = s.find(",", start=at + 3)
    if at < 1 or close < 0 or s.tag(at + 3) != "VBG" or s.tag(close + 1) not in ("VBP", "VBZ"):
        return
    start = at - 1
    while start > 0 and s.tag(start - 1) in ("N", "J", "P", "NS"):
        start -= 1
    helper = "do" if s.tag(close + 1) == "VBP" else "does"
    told = s.words(close + 2, s.end)
    if 2 <= len(told.split()) <= 12:
        asked = question("How", helper, s.words(start, at), base(s.at(close + 1).text), told)
        yield Draft(NAME, asked, s.words(at + 2, close), trust=TRUST)
