"""Matching drafted cards to shipped ones: the same card keeps its key whatever its source is called."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from curriculum.cards.card import Card
from curriculum.cards.fingerprint import Sources
from curriculum.cards.lock import Entry, Lock
from curriculum.reading.words import STOPWORDS

IN_EPISODE = 65.0
"""Least likeness (0 to 100) of two cards of one episode that are the same card."""
ACROSS = 85.0
"""The same for cards of different episodes, where chance likeness is commoner."""
COMMON = 100
"""A word that so many unmatched cards have says nothing about which is which."""
_SPACES = re.compile(r"[\W_]+")
_CLOZE = re.compile(r"\{\{c\d+::(.*?)\}\}", re.DOTALL)


class Face(NamedTuple):
    """What a card asks and answers, folded for comparison."""

    kind: str
    ask: str
    answer: str

    @classmethod
    def of(cls, kind: str, question: str, answer: str, text: str) -> "Face":
        """The face of a card or of a lock entry."""
        if kind != "cloze":
            return cls(kind, _fold(question), _fold(answer))
        deletion = " ".join(_CLOZE.findall(text))
        return cls(kind, _fold(_CLOZE.sub(" … ", text)), _fold(deletion or answer))


def _fold(text: str) -> str:
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", text).lower()).strip()


def face_of_card(card: Card) -> Face:
    """The face of a draft."""
    return Face.of(card.kind, card.question, card.answer, card.text)


def face_of_entry(entry: Entry) -> Face:
    """The face of a shipped card."""
    fields = entry.fields
    return Face.of(entry.kind, fields.get("question", ""), fields.get("answer", ""), fields.get("text", ""))


def likeness(one: Face, other: Face) -> float:
    """How sure it is, 0 to 100, that two faces are versions of one card; 0 when they are not.

    Either the question is word for word the same, or the answer is and the questions are like, or
    both are nearly the same and not both have had words replaced. "What does SIMD stand for?" and
    "What does SIMT stand for?" differ in one letter, and their answers in one word: such a pair gets
    0, or a history would move to another fact.
    """
    if one.kind != other.kind:
        return 0.0
    ask = max(fuzz.ratio(one.ask, other.ask), fuzz.token_sort_ratio(one.ask, other.ask))
    answer = fuzz.ratio(one.answer, other.answer)
    if one.ask == other.ask:
        return 90 + answer / 10
    if one.answer == other.answer:
        return ask
    if min(ask, answer) < 75 or (_replaced(one.ask, other.ask) and _replaced(one.answer, other.answer)):
        return 0.0
    return (ask + answer) / 2


def _replaced(one: str, other: str) -> bool:
    """Whether words of either text stand for words of the other: more than additions and slips of spelling.

    A slip is a long word without digits that is nearly spelt the same; SIMD and SIMT are two words.
    """
    first, second = set(one.split()) - STOPWORDS, set(other.split()) - STOPWORDS
    gone, come = sorted(first - second), sorted(second - first)
    for word in list(gone):
        for new in come:
            if min(len(word), len(new)) >= 5 and (word + new).isalpha() and fuzz.ratio(word, new) >= 75:
                gone.remove(word)
                come.remove(new)
                break
    return bool(gone and come)


def match(cards: Sequence[Card], lock: Lock, sources: Sources, *, frozen: bool = True) -> Mapping[str, Entry]:
    """Draft key → the shipped card that it is; a draft that is new has no entry.

    One to one and deterministic. Same text first (nearest place first), then same key, then a draft
    of the fact that a shipped card of the same unchanged text asks (of another note type too, where
    the shipped one stays ``frozen``), then the likest within the point, the episode, the library.
    """
    matching = _Matching(cards, lock)
    faces, shipped = matching.faces, matching.shipped
    matching.pair_equal(
        lambda card: (card.key, faces[card.key]), lambda entry: (entry.key, shipped[entry.key])
    )
    matching.pair_equal(
        lambda card: (card.source.point, faces[card.key]), lambda entry: (entry.point, shipped[entry.key])
    )
    matching.pair_equal(
        lambda card: (card.source.episode, faces[card.key]), lambda entry: (entry.episode, shipped[entry.key])
    )
    matching.pair_equal(lambda card: faces[card.key], lambda entry: shipped[entry.key])
    matching.pair_equal(lambda card: (card.key, card.kind), lambda entry: (entry.key, entry.kind))
    matching.pair_alike(
        lambda card: [(sources.fingerprint(card).partition("-")[2], None if frozen else card.kind)],
        lambda entry: [(entry.fingerprint.partition("-")[2], None if frozen else entry.kind)],
        _same_fact,
        IN_EPISODE,
    )
    matching.pair_alike(
        lambda card: [(card.source.point, card.kind)],
        lambda entry: [(entry.point, entry.kind)],
        _same_answer,
        IN_EPISODE,
    )
    moved = matching.moves()
    matching.pair_alike(
        lambda card: [card.source.episode],
        lambda entry: [moved.get(entry.episode, entry.episode)],
        likeness,
        IN_EPISODE,
    )
    rarest = matching.rarest_words()
    matching.pair_alike(
        lambda card: rarest(faces[card.key]), lambda entry: rarest(shipped[entry.key]), likeness, ACROSS
    )
    return matching.found


def _same_fact(one: Face, other: Face) -> float:
    """Like ``likeness``, for cards of one unchanged text: also when the note type or all the words differ."""
    if one.answer == other.answer and one.answer:
        return 90 + fuzz.token_sort_ratio(one.ask, other.ask) / 10  # of two with one answer, the liker
    ask = 0.0 if _replaced(one.ask, other.ask) else fuzz.token_sort_ratio(one.ask, other.ask)
    return max(likeness(one, other), ask if ask >= 90 else 0.0)


def _same_answer(one: Face, other: Face) -> float:
    """Like ``likeness``, for cards of one point: nearly the same answer tells enough there."""
    answer = 0.0 if _replaced(one.answer, other.answer) else fuzz.ratio(one.answer, other.answer)
    ask = fuzz.token_set_ratio(one.ask, other.ask)
    return max(likeness(one, other), (ask + answer) / 2 if answer >= 80 and ask >= 50 else 0.0)


class _Matching:
    """The pairs found so far and what is left on both sides."""

    def __init__(self, cards: Sequence[Card], lock: Lock) -> None:
        self.cards = {card.key: card for card in cards}
        self.entries = {entry.key: entry for entry in lock.entries}
        self.faces = {card.key: face_of_card(card) for card in cards}
        self.shipped = {entry.key: face_of_entry(entry) for entry in lock.entries}
        self.found: dict[str, Entry] = {}
        self._episodes = {card.key: card.source.episode for card in cards}

    def _pair(self, card: Card, entry: Entry) -> None:
        self.found[card.key] = entry
        del self.cards[card.key], self.entries[entry.key]

    def pair_equal(self, of_card: Callable[[Card], Hashable], of_entry: Callable[[Entry], Hashable]) -> None:
        """Pair what has equal values, in the order of both sides; live cards before retired ones."""
        waiting: dict[Hashable, list[Entry]] = defaultdict(list)
        for entry in sorted(self.entries.values(), key=lambda entry: entry.retired is not None):
            waiting[of_entry(entry)].append(entry)
        for card in list(self.cards.values()):
            if candidates := waiting.get(of_card(card)):
                self._pair(card, candidates.pop(0))

    def pair_alike(
        self,
        of_card: Callable[[Card], Iterable[Hashable]],
        of_entry: Callable[[Entry], Iterable[Hashable]],
        score: Callable[[Face, Face], float],
        least: float,
    ) -> None:
        """Pair the likest first among those that share a value; ties by key."""
        blocks: dict[Hashable, list[Entry]] = defaultdict(list)
        for entry in self.entries.values():
            for value in of_entry(entry):
                blocks[value].append(entry)
        scores: dict[tuple[str, str], float] = {}
        for card in self.cards.values():
            for entry in (entry for value in of_card(card) for entry in blocks.get(value, ())):
                pair = (card.key, entry.key)
                if pair not in scores:
                    scores[pair] = score(self.faces[card.key], self.shipped[entry.key])
        ranked = sorted((-value, *pair) for pair, value in scores.items() if value >= least)
        for _, key, old in ranked:
            if key in self.cards and old in self.entries:
                self._pair(self.cards[key], self.entries[old])

    def moves(self) -> Mapping[str, str]:
        """Old episode id → the id that most of its cards matched so far now have."""
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for key, entry in self.found.items():
            votes[entry.episode][self._episodes[key]] += 1
        return {old: max(sorted(count), key=count.__getitem__) for old, count in votes.items()}

    def rarest_words(self) -> Callable[[Face], Iterable[Hashable]]:
        """A function that gives the three rarest words of a face, among what is unmatched on both sides.

        Cards that are alike enough to be one card share a rare word; comparing only those keeps the
        search across a library of any size linear.
        """
        left = [self.faces[key] for key in self.cards] + [self.shipped[key] for key in self.entries]
        counts = Counter(word for face in left for word in set(_words_of(face)))

        def rarest(face: Face) -> list[str]:
            words = (word for word in set(_words_of(face)) if 1 < counts[word] <= COMMON)
            return sorted(words, key=lambda word: (counts[word], word))[:3]

        return rarest


def _words_of(face: Face) -> list[str]:
    return f"{face.ask} {face.answer}".split()
