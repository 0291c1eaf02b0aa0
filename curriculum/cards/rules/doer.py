"""Who did it.

Takes "NAME initiated / founded / wrote NP …" with the name right before the verb and a named thing in the
object. Makes "Who initiated the LibreChat project?" → "Danny Avila".
"""

from collections.abc import Iterator

from curriculum.cards.ask import answer, question
from curriculum.cards.content import content
from curriculum.cards.draft import Draft
from curriculum.cards.inflect import base
from curriculum.cards.phrase import is_name, phrase, simple_phrase
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim

NAME = "doer"
TRUST = 90

MADE = frozenset(
    """initiate found create develop invent write compose discover propose introduce launch establish
    build lead win design paint publish coin formulate pioneer conquer defeat assassinate sign author direct
    patent isolate premiere crown draft commission perform describe demonstrate""".split()
)


def draft(st: Statement) -> Iterator[Draft]:
    """The doer of a listed verb in the past tense, or "leads" in the present."""
    c, s = st.clause, st.sentence
    if c is None or c.group.passive or st.loose:
        return
    verb = s.at(c.group.main)
    heads = base(verb.text) in ("lead", "head")
    if (base(verb.text) not in MADE and not heads) or (verb.tag != "VBD" and not heads):
        return
    start, end = c.subject
    if not is_name(s, start, end) or (
        c.aside == (0, 0) and end != c.group.start and s.tag(end) not in ("R",)
    ):
        return
    stop = simple_phrase(s, c.group.end)
    if stop == c.group.end or not any(s.tag(at) == "P" for at in range(c.group.end, stop)):
        longer = phrase(s, c.group.end)
        named = any(s.tag(at) == "P" for at in range(c.group.end, longer))
        longer = max(longer, trim(s, c.group.end))
        told = end - start >= 2 and len(content(s.words(c.group.end, longer))) >= 3
        if not named and (not told or s.tag(c.group.end) in ("D$", "Q", "CD")):
            return
        stop = longer
    else:
        longer = trim(s, c.group.end)
        stop = longer if longer > stop and longer - c.group.end <= 9 else stop
    yield Draft(
        NAME,
        question("Who", s.words(c.verb_at, c.group.end), s.words(c.group.end, stop)),
        answer(s, start, end),
        trust=TRUST,
    )
