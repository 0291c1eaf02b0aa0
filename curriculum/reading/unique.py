"""Unique: ids that no two episodes share."""

from collections.abc import Iterable, Sequence

from curriculum.reading.episode import Episode, KeyPoint
from curriculum.reading.slug import slug


def unique_ids(episodes: Iterable[tuple[str, str]]) -> list[str]:
    """An id for each episode, given as id and show, in order.

    On a collision the show goes in front, then a number behind.
    """
    taken: dict[str, None] = {}
    counts: dict[str, int] = {}
    for id, show in episodes:
        name = f"{slug(show)}-{id}" if id in taken and show else id
        base = name
        while name in taken:
            counts[base] = counts.get(base, 1) + 1
            name = f"{base}-{counts[base]}"
        taken[name] = None
    return list(taken)


def renamed(episode: Episode, id: str) -> Episode:
    """The episode under another id, its points with it."""
    if id == episode.id:
        return episode

    def moved(points: Sequence[KeyPoint]) -> tuple[KeyPoint, ...]:
        return tuple(point.model_copy(update={"id": id + point.id[len(episode.id) :]}) for point in points)

    quotes = tuple(
        quote.model_copy(update={"point": id + quote.point[len(episode.id) :]}) if quote.point else quote
        for quote in episode.quotes
    )
    return episode.model_copy(
        update={
            "id": id,
            "points": moved(episode.points),
            "takeaways": moved(episode.takeaways),
            "quotes": quotes,
        }
    )
