"""Matters: the things that a heading names."""

import re
from collections.abc import Iterator
from functools import cache

from curriculum.guides.thing import SHORT, is_known_noun, is_noun
from curriculum.planning.goals import PREPOSITIONS, VERBS
from curriculum.planning.label_words import is_generic, no_nouns, pointing
from curriculum.planning.light_words import light
from curriculum.reading.generic import says_only_kind
from curriculum.reading.lexicon import dictionary, frequency
from curriculum.reading.persons import is_role
from curriculum.reading.tables import table
from curriculum.reading.words import STOPWORDS, stem, stems

LONGEST = 3
"""Words of a matter, at most."""
_SENTENCE = 6
"""A heading of so many words without capitals is a sentence."""
EVERYDAY = 5e-6
"""A single word that has so large a share of running English is no matter to look up …"""
KNOWN = 2e-5
"""… nor one with so large a share that the dictionary lacks by chance; a phrase has to have a rarer word."""
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
_BETWEEN = re.compile(
    r"[,;:/&()\[\]“”\"?!…]|(?<![\w-])(?:and|or|vs|versus)\b(?!-)\.?|\s[-–—]\s|['’]s?\s", re.IGNORECASE
)
_LEADS = "|".join(
    sorted({*PREPOSITIONS, *"as into over through between behind beyond about against".split()})
)
_LEADING = re.compile(rf"(?<![\w-])(?:{_LEADS})\b(?!-)", re.IGNORECASE)


def matters(label: str) -> Iterator[str]:
    """The noun phrases of a heading that name something of its own, as the heading writes them.

    "Challenges in Model Representation" names model representation, "Future Directions" nothing; a heading
    that is a sentence names nothing either.
    """
    words = label.split()
    sentence = len(words) >= _SENTENCE and not any(word[:1].isupper() for word in words[1:])
    if (
        sentence
        or says_only_kind(label)
        or _telling().intersection(word.strip(".,:;").lower() for word in words)
    ):
        return
    for part in _BETWEEN.split(_QUOTED.sub(";", label)):
        for phrase in _LEADING.split(part):
            words = [word.strip("'’‘") for word in phrase.split()]
            bare = _bare(words)
            if len(bare) == 1 and words[0].lower() == "the":
                continue  # "Experience of the Wearer": one of which the notes told before
            if 0 < len(bare) <= LONGEST and _is_matter(bare):
                yield " ".join(bare)


@cache
def _telling() -> frozenset[str]:
    return VERBS | pointing() - {"a", "an", "the", "its"}


def _bare(words: list[str]) -> list[str]:
    """A phrase without its articles, what it says to do, and nouns at its end that name no matter."""
    while len(words) > 1 and (_opens(words[0].lower())):
        words = words[1:]
    cut = 0
    while words and is_generic(words[-1].lower()):
        if len(words) == 2 and not is_noun(words[0]) and frequency(words[0]) < EVERYDAY:
            break  # "stellar evolution"
        words, cut = words[:-1], cut + 1
    alone = len(words) == 1 and cut
    return [] if alone and not is_known_noun(words[0]) else words


def _opens(word: str) -> bool:
    """Whether a word at the start says nothing of the matter: an article, "other", "utilizing"."""
    return word in pointing() or word in STOPWORDS or word.endswith("ing")


def _is_matter(words: list[str]) -> bool:
    last = words[-1].lower()
    if any(word[:1].isdigit() or _is_verb(word.lower()) for word in words) or stem(last) in light():
        return False
    if _is_adjective(last) or not (is_noun(last) or last.endswith("ing")):
        return False
    compound = "-" in last and _is_adjective(last.partition("-")[0]) and not last.endswith("ing")
    if len(words) > 1:
        return True
    rare = frequency(last) < (EVERYDAY if dictionary().get(last) else KNOWN)
    return rare and len(last) > SHORT and not compound and not is_role(last)


def is_telling(phrase: str) -> bool:
    """Whether one of several words that name a thing is rare: "prefrontal cortex", not "creative writing"."""
    words = phrase.lower().split()
    # an abbreviation is rare in running English, but says nothing by itself: "AI platform"
    rare = any(
        frequency(part) < KNOWN for word in phrase.split() if word.islower() for part in word.split("-")
    )
    return len(words) > 1 and rare and _is_matter(words) and not is_generic(words[-1])


def is_of_any(phrase: str) -> bool:
    """Whether a phrase ends in a noun of which any text speaks: "core technologies"."""
    return not _means().isdisjoint(stems(phrase.rpartition(" ")[2]))


@cache
def _means() -> frozenset[str]:
    return frozenset(stems(table("guide_words")["means"]))


def needs_saying(phrase: str) -> bool:
    """Whether running text has to speak of a matter before it is one: "traditional methods", "scarcity".

    Not of nouns put together ("data ownership"), nor of a word that no dictionary has.
    """
    first = phrase.split()[0].lower()
    kinds = dictionary().get(first, {})
    known = bool(kinds) and (" " not in phrase or "NOUN" not in kinds)
    return known or _is_adjective(first) or stem(first) in light()


def _is_verb(word: str) -> bool:
    """Whether a word is a verb and nothing else, and no participle."""
    return dictionary().get(word, {}).keys() == {"VERB"} and not word.endswith(("ing", "ed"))


def _is_adjective(word: str) -> bool:
    kinds = dictionary().get(word, {})
    return "ADJ" in kinds if kinds else word.endswith((*no_nouns(), "ly"))
