"""What the notes advise.

Takes "X are encouraged to VB O (to VB P)", a practice "Using X for Y before Z", and an order "Do O when C".
Makes "What are X encouraged to VB to VB P?" → O; "What should X be used for before Z?" → Y; "What should
you do when C?" → "do O".
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import answer, ask, question
from curriculum.cards.clause import clause
from curriculum.cards.draft import Draft
from curriculum.cards.inflect import base, can_be_base_verb
from curriculum.cards.phrase import phrase
from curriculum.cards.statement import Statement
from curriculum.cards.tagger import Sentence
from curriculum.cards.trim import trim

NAME = "advice"
TRUST = 76

_OCCASIONS = frozenset("when whenever if before after once while unless".split())


def draft(st: Statement) -> Iterator[Draft]:
    """Drafts for encouragement in a clause, for the use of something, and for an order with its occasion."""
    c, s = st.clause, st.sentence
    yield from _order(st)
    yield from _recommended(st)
    yield from _instead(st)
    if (
        c is not None
        and not st.loose
        and c.group.passive
        and c.lemma in ("encourage", "advise", "urge", "recommend", "require")
    ):
        at = c.group.end
        if s.tag(at) != "TO" or s.tag(at + 1) != "VB":
            return
        end = trim(s, at + 2)
        rest = s.words(end, c.end) if s.tag(end) == "TO" else ""
        if end > at + 2 and len(rest.split()) <= 12:
            yield Draft(
                NAME, question(ask(c, s.words(at, at + 2))[:-1], rest), answer(s, at + 2, end), trust=TRUST
            )
        return
    if c is not None or s.low(0) != "using":
        return
    tool = phrase(s, 1, frozenset(("for",)))
    if tool == 1 or s.low(tool) != "for":
        return
    end = next((at for at in range(tool + 1, s.end) if s.low(at) in ("before", "after", "instead")), -1)
    if end < 0 or trim(s, tool + 1, end) != end:
        return
    rest = s.words(end, s.end)
    if len(rest.split()) <= 12:
        yield Draft(
            NAME,
            question("What should", s.words(1, tool), "be used for", rest),
            answer(s, tool + 1, end),
            trust=TRUST,
        )


def _order(st: Statement) -> Iterator[Draft]:
    """ "Rest the dough when it tears" and "When the dough tears, rest it" → "What should you do when …?" """
    s = st.sentence
    if st.derived or st.sublabel or s.end < 5 or s.find(";") >= 0:
        return
    if _orders(s, 0):
        at = next((i for i in range(2, s.end) if s.low(i) in _OCCASIONS), -1)
        if at > 0 and s.end - at >= 3 and s.tag(at + 1) not in ("VBN", "TO"):
            yield from _asked(s.words(at, s.end), s.words(0, at).rstrip(" ,"))
        goal = next((i for i in range(3, s.end) if s.tag(i) == "TO"), -1)
        if at < 0 < goal and s.find(",") < 0:
            yield from _asked(s.words(goal, s.end), s.words(0, goal))  # "Brew two cups to train the palate"
    elif s.low(0) in _OCCASIONS:
        comma = s.find(",")
        told = can_be_base_verb(s.low(comma + 1)) and s.tag(comma + 1) in ("VB", "VBP", "N")
        if comma > 2 and (_orders(s, comma + 1) or (told and clause(s, comma + 1) is None)):
            yield from _asked(s.words(0, comma), s.words(comma + 1, s.end))


def _orders(s: Sentence, at: int) -> bool:
    """Whether a verb in the imperative stands at ``at``."""
    return (
        can_be_base_verb(s.low(at))
        and s.tag(at + 1) in ("D", "D$", "Q", "CD")
        and s.tag(at) not in ("D", "IN")
    )


def _asked(occasion: str, done: str) -> Iterator[Draft]:
    if len(done.split()) <= 12 and len(occasion.split()) <= 14:
        yield Draft(
            NAME,
            question("What should you do", occasion[:1].lower() + occasion[1:]),
            done[:1].lower() + done[1:],
            trust=TRUST,
        )


def _recommended(st: Statement) -> Iterator[Draft]:
    """ "S recommends VBG … before C" → "What does S recommend doing before C?" """
    c, s = st.clause, st.sentence
    if c is None or st.loose or c.lemma not in ("recommend", "advise", "suggest") or c.group.passive:
        return
    at = next((i for i in range(c.group.end + 2, c.end) if s.low(i) in ("before", "after", "when")), -1)
    if s.tag(c.group.end) != "VBG" or at < 0:
        return  # "What does she recommend?" alone has too many answers
    stop = next((i for i in range(at + 2, c.end) if s.low(i) in ("and", "or")), c.end)
    found = s.words(c.group.end, at)
    if 2 <= len(found.split()) <= 14:
        yield Draft(NAME, ask(c, f"doing {s.words(at, stop)}"), found, trust=TRUST)


def _instead(st: Statement) -> Iterator[Draft]:
    """ "S should avoid VBG X and instead V Y" → "Instead of VBG X, what should S V?"; the same of a practice.

    The practice: "The importance of VBG A rather than VBG B" → "Rather than VBG B, what should you V?"
    """
    c, s = st.clause, st.sentence
    at = s.find("and", "instead")
    if (
        c is not None
        and c.lemma == "avoid"
        and at > c.group.end
        and s.tag(c.verb_at) == "M"
        and not st.derived
    ):
        verb, left = at + 2, s.words(c.group.end, at)
        end = trim(s, verb + 1)
        if can_be_base_verb(s.low(verb)) and end > verb + 1 and s.low(c.group.end).endswith("ing"):
            asked = question(f"Instead of {left},", f"what {s.low(c.verb_at)}", c.subject_text, s.low(verb))
            yield Draft(NAME, asked, answer(s, verb + 1, end), trust=TRUST + 4)
        return
    than = s.find("rather", "than")
    opened = re.match(r"^(?:The )?(?:importance|value|need|benefits?|habit) (?:of|for) ", s.text)
    if c is not None or not opened or than < 0 or s.tag(than + 2) != "VBG":
        return
    verb = next((i for i, token in enumerate(s.tokens) if token.start >= opened.end()), 0)
    start = verb + 1 + (s.tag(verb + 1) == "IN")
    found, left = answer(s, start, than), s.words(than + 2, s.end)
    if s.tag(verb) == "VBG" and 1 < len(found.split()) <= 10 and len(left.split()) <= 14:
        asked = question(
            f"Rather than {left},", "what should you", base(s.low(verb)), s.words(verb + 1, start)
        )
        yield Draft(NAME, asked, found, trust=TRUST + 4)
