"""Noun phrases and verb groups in a tagged sentence. Positions count tokens, ends are exclusive."""

import re
from typing import NamedTuple

from curriculum.cards.inflect import base, in_dictionary
from curriculum.cards.tagger import Sentence

NOUNS = frozenset(("N", "NS", "P"))
FINITE = frozenset(("VBZ", "VBP", "VBD", "M"))
_LINKS = frozenset(
    """of in for with between to from on at within among about across behind under over into by
    against toward towards like during without around along near inside outside beneath""".split()
)


_LATIN = re.compile(r"(?:us|um|ia|ium|is|ella|bacter|aceae|idae)$")
"""How the names of genera end, which keep their capital."""


class Group(NamedTuple):
    """A finite verb group: auxiliaries, adverbs and the main verb."""

    start: int
    main: int
    """The main verb's token."""
    end: int
    """After the main verb and its particle."""
    passive: bool

    def lemma(self, sentence: Sentence) -> str:
        """The main verb's base form."""
        return base(sentence.at(self.main).text)


def simple_phrase(s: Sentence, at: int) -> int:
    """The end of the noun phrase without prepositions that starts at ``at``; ``at`` when none does.

    Takes coordinated adjectives ("open and accessible models", "high-quality, diverse datasets").
    """
    if s.tag(at) == "Q":
        return at + 1
    here = at
    if (
        s.low(at) in ("this", "these", "that", "those", "both", "some", "many", "others")
        and s.tag(at + 1) in FINITE
    ):
        return at + 1
    if s.tag(here) in ("D", "D$"):
        here += 1
        if s.tag(here) == "D":  # "all the models", "both the …"
            here += 1
    last_noun = -1
    while here < s.end:
        mark = s.tag(here)
        if mark in NOUNS or mark == "CD" or (mark == "VBG" and _closes_as_noun(s, here)):
            last_noun = here
            here += 1
        elif mark == "J" and last_noun == here - 1 and last_noun >= 0:
            break  # "the Aurora ferry last winter": an adjective after a noun opens another phrase
        elif mark in ("J", "VBN", "POS") or (mark == "VBG" and here > at):
            if mark == "VBG" and last_noun >= 0 and s.tag(here + 1) not in NOUNS:
                break
            if mark == "VBN" and last_noun >= 0:
                break
            if s.low(here) == "such" and s.low(here + 1) == "as":
                break
            here += 1
        elif mark == "VBG" and here == at and s.tag(here + 1) in NOUNS and _adjectival(s.low(here)):
            here += 1
        elif (
            mark == "R"
            and s.tag(here + 1) in ("J", "VBN", "R")
            and s.low(here) not in ("particularly", "especially")
        ):
            if last_noun >= 0:
                break
            here += 1
        elif last_noun < 0 and s.low(here) in (",", "and", "or", "but") and s.tag(here - 1) in ("J", "VBN"):
            following = here + 1
            if s.low(here) == "," and s.low(following) in ("and", "or"):
                following += 1
            if s.tag(following) in ("J", "VBN", "R") and simple_phrase(s, following) > following:
                here = following
            else:
                break
        else:
            break
    return last_noun + 1 if last_noun >= 0 else at


def _closes_as_noun(s: Sentence, at: int) -> bool:
    """Whether an -ing word ends a phrase as a noun: "drug testing", "lucid dreaming", "licensing"."""
    before, after = s.tag(at - 1), s.tag(at + 1)
    return before in ("J", "N", "P", "D") and after not in ("D", "D$", "J", "N", "NS", "P", "Q", "CD", "TO")


def _adjectival(word: str) -> bool:
    return word in (
        "leading",
        "emerging",
        "existing",
        "underlying",
        "growing",
        "evolving",
        "upcoming",
        "cutting",
    )


def phrase(s: Sentence, at: int, stop: frozenset[str] = frozenset()) -> int:
    """The end of the whole noun phrase at ``at``: prepositional parts, bracket, "A, B and C".

    ``stop`` names prepositions that end it. ``at`` when no noun phrase starts there.
    """
    here = simple_phrase(s, at)
    if here == at:
        if s.tag(at) == "VBG":  # a gerund with its object: "building models"
            inner = phrase(s, at + 1, stop)
            return inner if inner > at + 1 else at + 1
        return at
    while here < s.end:
        if s.tag(here) == "(" and (close := _closing(s, here)) > here:
            here = close
            continue
        low = s.low(here)
        if low in _LINKS and low not in stop and s.tag(here) in ("IN", "TO"):
            if low == "by" and s.tag(here + 1) == "VBG":
                break
            if low == "like" or (low == "to" and s.tag(here) == "TO"):
                break
            following = here + 1
            if s.tag(following) == "VBG" and not simple_phrase(s, following) > following:
                end = phrase(s, following + 1, stop)
                end = max(end, following + 1)
            else:
                end = simple_phrase(s, following)
            if end <= following:
                break
            here = end
            continue
        if low in ("and", "or", ","):
            end = _coordinated(s, here, stop)
            if end > here:
                here = end
                continue
        break
    return here


_FREQUENT = frozenset("also often usually always never sometimes still now then typically generally".split())


def gerund(s: Sentence, at: int) -> int:
    """The end of the act at ``at`` ("managing memory well", "storing it dry and turning it"); else ``at``.

    Adverbs belong to it unless they say how often, as those belong to the verb that follows.
    """
    if s.tag(at) != "VBG":
        return at
    here = max(phrase(s, at + 1), at + 1)
    if s.tag(at + 1) == "IN" and s.low(at + 1) in ("by", "in", "into", "on", "at", "for", "with", "to"):
        here = max(phrase(s, at + 2), at + 1)
    if s.low(here) in ("before", "after", "without", "while") and s.tag(here + 1) == "VBG":
        here = gerund(s, here + 1)
    while s.tag(here) == "R" and s.low(here) not in _FREQUENT:
        here += 1
    if s.low(here) in ("and", "or") and s.tag(here + 1) == "VBG":
        here = gerund(s, here + 1)
    return here


def _closing(s: Sentence, at: int) -> int:
    for here in range(at + 1, min(at + 14, len(s.tokens))):
        if s.tag(here) == ")":
            return here + 1
    return at


def _coordinated(s: Sentence, at: int, stop: frozenset[str]) -> int:
    """The end of ", B, and C" or "and B" at ``at`` when these are nouns of the same row; else ``at``."""
    here = at
    conjunction = False
    end = at
    while s.low(here) in (",", "and", "or"):
        following = here + 1
        joined = s.low(here) in ("and", "or")
        if s.low(here) == "," and s.low(following) in ("and", "or"):
            joined, following = True, following + 1
        part = simple_phrase(s, following)
        if part <= following:
            break
        while s.low(part) in ("of", "in", "for", "with") and s.low(part) not in stop:
            inner = simple_phrase(s, part + 1)
            if inner <= part + 1:
                break
            part = inner
        # "and the company plans …" is another clause, not another noun
        if s.tag(part) in FINITE and joined and s.low(at) == ",":
            break
        here = end = part
        if joined:
            conjunction = True
            break
    return end if conjunction else at


def verb_group(s: Sentence, at: int) -> Group | None:
    """The finite verb group at ``at``, adverbs before it allowed; None when there is none."""
    here = at
    while s.tag(here) in ("R", "X"):
        here += 1
    if s.tag(here) not in FINITE:
        return None
    main = here
    last = here
    be = s.low(here) in ("is", "are", "was", "were")
    helper = s.tag(here) == "M" or be or s.low(here) in ("has", "have", "had", "does", "do", "did")
    passive = False
    walk = here + 1
    while helper and walk < s.end:
        mark, low = s.tag(walk), s.low(walk)
        if mark in ("R", "X"):
            walk += 1
        elif mark in ("VB", "VBN") or (mark == "VBG" and be):
            if mark == "VBG" and s.tag(walk + 1) in ("POS",):
                break
            passive = be and mark == "VBN"
            main = last = walk
            be = low in ("be", "been", "being") or (be and mark == "VBG" and low == "being")
            helper = low in ("be", "been", "being", "have")
            walk += 1
        elif mark == "VBP" and s.tag(here) == "M":
            main = last = walk
            break
        else:
            break
    end = last + 1
    if s.tag(end) == "RP":
        end += 1
    return Group(at, main, end, passive)


def is_name(s: Sentence, start: int, end: int) -> bool:
    """Whether the tokens are a proper name, not a bare acronym such as AI or GPU."""
    marks = [s.tag(at) for at in range(start, end)]
    if not marks or any(mark not in ("P", "CD", "POS") for mark in marks) or marks[0] != "P":
        return False
    return any(
        token.text.strip('"“')[:1].isupper() and any(c.islower() for c in token.text)
        for token in s.tokens[start:end]
    )


_PREFIXES = tuple("multi neuro bio micro macro inter anti non hyper electro photo nano cyber".split())


def starts_lower(s: Sentence, start: int, end: int) -> str:
    """The words with a lower-case start unless they open with a name or an acronym."""
    text = s.words(start, end)
    first = s.at(start)
    if start > 0 and first.text[:1].isupper() and s.at(start - 1).text not in ("“", '"', ":"):
        return text  # a capital within the sentence means a name
    if start == 0 and first.text[1:].islower() and "-" in first.text:
        head = first.text.split("-")[0]
        return text[:1].lower() + text[1:] if len(head) > 2 and in_dictionary(head) else text
    coined = first.low.startswith(_PREFIXES)
    if first.tag == "J" and "-" not in first.text and not coined and not in_dictionary(first.text):
        return text  # "Gothic", "Baltic"
    if (
        first.tag == "P"
        or first.text == "I"
        or any(char.isupper() or char.isdigit() for char in first.text[1:])
    ):
        return text
    if start == 0 and _LATIN.search(first.low) and not in_dictionary(first.text):
        return text  # "Prochlorococcus", which no dictionary has
    if (
        start == 0
        and s.tag(1) == "P"
        and s.at(1).text[:1].isupper()
        and not (s.at(1).text.isupper() and in_dictionary(first.text))  # "modern AI models"
        and first.tag in ("N", "J")
        and first.text[:1].isupper()
        and end > 1
    ):
        return text  # a title before a name: "Senator Wiener", "Isomorphic Labs"
    return text[:1].lower() + text[1:]
