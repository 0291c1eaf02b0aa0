"""How much an episode, or a point of one, answers a query."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from curriculum.planning.evidence import Evidence
from curriculum.planning.index import saturated
from curriculum.planning.query import Query

ONCE = 0.5
"""What stands there once, neither in title nor label, may do so by the way: it counts for this share."""
WORN = 0.6
"""… and its BM25 weight for this one."""
VOUCHED = 0.9
"""What a theme speaks of that the episode clearly speaks of, too, counts for this share without the word."""
PHRASE = 0.25
"""Two things side by side as in the query count so much of their rarities more."""


class Worth(NamedTuple):
    """What an episode is worth for a query."""

    share: float
    """Of what is asked for, by rarity, 0 to 1: whether it matters."""
    words: float
    """BM25 over the things it names, times the share of them that it names at all."""
    themes: float
    """Its affinity with the themes, each as surely as it is meant."""
    titled: bool
    """Whether all that is asked for stands in the title, but for light words."""


def worth(
    said: Evidence,
    query: Query,
    rarities: Sequence[float],
    affinities: Mapping[str, float],
    length: float = 1.0,
) -> Worth:
    """The worth of a text for a query.

    Args:
        said: what the text says of the query's things.
        query: what is asked for.
        rarities: of each thing.
        affinities: theme id → affinity, of the meant themes that the text clearly speaks of.
        length: how many times the mean long the text is.
    """
    wanted = sum(rarities)
    share = words = named = 0.0
    for number, (thing, rarity) in enumerate(zip(query.things, rarities, strict=True)):
        one = said.things.get(number)
        if one:
            named += rarity
            words += rarity * saturated(one.amount, length) * (1 if one.clear else WORN)
        by_theme = VOUCHED if thing.themes & set(affinities) else 0.0
        share += rarity * max(by_theme, (1.0 if one.clear else ONCE) if one else 0.0)
    words += PHRASE * sum(rarities[number] + rarities[number + 1] for number in said.joined)
    heavy = [number for number, thing in enumerate(query.things) if thing.weight == 1]
    return Worth(
        share=round(share / wanted, 6) if wanted else 0.0,
        words=words * named / wanted if wanted else 0.0,
        themes=sum(query.themes[theme] * affinity for theme, affinity in affinities.items()),
        titled=all(number in said.things and said.things[number].titled for number in heavy),
    )
