"""Fingerprints of source texts: how the lock knows that a card's source has changed."""

import hashlib
import json
from collections.abc import Sequence

from curriculum.cards.card import Card
from curriculum.reading.episode import Episode, KeyPoint
from curriculum.reading.library import Library


class Sources:
    """The fingerprints of every point in a library, and where each text stands."""

    def __init__(self, library: Library) -> None:
        self._prints: dict[tuple[str, str], str] = {}
        self.bodies: dict[str, tuple[str, str]] = {}
        """Fingerprint of a point's text → the first (episode id, point id) that has it."""
        for episode in library.episodes:
            self._add(episode.id, "", [episode.title], _remainder(episode))
            for point in (*episode.points, *episode.takeaways):
                self._add(episode.id, point.id, [episode.title, point.label], _lines(point))

    def _add(self, episode: str, point: str, heading: Sequence[str], body: Sequence[str]) -> None:
        text = _hash(body)
        self._prints[episode, point] = f"{_hash(heading)}-{text}"
        self.bodies.setdefault(text, (episode, point))

    def fingerprint(self, card: Card) -> str:
        """``<hash of title and label>-<hash of the text>`` of the point (or episode) a card comes from."""
        return self._prints.get(
            (card.source.episode, card.source.point), f"{_hash([])}-{_hash([card.quote])}"
        )

    def standing(self, fingerprint: str) -> tuple[str, str] | None:
        """Where the text of a fingerprint still stands, as (episode id, point id); None when it has gone.

        Titles and labels do not count: a retitled point has the same text.
        """
        return self.bodies.get(fingerprint.partition("-")[2])


def _hash(parts: Sequence[str]) -> str:
    """48 bits of SHA-256 over the parts, spaces folded, as 12 hexadecimal digits."""
    folded = json.dumps([" ".join(part.split()) for part in parts], ensure_ascii=True)
    return hashlib.sha256(folded.encode("ascii")).hexdigest()[:12]


def _lines(point: KeyPoint) -> list[str]:
    """The texts of a point with the labels of its sub-points, in order."""
    lines = [point.text]
    todo = list(point.subpoints)
    while todo:
        sub = todo.pop(0)
        lines += [sub.label, sub.text]
        todo = [*sub.subpoints, *todo]
    return lines


def _remainder(episode: Episode) -> list[str]:
    """All text of an episode that is of no point: where cards without a point come from."""
    return [
        episode.introduction,
        episode.summary,
        *(text for quote in episode.quotes for text in (quote.speaker, quote.text)),
        *(section.text for section in episode.sections),
        *(text for card in episode.flashcards for text in (card.question, card.answer, card.text)),
    ]
