"""A draft as the judge sees it: with the words around it, taken apart."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from math import fsum, log10

from curriculum.cards.content import content
from curriculum.cards.draft import Draft
from curriculum.cards.gap import with_gap
from curriculum.reading import tables
from curriculum.reading.lexicon import frequency, is_ordinary
from curriculum.reading.words import STOPWORDS

_WORD = re.compile(r"[^\W_]+(?:[-'’.,]\w+)*")
_TABLES = ("cards_judge_words", "cards_worth")
_COMMON, _RARE = 6.0, 2.5
"""Uses in a billion words, as powers of ten: what is frequent as "people", and what hardly anybody says."""


@dataclass(frozen=True)
class Seen:
    """A draft that passed the checks, and what it is judged beside."""

    draft: Draft
    context: str
    """The line above its front."""
    quote: str
    """The sentence it stands on."""
    label: str
    """Of its point."""
    title: str
    """Of its episode."""
    rarity: Callable[[str], float]
    """The share of the library's episodes that have a stem."""
    prose: float
    """The share of its episode's lines that are written out in sentences (``judge.prose``)."""

    @cached_property
    def front(self) -> str:
        """What the learner reads first, without the gap."""
        draft = self.draft
        return with_gap(draft.text, draft.answer, " ") if draft.kind == "cloze" else draft.question

    @cached_property
    def front_words(self) -> list[str]:
        """The words of the front."""
        return _WORD.findall(self.front)

    @cached_property
    def answer_words(self) -> list[str]:
        """The words of the answer."""
        return _WORD.findall(self.draft.answer)

    @cached_property
    def quote_words(self) -> list[str]:
        """The words of the sentence it stands on."""
        return _WORD.findall(self.quote)

    @cached_property
    def front_names(self) -> int:
        """How many words of the front are names; the first only when it is written like no other word."""
        first, *rest = self.front_words or [""]
        return sum(word[0].isupper() for word in rest if len(word) > 1) + _odd(first)

    @cached_property
    def answer_names(self) -> int:
        """How many words of the answer are names; its first word may have its capital from the sentence."""
        first, *rest = self.answer_words or [""]
        own = first[:1].isupper() and not (self.answer_opens and is_ordinary(first) and not _odd(first))
        return sum(word[0].isupper() for word in rest) + own

    @cached_property
    def answer_opens(self) -> bool:
        """Whether the answer is what the sentence begins with."""
        return bool(self.draft.answer) and self.quote.lower().startswith(self.draft.answer.lower())


@cache
def listed(name: str) -> frozenset[str]:
    """The words of one table of the judge's or of what is not worth a card."""
    return frozenset(word for file in _TABLES for word in tables.table(file).get(name, "").split())


def small(words: list[str]) -> frozenset[str]:
    """The words that are written small: no names."""
    return frozenset(word for word in words if word[0].islower())


def taste(part: str, words: list[str]) -> float:
    """How readers took to cards with these words in their ``part``: the sum of what each word counts."""
    counts = tables.table("cards_judge_taste")[part]
    return fsum(counts.get(word, 0.0) for word in small(words))


def numbers(words: list[str]) -> int:
    """How many of the words are numbers."""
    return sum(word[0].isdigit() or word.lower() in listed("numbers") for word in words)


def telling(words: list[str]) -> list[str]:
    """The words that say something, in lower case."""
    return [low for word in words if (low := word.lower()) not in STOPWORDS]


def share(words: list[str], *names: str) -> float:
    """The share of the telling words that stand in tables."""
    said = telling(words)
    known = frozenset().union(*map(listed, names))
    return sum(not known.isdisjoint((word, word.removesuffix("s"))) for word in said) / max(1, len(said))


def rare(words: list[str]) -> float:
    """How rare in English the rarest telling word is: 0 for what everybody says, 1 for what nobody does."""
    return max((_rareness(word) for word in telling(words)), default=0.0)


def plain(words: list[str]) -> float:
    """How common in English the telling words are, on average: 1 for what everybody says; .5 without any."""
    said = telling(words)
    return 1 - sum(map(_rareness, said)) / len(said) if said else 0.5


def shared(text: str, other: str) -> float:
    """The share of a text's content words that another text has."""
    stems = content(text)
    return len(stems & content(other)) / len(stems) if stems else 0.0


def _rareness(word: str) -> float:
    known = frequency(word)
    power = log10(known) + 9 if known > 0 else 0.0
    return min(1.0, max(0.0, (_COMMON - power) / (_COMMON - _RARE)))


def _odd(word: str) -> bool:
    """Whether a word is written as only names and acronyms are: "TinyGPU", "GPT-4", "SIMD"."""
    return any(char.isupper() for char in word[1:]) or (word[:1].isupper() and any(map(str.isdigit, word)))
