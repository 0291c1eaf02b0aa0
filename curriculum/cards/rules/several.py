"""Two to four things after one preposition, or done one after the other.

Takes "S leads in A, in B and in C", "S excels in A, VBG B, and VBG C", "S can V A, V B, and V C". Makes "In
which three things does S lead?" → the row; "Which three things can S do?" → the row.
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import claimed, question
from curriculum.cards.clause import inverted
from curriculum.cards.draft import Draft
from curriculum.cards.inflect import base
from curriculum.cards.phrase import gerund, simple_phrase, starts_lower
from curriculum.cards.statement import Statement
from curriculum.cards.tagger import Sentence

NAME = "several"
TRUST = 79

_NUMBER = {2: "two", 3: "three", 4: "four"}
_LINKS = frozenset("in on at for of with from by against".split())


def draft(st: Statement) -> Iterator[Draft]:
    """Drafts for a row after a verb's or an adjective's preposition, and for a row of verbs."""
    c, s = st.clause, st.sentence
    if c is None and st.framed:
        yield from _named_acts(st)
    if c is None or st.loose or c.lemma in ("include", "have"):
        return
    yield from _deeds(st)
    at = c.group.end
    at += s.tag(at) == "R" and s.tag(at + 1) == "J"  # "most useful for"
    quality = at if c.lemma == "be" and not c.group.passive and s.tag(at) == "J" else -1
    at += quality >= 0
    link = s.low(at)
    if link not in _LINKS or s.tag(at) != "IN" or (c.lemma == "be" and quality < 0 and not c.group.passive):
        return
    row, end = members(s, at + 1, link)
    repeated = sum(s.low(i) == link for i in range(at, end)) == len(row)
    fit = quality >= 0 and s.low(quality) in ("useful", "suitable", "famous", "known", "responsible", "ideal")
    fit = fit or c.lemma in ("excel", "specialize", "specialise")
    if not (3 <= len(row) <= 4 or (len(row) == 2 and (repeated or fit))):
        return
    parts = tuple(s.words(a, b) for a, b in row)
    found = f"{', '.join(parts[:-1])} and {parts[-1]}" if repeated else s.words(at + 1, end)
    rest = s.words(end, c.end) if end < c.end else ""
    if len(found.split()) > 15 or len(rest.split()) > 6 or re.search(r"^(?:and|or|,)", rest):
        return
    adjective = s.words(c.group.end, quality + 1) if quality >= 0 else ""
    things = f"{link.capitalize()} which {_NUMBER[len(row)]} things"
    if any(s.tag(a) in ("P", "CD") for a, _ in row):
        return  # "from Canada, Israel and …": names are asked for by what they are
    asked = claimed(st, question(things, inverted(c), adjective, rest))
    yield Draft(NAME, asked, found, trust=TRUST, parts=parts)


def _named_acts(st: Statement) -> Iterator[Draft]:
    """ "The integration of X, such as combining A, B, and C" → "Which three things does … combine?" """
    s = st.sentence
    at = s.find("such", "as")
    verb = at + 2
    if at < 3 or s.tag(verb) != "VBG" or s.tag(0) not in ("D", "N"):
        return
    row, end = members(s, verb + 1)
    what = starts_lower(s, 0, at).rstrip(" ,")
    if len(row) < 3 or len(row) > 4 or len(what.split()) > 10 or s.at(end).text not in (",", "", "."):
        return
    asked = question(f"Which {_NUMBER[len(row)]} things does", what, base(s.low(verb)))
    parts = tuple(s.words(a, b) for a, b in row)
    yield Draft(NAME, asked, s.words(verb + 1, end), trust=TRUST - 6, parts=parts)


def members(s: Sentence, at: int, link: str = "") -> tuple[list[tuple[int, int]], int]:
    """The members of the row at ``at``, things or acts, each perhaps with ``link`` before it; its end."""
    found: list[tuple[int, int]] = []
    here, joined = at, False
    while True:
        start = here + (bool(link) and s.low(here) == link)
        end = max(_thing(s, start), gerund(s, start))
        if end == start:
            return [], at
        if joined and s.low(end) in ("that", "which") and s.at(end - 1).text != ",":
            close = next((i for i in range(end, s.end) if s.at(i).text in (",", ";")), s.end)
            end = close if close - end <= 5 else end
        found.append((start, end))
        if joined:
            return found, end
        comma = s.low(end) == ","
        here = end + comma
        joined = s.low(here) in ("and", "or")
        here += joined
        if not comma and not joined:
            return [], at


def _thing(s: Sentence, at: int) -> int:
    end = simple_phrase(s, at)
    while end > at and s.low(end) in ("of", "in", "into", "between", "for") and s.tag(end) == "IN":
        more = simple_phrase(s, end + 1)
        if more == end + 1:
            break
        end = more
    return end


def _deeds(st: Statement) -> Iterator[Draft]:
    """ "S can V A, V B, and V C" → "Which three things can S do?" """
    c, s = st.clause, st.sentence
    assert c is not None
    if s.tag(c.verb_at) != "M" or c.group.passive or c.lead:
        return
    verbs = [c.group.main]
    end = s.end
    for at in range(c.group.end + 1, s.end):
        text = s.at(at).text
        if s.tag(at) in ("W", "S") or text in (";", ":") or s.low(at) == "such":
            end = at
            break
        row = text == "," or s.low(at) in ("and", "or")
        verb = s.tag(at + 1) in ("VB", "VBP", "VBD") and base(s.low(at + 1)) == s.low(at + 1)
        if row and verb and s.low(at + 1) != "be":
            verbs.append(at + 1)
    found = s.words(c.group.main, end).rstrip(" ,")
    last = verbs[-1]
    if 3 <= len(verbs) <= 4 and s.low(last - 1) in ("and", "or") and len(found.split()) <= 15:
        asked = question(f"Which {_NUMBER[len(verbs)]} things", s.low(c.verb_at), c.subject_text, "do")
        yield Draft(NAME, claimed(st, asked), found, trust=TRUST)
