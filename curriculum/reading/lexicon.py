"""Lexicon: which words English knows, which of them as names, and how common each is."""

import gzip
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache, lru_cache
from importlib.metadata import distribution
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
    """The entries as the file has them, looked through by halves: few are ever asked for."""

    def __init__(self, text: str, others: Iterable[str]) -> None:
        """``text`` has a line for each form and kind ("houses,noun,house"), sorted by forms; ``others`` are
        lines that hold beside it."""
        self._text = f"\n{text.strip()}"
        self._kept = lru_cache(maxsize=50_000)(self._entry)
        self._others: dict[str, list[str]] = {}
        for line in others:
            self._others.setdefault(line.partition(",")[0], []).append(line)

    def __getitem__(self, form: str) -> Mapping[str, tuple[str, ...]]:
        if entry := self._kept(form):
            return entry
        raise KeyError(form)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(line.partition(",")[0] for line in self.lines()))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def lines(self) -> Iterator[str]:
        """Every line: form, kind and bases."""
        yield from self._text[1:].split("\n")
        for some in self._others.values():
            yield from some

    def _entry(self, form: str) -> Mapping[str, tuple[str, ...]]:
        parts = (line.split(",", 2) for line in (*self._lines(form), *self._others.get(form, ())))
        return {kind.upper(): tuple(bases.split("/")) for _, kind, bases in parts}

    def _lines(self, form: str) -> Iterator[str]:
        end = bisect_left(range(len(self._text)), form, key=self._form)
        while self._text.startswith(f"{form},", end + 1):
            start, end = end + 1, self._text.find("\n", end + 1)
            yield self._text[start : end if end > 0 else None]
            if end < 0:
                return

    def _form(self, place: int) -> str:
        """The form of the line in which a place of the text lies, the break before it included."""
        start = self._text.rfind("\n", 0, place + 1) + 1
        return self._text[start : self._text.index(",", start)]


@cache
def dictionary() -> _Dictionary:
    """Some 66,000 words of lemminflect's dictionary, inflected ones too: kind ("NOUN" …) → base forms.

    Names have a capital. It lacks small words, and a few common ones by chance: "gallery".
    """
    # the files themselves: who imports the package imports all of spaCy, where there is one, and
    # waits three times as long for the same words
    packed = _path("lemminflect", "resources/lemma_lu.csv.gz").read_bytes()
    others = _path("lemminflect", "resources/lemma_overrides.csv").read_text("utf-8").splitlines()
    told = (line for line in others if line and not line.startswith("#"))
    return _Dictionary(gzip.decompress(packed).decode("utf-8"), told)


class _Forms(NamedTuple):
    words: Set[str]
    names: Set[str]


@cache
def _forms() -> _Forms:
    """The words and the names that English knows."""
    words = set(STOPWORDS)
    names: set[str] = set()
    for line in dictionary().lines():
        form, kind, _ = line.split(",", 2)
        is_name = form[:1].isupper() and kind.upper() != "ADJ"
        (names if is_name else words).add(form.casefold())
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
