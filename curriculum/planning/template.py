"""Headings that come again from episode to episode: they are the template's, and name no subject."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from curriculum.planning.recurring import LEAST, SHARE
from curriculum.planning.text import of_points, of_topics
from curriculum.reading.episode import Episode
from curriculum.reading.words import stems

Heading = tuple[str, ...]
"""Its stems, numbers left out."""


def heading(text: str) -> Heading:
    """What two headings have in common that differ in their numbers ("Question 1", "Question 2")."""
    return tuple(stem for stem in stems(text) if not any(char.isdigit() for char in stem))


def headings(episodes: Iterable[Episode]) -> frozenset[Heading]:
    """The headings of a template, perhaps one show's or folder's: labels, topics, section titles that recur.

    "Tools mentioned" over each episode's list says nothing of what one episode, or one week, is about.
    """
    sizes: Counter[object] = Counter()
    counts: dict[object, Counter[Heading]] = defaultdict(Counter)
    for episode in episodes:
        found = {heading(text) for text in of_headings(episode)}
        # all of the episodes, those of one show, and those of one folder, which one person's may be
        for group in (None, episode.show, PurePath(episode.source.path).parent):
            sizes[group] += 1
            counts[group].update(found)
    return frozenset(
        one
        for group, counted in counts.items()
        for one, count in counted.items()
        if one and count >= max(LEAST, SHARE * sizes[group])
    )


def of_headings(episode: Episode) -> Iterator[str]:
    """An episode's labels, topics and section titles, as they are written."""
    yield from of_topics(episode)
    for point in of_points(episode):
        yield from (one.label for one in point.whole() if one.label)
    yield from (section.title for section in episode.sections)
