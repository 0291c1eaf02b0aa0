"""Fingerprints of source texts: how the lock knows that a card's source has changed."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from curriculum.cards.card import Card
from curriculum.letters import fold
from curriculum.reading.episode import Episode, KeyPoint, WrittenCard
from curriculum.reading.library import Library
from curriculum.reading.text_print import hashes, lines_of
from curriculum.reading.unique import renamed


class Sources:
    """The fingerprints of every point in a library, and where each text stands."""

    def __init__(self, library: Library) -> None:
        self._prints: dict[tuple[str, str], tuple[str, ...]] = {}
        self._said: dict[str, dict[str, list[str]]] = {}
        """Episode id → point id → what is said there."""
        self._texts: dict[str, Mapping[str, str]] = {}
        """The same folded, as far as it was asked for."""
        self._canonical: dict[str, str] = {}
        self.bodies: dict[str, tuple[str, str]] = {}
        """Fingerprint of a point's text → the first (episode id, point id) that has it."""
        before = {id: renamed(written, id) for id, written in library.written}
        for episode in library.episodes:
            self._add(episode.id, "", [episode.title], _remainder(episode))
            self._said[episode.id][""] += [card.said for card in episode.flashcards if card.text]
            for point in _points(episode):
                self._add(episode.id, point.id, [episode.title, point.label], lines_of(point))
            if episode.id in before:
                self._add_uncorrected(before[episode.id])

    def _add(self, episode: str, point: str, heading: Sequence[str], body: Sequence[str]) -> None:
        headings, texts = hashes(heading), hashes(body)
        self._said.setdefault(episode, {})[point] = ["\n".join(body)]
        self._prints[episode, point] = tuple(map("-".join, zip(headings, texts, strict=True)))
        for text in texts:
            self._canonical.setdefault(text, texts[0])
        self.bodies.setdefault(texts[0], (episode, point))

    def _add_uncorrected(self, episode: Episode) -> None:
        """Know an episode by the words that stand in the file, too: they outlast any correction."""
        points = ((one.id, [episode.title, one.label], lines_of(one)) for one in _points(episode))
        for point, heading, body in (("", [episode.title], _remainder(episode)), *points):
            place = episode.id, point
            if there := self._prints.get(place):
                headings, texts = hashes(heading), hashes(body)
                self._prints[place] = (*map("-".join, zip(headings, texts, strict=True)), *there)
                for text in (*texts, *(one.partition("-")[2] for one in there)):
                    self._canonical[text] = texts[0]
                self.bodies.setdefault(texts[0], place)

    def fingerprint(self, card: Card) -> str:
        """``<hash of title and label>-<hash of the text>`` of the point (or episode) a card comes from."""
        return self._all(card)[0]

    def _all(self, card: Card) -> tuple[str, ...]:
        found = self._prints.get((card.source.episode, card.source.point))
        return found or (f"{hashes([])[0]}-{hashes([card.quote])[0]}",)

    def unchanged(self, card: Card, fingerprint: str) -> bool:
        """Whether a card's source is the text with that fingerprint, by whatever version it was taken."""
        return fingerprint in self._all(card)

    def text(self, fingerprint: str) -> str:
        """The part of a fingerprint that is of the text, the same for all versions where it still stands."""
        text = fingerprint.partition("-")[2]
        return self._canonical.get(text, text)

    def standing(self, fingerprint: str, episode: str, quote: str) -> tuple[str, str] | None:
        """Where the source of a card still stands, as (episode id, point id); None when it has gone.

        It stands where the whole text of its point does (titles and labels do not count), or the words
        that the card quotes do: in the same episode, or as whole sentences anywhere.
        """
        place = self.bodies.get(self.text(fingerprint))
        words = fold(quote)
        if place is not None or not words:
            return place
        for point, text in self._folded(episode).items():
            if _stands(words, text):
                return episode, point
        found = [self._sentences.get(sentence) for sentence in _sentences(words)]
        return found[0] if len(words.split()) >= _TELLING and None not in found else None

    def _folded(self, episode: str) -> Mapping[str, str]:
        """What is said in each point of an episode, folded: most builds never ask."""
        if episode not in self._texts:
            said = self._said.get(episode, {})
            self._texts[episode] = {point: "\n".join(map(fold, parts)) for point, parts in said.items()}
        return self._texts[episode]

    @cached_property
    def _sentences(self) -> Mapping[str, tuple[str, str]]:
        """Every sentence of the library → the first (episode id, point id) that has it."""
        found: dict[str, tuple[str, str]] = {}
        for episode in self._said:
            for point, text in self._folded(episode).items():
                for sentence in _sentences(text):
                    found.setdefault(sentence, (episode, point))
        return found


_TELLING = 5
"""Words that are so many are the same words wherever they stand."""


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])[\"')\]]*\s+", text)


def _points(episode: Episode) -> tuple[KeyPoint, ...]:
    return (*episode.points, *episode.takeaways)


def _stands(words: str, text: str) -> bool:
    """Whether a text has those words, and not as a part of longer ones."""
    start = text.find(words)
    while start >= 0:
        before, after = text[:start][-1:], text[start + len(words) :][:1]
        if not (before.isalnum() and words[0].isalnum()) and not (after.isalnum() and words[-1].isalnum()):
            return True
        start = text.find(words, start + 1)
    return False


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
