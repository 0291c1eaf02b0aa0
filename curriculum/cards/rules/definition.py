"""What something is.

Takes a labelled line whose text is a noun phrase ("**Co-pilot Mode**: Real-time assistance …") or, in a row
of such lines, a short sentence; "X is a N …" about a named or specific thing; and "X defines Y as Z". Makes a
term with its meaning for the first, "What is X?" for the second, "How does X define Y?" for the third.
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import answer, ask, question
from curriculum.cards.clause import clause
from curriculum.cards.draft import Draft
from curriculum.cards.inflect import can_be_base_verb
from curriculum.cards.phrase import is_name, phrase, simple_phrase, verb_group
from curriculum.cards.rules.apposition import is_person
from curriculum.cards.statement import Statement
from curriculum.cards.tagger import tag
from curriculum.cards.trim import trim
from curriculum.reading.words import stems

NAME = "definition"
TRUST = 92

_RELATIONS = frozenset(
    "cause reason source symptom capital center centre home founder author leader sign hallmark".split()
)
_FRAMES = frozenset(
    "theme topic focus goal challenge feature aspect question point takeaway reason result advantage".split()
)
_PERSONAL = re.compile(r"\b(?:he|she|his|her)\b")
_VERDICTS = frozenset("tale case exception answer story point bottleneck problem".split())
_KINDS = frozenset("part one step example number way kind sign result lot significant".split())


def draft(st: Statement) -> Iterator[Draft]:
    """Drafts for the three forms of a definition."""
    yield from _labelled(st)
    yield from _copula(st)
    yield from _defined(st)


def _labelled(st: Statement) -> Iterator[Draft]:
    """A sub-point's label with a noun phrase or gerund that says what it is."""
    label = st.sublabel.strip(" :")
    s = st.sentence
    sounded = (
        st.clause is not None and s.tag(st.clause.verb_at) == "VBD" and s.tag(st.clause.group.end) == "IN"
    )
    if not label or st.derived or st.loose or len(label.split()) > 5 or not s.tokens:
        return
    # a whole sentence says what its label means only in a row of such lines
    if not (st.fragment or sounded) and (st.labelled < 2 or len(s.words(0, s.end).split()) > 15):
        return
    if st.quote and not st.quote.startswith(s.text[:3]):
        return
    if s.tag(0) not in ("N", "NS", "J", "VBG", "D", "VBN", "CD"):
        return
    if set(stems(label)) & set(stems(s.text)):
        return
    if clause(tag(f"{label}.")) is not None or (re.search(r"['’]s ", label) and can_be_base_verb(s.low(0))):
        return  # "Locks cause waits" says something itself; "The clerk's answer: stop at once" is an act
    end = s.end
    if len(s.words(0, end).split()) > 15:
        cut = trim(s, 0)
        end = cut if cut > 3 else 0
    if end:
        yield Draft(NAME, label, s.words(0, end), kind="term", trust=95 if st.fragment else 78)


def _copula(st: Statement) -> Iterator[Draft]:
    """X is a N …"""
    c, s = st.clause, st.sentence
    if c is None or c.lemma != "be" or c.lead or st.loose:
        return
    if s.tag(c.group.main) not in ("VBZ", "VBD", "VBP"):
        return
    at = c.group.end
    name = s.words(*c.subject)
    head = simple_phrase(s, at)
    if head == at or (s.low(at) not in ("a", "an", "the") and not _sort(st, at, head)):
        return
    if s.low(head - 1) in _KINDS or s.low(head - 1) in _VERDICTS or s.low(at + 1) in _KINDS:
        return
    start, end = c.subject
    if any(s.low(at) in _FRAMES for at in range(start, end)):
        return
    if any(s.tag(at) == "POS" for at in range(start, end)):
        return
    bare = start + (s.low(start) == "the")
    named = is_name(s, bare, end) or (s.tag(start) == "P" and s.at(end - 1).tag == "P")
    if not named and (s.low(start) in ("the", "this", "one") or end - start > 4):
        return
    if s.low(head) == "and":
        head = max(head, simple_phrase(s, head + 1))
    stop = head
    # "a neurotech company focused on …", "a protein that …"
    if s.tag(head) in ("VBN", "VBG") and s.low(head) not in ("including",):
        stop = trim(s, head)
        stop = stop if stop > head else head
    elif s.low(head) in ("of", "for", "in", "between"):
        stop = phrase(s, at)
    if stop > at and s.low(stop) in ("that", "which", "who", "in", "from") and s.at(stop - 1).text != ",":
        whole = trim(s, at)
        stop = max(stop, whole)
    if s.tag(stop) == "TO" and len(s.words(at, s.end).split()) <= 15 and s.find(",", start=at) < 0:
        stop = s.end  # "the power of courts to examine whether …" means nothing when cut
    if len(s.words(at, stop).split()) < 3:
        return
    if name.split()[-1] in st.cast.people:
        return  # who a guest or host is, every listener knows
    if s.tag(stop) == "VBN" and (longer := trim(s, stop)) > stop:
        stop = longer
    short = next((i for i in range(stop, s.end) if s.at(i).text in (",", ";")), s.end)
    tied = s.low(stop) in ("rather", "instead", "before", "after", "during", "without", "called", "named")
    if tied and short - stop <= 6 and len(s.words(at, short).split()) <= 15 and not verb_group(s, stop):
        stop = short  # "books printed in Europe before 1501"
    closed = s.at(stop).text in ("", ",", ".", ";", ")", "—", "–") or stop >= s.end
    closed = closed or s.low(stop) in (
        "through",
        "using",
        "by",
        "via",
        "with",
        "and",
        "but",
        "while",
        "where",
    )
    if not closed or (s.low(stop + 1) in ("called", "known") and s.low(stop) != ","):
        return  # a definition cut short defines something else
    relation = next((i for i in range(at, head) if s.low(i) in _RELATIONS and s.low(i + 1) == "of"), -1)
    if relation > 0 and stop == phrase(s, at):
        yield Draft(
            NAME,
            question("What", s.low(c.group.main), s.words(at, stop)),
            answer(s, start, end),
            trust=TRUST - 10,
        )
        return
    person = is_person(name, s.words(at, head)) or (
        named and _PERSONAL.search(s.words(stop, s.end)) is not None
    )
    shown = c.subject_text
    if start == 0 and not st.opens_named and c.plural and shown[1:].islower() and not person:
        shown = shown[:1].lower() + shown[1:]  # "Incunabula are …": a rare word, not a name
    yield Draft(
        NAME,
        question("Who" if person else "What", s.low(c.group.main), shown),
        answer(s, at, stop),
        trust=TRUST,
    )


def _sort(st: Statement, at: int, head: int) -> bool:
    """Whether "Xs are Ns that …" says what sort of thing they are: bare plurals, the second one narrowed."""
    c, s = st.clause, st.sentence
    assert c is not None
    start, end = c.subject
    bare = s.tag(start) in ("N", "NS", "J", "P", "VBG") and end - start <= 3
    narrowed = s.tag(head) == "VBN" or s.low(head) in ("that", "which", "who", "of", "for", "from", "whose")
    plain = s.low(at) not in ("such", "other", "many", "some", "more", "most", "key", "parts")
    return bare and narrowed and plain and s.tag(head - 1) == "NS" and c.plural


def _defined(st: Statement) -> Iterator[Draft]:
    """X defines Y as Z."""
    c, s = st.clause, st.sentence
    if c is None or c.lemma != "define":
        return
    at = s.find("as", start=c.group.end)
    if at < 0 or at - c.group.end > 5:
        return
    end = s.end if len(s.words(at, s.end).split()) <= 15 else trim(s, at + 1)
    if end > at + 1:
        yield Draft(
            NAME,
            ask(c, s.words(c.group.end, at), wh="How"),
            re.sub(r"\s+", " ", s.words(at, end)),
            trust=95,
        )
