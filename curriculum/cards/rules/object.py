"""The object of a certain verb.

Takes a specific subject, a verb of the list below, and a noun phrase. Makes "What does S V (P)?" → the
noun phrase; the label stands as context when it shares no word with the answer.
"""

from collections.abc import Iterator

from curriculum.cards.ask import answer, ask, claimed, question
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import is_name, phrase
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim

NAME = "object"
TRUST = 66

_PLAIN = frozenset(
    """emphasize emphasise join revolutionize revolutionise require target guide stimulate detect defeat
    discover invent cause prevent inhibit block trigger produce release contain define replace encourage
    protect regulate govern bind simulate reject affect carry measure store convert
    transform cut abolish grant forbid prohibit criticize represent need lack face denature
    break raise lower divide unite found write compose introduce
    """.split()
)
_WITH = {
    entry.split()[0]: tuple(entry.split()[1:])
    for entry in """benefit from; note for; combine with; serve as; allow for; form; shift to;
    rely on upon; focus on;
    depend on; consist of; lead to; result in; specialize in; act as; stem from; derive from;
    originate in from with; transition from; differ from; stand for; translate into; belong to; contribute to;
     operate on; perceive as; call; make of from up; replace by with;
    limit to; live on; feed on; come from; descend from;
    divide into; adapt to; attribute to; link to; associate with;
    converge on""".split(";")
}
"""Verb → the prepositions whose object is asked for."""
_FEATS = frozenset("revolutionize revolutionise discover invent defeat abolish unite".split())
_FRAME = frozenset(
    """insights insight overview discussion understanding importance role impact need potential fact idea way
    ways""".split()
)


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for a listed verb with its object or its preposition's object."""
    c, s = st.clause, st.sentence
    if c is None or st.loose or not _specific(st):
        return
    at = c.group.end
    while s.tag(at) == "R":
        at += 1
    if c.lemma in ("combine", "integrate", "pair", "blend"):
        yield from _combined(st)
        return
    if c.lemma in _WITH and s.low(at) in _WITH[c.lemma]:
        start = at + 1
        if s.tag(start) == "VBG":
            yield from _gerund(st, at)
            return
        end = trim(s, start)
        if end > start and s.low(start) not in _FRAME and s.low(start + 1) not in _FRAME:
            link = s.words(c.group.end, start)
            rest = _rest(st, end)
            what_for = next((i for i in range(start + 1, end) if s.low(i) == "for"), -1)
            if c.lemma in ("rely", "depend") and what_for > 0:
                end, rest = what_for, s.words(what_for, end)  # "depend on courts for protection"
            found, again = answer(s, start, end), f" and {s.low(start - 1)} "
            # "depend on A and on B": the second "on" is the question's
            parts = tuple(found.split(again)) if again in found else ()
            yield Draft(
                NAME,
                claimed(st, question(ask(c, link)[:-1], rest)),
                " and ".join(parts) if parts else found,
                trust=TRUST + 4,
                parts=parts,
            )
    elif c.lemma in _PLAIN and not c.group.passive and at == c.group.end:
        end = trim(s, at)
        if end <= at or s.tag(at) in ("TO", "W", "IN") or s.low(at) in _FRAME or s.low(at + 1) in _FRAME:
            return
        if phrase(s, at) == at:
            return
        if s.low(end) in ("rather", "instead"):
            return  # what it is set against belongs to the question
        rest = _rest(st, end)
        if s.tag(end) == "TO" and c.lemma in ("require", "enable", "encourage", "need", "cause"):
            return  # "requires courts to adapt": what is required is the act
        if (
            s.tag(at) == "P"
            and s.tag(at + 1) not in ("P", "N", "NS", "POS", "CD")
            and s.at(at).text[1:].islower()
        ):
            return  # one bare name may be a person, asked for with "whom"
        # what somebody discovered or revolutionized is a fact of its own beside who it was
        sure = TRUST + 8 if c.lemma in _FEATS and s.tag(c.verb_at) == "VBD" else TRUST
        yield Draft(NAME, claimed(st, question(ask(c)[:-1], rest)), answer(s, at, end), trust=sure)
    elif c.lemma == "form" and (basis := s.find("the", "basis", "for", start=c.group.end)) == c.group.end:
        end = trim(s, basis + 3)
        if end > basis + 3:
            rest = ""
            yield Draft(
                NAME, question(ask(c, "the basis for")[:-1], rest), answer(s, basis + 3, end), trust=TRUST + 4
            )


def _specific(st: Statement) -> bool:
    """Whether the subject is a name, or a noun phrase of two words or more, or a bare plural."""
    c, s = st.clause, st.sentence
    assert c is not None
    start, end = c.subject
    if is_name(s, start, end) or any(s.tag(at) == "P" for at in range(start, end)):
        return True
    if s.low(start) in ("the", "this", "these", "a", "an", "some", "many"):
        return end - start >= 3
    return s.low(end - 1) not in (
        "users",
        "people",
        "others",
        "it",
        "they",
        "he",
        "she",
        "we",
        "you",
        "one",
        "features",
    )


def _combined(st: Statement) -> Iterator[Draft]:
    """ "S combines X with Y" → "With what does S combine X?" """
    c, s = st.clause, st.sentence
    assert c is not None
    middle = phrase(s, c.group.end, frozenset(("with",)))
    if s.low(middle) != "with" or middle == c.group.end:
        return
    end = trim(s, middle + 1)
    if end > middle + 1 and s.tag(end) == "TO" and end - c.group.end <= 8:
        # with what it is for in the question, both parts can be asked for
        aim = s.words(end, c.end)
        if len(aim.split()) <= 9:
            yield Draft(NAME, question(ask(c)[:-1], aim), s.words(c.group.end, end), trust=TRUST + 8)
    if end > middle + 1:
        yield Draft(
            NAME,
            ask(c, s.words(c.group.end, middle), wh="With what"),
            answer(s, middle + 1, end),
            trust=TRUST + 6,
        )


def _gerund(st: Statement, at: int) -> Iterator[Draft]:
    """ "S focuses on creating NP" → "What does S focus on creating?" """
    c, s = st.clause, st.sentence
    assert c is not None
    start = at + 2
    if s.low(at + 1) in ("making", "keeping", "helping", "letting"):
        return  # "making it easy to use" is one act, and true of every maker
    end = trim(s, start)
    if end > start and s.tag(start) != "TO" and s.tag(end) != "J":
        # "while keeping costs low" narrows what "focuses on reducing" leaves wide
        tail = s.words(end, s.end) if end == c.end and s.low(end) == "while" and s.end - end <= 12 else ""
        yield Draft(
            NAME,
            claimed(st, question(ask(c, s.words(at, start))[:-1], tail)),
            answer(s, start, end),
            trust=TRUST,
        )


def _rest(st: Statement, end: int) -> str:
    """A short "to VB …" or "for …" after the object, which makes the question narrower."""
    c, s = st.clause, st.sentence
    assert c is not None
    if s.tag(end) == "R" and end + 1 == c.end:
        return s.words(end, c.end)
    if end == c.end and s.low(end) in ("if", "unless", "when", "while"):
        # what limits the fact stands in the question
        stop = next((i for i in range(end, s.end) if s.at(i).text == ","), s.end)
        return s.words(end, stop) if stop - end <= 8 else ""
    if end < c.end and (s.tag(end) == "TO" or s.low(end) in ("for", "within", "across", "during")):
        rest = s.words(end, c.end)
        return rest if len(rest.split()) <= 9 else ""
    return ""
