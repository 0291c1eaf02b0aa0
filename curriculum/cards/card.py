"""A card: our draft of an Anki note."""

from typing import Literal

from curriculum.cards.draft import Asks
from curriculum.value import Numerous

TASTE = "Of a hundred readers"
"""How the reason begins against a card in which its judge finds no fault, but few readers."""


class CardSource(Numerous):
    """Where the card's fact stands. Shown on the card only by show, episode and point."""

    path: str
    line: int
    episode: str
    """Episode id."""
    point: str
    """Point id; "" when the fact is not of a key point (a quote, the introduction)."""


class Card(Numerous):
    """One question with one short answer that its quoted source line supports."""

    key: str
    """``<point id>/<rule>/<slug of the answer>``: what the card is about, never how it is worded."""
    guid: str
    """Anki's identity of the note, derived from the key (``cards.key.guid_of``)."""
    kind: Literal["question", "cloze", "term"]
    rule: str
    """Name of the rule file that wrote it."""
    asks: Asks = ""
    """What a card by rule asks for; "" for any other (``Draft.asks``)."""
    traits: tuple[str, ...] = ()
    """What its rule states of the sentence, sorted (``Draft.traits``)."""
    question: str = ""
    """For ``term``: the term."""
    answer: str = ""
    """For ``term``: the meaning. For ``cloze``: the deleted words."""
    text: str = ""
    """For ``cloze``: the sentence with one ``{{c1::deletion}}``; else ""."""
    context: str = ""
    """A short line that says what the front is about and gives nothing away."""
    detail: str = ""
    """The rest of the point, for the back."""
    quote: str
    """The exact words of the notes that support the answer."""
    credit: str
    """The source as the back names it: ``Show · Episode · Point label``."""
    source: CardSource
    tags: tuple[str, ...] = ()
    """Slugged for Anki, ``::`` between levels."""
    verdict: Literal["ship", "held"]
    reasons: tuple[str, ...] = ()
    """Why it is held, in words; empty when it ships."""
    worth: int = 0
    """Of a hundred readers so many would keep it, as its judge thinks (``Draft.trust``)."""
    by_hand: bool = False
    """The person wrote, edited or dropped it (a flashcard in an episode file, ``cards.toml``): their word
    also changes a card that has shipped, and a dropped one (held) retires."""
    kept: bool = False
    """The person wants it in the rule's words: it ships, but the words of one that has shipped stay."""

    @property
    def is_of_taste(self) -> bool:
        """Whether nothing but readers' taste holds it: it is true and well put, and few would keep it."""
        return bool(self.reasons) and all(reason.startswith(TASTE) for reason in self.reasons)
