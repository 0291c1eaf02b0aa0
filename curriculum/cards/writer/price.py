"""A price: what a model is about to read and write, and what that costs where it is known."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from curriculum.cards.writer.address import Address
from curriculum.cards.writer.said import Question, Tokens

_LETTERS = 4
"""Letters of English for one token: their makers count four to five, so this is rather too many tokens."""
_OF_POINT, _OF_EPISODE, _OF_DRAFT = 150, 1_500, 100
"""Tokens of an answer: for a point, for an episode's study material, for a critic's word on a draft."""
_DRAFTS = 1.5
"""Drafts that a point gets, as a rule; each is read once more by the critic."""


class Job(NamedTuple):
    """What a model is about to be asked."""

    requests: int = 0
    letters: int = 0
    read: int = 0
    """Tokens, about."""
    written: int = 0
    """Tokens, about; a model that thinks before it answers writes several times as many."""

    @property
    def tokens(self) -> Tokens:
        """As if it were done."""
        return Tokens(self.requests, self.read, self.written)


def tokens(letters: int) -> int:
    """About how many tokens so many letters of English are."""
    return -(-letters // _LETTERS)


def job(questions: Iterable[Question], points: int, episodes: int) -> Job:
    """What a writer is about to be asked about so many points of so many episodes."""
    lengths = [one.length for one in questions]
    read = sum(map(tokens, lengths))
    return Job(len(lengths), sum(lengths), read, points * _OF_POINT + episodes * _OF_EPISODE)


def critic_job(notes: Iterable[int], told: int, points: int, drafts: int) -> Job:
    """What a critic is about to be asked: of each episode its notes (``notes`` is their letters), and drafts.

    ``points`` are still to be written about, ``drafts`` wait already; ``told`` are the instruction's letters.
    """
    lengths = [told + one for one in notes]
    expected = drafts + round(points * _DRAFTS)
    read = sum(map(tokens, lengths)) + expected * _OF_DRAFT
    return Job(len(lengths), sum(lengths) + expected * _OF_DRAFT * _LETTERS, read, expected * _OF_DRAFT)


def cost(address: Address, used: Tokens) -> Decimal | None:
    """US dollars for so many tokens at list price; 0 on this machine, None where the price is not known."""
    if address.here:
        return Decimal(0)
    if address.provider not in ("openai", "anthropic", "google"):
        return None
    from genai_prices import Usage, calc_price  # late: the extra brings it, and its tables take a while

    usage = Usage(input_tokens=used.read, output_tokens=used.written)
    try:
        return calc_price(usage, address.model, provider_id=address.provider).total_price
    except (LookupError, ValueError):
        return None
