"""Things: words of a text that name something, found in whatever form they stand."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from curriculum.planning.forms import Phrase
from curriculum.planning.label_words import generic_stems
from curriculum.planning.light_words import light
from curriculum.planning.search_forms import alike
from curriculum.reading.lexicon import dictionary
from curriculum.reading.tables import table
from curriculum.reading.words import STOPWORDS, WORD, stem, stems

SHORT = 4
"""Letters of a word that is too short to be left out, or to be a thing by itself."""


class Run(NamedTuple):
    """Words between which nothing stands, as they are written and as they are compared."""

    words: tuple[str, ...]
    stems: Phrase

    def parts(self, longest: int) -> Iterator[tuple[str, ...]]:
        """Every one to ``longest`` of its words that stand together, the shorter first."""
        for size in range(1, longest + 1):
            yield from (self.words[at : at + size] for at in range(len(self.words) - size + 1))


@lru_cache(maxsize=20_000)
def runs(text: str) -> tuple[Run, ...]:
    """The runs of words of a text between which neither a small word nor a mark stands."""
    found: list[list[str]] = [[]]
    end = 0
    for match in WORD.finditer(text):
        if text[end : match.start()].strip("-"):
            found.append([]) if text[end : match.start()].strip() else None
        word, end = match.group(), match.end()
        if word.lower() in STOPWORDS:
            found.append([])
        else:
            found[-1].append(word)
    return tuple(Run(tuple(run), canonical(run)) for run in found if run)


def canonical(words: Iterable[str]) -> Phrase:
    """The stems of words, each thing in the one form that stands for all of its forms."""
    return _one_form(" ".join(words))


@lru_cache(maxsize=50_000)
def _one_form(text: str) -> Phrase:
    return tuple(part for thing in alike(stems(text)) for part in min(thing))


def has(runs: Iterable[Run], phrase: Phrase) -> bool:
    """Whether one of the runs has the phrase; a single word as a noun: "powerful" names no power."""
    if len(phrase) == 1:
        return any(canonical((word,)) == phrase and is_noun(word) for run in runs for word in run.words)
    return any(
        run.stems[start : start + len(phrase)] == phrase
        for run in runs
        for start in range(len(run.stems) - len(phrase) + 1)
    )


def speaks(runs: Iterable[Run], phrase: Phrase) -> bool:
    """As ``has``, but not where the phrase is the beginning of a longer name: "Remote Access Trojans"."""
    return has((part for run in runs for part in _without_longer(run, len(phrase))), phrase)


def _without_longer(run: Run, size: int) -> Iterator[Run]:
    """The run, or its parts of so many words, without those that a longer name begins with."""
    starts = [
        all(word[:1].isupper() for word in run.words[at : at + size + 1]) for at in range(len(run.words))
    ]
    if size == 1 or not any(starts[:-size]):
        yield run
        return
    for at in range(len(run.words) - size + 1):
        if at + size == len(run.words) or not starts[at]:
            words = run.words[at : at + size]
            yield Run(words, canonical(words))


def may_be_verb(word: str) -> bool:
    """Whether a word is a form of a verb, whatever else it may be: "being", "serves"."""
    return "VERB" in dictionary().get(word.lower(), {})


def is_thing(words: Sequence[str]) -> bool:
    """Whether words name a thing: the last one a noun, none of them light."""
    if any(stem(word.lower()) in light() for word in words) or not is_noun(words[-1]):
        return False
    if len(words) > 1:
        return True
    return len(words[0]) > SHORT - 1 and stem(words[0].lower()) not in generic_stems()


def names_matter(words: Sequence[str]) -> bool:
    """Whether several words name a matter: nouns and adjectives before a noun that not any text has."""
    return (
        is_thing(words)
        and is_known_noun(words[-1])
        and _vague().isdisjoint(canonical(words[-1:]))
        and all(map(_leads, words[:-1]))
    )


@cache
def _vague() -> frozenset[str]:
    return generic_stems().union(stems(table("guide_words")["vague"]))


def _leads(word: str) -> bool:
    """Whether a word may stand before a noun: no verb, and nothing that only compares ("deeper")."""
    low = word.lower()
    kinds = dictionary().get(low, {})
    if "ADP" in kinds:
        return False
    plain = "NOUN" in kinds or low in kinds.get("ADJ", ()) or "PROPN" in kinds
    return not kinds or (plain and not (low.endswith("ing") and low not in kinds.get("VERB", (low,))))


def is_known_noun(word: str) -> bool:
    """Whether the dictionary has a word, or its part after a hyphen, as a noun."""
    return "NOUN" in dictionary().get(word.lower().rpartition("-")[2], {})


def is_noun(word: str) -> bool:
    """Whether a word may be a noun: the dictionary says so, or does not have it (a name)."""
    low = word.lower()
    kinds: Mapping[str, tuple[str, ...]] = {**dictionary().get(low, {}), **dictionary().get(word, {})}
    return not kinds or bool(kinds.keys() & {"NOUN", "PROPN"})
