"""Places: in which printed points words stand."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from curriculum.guides.index.names import bare_words, tokens
from curriculum.guides.thing import canonical, runs
from curriculum.planning.forms import Phrase
from curriculum.planning.spellings import is_heading
from curriculum.reading.episode import Episode, KeyPoint
from curriculum.reading.lexicon import is_ordinary

Words = tuple[str, ...]


class Stand(NamedTuple):
    """A point in the book, or where an episode begins, or the page that puts its week side by side."""

    anchor: str
    point: KeyPoint | None
    episode: Episode
    beside: tuple[str, ...] = ()
    """What else is printed there: a title, what is asked of the point; it names nothing new."""

    @property
    def texts(self) -> list[str]:
        """What it says."""
        return [passage.text for passage in self.point.passages()] if self.point else []

    @property
    def labels(self) -> list[str]:
        """What it and its lines are called."""
        return [one.label for one in self.point.whole() if one.label] if self.point else []

    @property
    def heads(self) -> list[str]:
        """The same, and a short text without a stop, where it stands alone."""
        lines = self.point.whole() if self.point else ()
        return [one.label or one.text for one in lines if one.label or is_heading(one.text)]


class Places:
    """Where names (word for word) and phrases (in any form) stand in the points of a book."""

    def __init__(
        self, stands: Iterable[Stand], names: Iterable[Words] = (), phrases: Iterable[Phrase] = ()
    ) -> None:
        self._names: dict[Words, dict[str, None]] = {_alike(name): {} for name in names}
        self._written: dict[Words, Counter[Words]] = defaultdict(Counter)
        self._phrases: dict[Phrase, dict[str, None]] = {phrase: {} for phrase in phrases}
        self._said: set[Phrase] = set()
        self._told: set[Phrase] = set()
        self._speaking: dict[str, set[str]] = defaultdict(set)
        named, phrased = _by_first(self._names), _by_first(self._phrases)
        for stand in stands:
            labels = stand.labels
            for text in (*labels, *stand.texts, *stand.beside) if named else ():
                for name in _names_in(text, named):
                    self._names[_alike(name)][stand.anchor] = None
                    self._written[_alike(name)][name] += 1
            for text in (*labels, *stand.beside) if phrased else ():
                self._add(text, stand, phrased)
            heads = stand.heads
            for text in stand.texts if phrased else ():
                found = self._add(text, stand, phrased)
                self._said |= found
                self._told |= found if text not in heads else set()

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
        """Anchors of the points that have these words, in order; capitals count in common words."""
        return tuple(self._names[_alike(bare_words(name))])

    def spelled(self, name: str) -> str:
        """A name with the capitals that it has most often; of as many those of a plain name: no "AMazon"."""
        forms = self._written[_alike(bare_words(name))]
        capital = [form for form in forms if any(word != word.lower() for word in form)]
        best = max(capital, key=lambda form: (forms[form], sum(map(str.istitle, form)), form), default=())
        return " ".join(best) or name

    def of_phrase(self, phrase: Phrase) -> Sequence[str]:
        """Anchors of the points that speak of a phrase, in order."""
        return tuple(self._phrases[phrase])

    def is_said(self, phrase: Phrase) -> bool:
        """Whether running text has a phrase, not only labels."""
        return phrase in self._said

    def is_told(self, phrase: Phrase) -> bool:
        """Whether a text that is more than a heading has a phrase."""
        return phrase in self._told

    def episodes(self, stem: str) -> int:
        """How many episodes have a word."""
        return len(self._speaking.get(stem, ()))


def phrase_of(text: str) -> Phrase:
    """What all forms of a phrase have in common."""
    return canonical(word for run in runs(text) for word in run.words)


def _alike(words: Words) -> Words:
    """Words as they are compared: "GitHub" and "Github" are one name, "Apple" and "apple" are not."""
    return tuple(word if is_ordinary(word) else word.casefold() for word in words)


def _by_first(wanted: Iterable[Words]) -> dict[str, list[Words]]:
    found: dict[str, list[Words]] = defaultdict(list)
    for words in wanted:
        found[words[0]].append(words)
    return found


def _names_in(text: str, wanted: Mapping[str, list[Words]]) -> Iterator[Words]:
    row = tokens(text)
    for at, token in enumerate(row):
        for words in wanted.get(_alike((token.word,))[0], ()):
            here = row[at : at + len(words)]
            said = tuple(one.word for one in here)
            if _alike(said) == words and all(one.follows for one in here[1:]):
                yield said
