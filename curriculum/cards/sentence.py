"""Sentences of a text, cut where a sentence ends and nowhere else."""

import re
from typing import NamedTuple

_ABBREVIATIONS = frozenset(
    """e.g i.e eg ie vs cf al approx ca c dr mr mrs ms prof st sr jr gen sen rep gov lt col capt rev hon
    ed eds jan feb mar apr jun jul aug sep sept oct nov dec""".split()
)
"""After these a full stop never ends a sentence."""

_BEFORE_NUMBERS = frozenset("no nos vol pp p fig figs sec ch op".split())
"""After these a full stop ends no sentence when a number follows."""

_EITHER = frozenset("inc ltd co corp etc u.s u.k u.n e.u d.c ph.d m.d b.a m.a b.c a.d a.m p.m".split())
"""After these a full stop ends a sentence when the next word usually opens one."""

_OPENERS = frozenset(
    """the a an this that these those it he she they we i you in on at by for from with as when while if
    although though because since after before however moreover its his her their our there one some many
    most both each such another""".split()
)

_END = re.compile(
    r"(?<![.!?…])(?P<mark>[.!?…]+)(?P<close>[\"”’')\]]*)(?=\s+[\"“‘'(\[]*(?P<next>[^\s\"“‘'(\[]+))"
)
_LAST_WORD = re.compile(r"[^\s\"“‘'(\[]+$")
_FAR = 20
"""Characters before a full stop that say whether it ends a sentence: no abbreviation is as long."""


class Span(NamedTuple):
    """A half-open range of characters."""

    start: int
    end: int


def split(text: str) -> list[Span]:
    """The sentences of ``text`` as spans without the white space between them.

    A full stop inside "Gemini 1.5" or "Gradient.ai" has no white space after it and never cuts;
    after "e.g.", "Dr." or an initial it never cuts; after "U.S." or "Inc." it cuts only before
    a word that usually opens a sentence. Nothing is cut inside brackets.
    """
    spans: list[Span] = []
    start = looked = open_brackets = 0
    for match in _END.finditer(text):
        open_brackets += text.count("(", looked, match.end()) - text.count(")", looked, match.end())
        looked = match.end()
        if open_brackets > 0:
            continue
        near = text[max(start, match.start() - _FAR) : match.start()]
        if match["mark"] == "." and not _ends(near, match["next"]):
            continue
        if not (match["next"][0].isupper() or match["next"][0].isdigit()) and match["next"][0].isalpha():
            continue
        spans.append(_tight(text, start, match.end()))
        start, open_brackets = match.end(), 0
    spans.append(_tight(text, start, len(text)))
    return [span for span in spans if span.end > span.start]


def _ends(before: str, following: str) -> bool:
    """Whether the full stop after ``before`` ends a sentence, ``following`` being the next word."""
    found = _LAST_WORD.search(before)
    word = found.group().lower() if found else ""
    if word in _BEFORE_NUMBERS:
        return not following[0].isdigit()
    if word in _ABBREVIATIONS:
        return False
    if word in _EITHER:
        return following.lower().strip(".,;:") in _OPENERS
    # an initial, as in "J. S. Bach"; "I" alone is a word
    return not (len(word) == 1 and word.isalpha() and word != "i")


def _tight(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
