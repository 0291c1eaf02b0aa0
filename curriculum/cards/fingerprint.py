"""Fingerprints of source texts: how the lock knows that a card's source has changed."""

import hashlib
import json
from collections.abc import Sequence

from curriculum.cards.card import Card
from curriculum.cards.gap import filled
from curriculum.reading.episode import Episode, KeyPoint, WrittenCard
from curriculum.reading.library import Library


class Sources:
    """The fingerprints of every point in a library, and where each text stands."""

    def __init__(self, library: Library) -> None:
        self._prints: dict[tuple[str, str], str] = {}
        self._texts: dict[str, dict[str, str]] = {}
        self.bodies: dict[str, tuple[str, str]] = {}
        """Fingerprint of a point's text → the first (episode id, point id) that has it."""
        for episode in library.episodes:
            self._add(episode.id, "", [episode.title], _remainder(episode))
            told = (_folded(filled(card.text, card.answer)) for card in episode.flashcards if card.text)
            self._texts[episode.id][""] = "\n".join((self._texts[episode.id][""], *told))
            for point in (*episode.points, *episode.takeaways):
                self._add(episode.id, point.id, [episode.title, point.label], _lines(point))

    def _add(self, episode: str, point: str, heading: Sequence[str], body: Sequence[str]) -> None:
        text = _hash(body)
        self._texts.setdefault(episode, {})[point] = _folded("\n".join(body))
        self._prints[episode, point] = f"{_hash(heading)}-{text}"
        self.bodies.setdefault(text, (episode, point))

    def fingerprint(self, card: Card) -> str:
        """``<hash of title and label>-<hash of the text>`` of the point (or episode) a card comes from."""
        return self._prints.get(
            (card.source.episode, card.source.point), f"{_hash([])}-{_hash([card.quote])}"
        )

    def standing(self, fingerprint: str, episode: str, quote: str) -> tuple[str, str] | None:
        """Where the source of a card still stands, as (episode id, point id); None when it has gone.

        It stands where the whole text of its point does (titles and labels do not count), or, in the
        same episode, the words that the card quotes.
        """
        place = self.bodies.get(fingerprint.partition("-")[2])
        if place is None and quote:
            words = _folded(quote)
            points = self._texts.get(episode, {})
            place = next(((episode, point) for point, text in points.items() if words in text), None)
        return place


def _folded(text: str) -> str:
    return " ".join(text.split())


def _hash(parts: Sequence[str]) -> str:
    """48 bits of SHA-256 over the parts, spaces folded, as 12 hexadecimal digits."""
    folded = json.dumps([_folded(part) for part in parts], ensure_ascii=True)
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
        *(text for card in episode.flashcards for text in _sides(card)),
    ]


def _sides(card: WrittenCard) -> tuple[str, str, str]:
    """The texts of a flashcard; what a cloze hides stands in its text already."""
    return card.question, "" if card.text else card.answer, card.text
