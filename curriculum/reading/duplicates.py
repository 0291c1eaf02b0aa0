"""Duplicates: one episode noted twice."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from curriculum.problems import Problem
from curriculum.reading.episode import Episode, KeyPoint
from curriculum.reading.tables import key

_SAME = 0.5
"""Share of the points, of the episode with fewer, that two episodes must have in common."""
_COMMON = 20
"""A point that more episodes have than this says nothing."""


def duplicates(episodes: Sequence[Episode]) -> Iterator[Problem]:
    """A problem for each episode that says again what an earlier one says.

    Two are the same when they share show and title, or at least half of their points word for word.
    """
    titled: dict[tuple[str, str], int] = {}
    holders: dict[str, list[int]] = defaultdict(list)
    for place, episode in enumerate(episodes):
        shared: Counter[int] = Counter()
        texts = {_text(point) for point in episode.points}
        for text in texts - {""}:
            if len(holders[text]) < _COMMON:
                shared.update(holders[text])
                holders[text].append(place)
        name = (episode.show, key(episode.title))
        first = titled.setdefault(name, place)
        if first == place:
            alike = [
                other
                for other, count in sorted(shared.items())
                if count >= 2 and count >= _SAME * min(len(texts), len(episodes[other].points))
            ]
            first = alike[0] if alike else place
        if first != place:
            yield _twice(episode, episodes[first])


def _text(point: KeyPoint) -> str:
    return key(" ".join([point.label, *(passage.text for passage in point.passages())]))


def _twice(episode: Episode, earlier: Episode) -> Problem:
    where = earlier.source
    return Problem(
        path=episode.source.path,
        line=episode.source.line,
        kind="duplicate",
        message=f"“{episode.title}” seems to be noted twice: see {where.path}:{where.line}.",
        remedy="Delete one of the two, or give them titles that tell them apart.",
    )
