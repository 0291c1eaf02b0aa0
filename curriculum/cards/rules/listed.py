"""The members of an open row.

Takes a clause with "Ns such as A, B, and C" that no better rule reads, or a noun phrase with such a row.
Makes "S VBZ Ns, such as which three?" → "A, B, and C", in the place where the row stands; of a bare noun
phrase, "Ns: A, B, and what else?" → "C", which is held for the person to keep.
"""

import re
from collections.abc import Iterator

from curriculum.cards.ask import question, up_to
from curriculum.cards.draft import Draft
from curriculum.cards.inflect import base
from curriculum.cards.phrase import simple_phrase
from curriculum.cards.rules.examples import items
from curriculum.cards.statement import Statement
from curriculum.cards.tagger import Sentence

NAME = "listed"
TRUST = 67

_OPEN = frozenset("various several many some different".split())


def draft(st: Statement) -> Iterator[Draft]:
    """In a noun phrase: the last member. In a clause with two members: "such as which two?"."""
    s, c = st.sentence, st.clause
    if st.loose:
        return
    yield from _aside(st)
    yield from _important(st)
    at = s.find("such", "as")
    start = at + 2
    if at < 0:
        at = s.find("including")
        start = at + 1
        if at < 0 or s.low(at - 1) != ",":
            return
    row = items(s, start)
    before = s.words(0, at).rstrip(" ,")
    if c is None and st.framed and 3 <= len(row) <= 4 and s.tag(0) not in ("VBG",):
        last, end = row[-1]
        head = simple_phrase(s, 0)
        if head and s.words(last, end) and len(before.split()) <= 12:
            shown = ", ".join(s.words(a, b) for a, b in row[:-1])
            stop = end
            if s.low(stop) in ("into", "in", "of", "for", "to") and simple_phrase(s, stop + 1) > stop + 1:
                stop = simple_phrase(s, stop + 1)
            yield Draft(NAME, question(f"{before}: {shown}, and what else"), s.words(last, stop), trust=55)
    elif c is not None and 2 <= len(row) <= 4 and at > c.group.end and len(before.split()) <= 20:
        many = {2: "two", 3: "three", 4: "four"}[len(row)]
        last = row[-1][1]
        named = s.low(at - (2 if s.at(at - 1).text == "," else 1))
        if s.low(last - 1) == named and last - row[-1][0] > 1:
            last -= 1  # "environments, including cloud … and air-gapped environments": named once
        found = s.words(row[0][0], last)
        noun = re.sub(r"\W", "", s.low(at - 1) if s.at(at - 1).text != "," else s.low(at - 2))
        if noun.endswith("s") and not any(s.tag(i) in ("W", "S") for i in range(c.group.end, at)):
            body = up_to(st, 0 if c.lead else c.subject[0], at).rstrip(" ,")
            # the row is open, so its own words stay: "such as which two?" asks for what the notes name
            comma = "," if s.at(at - 1).text == "," else ""
            asked = question(f"{body}{comma} {s.words(at, start)} which {many}")
            yield Draft(
                NAME, asked, found, trust=TRUST + 3, parts=tuple(s.words(a, min(b, last)) for a, b in row)
            )


def _important(st: Statement) -> Iterator[Draft]:
    """ "Importance of using Ns, such as A and B" → "One should use Ns, such as which two?" """
    s = st.sentence
    at = s.find("such", "as")
    if at < 4 or s.low(s.find("importance")) != "importance" or s.find("importance") > 1:
        return
    verb = s.find("of") + 1
    row = items(s, at + 2)
    if s.tag(verb) != "VBG" or verb > 3 or not 2 <= len(row) <= 4:
        return
    last = row[-1][1]
    aim = s.words(last + 1, s.end) if s.low(last) == "," and s.low(last + 1) == "for" else ""
    if last < s.end and not aim:
        return
    many = {2: "two", 3: "three", 4: "four"}[len(row)]
    act = f"one should {base(s.at(verb).text)} {s.words(verb + 1, at).rstrip(' ,')}, such as which {many}"
    yield Draft(
        NAME,
        question(f"{aim}, {act}" if aim else act),
        s.words(row[0][0], last),
        trust=58,
        parts=tuple(s.words(a, b) for a, b in row),
    )


def _aside(st: Statement) -> Iterator[Draft]:
    """ "Various Ns, including A- and B-based Ms, are used" → "Which two kinds of Ms are used?" """
    s, c = st.sentence, st.clause
    if c is None or c.lead or s.low(c.aside[0]) != "including" or s.low(c.subject[0]) not in _OPEN:
        return
    start, last = c.aside[0] + 1, c.aside[1]
    row = items(s, start)
    kinds = ""
    if len(row) == 1 and s.tag(last - 1) == "NS" and all(_adjective(s, at) for at in range(start, last - 1)):
        # "string- and graph-based codes": adjectives that share one noun
        kinds, last = f" kinds of {s.words(last - 1, last)}", last - 1
        row = [(at, at + 1) for at in range(start, last) if s.tag(at) in ("J", "VBN")]
    if 2 <= len(row) <= 4 and row[-1][1] == last:
        many = {2: "two", 3: "three", 4: "four"}[len(row)]
        if kinds:
            asked = question(f"Which {many}{kinds}", s.words(c.group.start, c.end))
        else:
            said = re.split(r",? (?:depending|based) (?:up)?on\b", c.main_text)[0]
            asked = question(f"{said},", f"including which {many}")
        yield Draft(
            NAME,
            asked,
            s.words(start, last),
            trust=TRUST + 3,
            parts=tuple(s.words(a, b) for a, b in row),
        )


def _adjective(s: Sentence, at: int) -> bool:
    """Whether an adjective or what joins two of them stands at ``at``."""
    return s.tag(at) in ("J", "VBN") or s.low(at) in (",", "and", "or")
