"""Rows of things: "rye, oats and barley", as an object or behind a colon."""

import re

from curriculum.cards.parse.clause import Clause
from curriculum.cards.parse.sentence import Sentence

_BRACKET = re.compile(r"\s*\([^()]*\)")
_JOINT = re.compile(r",\s*and\s+|;\s*and\s+|[,;]\s*|\s+and\s+")


def is_even(clause: Clause, gap: list[int], members: list[list[int]]) -> bool:
    """Whether the members are alike: none may belong to the verb, or have a word of its own to all."""
    s, opening = clause.sentence, [clause.sentence.tag(member[0]) for member in members]
    if s.low(gap[0]) in ("both", "either") or not clause.whole(gap) or "PRP$" in opening:
        return False
    if any(s.tag(at) in ("WDT", "WP", "VBZ", "VBP", "VBD") for at in gap):
        return False
    alike = (opening[-1] == "DT") == (s.tag(gap[0]) == "DT")
    return alike and sum(map(len, members)) + 2 * len(members) >= len(gap)


def behind_colon(s: Sentence, noun: int) -> tuple[int, tuple[str, ...]]:
    """Where the colon or dash behind a noun stands, and the short members behind it; 0 and none."""
    marks = (at for at in range(noun, len(s.tokens)) if s.tokens[at].text in (":", "—", "–"))
    colon = next(marks, 0)
    said = _BRACKET.sub("", s.text[s.tokens[colon].stop :]).strip(" .") if colon else ""
    members = tuple(part.strip() for part in _JOINT.split(said))
    return (colon, members) if all(1 <= len(member.split()) <= 6 for member in members) else (0, ())


def with_examples(s: Sentence, gap: list[int]) -> list[int]:
    """A phrase at the end of a sentence with the examples behind its comma: "as harm, such as a fire"."""
    told = (at for at in range(gap[-1] + 2, len(s.tokens)) if s.low(at) in ("as", "like", "including"))
    opening = next(told, len(s.tokens))
    near = opening <= gap[-1] + 3 and s.low(gap[-1] + 1) == "," and s.tokens[opening].head in gap
    whole = [at for at in s.core(opening) if at > gap[-1]] if near else []
    last = len(s.tokens) - 1 - (s.tokens[-1].text == ".")
    return [*gap, *range(gap[-1] + 1, last + 1)] if whole and whole[-1] == last else gap
