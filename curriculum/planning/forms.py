"""The words behind an episode's stems, for reasons that a person reads."""

import re
from collections.abc import Mapping

from curriculum.planning.text import of_points
from curriculum.reading.episode import Episode, SubPoint
from curriculum.reading.words import stem

_PART = re.compile(r"[^\W_]+(?:[.][^\W_]+)*")


def forms(episode: Episode) -> Mapping[str, str]:
    """Stem → the first word of the episode that has it, in lower case unless all capitals ("GPU")."""
    texts = [episode.title, episode.introduction, episode.summary]
    for point in of_points(episode):
        texts += _texts(point)
    texts += [quote.text for quote in episode.quotes]
    texts += [text for section in episode.sections for text in (section.title, section.text)]
    texts += [*episode.tags, *episode.guests, *episode.hosts]
    found: dict[str, str] = {}
    for text in texts:
        for match in _PART.finditer(text):
            word = match.group()
            capitals = sum(char.isupper() for char in word) > 1
            found.setdefault(stem(word.lower()), word if capitals else word.lower())
    return found


def _texts(point: SubPoint) -> list[str]:
    found = [point.label, point.text]
    for sub in point.subpoints:
        found += _texts(sub)
    return found
