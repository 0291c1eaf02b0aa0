"""A noun that hides a verb.

Takes "the potential of X to VB NP", "the importance of X in Y", "the complexities of VBG X in Y",
"NAME's reliance on X for Y". Makes "X has the potential to VB what?", "What is complex to VB in Y?",
"For what does NAME rely on X?".
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import answer, ask, question
from curriculum.cards.draft import Draft
from curriculum.cards.inflect import base
from curriculum.cards.phrase import phrase
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim

NAME = "nominal"
TRUST = 68
WORDS = frozenset(
    """potential ability abilities capability capacity power complexity
    complexities difficulty difficulties reliance dependence focus insistence""".split()
)

_HOLDS = frozenset("have offer hold approach give possess gain show".split())

_VERB = {"reliance": "rely", "dependence": "depend", "focus": "focus", "insistence": "insist"}


def draft(st: Statement) -> Iterator[Draft]:
    """Drafts for the three forms."""
    yield from _potential(st)
    yield from _complex(st)
    yield from _reliance(st)
    yield from _ability(st)


def _potential(st: Statement) -> Iterator[Draft]:
    """X has the potential to VB NP; the potential (of X) to VB NP could VB NP."""
    c, s = st.clause, st.sentence
    at = max(s.find(word, "to") for word in ("potential", "ability", "capability", "capacity", "power"))
    if at > 0 and c is not None and c.lemma in _HOLDS and not st.loose and at < c.end:
        verb = at + 3 if s.tag(at + 2) == "R" else at + 2
        if s.tag(verb) != "VB":
            return
        start = verb + 1
        if s.tag(start) == "IN":
            start += 1
        end = trim(s, start)
        if end > start:
            yield Draft(NAME, ask(c, s.words(c.group.end, start)), answer(s, start, end), trust=TRUST)
        return
    match = re.search(
        r"\b[Pp]otential (?:of|for) (?P<x>[^,.]{2,40}?) to (?:seamlessly |rapidly )?(?P<v>\w+)", s.text
    )
    if match and (st.fragment or st.framed):
        to = next((i for i in range(s.end) if s.tag(i) == "TO" and s.at(i).start >= match.end("x")), -1)
        if to < 0:
            return
        start = to + 2
        if s.tag(to + 1) == "R":
            start += 1
        if s.tag(start) == "IN":
            start += 1
        end = trim(s, start)
        if end > start:
            yield Draft(
                NAME,
                question("What does", match["x"], "have the potential to", s.words(to + 1, start)),
                answer(s, start, end),
                trust=TRUST,
            )


def _complex(st: Statement) -> Iterator[Draft]:
    s = st.sentence
    match = re.match(r"^(?:The )?(?P<n>complexit(?:y|ies)|difficult(?:y|ies)) of (?P<v>\w+ing) ", s.text)
    if not match:
        return
    start = next((i for i, token in enumerate(s.tokens) if token.start >= match.end()), 0)
    end = phrase(s, start, frozenset(("in", "for", "with", "within")))
    if end <= start or s.low(end) not in ("in", "within"):
        return
    stop = trim(s, end + 1)
    if stop > end + 1:
        word = "complex" if match["n"].startswith("complex") else "difficult"
        yield Draft(
            NAME,
            question(f"What is {word} to", base(match["v"]), s.words(end, stop)),
            answer(s, start, end),
            trust=TRUST,
        )


def _reliance(st: Statement) -> Iterator[Draft]:
    s = st.sentence
    for at in range(1, s.end):
        if s.low(at) in _VERB and s.tag(at - 1) == "POS" and s.low(at + 1) == "on":
            name_at = at - 2
            while name_at > 0 and s.tag(name_at - 1) == "P":
                name_at -= 1
            middle = phrase(s, at + 2, frozenset(("for",)))
            if s.low(middle) != "for" or s.tag(name_at) != "P":
                return
            verb = st.clause.group.start if st.clause else s.end
            end = trim(s, middle + 1, verb if verb > middle else None)
            if end > middle + 1:
                yield Draft(
                    NAME,
                    question(
                        "For what does", s.words(name_at, at - 1), _VERB[s.low(at)], s.words(at + 1, middle)
                    ),
                    answer(s, middle + 1, end),
                    trust=TRUST,
                )
            return


def _ability(st: Statement) -> Iterator[Draft]:
    """The ability in "Innovations in N, including the ability to VB O within P", asked for in its place."""
    s = st.sentence
    match = re.match(r"^(?P<what>[A-Z][\w -]{4,50}s(?: in [\w -]{2,40})?), including the ability to ", s.text)
    if not match or st.clause is not None:
        return
    start = next((at for at, token in enumerate(s.tokens) if token.start >= match.end()), 0)
    end = next((at for at in range(start + 1, s.end) if s.low(at) in ("within", "during", "across")), -1)
    close = next((at for at in range(start, s.end) if s.at(at).text == ","), s.end)
    if start < end < close:
        asked = question(match["what"], "include the ability to do what", s.words(end, close))
        yield Draft(NAME, asked, s.words(start, end), trust=TRUST)
