"""An episode in pieces, each short enough to mean one thing."""

import textwrap
from collections.abc import Iterator

from curriculum.planning.text import of_points
from curriculum.reading.episode import Episode, KeyPoint

PIECE = 600
"""Characters of what is joined to one piece, about 130 tokens; 300 and 900 did worse (docs/search.md)."""
LONGEST = 900
"""Characters of a text that stays whole; the model reads about so many."""


def pieces(episode: Episode) -> Iterator[str]:
    """All that an episode says, each piece under the title: of many a line only that says what it is about.

    Nothing of an episode in a language that the model does not know.
    """
    if episode.language != "en":
        return
    piece: list[str] = []
    for text in _texts(episode):
        if piece and sum(map(len, piece)) + len(text) > PIECE:
            yield " ".join((f"{episode.title}.", *piece))
            piece = []
        piece.append(text)
    yield " ".join((f"{episode.title}.", *piece))


def _texts(episode: Episode) -> Iterator[str]:
    points = (" ".join(_said(point)) for point in of_points(episode))
    quotes = (quote.text for quote in episode.quotes)
    sections = (f"{section.title}: {section.text}" for section in episode.sections)
    for text in (episode.introduction, *points, episode.summary, *quotes, *sections):
        yield from textwrap.wrap(text, LONGEST)


def _said(point: KeyPoint) -> Iterator[str]:
    """A point's label and text, its sub-points' too."""
    for one in point.whole():
        if one.label:
            yield f"{one.label}:"
        if one.text:
            yield one.text
