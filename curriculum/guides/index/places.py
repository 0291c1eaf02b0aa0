"""Places: in which printed points words stand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from curriculum.guides.index.names import bare_words, tokens
from curriculum.guides.thing import canonical, runs
from curriculum.planning.forms import Phrase
from curriculum.planning.spellings import is_heading
from curriculum.reading.episode import Episode, KeyPoint

Words = tuple[str, ...]


class Stand(NamedTuple):
    """A point in the book."""

    anchor: str
    point: KeyPoint
    episode: Episode

    @property
    def texts(self) -> list[str]:
        """What it says."""
        return [passage.text for passage in self.point.passages()]

    @property
    def heads(self) -> list[str]:
        """What it and its lines are called; also a short text without a stop, where it stands alone."""
        return [one.label or one.text for one in self.point.whole() if one.label or is_heading(one.text)]


class Places:
    """Where names (word for word) and phrases (in any form) stand in the points of a book."""

    def __init__(
        self, stands: Iterable[Stand], names: Iterable[Words] = (), phrases: Iterable[Phrase] = ()
    ) -> None:
        self._names: dict[Words, dict[str, None]] = {name: {} for name in names}
        self._phrases: dict[Phrase, dict[str, None]] = {phrase: {} for phrase in phrases}
        self._said: set[Phrase] = set()
        self._speaking: dict[str, set[str]] = defaultdict(set)
        named, phrased = _by_first(self._names), _by_first(self._phrases)
        for stand in stands:
            labels = [one.label for one in stand.point.whole() if one.label]
            for text in (*labels, *stand.texts) if named else ():
                for name in _names_in(text, named):
                    self._names[name][stand.anchor] = None
            for text in labels if phrased else ():
                self._add(text, stand, phrased)
            for text in stand.texts if phrased else ():
                self._said |= self._add(text, stand, phrased)

    def _add(self, text: str, stand: Stand, wanted: Mapping[str, list[Phrase]]) -> set[Phrase]:
        """Note the phrases of a text; returns them."""
        found = set()
        for run in runs(text):
            for at, first in enumerate(run.stems):
                self._speaking[first].add(stand.episode.id)
                found |= {one for one in wanted.get(first, ()) if run.stems[at : at + len(one)] == one}
        for phrase in found:
            self._phrases[phrase][stand.anchor] = None
        return found

    def of_name(self, name: str) -> Sequence[str]:
        """Anchors of the points that have these words, in order."""
        return tuple(self._names[bare_words(name)])

    def of_phrase(self, phrase: Phrase) -> Sequence[str]:
        """Anchors of the points that speak of a phrase, in order."""
        return tuple(self._phrases[phrase])

    def is_said(self, phrase: Phrase) -> bool:
        """Whether running text has a phrase, not only labels."""
        return phrase in self._said

    def episodes(self, stem: str) -> int:
        """How many episodes have a word."""
        return len(self._speaking.get(stem, ()))


def phrase_of(text: str) -> Phrase:
    """What all forms of a phrase have in common."""
    return canonical(word for run in runs(text) for word in run.words)


def _by_first(wanted: Iterable[Words]) -> dict[str, list[Words]]:
    found: dict[str, list[Words]] = defaultdict(list)
    for words in wanted:
        found[words[0]].append(words)
    return found


def _names_in(text: str, wanted: Mapping[str, list[Words]]) -> Iterator[Words]:
    row = tokens(text)
    for at, token in enumerate(row):
        for words in wanted.get(token.word, ()):
            here = row[at : at + len(words)]
            if tuple(one.word for one in here) == words and all(one.follows for one in here[1:]):
                yield words
