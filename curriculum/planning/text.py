"""What an episode says, with the weight that its place gives it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from curriculum.reading.episode import Episode, KeyPoint, SubPoint, WrittenCard
from curriculum.reading.words import stems

TITLE, LABEL, BODY = 3.0, 2.0, 1.0
"""Title, labels and body count 3:2:1 (found best on graded queries; see docs/planning.md)."""


SENTENCE = re.compile(r"\n+|(?<=[.!?])\s+")
"""What parts the sentences, or lines, of a text."""
_END = re.compile(r"[.!?\n](?:(?<=\n)|(?=\s))")
"""The same where white space and stops do not matter: it begins with a sign, which is found at once."""


def first_sentence(text: str) -> str:
    """The first sentence, or line, of a text."""
    return SENTENCE.split(text.strip(), maxsplit=1)[0]


class Weighted(NamedTuple):
    """The stems of one sentence, label or name and how much each counts."""

    weight: float
    stems: tuple[str, ...]
    part: int = 0
    """The part of the whole it belongs to: 0 the title, then a number for each point and section."""


def of_point(point: SubPoint, part: int = 1) -> Iterator[Weighted]:
    """A key point's labels and texts, its sub-points' too, depth first."""
    for one in point.whole():
        if one.label:
            yield Weighted(LABEL, tuple(stems(one.label)), part)
        yield from _sentences(one.text, part)


def of_topics(episode: Episode) -> Iterator[str]:
    """What the points of an episode stand under, once each."""
    yield from dict.fromkeys(point.topic for point in of_points(episode) if point.topic)


def of_points(episode: Episode) -> Iterator[KeyPoint]:
    """Everything in the episode that has the shape of a key point: points, then takeaways."""
    yield from episode.points
    yield from episode.takeaways


def of_cards(episode: Episode) -> tuple[WrittenCard, ...]:
    """The person's own flashcards, where the notes have no points: those the cards would only repeat."""
    return () if any(of_points(episode)) else episode.flashcards


def of_episode(episode: Episode) -> Iterator[Weighted]:
    """All of an episode's text but its show, links and the person's own remarks."""
    yield Weighted(TITLE, tuple(stems(episode.title)))
    for tag in episode.tags:
        yield Weighted(LABEL, tuple(stems(tag)))
    part = 0
    for part, point in enumerate(of_points(episode), start=1):
        yield from of_point(point, part)
    quotes = (text for quote in episode.quotes for text in (quote.text, quote.comment))
    for text in (episode.introduction, episode.summary, *of_topics(episode), *quotes):
        if text:
            part += 1
            yield from _sentences(text, part)
    for section in episode.sections:
        part += 1
        yield Weighted(LABEL, tuple(stems(section.title)), part)
        yield from _sentences(section.text, part)
    for card in of_cards(episode):
        part += 1
        yield from _sentences(card.said, part)
    for name in (*episode.guests, *episode.hosts):
        yield Weighted(BODY, tuple(stems(name)))


def _sentences(text: str, part: int) -> Iterator[Weighted]:
    """Each sentence, or line, of a text."""
    for sentence in _END.split(text):
        found = tuple(stems(sentence))
        if found:
            yield Weighted(BODY, found, part)
