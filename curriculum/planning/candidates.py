"""The episodes that may matter for a query, told from the index without reading them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from curriculum.planning.evidence import spans
from curriculum.planning.forms import Phrase
from curriculum.planning.index import SPEAKS, Index, idf
from curriculum.planning.query import SPOKEN, Query, Thing

MOST = 1_000
"""Episodes that are read for a query: those with the most of what it asks for."""


@dataclass(frozen=True)
class Candidates:
    """The episodes to read, and what the index knows of the query."""

    places: Sequence[int]
    rarities: Sequence[float]
    """Of each thing asked for: its inverse document frequency, less for a light word."""
    spoken: Mapping[str, Mapping[int, float]]
    """Id of a meant theme → place → affinity, of the episodes that clearly speak of it."""

    def speaking(self, place: int) -> Mapping[str, float]:
        """Theme id → affinity, of the meant themes that an episode clearly speaks of."""
        return {theme: some[place] for theme, some in self.spoken.items() if place in some}


def candidates(index: Index, query: Query) -> Candidates:
    """The episodes that name something of what is asked for, or clearly speak of a theme that is meant."""
    having = [_having(index, thing) for thing in query.things]
    rarities = [
        thing.weight * idf(index.total, len(some)) for thing, some in zip(query.things, having, strict=True)
    ]
    spoken = {theme: _speaking(index, theme, surety) for theme, surety in query.themes.items()}
    most: dict[int, float] = defaultdict(float)
    for some, rarity in zip(having, rarities, strict=True):
        for place, weight in some.items():
            most[place] += rarity * (1 + weight)
    for theme, affinities in spoken.items():
        for place, affinity in affinities.items():
            most[place] += query.themes[theme] * affinity
    wanted = [_with(index, phrase) for phrase in query.phrases]
    barred = [_with(index, phrase) for phrase in query.without]
    allowed = [
        place
        for place in most
        if all(place in some for some in wanted) and not any(place in some for some in barred)
    ]
    order = sorted(allowed, key=lambda place: (-round(most[place], 6), index.ids[place]))
    return Candidates(order[:MOST], rarities, spoken)


def _having(index: Index, thing: Thing) -> Mapping[int, float]:
    """Place → BM25 weight of the thing's best form there, its rarity left out; of all that have its words."""
    best: dict[int, float] = {}
    for form in thing.forms:
        weights = [index.weights(stem) for stem in form]
        for place in set.intersection(*(set(some) for some in weights)):
            best[place] = max(best.get(place, 0.0), min(some[place] for some in weights))
    return best


def _speaking(index: Index, theme: str, surety: float) -> Mapping[int, float]:
    """Place → affinity of the episodes that clearly speak of a theme.

    None when the query only speaks of the theme itself and most of the library does.
    """
    posting = index.theme(theme)
    if not posting or (surety <= SPOKEN and index.common(theme)):
        return {}
    pairs = zip(posting.places, posting.amounts, strict=True)
    return {place: affinity for place, affinity in pairs if affinity >= SPEAKS}


def _with(index: Index, phrase: Phrase) -> set[int]:
    """Places of the episodes that have these stems one after the other."""
    postings = [index.stem(one) for one in phrase]
    having = set.intersection(*(set(one.places) if one else set() for one in postings))
    if len(phrase) == 1:
        return having
    return {
        place
        for place in having
        if any(True for passage in index.text(place) for _ in spans(phrase, passage.stems))
    }
