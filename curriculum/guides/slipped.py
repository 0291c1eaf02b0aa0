"""The goal to get back what is being forgotten of earlier weeks."""

from collections.abc import Iterator, Mapping, Sequence

from curriculum.guides.aims import Goal
from curriculum.guides.ask import Ask
from curriculum.guides.recall import specific
from curriculum.planning.forgotten import WEAK
from curriculum.planning.text import of_points
from curriculum.reading.library import Library

MOST = 2
"""Points that it names."""
_SAID = "Say again what slipped: {}"


def slipped(asks: Sequence[Ask], weak: Mapping[str, float], library: Library) -> Iterator[Goal]:
    """One goal that names the weak points among what is asked of earlier weeks; none where none is weak.

    Args:
        asks: the questions on earlier weeks.
        weak: point id → how weak the learner is there.
        library: where the labels of the points are.
    """
    labels = {
        point.id: point.label.strip(" .:")
        for episode in {ask.episode: library.episode(ask.episode) for ask in asks}.values()
        for point in of_points(episode)
        if specific(point.label)
    }
    points = [ask.point for ask in asks if weak.get(ask.point, 0.0) >= WEAK and ask.point in labels]
    named = list(dict.fromkeys(labels[point] for point in points))[:MOST]
    if named:
        yield Goal(_SAID.format("; ".join(named)))
