"""How far notes are written out in sentences, and how far they are jottings."""

import re
from collections.abc import Iterable, Mapping

from curriculum.cards.statement import Statement

_SENTENCE = re.compile(r"[\"“(‘']?[A-Z0-9$€£].*[.!?][\"”)’']*$", re.DOTALL)
_FEWEST = 5
"""Words of a sentence."""
_WEIGHT = 10
"""Lines that it takes to believe of an episode what is not so of the library."""


def is_written(line: str) -> bool:
    """Whether a line is a sentence that was written out: with a capital, a stop, and five words at least."""
    return _SENTENCE.match(line.strip()) is not None and len(line.split()) >= _FEWEST


def prose_of(episodes: Mapping[str, Iterable[Statement]]) -> Mapping[str, float]:
    """By episode the share of the lines of its points that are written out, 0 to 1.

    An episode of few lines is thought to be like the others of the library.
    """
    lines = {
        id: [is_written(one.quote) for one in told if one.place == "point"] for id, told in episodes.items()
    }
    every = [written for found in lines.values() for written in found]
    usual = sum(every) / len(every) if every else 1.0
    return {id: (sum(found) + usual * _WEIGHT) / (len(found) + _WEIGHT) for id, found in lines.items()}
