"""How many other episodes of a library have a word."""

from collections import Counter
from collections.abc import Callable, Iterable
from statistics import fmean

from curriculum.cards.names import texts
from curriculum.reading.episode import Episode
from curriculum.reading.words import stems

_EXPECTED, _WEIGHT = 0.1, 4
"""The share that a word is expected to have, and how many episodes it takes to think otherwise: in a small
library every word is rare."""


_USUAL = 0.2
"""What the share of a word is made to be on average: in a library of one field all words recur."""


def rarity_of(episodes: Iterable[Episode]) -> Callable[[str], float]:
    """The share of the episodes that have a stem beside the one that it is asked for, 0 to 1.

    Shares are told beside what is usual in the library, so that one of thirteen talks about computers and
    one of a hundred about everything are judged alike.
    """
    told = list(episodes)
    own = [_stems(episode) for episode in told]
    spread = Counter(stem for found in own for stem in found)
    whole = max(0, len(told) - 1) + _WEIGHT

    def share(stem: str) -> float:
        return (max(0, spread[stem] - 1) + _EXPECTED * _WEIGHT) / whole

    usual = fmean(fmean(map(share, sorted(found))) for found in own if found) if any(own) else _USUAL
    return lambda stem: min(1.0, share(stem) * _USUAL / usual)


def _stems(episode: Episode) -> set[str]:
    labels = (point.label for point in (*episode.points, *episode.takeaways))
    return set(stems("\n".join((episode.title, *labels, *texts(episode)))))
