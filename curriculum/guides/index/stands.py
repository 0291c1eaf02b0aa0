"""Where a book speaks of something: its points, where episodes begin, what compares them."""

from collections.abc import Iterable, Iterator

from curriculum.guides.cues import Cue
from curriculum.guides.index.places import Stand
from curriculum.guides.pages import WeekPages
from curriculum.planning.text import of_points


def stands(weeks: Iterable[WeekPages]) -> Iterator[Stand]:
    """All of them, in the order of the pages."""
    for week in weeks:
        for page in week.episodes:
            yield Stand(page.anchor, None, page.episode, (page.episode.title, page.standfirst))
            asked = _asked(page.cues.every)
            for point in of_points(page.episode):
                yield Stand(week.anchors[point.id], point, page.episode, asked.get(point.id, ()))
        yield from _compared(week)


def _asked(cues: Iterable[Cue]) -> dict[str, tuple[str, ...]]:
    """Point id → what is asked of it."""
    asked: dict[str, tuple[str, ...]] = {}
    for cue in cues:
        if cue.asked:
            point = cue.asked.point or cue.points[0].id
            asked[point] = (*asked.get(point, ()), cue.asked.text)
    return asked


def _compared(week: WeekPages) -> Iterator[Stand]:
    """What the map says of each episode, and which words stand beside it."""
    places = {page.place: page for page in week.episodes}
    edges = [edge for node in week.fit.nodes for edge in node.edges]
    for edge in (*edges, *filter(None, week.fit.claims)):
        yield Stand(f"{week.anchor}fits", None, places[edge.place].episode, (edge.about, edge.says))
    for word in week.words:
        yield Stand(f"{week.anchor}words", None, week.episodes[0].episode, (word.term, word.meaning))
