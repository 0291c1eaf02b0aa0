"""How long studying takes: the model behind every week's minutes (docs/workload.md)."""

import math
from collections.abc import Iterable

from curriculum.planning.text import of_cards, of_points
from curriculum.reading.episode import Episode
from curriculum.reading.words import WORD

WORDS_A_MINUTE = 238
"""Silent reading of English non-fiction by adults (Brysbaert 2019, 190 studies)."""
READINGS = 2
"""Once through, once with a pencil."""
POINT = 1.5
"""Minutes in a week to answer one key point's question from memory and note what was missed."""
RECALL = 2
"""Minutes to recall one episode of an earlier week."""


def of_week(episodes: Iterable[Episode], recalls: int) -> int:
    """Study minutes of a week with these episodes that recalls so many earlier ones; one at least."""
    return max(1, sum(map(minutes, episodes)) + RECALL * recalls)


def minutes(episode: Episode) -> int:
    """Study minutes of an episode in its week: listening if the length is known, reading, recalling.

    None where the notes hold nothing to learn.
    """
    if not episode.teaches:
        return 0
    points = tuple(of_points(episode))
    texts = [episode.title, episode.introduction, episode.summary]
    texts += [text for point in points for one in point.whole() for text in (one.label, one.text)]
    texts += [quote.text for quote in episode.quotes]
    texts += [text for section in episode.sections for text in (section.title, section.text)]
    texts += [card.said for card in of_cards(episode)]
    count = len(WORD.findall("\n".join(texts)))
    reading = READINGS * count / WORDS_A_MINUTE
    return max(1, math.ceil(reading + POINT * len(points) + (episode.duration or 0)))
