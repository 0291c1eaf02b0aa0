"""What serves a purpose.

Takes a line that is no sentence but a practice: "Using examples and defining roles to raise the tone",
"Importance of separating A and B to enhance C". Makes "How can you raise the tone?" → "by using examples and
defining roles", and "What is needed to enhance C?" → the thing needed: asked the other way round, most
purposes can be guessed.
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import answer, question
from curriculum.cards.content import content
from curriculum.cards.draft import Draft
from curriculum.cards.inflect import base
from curriculum.cards.phrase import phrase, starts_lower
from curriculum.cards.statement import Statement
from curriculum.cards.tagger import Sentence
from curriculum.cards.trim import trim

NAME = "practice"
TRUST = 84

_FINITE = frozenset(
    "is are was were has have had does did helps means allows lets makes serves requires remains".split()
)
_PLAIN_ACTS = frozenset(
    """use develop maintain set establish create build define separate combine add provide keep include
    adopt""".split()
)
"""Verbs whose object is the advice: what is rinsed or rested says less than that it is."""
_LEAD = re.compile(
    r"^(?:The )?(?:importance|value|need|practice|use|discussion|emphasis|"
    r"encouragement|strategy|technique|habit) (?:of|on|for) ",
    re.IGNORECASE,
)


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for "VBG … to VB …" without a finite verb."""
    s = st.sentence
    if st.clause is not None or not s.tokens or st.sublabel:
        return
    start = 0
    lead = _LEAD.match(s.text)
    if lead:
        start = next((at for at, token in enumerate(s.tokens) if token.start >= lead.end()), 0)
    needed = lead is not None and "need for" in lead.group().lower()
    if s.tag(start) == "R":
        start += 1
    if needed and phrase(s, start) == start:
        return
    if (
        not needed
        and s.tag(start) != "VBG"
        and not (s.low(start).endswith("ing") and s.tag(start + 1) in ("J", "N", "NS", "D", "P", "IN", "RP"))
    ):
        return
    if any(s.tag(at) == "M" or s.low(at) in _FINITE or s.at(at).text == ";" for at in range(start, s.end)):
        return
    yield from _so_that(st, start)
    yield from _balanced(st, start)
    goal = next((at for at in range(start + 2, s.end) if s.tag(at) == "TO"), -1)
    if goal < 0 or s.low(goal - 1) in (
        "skills",
        "skill",
        "ability",
        "potential",
        "need",
        "how",
        "right",
        "way",
    ):
        return
    end = _end(st, goal)
    act = re.sub(r"\s*\([^)]*\)", "", starts_lower(s, start, goal)).rstrip(" ,")
    if (
        end > goal + 2
        and 2 <= len(act.split()) <= 14
        and "(" not in act
        and not re.search(r"\bboth\b(?! \w+ and\b)|\b(?:it|them)$", act)
    ):
        aim = s.words(goal, end)
        if needed:
            said = re.match(r"The (hosts|speakers|guests) ", st.quote)
            whose = f"According to the podcast's {said[1]}, what" if said else "What"
            yield Draft(NAME, question(whose, "is needed", aim), act, trust=TRUST)
        else:
            asked, found = _asked(s, start, goal, end)
            yield Draft(NAME, asked, found or f"by {act}", trust=TRUST, parts=(act,))


def _asked(s: Sentence, start: int, goal: int, end: int) -> tuple[str, str]:
    """The question for a practice, and its answer when it is less than the whole practice.

    Two acts are asked for as two; what is used, kept or built is asked for with its verb, since "How can
    you …?" alone has many answers.
    """
    aim, at = s.words(goal + 1, end), start + 1
    joint = next((i for i in range(at, goal) if s.low(i) == "and"), 0)
    if joint and s.low(joint + 1).endswith("ing") and s.tag(joint + 1) == "VBG" and s.find(",", start=at) < 0:
        return question("Which two practices help to", aim), starts_lower(s, start, goal)
    verb = base(s.at(start).text)
    at += s.tag(at) == "RP"
    stop = phrase(s, at, frozenset(("in",)))
    place = s.words(stop, goal) if s.low(stop) == "in" else ""
    stop = stop if place else goal
    asked = question("What should you", verb, s.words(start + 1, at), place, s.words(goal, end))
    found = s.words(at, stop)
    if verb in _PLAIN_ACTS and found and not content(found) & content(asked):
        return asked, found
    return question("How can", "one" if s.find("oneself") >= 0 else "you", aim), ""


def _balanced(st: Statement, start: int) -> Iterator[Draft]:
    """ "Balancing A with B", under "Advice for novices" → "What should novices balance A with?" → B."""
    s = st.sentence
    verb = base(s.at(start).text)
    link = next((i for i in range(start + 2, s.end) if s.low(i) == "with"), 0)
    if verb not in ("balance", "combine", "pair", "mix") or not link or s.find(",", start=start) >= 0:
        return
    end = trim(s, link + 1)
    for_whom = re.match(r"^(?:[\w-]+ )?(?:Advice|Tips|Guidance) for (?P<who>[\w -]+)$", st.label.strip(" :."))
    who = for_whom["who"].lower() if for_whom else "one"
    if end == s.end:
        asked = question("What should", who, verb, s.words(start + 1, link), "with")
        yield Draft(NAME, asked, answer(s, link + 1, end), trust=TRUST - 4)


def _so_that(st: Statement, start: int) -> Iterator[Draft]:
    """ "VBG X, so that CLAUSE" and "VBG X for the best NP" at the end."""
    s = st.sentence
    at = s.find("so", "that", start=start)
    if at < 0:
        at = next(
            (i for i in range(start + 2, s.end) if s.low(i) == "for" and s.low(i + 1) in ("the", "a")), -1
        )
        if at < 0 or s.low(at + 2) not in ("best", "better", "greater", "highest") or s.end - at > 7:
            return
    act = re.sub(r"\s*\([^)]*\)", "", starts_lower(s, start, at)).rstrip(" ,")
    found = s.words(at, s.end)
    if 2 <= len(act.split()) <= 14 and len(found.split()) <= 12 and "(" not in act:
        if s.low(at) == "for":
            yield Draft(NAME, question("What is a way to", found.removeprefix("for ")), act, trust=55)
        else:
            yield Draft(NAME, question("Why is it good to practise", act), found, trust=55)


def _end(st: Statement, goal: int) -> int:
    """The end of "to VB (and VB) NP"; ``goal`` when it is too long or cannot be cut."""
    s = st.sentence
    at = goal + 1
    while (
        s.tag(at) in ("R", "VB")
        or (s.low(at) == "and" and s.tag(at + 1) == "VB")
        or (s.tag(at) == "J" and s.low(at - 1) == "stay")
    ):
        at += 1
    if s.tag(at) in ("VBN", "J") and s.low(at) == "informed":
        at += 1
    if s.tag(at) in ("IN", "RP"):
        at += 1
    if at >= s.end:
        return s.end
    end = trim(s, at)
    if s.low(end) == "and" and s.tag(end + 1) == "VB":
        later = trim(s, end + 2)
        end = later if later > end + 2 else end
    if s.tag(end) == "R" and end + 1 >= s.end:
        end = s.end
    if end <= at:
        return s.end if s.end - goal <= 12 and s.find(",", start=goal) < 0 else goal
    return end if end - goal <= 16 else goal
