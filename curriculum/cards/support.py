"""Support: where in an episode the words stand that a writer copied."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from curriculum.cards.sentence import split
from curriculum.letters import fold
from curriculum.reading.episode import Episode, KeyPoint

_TOKEN = re.compile(r"\d[\d.,:]*\d(?![^\W_])|[^\W_]+")
"""Words and numbers; what stands between them, markup too, is never compared."""
FEWEST = 3
"""Words of a copied run: fewer stand anywhere and prove nothing."""


class Support(NamedTuple):
    """Words of the notes, as whole sentences."""

    quote: str
    """The sentences exactly as the notes have them; what stands between two lines is one space."""
    line: int
    point: str
    """Id of the point they stand in; "" for words of no point."""


class _Sentence(NamedTuple):
    line: int
    text: str
    tokens: tuple[str, ...]


class _Text(NamedTuple):
    """Lines of the notes that follow each other, as a writer sees them."""

    point: str
    sentences: tuple[_Sentence, ...]
    tokens: tuple[str, ...]
    """Of all the sentences."""


class Notes:
    """The notes of one episode, ready for words to be looked for in them."""

    def __init__(self, episode: Episode) -> None:
        self._texts = [_text(point, pieces) for point, pieces in _runs(episode)]
        self.everything = "\n".join(
            (episode.title, episode.show, *_people(episode), *_labels(episode), *self._said())
        )
        """All that the notes say, title and labels too."""

    def _said(self) -> Iterator[str]:
        return (sentence.text for text in self._texts for sentence in text.sentences)

    def find(self, words: str, first: str = "") -> Support | None:
        """The fewest sentences that have these words in one run; None when the notes have no such words.

        Looked for first in the point with the id ``first``, then everywhere. White space, punctuation, case
        and markup make no difference; a word left out or put in does.
        """
        wanted = tokens(words)
        if len(wanted) < FEWEST:
            return None
        for text in sorted(self._texts, key=lambda text: text.point != first or not first):
            if found := _in(wanted, text):
                return found
        return None


@lru_cache(maxsize=2_000)
def counts(text: str) -> Counter[str]:
    """How often a text has each of its words and numbers; kept: an episode is asked for often."""
    return Counter(tokens(text))


@lru_cache(maxsize=5_000)
def tokens(text: str) -> tuple[str, ...]:
    """The words and numbers of a text, in order, without case."""
    return tuple(match.group().casefold() for match in _TOKEN.finditer(fold(text).replace("'", "")))


def _people(episode: Episode) -> tuple[str, ...]:
    return (*episode.hosts, *episode.guests, *(quote.speaker for quote in episode.quotes))


def _labels(episode: Episode) -> Iterator[str]:
    for point in (*episode.points, *episode.takeaways):
        yield point.label
        yield point.topic


def _runs(episode: Episode) -> Iterator[tuple[str, Iterable[tuple[int, str]]]]:
    """The id of a point, or "", with the lines that follow each other there."""
    for point in (*episode.points, *episode.takeaways):
        yield point.id, pieces(point)
    top = episode.source.line
    yield "", [(top, episode.introduction)]
    yield "", [(top, episode.summary)]
    for quote in episode.quotes:
        yield "", [(quote.line, quote.text)]
    for section in episode.sections:
        yield "", [(section.line, section.text)]


def pieces(point: KeyPoint) -> Iterator[tuple[int, str]]:
    """Line and text of a point's own text, then of the label and the text of each line under it."""
    yield point.text_line, point.text
    for sub in islice(point.whole(), 1, None):
        yield sub.line, sub.label
        yield sub.text_line, sub.text


def _text(point: str, run: Iterable[tuple[int, str]]) -> _Text:
    told: list[_Sentence] = []
    for line, piece in run:
        for span in split(piece):
            sentence = piece[span.start : span.end]
            told.append(_Sentence(line + piece.count("\n", 0, span.start), sentence, tokens(sentence)))
    return _Text(point, tuple(told), tuple(token for sentence in told for token in sentence.tokens))


def _in(wanted: tuple[str, ...], text: _Text) -> Support | None:
    start = _run(wanted, text.tokens)
    if start < 0:
        return None
    owners = [place for place, sentence in enumerate(text.sentences) for _ in sentence.tokens]
    chosen = text.sentences[owners[start] : owners[start + len(wanted) - 1] + 1]
    return Support(" ".join(one.text for one in chosen), chosen[0].line, text.point)


def _run(wanted: tuple[str, ...], every: tuple[str, ...]) -> int:
    """Where a run of words begins; -1 when it is nowhere."""
    size, start = len(wanted), -1
    while True:
        try:
            start = every.index(wanted[0], start + 1)
        except ValueError:
            return -1
        if every[start : start + size] == wanted:
            return start
