"""Threads: what points of several episodes speak of, to be told."""

from collections.abc import Sequence

from curriculum.guides.compare import speaking
from curriculum.guides.node import Edge, Node
from curriculum.guides.shared import Shared
from curriculum.reading.episode import Episode

MOST = 3
"""Threads of a week, and episodes of one."""


def threads(episodes: Sequence[Episode], phrases: Sequence[Shared]) -> tuple[Node, ...]:
    """What points of two or more episodes speak of, without what they say: that is to be written. No point
    stands at two."""
    found: list[Node] = []
    used: set[str] = set()
    for shared in phrases:
        points = [(place, speaking(episode, shared.term)) for place, episode in enumerate(episodes, start=1)]
        edges = tuple(
            Edge(place, point.id, point.label, claimed=False)
            for place, point in points
            if point and point.id not in used
        )
        if len(edges) > 1 and len(found) < MOST:
            found.append(Node(shared.term, edges[:MOST]))
            used |= {edge.point for edge in edges}
    return tuple(found)
