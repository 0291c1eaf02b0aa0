"""Where an answer ends."""

from curriculum.cards.phrase import FINITE, NOUNS, simple_phrase
from curriculum.cards.tagger import Sentence

LONGEST_ANSWER = 15
"""Words; what a learner can recall whole (peers' rule: recall answers under 15 words)."""

_NEEDS_INFINITIVE = frozenset(
    """ability abilities capability capabilities potential need way ways right power chance opportunity
    opportunities commitment desire capacity readiness able easy easier hard harder difficult willing
    attempt attempts effort efforts tendency obligation duty plan plans permission
    freedom authority""".split()
)
_TURNS = frozenset("importance need role potential impact challenges".split())
_CUTS = frozenset("using via depending compared especially particularly while when where if".split())


def trim(s: Sentence, at: int, limit: int | None = None) -> int:
    """The end of the answer that starts at token ``at`` (exclusive); ``at`` when nothing safe stands there.

    It ends at a comma that is no list's, at a relative or question word, before "to" and a verb
    (unless the noun before needs it, as "ability" does), before "by" and an -ing form, before examples
    ("such as", "like"), and at a second "for", "within" or "across"; never inside a row of nouns.
    More than 15 words give nothing.
    """
    end = s.end if limit is None else limit
    here = at
    seen: set[str] = set()
    depth = 0
    while here < end:
        mark, low = s.tag(here), s.low(here)
        if mark == "(":
            depth += 1
        elif mark == ")":
            depth -= 1
            if depth < 0:
                break
        elif depth == 0 and here > at:
            if low == ",":
                end_of_row = _row(s, at, here, end)
                if end_of_row <= here:
                    if _opens_row(s, here, end):
                        return at  # a cut inside "A, B, and C" would change the fact
                    break
                here = end_of_row
                continue
            if mark == "." and low not in ('"', "“", "”", "/", "&", "'", "’", "+"):
                break
            if mark == "W" or mark == "S" or (mark in FINITE and s.tag(here - 1) != "TO"):
                if low in ("that", "which", "who") and s.at(here - 1).text != ",":
                    # a restrictive clause belongs to its noun: kept when short, else left out
                    close = _relative_end(s, here, end)
                    if close and s.low(close) == "," and s.low(close + 1) == "to":
                        close = 0  # "meant to be light, to fold and …": cut after the first, it says less
                    aim = next((i for i in range(here + 2, close) if s.tag(i) == "TO"), 0)
                    if close and len(s.words(at, close).split()) > 12 and aim - here >= 5:
                        close = aim  # the clause without what it is for
                    if close and len(s.words(at, close).split()) <= 12:
                        here = close
                        break
                    if here - at < 3:
                        return at
                    break
                if mark in FINITE:
                    return at  # a clause begun without "that": the answer cannot be cut safely
                break
            needed = any(s.low(i) in _NEEDS_INFINITIVE for i in range(max(at, here - 4), here))
            if low == "to" and mark == "TO" and not needed:
                break
            if low == "by" and s.low(here + 1).endswith("ing"):
                break
            if (
                low in _CUTS
                or (low == "such" and s.low(here + 1) == "as")
                or (low == "based" and s.low(here + 1) in ("on", "in"))
            ):
                break
            if low in ("like", "including", "through") and mark == "IN" and s.tag(here - 1) in NOUNS:
                break
            if (
                low in ("due", "because", "as", "before", "after", "until", "since")
                and s.tag(here - 1) in NOUNS
            ):
                break
            if low in ("for", "within", "across"):
                if low in seen:
                    break
                seen.add(low)
            if low == "but" or (mark == "R" and s.tag(here - 1) in NOUNS and s.tag(here + 1) == "IN"):
                break
            if low in ("and", "or") and (
                s.tag(here + 1 + (s.tag(here + 1) == "R")) in (*FINITE, "VB", "TO", "Q", "W", "EX")
                or (s.low(here + 1) == "the" and s.low(here + 2) in _TURNS)
            ):
                break
        here += 1
    if depth > 0:
        return at
    while here > at and (
        s.low(here - 1) in ("and", "or", ",", "also", "both", "of", "in", "for", "to", "with", "the", "a")
        or s.tag(here - 1) in ("IN", "CC")
    ):
        here -= 1
    if here - at >= 2 and s.tag(here - 1) == "R" and s.tag(here - 2) in NOUNS:
        here -= 1  # "treats models honestly": the adverb is the verb's
    if s.at(here).text == "," and s.tag(here - 1) == "J" and s.tag(here + 1) in ("J", "R"):
        return at  # "firms larger, more productive": cut between two adjectives of one noun
    return here if 0 < len(s.words(at, here).split()) <= LONGEST_ANSWER else at


def _relative_end(s: Sentence, at: int, end: int) -> int:
    """The end of the relative clause at ``at``: the sentence's end or the next comma; 0 when unclear."""
    for here in range(at + 1, end):
        if s.at(here).text in (",", ";"):
            return here
        if s.tag(here) in ("W", "S") or s.low(here) in ("but", "while"):
            return 0
    return end


def _opens_row(s: Sentence, comma: int, end: int) -> bool:
    """Whether the comma at ``comma`` is the first of a row of nouns, as a later ", and" shows."""
    first = comma + 1
    if s.tag(first) not in ("N", "NS", "P", "J", "D", "D$", "CD"):
        return False
    for here in range(first, min(first + 12, end - 1)):
        if s.tag(here) in FINITE or s.tag(here) in ("W", "S", "Q", "TO", ";"):
            return False
        if s.low(here) in ("and", "or") and s.at(here - 1).text == ",":
            return s.tag(here + 1) in ("N", "NS", "P", "J", "D", "D$", "CD")
    return False


def _row(s: Sentence, at: int, comma: int, end: int) -> int:
    """The end of the row "A, B, and C" whose first comma is at ``comma``; ``comma`` when it is no row."""
    here = comma
    while s.low(here) == ",":
        following = here + 1
        joined = s.low(following) in ("and", "or")
        if joined and here == comma:
            return comma  # "a platform, and its mission": no row of three
        if joined:
            following += 1
        part = simple_phrase(s, following)
        if part <= following:
            # adjectives in a row before their noun: "recreational, productive, and therapeutic benefits"
            if s.tag(following) in ("J", "VBN") and (s.low(following + 1) in (",", "and", "or")):
                here = following + 1
                continue
            return comma
        while s.low(part) in ("of", "in", "for", "to") and simple_phrase(s, part + 1) > part + 1:
            part = simple_phrase(s, part + 1)
        if s.tag(part) in FINITE:
            return comma
        if joined:
            return min(part, end)
        if s.low(part) in ("and", "or"):
            last = simple_phrase(s, part + 1)
            return min(last, end) if last > part + 1 and s.tag(last) not in FINITE else comma
        here = part
    # "diverse, high-quality datasets": the comma stands between adjectives
    if here > comma and s.tag(comma - 1) in ("J", "VBN") and s.tag(comma + 1) in ("J", "VBN"):
        return here
    return comma
