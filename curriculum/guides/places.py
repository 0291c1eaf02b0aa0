"""Places: in which printed points words stand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from curriculum.guides.names import tokens
from curriculum.guides.thing import canonical, runs
from curriculum.planning.forms import Phrase
from curriculum.reading.episode import Episode, KeyPoint

Words = tuple[str, ...]


class Stand(NamedTuple):
    """A point in the book."""

    anchor: str
    point: KeyPoint
    episode: Episode


class Places:
    """Where names (word for word) and phrases (in any form) stand in the points of a book."""

    def __init__(self, stands: Iterable[Stand], names: Iterable[Words], phrases: Iterable[Phrase]) -> None:
        self._names: dict[Words, list[Stand]] = {name: [] for name in names}
        self._phrases: dict[Phrase, list[Stand]] = {phrase: [] for phrase in phrases}
        self._said: set[Phrase] = set()
        self._speaking: dict[str, set[str]] = defaultdict(set)
        named, phrased = _by_first(self._names), _by_first(self._phrases)
        for stand in stands:
            labels = [one.label for one in stand.point.whole() if one.label]
            texts = [passage.text for passage in stand.point.passages()]
            for text in (*labels, *texts):
                for name in _names_in(text, named):
                    _add(self._names[name], stand)
            for place, text in enumerate((*labels, *texts)):
                for phrase in _phrases_in(text, phrased):
                    _add(self._phrases[phrase], stand)
                    if place >= len(labels):
                        self._said.add(phrase)
                for run in runs(text) if phrased else ():
                    for stem in run.stems:
                        self._speaking[stem].add(stand.episode.id)

    def of_name(self, words: Words) -> Sequence[Stand]:
        """The points that have these words, in order."""
        return self._names[words]

    def of_phrase(self, phrase: Phrase) -> Sequence[Stand]:
        """The points that speak of a phrase, in order."""
        return self._phrases[phrase]

    def is_said(self, phrase: Phrase) -> bool:
        """Whether running text has a phrase, not only labels."""
        return phrase in self._said


    def episodes(self, stem: str) -> int:
        """How many episodes have a word."""
        return len(self._speaking.get(stem, ()))


def _by_first(wanted: Iterable[Words]) -> dict[str, list[Words]]:
    found: dict[str, list[Words]] = defaultdict(list)
    for words in wanted:
        found[words[0]].append(words)
    return found


def _names_in(text: str, wanted: dict[str, list[Words]]) -> Iterator[Words]:
    row = list(tokens(text))
    for at, token in enumerate(row):
        for words in wanted.get(token.word, ()):
            here = row[at : at + len(words)]
            if tuple(one.word for one in here) == words and all(one.follows for one in here[1:]):
                yield words


def _phrases_in(text: str, wanted: dict[str, list[Phrase]]) -> Iterator[Phrase]:
    for run in runs(text):
        row = run.stems
        for at, first in enumerate(row):
            for phrase in wanted.get(first, ()):
                if row[at : at + len(phrase)] == phrase:
                    yield phrase


def phrase_of(text: str) -> Phrase:
    """What all forms of a phrase have in common."""
    return canonical(word for run in runs(text) for word in run.words)


def _add(stands: list[Stand], stand: Stand) -> None:
    if not stands or stands[-1] != stand:
        stands.append(stand)
