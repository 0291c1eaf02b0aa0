"""Named examples.

Takes "AI tools like ChatGPT and Claude" and "challenges …, such as A, B, and C" after a certain verb.
Makes "Which two AI tools did S rely on?" → "ChatGPT and Claude"; for common nouns "Which three …".
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import answer, ask, question
from curriculum.cards.draft import Draft
from curriculum.cards.phrase import NOUNS, simple_phrase
from curriculum.cards.statement import Statement
from curriculum.cards.tagger import Sentence

NAME = "examples"
TRUST = 80
WORDS = frozenset("such like including".split())

_NUMBER = {1: "", 2: "two", 3: "three", 4: "four"}
_VAGUE = frozenset("ways things areas aspects issues factors methods fields domains measures".split())


def items(s: Sentence, at: int) -> list[tuple[int, int]]:
    """The members of the row "A, B, and C" at ``at``: their token ranges; empty when it is no row."""
    found: list[tuple[int, int]] = []
    here = at
    while True:
        end = simple_phrase(s, here)
        if end == here:
            # a bare adjective in "cloud, on-premises, and air-gapped environments"
            if s.tag(here) in ("J", "VBN") and s.low(here + 1) in (",", "and"):
                end = here + 1
            else:
                return []
        while s.low(end) in ("of", "in", "with") and simple_phrase(s, end + 1) > end + 1:
            end = simple_phrase(s, end + 1)
        found.append((here, end))
        if s.low(end) == "," and s.low(end + 1) in ("and", "or"):
            here = end + 2
        elif s.low(end) in ("and", "or") or (s.low(end) == "," and len(found) < 6 and _goes_on(s, end + 1)):
            here = end + 1
        else:
            return found


def _goes_on(s: Sentence, at: int) -> bool:
    """Whether another ", X" of the same row and its "and" follow."""
    end = simple_phrase(s, at)
    if end == at:
        return s.tag(at) in ("J", "VBN") and s.low(at + 1) in (",", "and")
    return s.low(end) in ("and", "or") or (
        s.low(end) == "," and (s.low(end + 1) in ("and", "or") or _goes_on(s, end + 1))
    )


def _doers(st: Statement) -> Iterator[Draft]:
    """ "sets rules that other ports like Orm and Lund follow" → "Which two other ports follow …?" """
    c, s = st.clause, st.sentence
    at = s.find("like")
    that = next((i for i in range(at - 1, 0, -1) if s.low(i) == "that"), -1)
    if c is None or st.loose or at < 0 or not c.group.end < that < at or s.tag(at - 1) != "NS":
        return
    row = items(s, at + 1)
    end = row[-1][1] if row else at
    if not 2 <= len(row) <= 4 or s.tag(end) not in ("VBP", "VBD") or any(s.tag(a) != "P" for a, _ in row):
        return
    rules = s.words(c.group.end, that)
    rules = rules if rules.split()[0].lower() in ("the", "its", "a", "an") else f"the {rules}"
    does = f"that {c.subject_text} {s.words(c.group.start, c.group.end)}"
    asked = question(
        f"Which {_NUMBER[len(row)]} {s.words(that + 1, at)}, for example,", s.words(end, s.end), rules, does
    )
    parts = tuple(s.words(a, b) for a, b in row)
    yield Draft(NAME, asked, s.words(row[0][0], end), trust=TRUST, parts=parts)


def draft(st: Statement) -> Iterator[Draft]:
    """A draft for two to four examples of a specific plural noun that is the verb's object."""
    c, s = st.clause, st.sentence
    yield from _doers(st)
    if c is None or st.loose or c.group.passive:
        return
    for at in range(c.group.end + 1, s.end - 1):
        if s.low(at) == "such" and s.low(at + 1) == "as":
            start = at + 2
        elif s.low(at) in ("like", "including") and s.tag(at) == "IN":
            start = at + 1
        else:
            continue
        row = items(s, start)
        if not 1 <= len(row) <= 4 or any(st.cast.topic and st.cast.topic in s.words(a, b) for a, b in row):
            return
        named = all(s.tag(a) == "P" or (s.low(a) == "the" and s.tag(b - 1) == "P") for a, b in row)
        if len(row) == 1 and not named:
            return
        noun_end = at - 1 if s.at(at - 1).text == "," else at
        bare = s.tag(noun_end - 2) != "J" or s.low(noun_end - 2) in ("various", "other", "many", "different")
        if s.tag(noun_end - 1) != "NS" or (bare and s.low(noun_end - 1) in _VAGUE):
            return
        noun = noun_end - 1
        while noun > c.group.end and s.tag(noun - 1) in ("N", "J", "NS", "P", "VBN"):
            noun -= 1
        noun -= s.low(noun - 1) == "more" and noun - 1 >= c.group.end  # "more intrusive measures"
        if s.tag(noun - 1) in ("D", "D$"):
            return
        between = s.words(c.group.end, noun)
        if (
            "," in between
            or len(between.split()) > 6
            or any(s.tag(i) in ("W", "S") for i in range(c.group.end, noun))
        ):
            return
        last = row[-1][1]
        rest = ""
        if s.tag(last) == "TO":
            rest = s.words(last, _stop(s, last))
        elif s.low(last) == "," and s.low(last + 1) == "for":
            rest = s.words(last + 1, s.end)
        many = _NUMBER[len(row)]
        # "such as" leaves the row open, and so does the question
        others = ", among others," if many and s.low(at) != "including" else ""
        kind = s.words(noun, noun_end)
        kind = re.sub(r"^(?:various|several|certain|other|many|different)\s+", "", kind)
        text = ", ".join(s.words(a, b) for a, b in row[:-1])
        whole = answer(s, row[0][0], last)
        yield Draft(
            NAME,
            question(ask(c, between, wh=f"Which {many} {kind}{others}".replace("  ", " "))[:-1], rest),
            whole,
            trust=TRUST if named else TRUST - 12,
            parts=tuple(s.words(a, b) for a, b in row) if text else (),
        )
        return


def _stop(s: Sentence, at: int) -> int:
    end = at + 1
    while end < s.end and s.at(end).text not in (",", ";") and s.low(end) not in ("and", "while"):
        end += 1
    return end


def nouns(s: Sentence, start: int, end: int) -> int:
    """How many nouns stand between two tokens."""
    return sum(s.tag(at) in NOUNS for at in range(start, end))
