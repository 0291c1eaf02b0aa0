"""Matching drafted cards to shipped ones: the same card keeps its key whatever its source is called.

A history never goes to another fact: where two pairs are as good, neither is made. A card whose words still
stand in the notes has not been edited, so no other draft is taken for it; only those whose words have gone
are tried as the earlier wording of a draft.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple

from curriculum.cards.card import Card
from curriculum.cards.writer.proposal import REWORDED
from curriculum.letters import fold
from curriculum.shipping.face import Face, Near, certainty, face_of_card, face_of_entry, likeness
from curriculum.shipping.fingerprint import Sources
from curriculum.shipping.lock import Entry, Lock

COMMON = 100
"""A word that so many unmatched cards have says nothing about which is which."""
_DOUBT = 2.0
"""Two pairs that share a card, with no more than this between their scores, leave open which is right."""


class Matched(NamedTuple):
    """Which shipped card each draft is."""

    found: Mapping[str, Entry]
    """Draft key → the shipped card; a draft that is new has none."""
    moves: Mapping[str, str]
    """Old episode id → the id that most of its cards now have."""


class _Side(NamedTuple):
    """A draft or a shipped card, as they are compared."""

    key: str
    face: Face
    lower: Face
    quote: str
    text: str
    """The fingerprint of its point's text."""
    episode: str
    point: str
    decided: bool = False
    """The person's word is on it."""
    reworded: bool = False
    """A writer has put it in other words, which do not tell what it asked before."""
    retired: bool = False


def match(
    cards: Sequence[Card],
    lock: Lock,
    sources: Sources,
    *,
    frozen: bool = True,
    respell: Callable[[Entry], Entry] = lambda entry: entry,
) -> Matched:
    """Find the shipped card of each draft, one to one and deterministically.

    What asks and answers the same comes first, with the same source line before another and near before
    far. Then drafts of a source line that a shipped card quotes, of another note type too where the
    shipped one stays ``frozen``; then what was edited: in the point, the episode, the library. Shipped cards
    are compared as ``respell`` puts them right.
    """
    if not lock.entries:
        return Matched({}, {})
    matching = _Matching(
        [_side_of_card(card, sources) for card in cards],
        [_side_of_entry(respell(entry), sources) for entry in lock.entries],
    )
    for quoted in (True, False):
        for place in ("key", "point", "episode", "kind"):
            matching.pair_equal(quoted, place)
    matching.pair_alike(
        lambda side: [
            ("text", side.text),
            ("quote", side.quote or side.key),
            ("point", side.point or side.key),
            ("ask", side.episode, side.lower.ask),  # a card of the notes whose answer has grown: of no point
        ],
        lambda card, entry: _of_one_line(card, entry, frozen),
    )
    moves = matching.moves()
    matching.leave_standing(lock, sources, moves)
    matching.pair_alike(
        lambda side: [("key", side.key), ("point", side.point or side.key)], _edited(Near.POINT)
    )
    matching.pair_alike(lambda side: [side.episode], _edited(Near.EPISODE))
    matching.pair_alike(matching.rarest_words(), _edited(Near.LIBRARY))
    entries = {entry.key: entry for entry in lock.entries}
    return Matched({card: entries[old] for card, old in matching.found.items()}, moves)


def _side_of_card(card: Card, sources: Sources) -> _Side:
    face, source = face_of_card(card), card.source
    text, decided = sources.text(sources.fingerprint(card)), card.by_hand or card.kept
    return _Side(
        card.key,
        face,
        face.lower,
        fold(card.quote),
        text,
        source.episode,
        source.point,
        decided=decided,
        reworded=card.rule == REWORDED,
    )


def _side_of_entry(entry: Entry, sources: Sources) -> _Side:
    face, quote, text = face_of_entry(entry), entry.fields.get("quote", ""), sources.text(entry.fingerprint)
    return _Side(
        entry.key,
        face,
        face.lower,
        fold(quote),
        text,
        entry.episode,
        entry.point,
        reworded=entry.rule == REWORDED,
        retired=entry.retired is not None,
    )


def _of_one_line(card: _Side, entry: _Side, frozen: bool) -> float:
    """How sure it is that a draft asks, in other words, for the fact of a shipped card of the same line.

    A line may tell several facts: question or answer must be the same, or nearly so.
    """
    if not frozen and card.face.kind != entry.face.kind:
        return 0.0
    quoted = card.quote and entry.quote and (card.quote in entry.quote or entry.quote in card.quote)
    if not quoted:
        if card.text != entry.text:
            return 0.0
        if card.key == entry.key:
            return 100.0  # one text in two spellings: a correction was taken back
        return certainty(card.face, entry.face, Near.POINT)
    if _other_words(card, entry):
        return 100.0
    ask = likeness(card.face.ask, entry.face.ask)
    answer = likeness(card.face.answer, entry.face.answer)
    decided = card.decided and card.key == entry.key
    if not (decided or ask.same or (answer.same and card.face.answer) or _reworded(card.face, entry.face)):
        return 0.0
    return 50 * (ask.share + answer.share) + 5 * (card.quote == entry.quote) + 1


def _other_words(card: _Side, entry: _Side) -> bool:
    """Whether both have one key, which holds the fact, and a writer has put one of them in other words."""
    return card.key == entry.key and (card.reworded or entry.reworded)


def _edited(near: Near) -> "Callable[[_Side, _Side], float]":
    """How sure it is, of a draft and a card whose words have gone, that the one is the other edited."""

    def score(card: _Side, entry: _Side) -> float:
        sure = certainty(card.face, entry.face, near)
        if not sure and near is Near.POINT and _other_words(card, entry):
            sure = 100.0
        if not sure and near is Near.POINT and likeness(card.quote, entry.quote).share >= 0.8:
            sure = 50.0 * _reworded(card.face, entry.face)
        return 0.0 if entry.retired and sure < 100 else sure

    return score


def _reworded(one: Face, other: Face) -> bool:
    """Whether of two cards of one line, which may have been edited, one only says more than the other."""
    ask, answer = likeness(one.ask, other.ask), likeness(one.answer, other.answer)
    return (
        one.kind == other.kind
        and ask.share > 0
        and answer.share >= 0.8
        and not (ask.replaced or answer.replaced)
    )


class _Matching:
    """The pairs found so far and what is left on both sides."""

    def __init__(self, cards: Iterable[_Side], entries: Iterable[_Side]) -> None:
        self.cards = {card.key: card for card in cards}
        self.entries = {entry.key: entry for entry in entries}
        self.found: dict[str, str] = {}
        self._votes: dict[str, Counter[str]] = defaultdict(Counter)

    def _pair(self, key: str, old: str) -> None:
        self.found[key] = old
        self._votes[self.entries[old].episode][self.cards[key].episode] += 1
        del self.cards[key], self.entries[old]

    def pair_equal(self, quoted: bool, place: str) -> None:
        """Pair what asks and answers the same, in the same place, and ``quoted`` from the same line.

        In the order of both sides; live cards before retired ones.
        """

        def value(side: _Side) -> Hashable:
            where = side.lower.kind if place == "kind" else getattr(side, place)
            return side.lower, where, side.quote if quoted else ""

        waiting: dict[Hashable, list[_Side]] = defaultdict(list)
        for entry in sorted(self.entries.values(), key=lambda entry: entry.retired):
            waiting[value(entry)].append(entry)
        for card in list(self.cards.values()):
            if candidates := waiting.get(value(card)):
                self._pair(card.key, candidates.pop(0).key)

    def pair_alike(
        self, of: Callable[[_Side], Iterable[Hashable]], score: Callable[[_Side, _Side], float]
    ) -> None:
        """Pair the surest first among those that share a value. What is in doubt stays unpaired for good."""
        from rapidfuzz import fuzz  # late: a first build compares nothing

        blocks: dict[Hashable, list[_Side]] = defaultdict(list)
        for entry in self.entries.values():
            for value in of(entry):
                blocks[value].append(entry)
        scores: dict[tuple[str, str], float] = {}
        for card in self.cards.values():
            for entry in (entry for value in of(card) for entry in blocks.get(value, ())):
                pair = (card.key, entry.key)
                if pair not in scores and (sure := score(card, entry)):
                    scores[pair] = sure + fuzz.ratio(" ".join(card.lower), " ".join(entry.lower)) / 100
        ranked = sorted(scores, key=lambda pair: (-scores[pair], pair))
        pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for pair in ranked:
            pairs["draft " + pair[0]].append(pair)
            pairs["entry " + pair[1]].append(pair)
        for key, old in ranked:
            if key not in self.cards or old not in self.entries:
                continue
            rivals = [
                rival
                for rival in (*pairs["draft " + key], *pairs["entry " + old])
                if scores[key, old] - scores[rival] <= _DOUBT and self._differ(rival, (key, old))
            ]
            if not rivals:
                self._pair(key, old)
            for draft, shipped in ((key, old), *rivals) if rivals else ():
                self.cards.pop(draft, None)
                self.entries.pop(shipped, None)

    def _differ(self, rival: tuple[str, str], pair: tuple[str, str]) -> bool:
        """Whether another pair is still possible and would give the history to another fact."""
        if rival[0] not in self.cards or rival[1] not in self.entries:
            return False
        return (
            self.cards[rival[0]].lower != self.cards[pair[0]].lower
            or self.entries[rival[1]].lower != self.entries[pair[1]].lower
        )

    def moves(self) -> Mapping[str, str]:
        """Old episode id → the id that most of its cards matched so far now have."""
        return {old: max(sorted(count), key=count.__getitem__) for old, count in self._votes.items()}

    def leave_standing(self, lock: Lock, sources: Sources, moves: Mapping[str, str]) -> None:
        """Leave out the shipped cards whose words still stand; give the others the places of today."""
        for entry in lock.entries:
            side = self.entries.get(entry.key)
            if side is None:
                continue
            if not side.retired and standing(entry, sources, moves) is not None:
                del self.entries[entry.key]
                continue
            episode = moves.get(side.episode, side.episode)
            label = side.point.partition("/")[2]
            self.entries[entry.key] = side._replace(
                episode=episode, point=f"{episode}/{label}" if label else side.point
            )

    def rarest_words(self) -> Callable[[_Side], Iterable[Hashable]]:
        """A function that gives the three rarest words of a face, among what is unmatched on both sides.

        Cards that are alike enough to be one card share a rare word; comparing only those keeps the
        search across a library of any size linear.
        """
        left = [side.lower for side in (*self.cards.values(), *self.entries.values())]
        counts = Counter(word for face in left for word in set(_words_of(face)))

        def rarest(side: _Side) -> list[str]:
            words = (word for word in set(_words_of(side.lower)) if 1 < counts[word] <= COMMON)
            return sorted(words, key=lambda word: (counts[word], word))[:3]

        return rarest


def standing(entry: Entry, sources: Sources, moves: Mapping[str, str]) -> tuple[str, str] | None:
    """Where the words of a shipped card still stand, as (episode id, point id); None when they have gone."""
    episode = moves.get(entry.episode, entry.episode)
    return sources.standing(entry.fingerprint, episode, entry.fields.get("quote", ""))


def _words_of(face: Face) -> list[str]:
    return f"{face.ask} {face.answer}".split()
