"""Put episodes, and weeks, in the order of study."""

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from curriculum.planning.themes import Themes
from curriculum.reading.episode import Episode, Remark
from curriculum.reading.words import stems

_PART = re.compile(
    r"[\s,:;(–—-]*\b(?:part|pt\.?|teil|episode)\s+(?P<number>\d{1,2}|one|two|three|four|five|i{1,3}|iv|v)\b(?:\s+of\s+\d+)?\)?",
    re.IGNORECASE,
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_INSPIRED = re.compile(
    r"\b(inspired?|inspiration|basis|idea)\b.*\b(outline|curriculum|plan|syllabus|module)\b", re.IGNORECASE
)


class Part(NamedTuple):
    """Where an episode stands in a series of parts."""

    number: int
    series: frozenset[str]
    """Stems of the title without the part's number."""


def part(episode: Episode) -> Part | None:
    """The part that a title says it is ("… Part 2 with …"), or None."""
    return _part(episode.title)


@lru_cache(maxsize=100_000)
def _part(title: str) -> Part | None:
    found = _PART.search(title)
    if not found:
        return None
    number = found["number"].lower()
    rest = title[: found.start()] + " " + title[found.end() :]
    return Part(_NUMBERS.get(number) or int(number), frozenset(stems(rest)))


def same_series(one: Part, other: Part) -> bool:
    """Whether two parts belong together: most words of the shorter title are in the longer."""
    shorter = min(len(one.series), len(other.series))
    return shorter == 0 or len(one.series & other.series) >= 0.6 * shorter


def inspiration(episode: Episode) -> Remark | None:
    """The person's line that makes the episode the one an outline began with, or None."""
    return next((remark for remark in episode.remarks if _INSPIRED.search(remark.text)), None)


def level(fits: Mapping[str, float], themes: Themes) -> int:
    """How much background an episode asks for, 1 to 3: the level of the theme that suits it best."""
    best = min(fits, key=lambda id: (-fits[id], id), default="")
    return themes[best].level if best else 1


def arrange(
    items: Sequence[Any],
    before: Callable[[Any, Any], bool],
    rank: Callable[[Any], tuple[Any, ...]],
    alike: Callable[[Any, Any], float],
    name: Callable[[Any], Hashable],
) -> list[Any]:
    """Items so that none stands before what must precede it; then by rank, likeness to the last, name.

    ``before(a, b)`` says that a must precede b. Of items that wait for each other the lowest ranked goes
    first.
    """
    waiting = list(items)
    placed: list[Any] = []
    while waiting:
        free = [
            item for item in waiting if not any(before(other, item) for other in waiting if other is not item)
        ]
        last = placed[-1] if placed else None
        chosen = min(
            free or waiting,
            key=lambda item: (*rank(item), -alike(last, item) if last is not None else 0.0, name(item)),
        )
        placed.append(chosen)
        waiting.remove(chosen)
    return placed
