"""The ground that a proposed card stands on."""

import re
from typing import NamedTuple

from curriculum.cards.gate.forms import forms, said, telling_words
from curriculum.cards.support import Notes, pieces
from curriculum.reading.episode import Episode, KeyPoint

_JOINTS = re.compile(
    r"(?<=[.!?])\s|[;:]\s|\s[—–-]\s|, (?=(?:only )?\w+ing\b)"
    r"|, (?:but|whereas|while|and|so|yet|although|though|which|who)\b"
)
CONTRASTS = re.compile(r";\s|, (?:whereas|while|unlike)\b")
"""Where a sentence goes over to another one whom it compares."""


class Ground(NamedTuple):
    """What a card may be measured against."""

    quote: str
    """The whole sentences that its support stands in."""
    label: str
    """What the point is called."""
    point: str
    """All that stands at the point, its label too."""
    near: str
    """What a question may take its names from: the point, title, people and introduction."""
    everything: str
    """All the notes of the episode."""


def ground_of(quote: str, episode: Episode, point: KeyPoint, notes: Notes) -> Ground:
    """What a draft about a point is measured against: its quoted words, the point, all around it."""
    people = (*episode.hosts, *episode.guests)
    said = " ".join((point.topic, point.label, *(text for _, text in pieces(point)), quote))
    near = " ".join((episode.title, episode.show, episode.introduction, *people, said))
    return Ground(quote, point.label, said, near, notes.everything)


def clause_of(quote: str, *shown: str, joints: re.Pattern[str] = _JOINTS) -> str:
    """The part of a sentence that the card is about: the one that shares the most words with it.

    The whole where two parts share as many.
    """
    parts = joints.split(quote)
    told = forms(" ".join(shown))
    shares = [sum(said(word, told) for word in telling_words(part)) for part in parts]
    best = max(shares)
    return parts[shares.index(best)] if shares.count(best) == 1 else quote
