"""Who or what a name is, when the notes say it in passing.

Takes "NAME, a chain of canals cut by monks, …" and "Ana Ruiz, Velomax's CEO, …". Makes "What is NAME?" →
"a chain of canals cut by monks"; "Who is Velomax's CEO?" → "Ana Ruiz".
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import answer, question
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import NOUNS, is_name, simple_phrase, verb_group
from curriculum.cards.statement import Statement
from curriculum.cards.tagger import Sentence
from curriculum.cards.trim import trim

NAME = "apposition"
TRUST = 88

_COMMENTS = frozenset(
    """feature step move sign development change shift threshold figure burden
    price result fact advantage problem
    decision idea goal trend event practice habit process functionality ability""".split()
)
"""Nouns that comment on the whole sentence rather than say what the name is."""
PERSONS = re.compile(
    r"\b(?:founders?|co-founders?|ceo|cto|cfo|president|professor|researcher|engineer|scientist|author|biochemist|"
    r"director|officer|senator|physician|doctor|composer|singer|chef|writer|journalist|historian|lawyer|judge|king|"
    r"queen|emperor|general|minister|player|inventor|economist|philosopher|nurse|surgeon|painter|entrepreneur|owner|merchant|banker|farmer|activist|politician|mathematician|linguist|astronomer|monk|trucker)\b",
    re.IGNORECASE,
)


_WORKERS = re.compile(r"(?:er|or|ist|ian|smith|man|woman|monk|nun|poet|chef|nurse)$")


def is_person(name: str, said: str) -> bool:
    """Whether a name with the noun phrase that describes it is a person's."""
    head = re.split(r"\s(?:of|at|from|in|for|who|that|with|by)\s", said)[0].split()
    names = [word for word in name.split() if word[:1].isupper()]
    return PERSONS.search(said) is not None or (
        len(names) >= 2 and bool(head) and _WORKERS.search(head[-1]) is not None
    )


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for each name followed by a phrase between commas that says what it is."""
    s = st.sentence
    yield from _thing(st)
    at = 0
    while at < s.end:
        if s.tag(at) != "P":
            at += 1
            continue
        end = at
        while s.tag(end) in ("P", "CD") or (
            s.tag(end) == "POS" and s.tag(end + 1) == "P" and end + 1 < s.end
        ):
            end += 1
        if (
            s.low(end) == ","
            and is_name(s, at, end)
            and s.tag(at - 1) not in ("P", "J", "N", "CC", "VBN", "VBG")
        ):
            yield from _told(st, at, end)
        at = max(end, at + 1)


def _told(st: Statement, at: int, end: int) -> Iterator[Draft]:
    s = st.sentence
    start = end + 1
    inner = simple_phrase(s, start)
    if inner <= start or inner - start < 2:
        return
    name = s.words(at, end)
    if name.split()[-1] in st.cast.people or name in st.cast.people.values():
        return  # who a guest or host is, every listener knows
    first, second = s.low(start), s.tag(start + 1)
    stop = trim(s, start)
    if any(s.low(i) in ("became", "grew", "turned") for i in range(stop, min(stop + 3, s.end))):
        return  # "the Orm, a small inn, became …": what it was it is no more
    if stop <= start:
        return
    closes = s.low(stop) in (",", ".", "") or s.tag(stop) in ("W", "TO") or s.low(stop) in ("such", "using")
    said = s.words(start, stop)
    if s.low(inner - 1) in _COMMENTS:
        return
    if re.search(r"\b(?:and|or)\b", s.words(stop, min(stop + 2, s.end))) and not PERSONS.search(said):
        return
    if s.low(stop) == "," and s.low(stop + 1) in ("and", "or") and first not in ("a", "an", "the"):
        return
    if first in ("a", "an") and closes and len(said.split()) >= 3:
        if s.tag(inner - 1) not in NOUNS:
            return
        who = "Who" if is_person(name, said) or name.split()[-1] in st.cast.people else "What"
        yield Draft(NAME, question(who, "is", _article(s, at, name)), answer(s, start, stop), trust=TRUST)
    elif first == "the" and PERSONS.search(said) and closes:
        if re.search(r"\b(?:of|at|for)\b", said):
            yield Draft(NAME, question("Who is", said), name, trust=TRUST)
    elif second == "POS" and s.tag(start) == "P" and PERSONS.search(said) and closes:
        yield Draft(NAME, question("Who is", said), name, trust=TRUST)
    elif (
        first.startswith(("co-founder", "founder", "author", "professor"))
        and re.search(r"\b(?:of|at)\b", said)
        and closes
    ):
        yield Draft(NAME, question("Who is", name), answer(s, start, stop), trust=TRUST)


def _thing(st: Statement) -> Iterator[Draft]:
    """ "the hand mould, a device that …" → "What is the hand mould?"; "NAME, the largest N …," → the name."""
    s = st.sentence
    for at in range(2, s.end - 3):
        if s.at(at).text != "," or s.low(at + 1) not in ("a", "an", "the") or st.derived:
            continue
        start = at
        while start > 0 and s.tag(start - 1) in ("N", "J", "P", "CD"):
            start -= 1
        head = simple_phrase(s, at + 2) if s.tag(at + 2) != "R" else simple_phrase(s, at + 1)
        if (
            head <= at + 2
            or verb_group(s, head) is not None  # a clause: "In a bug in the driver, a pointer was read"
            or s.low(head - 1) in (*_COMMENTS, "term", "word", "name", "phrase", "concept")
            or s.low(start - 1) in ("and", "or", ",", "of")
        ):
            continue
        stop = next((i for i in range(head, s.end) if s.at(i).text in (",", ";", ":")), s.end)
        said = s.words(at + 1, stop)
        if re.search(r"\b(?:and|or)\b", s.words(stop, stop + 2)) or not 4 <= len(said.split()) <= 15:
            continue
        first = re.match(r"the (?:most|least|first|only|largest|oldest|smallest|\w{3,}est) ", said)
        if first and s.tag(at - 1) == "P" and is_name(s, start, at) and "that" not in said.split():
            yield Draft(NAME, question("What is", said), s.words(start, at), trust=TRUST - 6)
        elif (
            s.low(at + 1) != "the" and s.low(start - 1) == "the" and s.tag(at - 1) == "N" and at - start >= 2
        ):
            yield Draft(NAME, question("What is the", s.words(start, at)), said, trust=TRUST - 4)


def _article(s: Sentence, at: int, name: str) -> str:
    return f"the {name}" if s.low(at - 1) == "the" else name
