"""Gaps: a sentence of the notes with the words taken out that it turns on."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from curriculum.guides.ask import BLANK, content
from curriculum.guides.talk import names_talk
from curriculum.guides.thing import names_matter
from curriculum.planning.text import SENTENCE
from curriculum.reading.tables import table
from curriculum.reading.words import STOPWORDS, WORD

SAYING = range(30, 261)
"""Letters of a sentence with a gap."""
BEFORE, AFTER = 120, 60
"""Letters on both sides of a gap that are printed at most …"""
LEAST = 3
"""… and words that tell of its matter, at least."""
HIDDEN = range(1, 11)
"""Words that are taken out."""
THING = "thing"
"""The kind of a gap that no sign announces."""
EARLY = 5
"""Words of a sentence before the first that may be taken out without a sign."""
LONGEST = 3
"""Words of that."""
NOT_FIRST = frozenset("cannot like unlike such various several certain other".split())
"""Words that lead to a matter and are no part of it."""
_END = re.compile(r"[;:()—–?!“”\"]|[,.](?=\s|$)|\s-\s|$")
"""What ends the words that a sign announces."""
_OPENS = tuple('“"')
_TOLD = re.compile(r" (?:is|are|was|were) \w+ed$")
"""What a sentence ends in that tells of the talk: "… is discussed"."""
_FIGURE = re.compile(
    r"(?<![\w.,$€£%/–-])(?:[$€£]\s?)?\d[\d.,]*\d?(?:[kKmMBx]\b|\s?%| percent\b)?"
    r"(?: (?:thousand|million|billion|trillion)\b)?(?![\w%/–+-]|[”\"’']| [A-Z])"
)
_NAMED = re.compile(
    r"(?:[A-Z][\w.]*|\b(?:no|number|version|step|stage|part|chapter|verse|episode|season))\s$"
)
"""A word before a figure that is a part of its name: "Claude 3"."""


class Gap(NamedTuple):
    """A sentence of the notes that lacks some of its words."""

    kind: str
    """A kind of ``data/demands.toml``: what the words are to the rest of it."""
    text: str
    """The sentence with ``BLANK`` in their place; of a long one what stands near them."""
    answer: str
    """The words."""
    sentence: str
    """The whole of it."""


@lru_cache(maxsize=4096)
def gaps(label: str, texts: tuple[str, ...]) -> tuple[Gap, ...]:
    """The gaps that sentences of these texts can have, one of each kind, in their order.

    A sentence has one where a sign shows that what follows is the point of it, and where one figure stands in
    it; the first of a text where it ends in something of two or three words (``thing``). It speaks of the
    label, or comes first. What is taken out stands nowhere else in it, nor in the label.

    Args:
        label: that the texts stand under, "" for none.
        texts: of a point, one after the other.
    """
    said = content(label)
    found: dict[str, Gap] = {}
    for text in texts:
        for place, sentence in enumerate(SENTENCE.split(text)):
            if len(sentence) not in SAYING or names_talk(sentence) or sentence[:1].islower():
                continue
            if place and said.isdisjoint(content(sentence)):
                continue
            last = () if place else _thing(sentence)
            for kind, start, end in (*_places(sentence), *last):
                made = _made(kind, sentence, start, end, said)
                if made:
                    found.setdefault(kind, made)
    return tuple(found.values())


def _places(sentence: str) -> Iterator[tuple[str, int, int]]:
    """Where words can be taken out: what a sign announces, to the end of the clause; then an only figure."""
    for kind, signs in _signs():
        for found in signs.finditer(sentence):
            start = found.end() + 1
            end = _END.search(sentence, start)
            if end and end.group() not in _OPENS:
                yield kind, start, end.start()
    figures = list(re.finditer(r"\d[\d.,]*", sentence))
    for found in _FIGURE.finditer(sentence) if len(figures) == 1 else ():
        if found.start() and not _NAMED.search(sentence[: found.start()]):
            yield "figure", found.start(), found.start() + len(found.group().rstrip(".,"))


def _thing(sentence: str) -> Iterator[tuple[str, int, int]]:
    """Where the last matter of two or three words can be taken out: mostly what is new in a sentence."""
    words = list(WORD.finditer(sentence))
    end = len(words)
    while end > EARLY:
        start = end
        while start and _joins(sentence, words, start - 1, end):
            start -= 1
        for first in range(max(start, end - LONGEST, EARLY), end - 1):
            names = [word.group() for word in words[first:end]]
            if names_matter(names) and _begins(names[0]) and "'" not in "".join(names):
                yield THING, words[first].start(), words[end - 1].end()
                return
        end = min(start, end - 1)


def _begins(word: str) -> bool:
    """Whether what is taken out may begin with a word: no name, and no sign of something else."""
    return word.islower() and word not in NOT_FIRST


def _joins(sentence: str, words: Sequence[re.Match[str]], place: int, end: int) -> bool:
    """Whether a word is no small one, and but for a space the next one follows it, unless it is the last."""
    joined = place == end - 1 or sentence[words[place].end() : words[place + 1].start()] == " "
    return joined and words[place].group().lower() not in STOPWORDS


def _made(kind: str, sentence: str, start: int, end: int, said: frozenset[str]) -> Gap | None:
    """A sentence without the words between two places; None where they tell nothing, or stand elsewhere."""
    told = _TOLD.search(sentence[start:end])
    end = start + told.start() if told else end
    before, hidden, after = sentence[:start], sentence[start:end].strip(), sentence[end:]
    left = content(f"{before} {after}")
    new = content(hidden)
    if len(hidden.split()) not in HIDDEN or len(left) < LEAST:
        return None
    if kind != "figure" and (len(new) < 1 or 2 * len(new & (left | said)) >= len(new)):
        return None
    if kind == "change":
        whence, middle, whither = hidden.partition(" to ")
        if not middle or not content(whence) or not content(whither):
            return None
        gap = f"{BLANK} to {BLANK}"
    else:
        gap = BLANK
    return Gap(kind, f"{_tail(before)}{gap}{_head(after)}", hidden, sentence)


def _tail(before: str) -> str:
    """What stands before a gap; of much the last words."""
    if len(before) <= BEFORE:
        return before
    return f"… {before[-BEFORE:].partition(' ')[2]}"


def _head(after: str) -> str:
    """What stands behind a gap; of much the first words."""
    if len(after) <= AFTER:
        return after
    return f"{after[:AFTER].rpartition(' ')[0]} …"


@cache
def _signs() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Kind, and what shows it in a sentence."""
    return tuple(
        (
            row["kind"],
            re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, row['signs']))})(?=\s)", re.IGNORECASE),
        )
        for row in table("demands")["demand"]
    )
