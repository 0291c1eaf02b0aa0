"""How many other episodes of a library have a word."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from statistics import fmean

from curriculum.cards.names import texts
from curriculum.reading.episode import Episode
from curriculum.reading.library import Library
from curriculum.reading.words import stems

_EXPECTED, _WEIGHT = 0.1, 4
"""The share that a word is expected to have, and how many episodes it takes to think otherwise: in a small
library every word is rare."""


_USUAL = 0.2
"""What the share of a word is made to be on average: in a library of one field all words recur."""


@dataclass(frozen=True)
class Rarity:
    """The share of a library's other episodes that have a stem, 0 to 1, when it is called with it."""

    spread: Mapping[str, int]
    """How many episodes have a stem."""
    whole: int
    """How many others there are, and those that are expected."""
    usual: float
    """The share of a word on average."""

    def share(self, stem: str) -> float:
        """As it is, whatever is usual."""
        return (max(0, self.spread.get(stem, 0) - 1) + _EXPECTED * _WEIGHT) / self.whole

    def __call__(self, stem: str) -> float:
        """Beside what is usual."""
        return min(1.0, self.share(stem) * _USUAL / self.usual)


def rarity_of(library: Library) -> Rarity:
    """The share of the episodes that have a stem beside the one that it is asked for, 0 to 1.

    Shares are told beside what is usual in the library, so that one of thirteen talks about computers and
    one of a hundred about everything are judged alike. Words count as they were spelt before any correction,
    so that none changes what a card is worth.
    """
    uncorrected = dict(library.written)
    told = [uncorrected.get(episode.id, episode) for episode in library.episodes]
    own = [_stems(episode) for episode in told]
    spread = Counter(stem for found in own for stem in found)
    found = Rarity(spread, max(0, len(told) - 1) + _WEIGHT, _USUAL)
    usual = (fmean(map(found.share, sorted(stems))) for stems in own if stems)
    return replace(found, usual=fmean(usual)) if any(own) else found


def _stems(episode: Episode) -> set[str]:
    labels = (point.label for point in (*episode.points, *episode.takeaways))
    return set(stems("\n".join((episode.title, *labels, *texts(episode)))))
