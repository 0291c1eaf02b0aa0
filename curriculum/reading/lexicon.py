"""Lexicon: which words English knows, which of them as names, and how common each is."""

import gzip
from collections.abc import Iterator, Mapping, Set
from functools import cache
from importlib.metadata import distribution
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from curriculum.reading.tables import table
from curriculum.reading.words import STOPWORDS


def is_known(word: str) -> bool:
    """Whether everybody knows the word, as a name or as any other.

    The dictionary has "Mash", too, but who hears "Marsh" and writes "Mash" has more likely misheard.
    """
    known, form = _forms(), word.casefold()
    return (form in known.names or form in known.words) and frequency(form) > _KNOWN


def is_ordinary(word: str) -> bool:
    """Whether English knows the word, and hardly as a name: Quiet is, Rose and Marsh are not."""
    return word.casefold() in _forms().words and word.casefold() not in _also_names()


def frequency(word: str) -> float:
    """The share of running English words that are this one; 0 for one that is too rare to be counted."""
    return _frequencies().get(word.casefold(), 0.0)


class _Dictionary(Mapping[str, Mapping[str, tuple[str, ...]]]):
    """Entries as the files have them, taken apart when they are asked for: few ever are."""

    def __init__(self, entries: Mapping[str, str]) -> None:
        self.entries = entries
        """Form → its lines' kinds and bases ("noun,house")."""

    def __getitem__(self, form: str) -> Mapping[str, tuple[str, ...]]:
        lines = (line.split(",", 1) for line in self.entries[form].split("\n"))
        return {kind.upper(): tuple(bases.split("/")) for kind, bases in lines}

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)


@cache
def dictionary() -> _Dictionary:
    """Some 66,000 words of lemminflect's dictionary, inflected ones too: kind ("NOUN" …) → base forms.

    Names have a capital. It lacks small words, and a few common ones by chance: "gallery".
    """
    # the files themselves: who imports the package imports all of spaCy, where there is one, and
    # waits three times as long for the same words
    found: dict[str, str] = {}
    packed = _path("lemminflect", "resources/lemma_lu.csv.gz").read_bytes()
    others = _path("lemminflect", "resources/lemma_overrides.csv").read_text("utf-8")
    for line in chain(gzip.decompress(packed).decode("utf-8").splitlines(), others.splitlines()):
        if line and not line.startswith("#"):
            form, _, said = line.partition(",")
            found[form] = f"{found[form]}\n{said}" if form in found else said
    return _Dictionary(found)


class _Forms(NamedTuple):
    words: Set[str]
    names: Set[str]


@cache
def _forms() -> _Forms:
    """The words and the names that English knows."""
    words = set(STOPWORDS)
    names: set[str] = set()
    known = dictionary()
    for form in known:
        kinds = known[form].keys() if form[:1].isupper() else {"ADJ"}
        if kinds - {"ADJ"}:
            names.add(form.casefold())
        if "ADJ" in kinds:
            words.add(form.casefold())
    known_as_names = names | set(table("first_names")["names"].split())
    words |= {word for word, share in _frequencies().items() if share > _COMMON} - known_as_names
    return _Forms(words, names)


_KNOWN, _COMMON = 3e-6, 1e-5
"""Shares of running English from which on a word is widely known, and is one though a dictionary lacks it."""


@cache
def _also_names() -> Set[str]:
    return frozenset(table("names")["also_names"].split())


@cache
def _frequencies() -> Mapping[str, float]:
    """Some 83,000 words with how often the web and books use them, as symspellpy brings them."""
    listed = _path("symspellpy", "frequency_dictionary_en_82_765.txt").read_text("utf-8-sig").split()
    counts = [*map(int, listed[1::2])]
    total = sum(counts)
    return dict(zip(listed[::2], (count / total for count in counts), strict=True))


def _path(package: str, name: str) -> Path:
    return Path(str(distribution(package).locate_file(f"{package}/{name}")))
