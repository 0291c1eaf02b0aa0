"""One thing the guide asks, and whether two of them can stand side by side."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from curriculum.cards.answering import wanted
from curriculum.cards.card import Card
from curriculum.cards.doing import is_personal, of_question
from curriculum.cards.gap import with_gap
from curriculum.cards.study import Study
from curriculum.guides.turns import in_turn
from curriculum.planning.text import SENTENCE
from curriculum.reading.words import stems

BLANK = "\ue000"
"""Stands for the gap to fill in; the templates draw a line for it."""

THINKING = ("why", "how", "compare", "apply")
"""Kinds of study questions that have more than one good answer."""
KINDS = ("goal", "recall", "gap", "list", "choice", *THINKING, "label")
"""What can be asked, in the order of a self-test."""

_HALVES = re.compile(
    r",? and (?=(?:(?:in|to|for|by|on|at|from|with) )?(?:what|which|who|whom|whose|how|why|where|when)\b)",
    re.I,
)
"""Where a question goes on with another one."""
_LEFT_OPEN = re.compile(r"\b(?:what|which|who|whom|whose|how|why|where|when)$", re.IGNORECASE)
"""Ends what is no question yet: "How does he know when, and where, …"."""
_LINES = {"goal": 4, "choice": 0, "list": 2, "label": 2}
"""Writing lines under a question of these kinds."""
_GAP = 24
"""Letters of an answer that may not fit into a gap …"""
_LONG = 50
"""… and on one line, written by hand."""


class Ask(NamedTuple):
    """One thing the learner is asked, with its answer."""

    key: str
    """Of the card or the study material; "" for what the notes' headings ask."""
    question: str
    """For a term: the term. A cloze sentence has ``BLANK`` where its words were taken out. For a point
    that nothing else asks: its label."""
    answer: str
    """For a term: the meaning. "" where the notes themselves are the answer."""
    episode: str
    """Episode id."""
    point: str
    """Point id; "" when the fact is of no key point."""
    quote: str = ""
    """The words of the notes that support it."""
    kind: str = "recall"
    """One of ``KINDS``."""
    options: tuple[str, ...] = ()
    """For a choice: what to choose from, the right one among them."""
    places: tuple[str, ...] = ()
    """Ids of the points to compare, where no point by itself is the answer."""

    @property
    def has_gap(self) -> bool:
        """Whether the answer is written into the sentence itself."""
        return BLANK in self.question

    @property
    def personal(self) -> bool:
        """Whether only the learner can answer; what a card asks and words of the notes are answered there."""
        return self.kind in ("goal", "object", *THINKING) and is_personal(self.question)

    @property
    def earns(self) -> str:
        """What an answer worth two points is made of: ``sides``, ``alike``, ``halves``, a number of things.

        "" for one that is right or wrong as a whole, which is worth one point.
        """
        if self.kind == "choice" or self.has_gap:
            return ""
        if self.things:
            return str(self.things)
        if self.kind == "compare":
            return "sides" if self.answer else "alike"
        if self.kind not in ("goal", *THINKING) or self.personal:
            return ""
        if self.kind == "goal" and of_question(self.question) == "compare":
            return "sides"
        return "halves" if len(halves(self.question)) == 2 else ""

    @property
    def things(self) -> int:
        """How many things it wants named ("Which two …"); 0 when it does not say."""
        return wanted(self.question.rpartition(": ")[2])

    @property
    def points(self) -> int:
        """What the whole answer is worth."""
        return 2 if self.earns else 1

    @property
    def lines(self) -> int:
        """Writing lines for the answer."""
        if self.has_gap:
            return int(len(self.answer) > _GAP)
        if self.kind in THINKING:
            return 3
        return _LINES.get(self.kind, 1 + (len(self.answer) > _LONG))

    @property
    def letter(self) -> str:
        """For a choice: the letter of the right option."""
        return chr(ord("a") + self.options.index(self.answer)) if self.options else ""


def halves(question: str) -> tuple[str, ...]:
    """The two questions that one asks ("What is oak, and why does it last?"), or itself.

    None ends in the middle: "How does he know when, and where, to sow?" asks one thing, and so does what goes
    on for both ("Who leads, and who follows, in a reel?").
    """
    before, *after = _HALVES.split(question.strip())
    if len(after) != 1 or _LEFT_OPEN.search(before) or "," in after[0] or not after[0].endswith("?"):
        return (question,)
    return f"{before}?", f"{after[0][0].upper()}{after[0][1:]}"


def ask_of(card: Card) -> Ask:
    """The card as the guide prints it: a cloze deletion becomes a gap, never ``{{c1::…}}``."""
    question, answer = card.question, card.answer
    if card.kind == "cloze":
        question = with_gap(card.text, answer, BLANK)
    return Ask(card.key, question, answer, card.source.episode, card.source.point, card.quote)


def ask_about(study: Study) -> Ask:
    """Study material as it is asked: a goal's question is answered by the notes' words, a term by its
    meaning."""
    goal = study.what == "goal"
    return Ask(
        study.key,
        study.question,
        study.quote if goal else study.answer,
        study.episode,
        study.point,
        study.quote,
        "goal" if goal else study.kind or "recall",
    )


def mixed(asks: Iterable[Ask]) -> tuple[Ask, ...]:
    """One of each episode in turn, so that neighbours are of different episodes when they can be."""
    piles: dict[str, list[Ask]] = {}
    for ask in asks:
        piles.setdefault(ask.episode, []).append(ask)
    return tuple(in_turn(piles.values()))


def shown(ask: Ask) -> str:
    """All that can be read of a question before it is answered."""
    return " · ".join((ask.question, *ask.options))


def tells(text: str, ask: Ask) -> bool:
    """Whether a text gives the answer away: in its words, or in three quarters of what is new in them."""
    if not ask.answer:
        return False
    if ask.answer.casefold() in text.casefold():
        return True
    new = content(ask.answer) - content(ask.question)
    return bool(new) and 4 * len(new & content(text)) >= 3 * len(new)


@lru_cache(maxsize=20_000)
def content(text: str) -> frozenset[str]:
    """The stems of the content words of a text."""
    return frozenset(stems(text))


@lru_cache(maxsize=20_000)
def _sentences(quote: str) -> frozenset[str]:
    """The sentences of a quotation, in small letters."""
    parts = SENTENCE.split(" ".join(quote.casefold().split()))
    return frozenset(part.rstrip(".!?") for part in parts) - {""}


def same_words(one: Ask, other: Ask) -> bool:
    """Whether two questions stand on one sentence of the notes, or on a part of it."""
    return any(a in b or b in a for a in _sentences(one.quote) for b in _sentences(other.quote))


def same_question(one: Ask, other: Ask) -> bool:
    """Whether all that one of two questions names stands in the other: "Who is Ada?", "Who is Ada Brook?"."""
    mine, theirs = content(one.question), content(other.question)
    return bool(mine and theirs) and (mine <= theirs or theirs <= mine)


def apart(ask: Ask, others: Iterable[Ask]) -> bool:
    """Whether no other question is this one, names the same, stands on its sentence, or gives it away, nor
    this one it."""
    text = shown(ask)
    return not any(
        ask == other
        or same_question(ask, other)
        or same_words(ask, other)
        or tells(shown(other), ask)
        or tells(text, other)
        for other in others
    )
