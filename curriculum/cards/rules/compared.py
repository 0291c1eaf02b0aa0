"""What something is compared with something else.

Takes "S has smaller N compared to Y" or "S is more JJ than Y". Makes "Compared to Y, S has smaller what?" →
N, since the adjective is soon guessed; "What is more JJ than Y?" → S.
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import after, answer, ask, ask_subject, claimed, question
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import simple_phrase
from curriculum.cards.statement import Statement
from curriculum.cards.trim import trim

NAME = "compared"
TRUST = 76
WORDS = frozenset("compared than times twice half".split())


def draft(st: Statement) -> Iterator[Draft]:
    """Drafts for "compared to" after an object and for a copula with "than"."""
    c, s = st.clause, st.sentence
    if c is None or st.loose or c.group.passive:
        return
    at = s.find("compared", start=c.group.end)
    if at > 0 and s.low(at + 1) in ("to", "with") and c.lemma == "have":
        start = c.group.end
        end = trim(s, at + 2)
        if simple_phrase(s, start) == at and s.low(start).endswith("er") and end > at + 2:
            makes = s.find(",", "making", "them", start=end)
            if makes >= end and s.end - makes <= 7:
                tail = s.words(makes + 1, s.end)
                yield Draft(
                    NAME,
                    question(
                        f"How do the {s.words(start + 1, at)} of {c.subject_text} compare",
                        f"with those of {s.words(at + 2, end)}",
                    ),
                    f"{s.words(start, start + 1)}, {tail}",
                    trust=TRUST + 1,
                    parts=(s.words(start, start + 1), tail),
                )
                return
            body = f"{c.subject_text} {s.words(c.group.start, start + 1)}"
            yield Draft(
                NAME,
                question(s.words(at, end) + ",", body, "what"),
                s.words(start + 1, at),
                trust=TRUST,
            )
    than = s.find("than", start=c.group.end)
    yield from _more(st, than)
    yield from _times(st)
    if c.lemma == "be" and c.group.end < than < c.end and than - c.group.end <= 4:
        rest = s.words(c.group.end, c.end)
        subject = answer(s, *c.subject)
        if (
            3 <= len(rest.split()) <= 12
            and 2 <= len(subject.split()) <= 8
            and s.low(c.subject[0]) not in ("the", "this", "these")
        ):
            yield Draft(NAME, ask_subject(c, rest), subject, trust=TRUST - 4)


def _more(st: Statement, than: int) -> Iterator[Draft]:
    """ "S holds less heat than Y" → "What holds less heat than Y?" """
    c, s = st.clause, st.sentence
    assert c is not None
    at = c.group.end
    if any(s.tag(i) == "X" for i in range(c.group.start, at)):
        return
    if not at < than < c.end or s.low(at) not in ("more", "less", "fewer") or c.lemma == "be" or c.lead:
        return
    rest = s.words(at, c.end)
    subject = answer(s, *c.subject)
    told = s.tag(c.subject[0]) != "Q" and s.low(c.subject[0]) not in ("this", "these")
    if (
        told
        and than - at <= 6
        and 4 <= len(rest.split()) <= 14
        and len(subject.split()) <= 7
        and c.lemma != "have"
    ):
        yield Draft(NAME, claimed(st, ask_subject(c, rest)), subject, trust=TRUST)


def _times(st: Statement) -> Iterator[Draft]:
    """ "S holds ten times as much N as Y" → "Compared with Y, how much N does S hold?" """
    c, s = st.clause, st.sentence
    assert c is not None
    match = re.match(
        r"(?P<times>(?:(?:almost|about|nearly|roughly|around|over) )?(?:\w+ times|twice|half)) as "
        r"(?P<much>much|many) (?P<what>[^,;]{3,40}?)(?: as (?P<than>[^,;]{3,40}))(?=[,;.]|$)",
        s.words(c.group.end, s.end),
    )
    if not match:
        return
    if match["than"]:
        than = f"Compared with {match['than']},"
        found = match["times"].removesuffix(" times")
        many = "many times as" if found != match["times"] else ""
        asked = after(than, ask(c, wh=f"How {many} {match['much']} {match['what']}"))
        yield Draft(NAME, claimed(st, asked), found, trust=TRUST + 6)
