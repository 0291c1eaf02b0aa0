"""The best of the selected episodes: those that match best, or that stand for most of the others."""

from collections.abc import Sequence
from dataclasses import replace
from heapq import heapify, heappop, heappush

from curriculum.planning.likeness import Likeness
from curriculum.planning.order import inspiration
from curriculum.planning.outline import LeftOut
from curriculum.planning.selection import Selection
from curriculum.planning.themes import Themes


def ranked(selection: Selection, likeness: Likeness) -> tuple[int, ...]:
    """Places of the likeness's episodes, best first; one that the notes say began the outline leads.

    By search score when themes were asked for. Else by a greedy cover (facility location; Nemhauser, Wolsey
    & Fisher 1978): next comes the episode that makes the others most alike to the likest of those before
    it, so that the first few stand for all.
    """
    episodes = likeness.episodes
    ids = [episode.id for episode in episodes]
    leads = [inspiration(episode) is None for episode in episodes]
    places = range(len(ids))
    if selection.scores:
        return tuple(
            sorted(places, key=lambda place: (leads[place], -selection.scores[ids[place]], ids[place]))
        )
    covered = [0.0] * len(ids)
    # an episode stands for itself better than any other does
    itself = max(map(max, likeness.likes))
    stands = [
        [itself if place == at else like for at, like in enumerate(row)]
        for place, row in enumerate(likeness.likes)
    ]
    # what an episode adds never grows, so one that still leads when looked at again is next (Minoux 1978)
    heap = [(leads[place], -_adds(stands[place], covered), ids[place], place) for place in places]
    heapify(heap)
    found: list[int] = []
    while heap:
        lead, _, id, place = heappop(heap)
        now = (lead, -_adds(stands[place], covered), id, place)
        if heap and heap[0] < now:
            heappush(heap, now)
            continue
        found.append(place)
        covered = list(map(max, covered, stands[place]))
    return tuple(found)


def choose(selection: Selection, themes: Themes, number: int) -> Selection:
    """The selection with its best ``number`` episodes; the others are left out, each with the reason."""
    episodes = selection.episodes
    if number >= len(episodes):
        return selection
    likeness = Likeness.of(episodes, themes, selection.asked)
    order = ranked(selection, likeness)
    best = order[:number]
    left = [
        LeftOut(
            id=episodes[place].id,
            why=f"not among the {number} best: {_why(place, best, selection, likeness)}",
        )
        for place in sorted(order[number:])
    ]
    return replace(
        selection,
        episodes=tuple(episodes[place] for place in sorted(best)),
        left_out=(*selection.left_out, *left),
    )


def _why(place: int, best: Sequence[int], selection: Selection, likeness: Likeness) -> str:
    if selection.scores:
        return "they match what was asked for better, or as well"
    nearest = max(best, key=lambda other: (likeness.likes[place][other], -other))
    if likeness.likes[place][nearest] <= 0:
        return "nothing among them is like it"
    return f"“{likeness.episodes[nearest].title}” is, and stands for it"


def _adds(stands: Sequence[float], covered: Sequence[float]) -> float:
    """How much better all would be stood for."""
    return round(sum(max(0.0, like - had) for like, had in zip(stands, covered, strict=True)), 6)
