"""Cards that ask nearly the same: duplicates and cards that get in each other's way."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from curriculum.cards.card import Card
from curriculum.cards.content import content
from curriculum.cards.gap import with_gap

SAME_FRONT = 92.0
"""From this likeness (rapidfuzz ``ratio``, 0 to 100) two fronts ask the same."""
SAME_ANSWER = 85.0
"""From this likeness two answers are the same."""

_FIGURES = re.compile(r"\d+")


def front(card: Card) -> str:
    """What a learner sees first, without the context line."""
    return with_gap(card.text, card.answer, "[…]") if card.kind == "cloze" else card.question


def collisions(cards: Sequence[Card]) -> dict[str, str]:
    """Key of each card that must give way → the reason.

    What the person wrote stays, then the fuller front, then the first in the given order. A card is only
    compared with cards that have one of its two rarest words among their five, so the time grows with the
    number of cards, not with its square.
    """
    fronts = _Fronts({card.key: card for card in cards})
    spread = Counter(word for found in fronts.words.values() for word in found)
    shelf: dict[str, list[str]] = defaultdict(list)
    lost: dict[str, str] = {}
    # the fuller question first, so that the vaguer one is measured against it
    for card in sorted(cards, key=lambda card: (card.rule != "written", -len(fronts.words[card.key]))):
        rare = sorted(fronts.words[card.key], key=lambda word: (spread[word], word))
        if why := fronts.why_not(card, _neighbours(shelf, rare[:2])):
            lost[card.key] = why
            continue
        for word in rare[:5]:
            shelf[word].append(card.key)
    return lost


class _Fronts:
    """What cards show first, made ready to be compared."""

    def __init__(self, cards: Mapping[str, Card]) -> None:
        self.cards = cards
        self.of = {key: front(card) for key, card in cards.items()}
        self.words = {key: content(front) for key, front in self.of.items()}
        self._lower = {key: front.lower() for key, front in self.of.items()}
        self._figures = {key: " ".join(_FIGURES.findall(front)) for key, front in self.of.items()}

    def why_not(self, card: Card, near: Sequence[str]) -> str:
        """Why a card must give way to one of those keys, the first that it must; "" when to none."""
        brief = card.kind == "question" and 2 <= len(self.words[card.key]) <= 4
        alike = self._alike(card.key, near)
        for key in near if brief else filter(alike.__contains__, near):
            other = self.cards[key]
            if brief and _inside(card, other, self.words):
                return f"Another card asks more exactly, with another answer: “{self.of[key]}”"
            if key in alike and (why := self._same(card, other)):
                return why
        return ""

    def _alike(self, key: str, near: Sequence[str]) -> set[str]:
        """Those of the keys whose fronts have the same figures and nearly the same letters."""
        figures = self._figures
        same = [other for other in near if figures[other] == figures[key]]
        if not same:
            return set()
        from rapidfuzz import fuzz, process  # late: only when cards are written

        texts = [self._lower[other] for other in same]
        found = process.extract(
            self._lower[key], texts, scorer=fuzz.ratio, score_cutoff=SAME_FRONT, limit=None
        )
        return {same[at] for _, _, at in found}

    def _same(self, card: Card, other: Card) -> str:
        """Why a card must give way to one with a front like its own; "" when it need not."""
        from rapidfuzz import fuzz

        if _ask_apart(self.words[card.key], self.words[other.key]):
            return ""
        if fuzz.ratio(card.answer.lower(), other.answer.lower()) >= SAME_ANSWER:
            return f"Another card asks the same: “{self.of[other.key]}”"
        if card.context == other.context:
            return f"Another card asks nearly the same and wants another answer: “{self.of[other.key]}”"
        return ""


def _ask_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether each of two fronts has a telling word that the other lacks: they are different questions.

    "AlphaFold 2" and "AlphaFold 3" have other figures, "SIMD" and "SIMT" other words.
    """
    return bool(one - other and other - one)


def _inside(card: Card, other: Card, words: dict[str, frozenset[str]]) -> bool:
    """Whether a question of 2 to 4 words asks for less than another of its episode: which is meant?"""
    few, more = words[card.key], words[other.key]
    return (
        few < more
        and len(more) <= len(few) + 2
        and card.source.episode == other.source.episode
        and other.kind == "question"
        and not any(
            re.match(r"(?:Who|What) (?:is|are|was|were|does \S+ stand)\b", one.question)
            for one in (card, other)
        )
        and not same_fact(card.answer, other.answer)
        and card.question.split()[0] == other.question.split()[0]
    )


def _neighbours(shelf: Mapping[str, list[str]], rare: Iterable[str]) -> list[str]:
    # a word that very many fronts have as their rarest says little: look at the latest only
    return list(dict.fromkeys(key for word in rare for key in shelf.get(word, [])[-60:]))


def same_fact(one: str, other: str) -> bool:
    """Whether two answers of a point give the same fact: most of the shorter one's words are shared."""
    first, second = content(one), content(other)
    if not first or not second:
        return one.strip().lower() == other.strip().lower()
    return len(first & second) >= 0.6 * min(len(first), len(second))
