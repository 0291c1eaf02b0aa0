"""Unique: ids that no two episodes share."""

from collections.abc import Iterable, Mapping, Sequence

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
    points = (*episode.points, *episode.takeaways)
    return _called(episode, id, {point.id: id + point.id[len(episode.id) :] for point in points})


def called_as(episode: Episode, before: Episode) -> Episode:
    """The episode under the ids that it had ``before`` its words were put right, its points with it."""
    points, same = dict[str, str](), renamed(episode, before.id)
    for now, old in ((same.points, before.points), (same.takeaways, before.takeaways)):
        if [point.line for point in now] == [point.line for point in old]:
            points |= {one.id: other.id for one, other in zip(now, old, strict=True)}
    return _called(same, before.id, points)


def _called(episode: Episode, id: str, points: Mapping[str, str]) -> Episode:
    """The episode with this id, its points by their new ids."""

    def moved(group: Sequence[KeyPoint]) -> tuple[KeyPoint, ...]:
        return tuple(point.model_copy(update={"id": points.get(point.id, point.id)}) for point in group)

    quotes = (
        quote.model_copy(update={"point": points.get(quote.point, quote.point)}) for quote in episode.quotes
    )
    return episode.model_copy(
        update={
            "id": id,
            "points": moved(episode.points),
            "takeaways": moved(episode.takeaways),
            "quotes": tuple(quotes),
        }
    )
