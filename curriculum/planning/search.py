"""Rank episodes and their key points for what somebody wants to learn."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from curriculum.planning.affinity import affinity_of_text, seeds_in
from curriculum.planning.candidates import Candidates, candidates
from curriculum.planning.evidence import evidence, spans
from curriculum.planning.forms import Phrase, forms
from curriculum.planning.index import Index
from curriculum.planning.meaning.blend import blended
from curriculum.planning.query import Query, queries
from curriculum.planning.text import Weighted, of_points
from curriculum.planning.themes import Themes
from curriculum.planning.worth import worth
from curriculum.reading.episode import Episode
from curriculum.reading.library import Library
from curriculum.value import Value

FLOOR = 0.5
"""A query is answered when an episode has this share of what is asked for …"""
BESIDE = 0.33
"""… and then this share makes another matter beside it."""
THEME = 2.0
"""How much a theme's affinity counts beside BM25."""
POINT = 0.25
"""A key point matters from this share of the episode's best on."""
SHOWN, OWN = 6, 10
"""Words shown as the reason, and how much those of the query itself go before those of its themes."""


Near = Callable[[Index, Query], Mapping[int, float]]
"""How near each place is to a query (``meaning.near.Near``). Who gives none searches by words alone: planning
does, since a plan must not depend on what is installed beside the program."""


class FoundPoint(Value):
    """A key point that matters."""

    id: str
    score: float


class FoundEpisode(Value):
    """An episode that matters, with its key points that do."""

    id: str
    score: float
    points: tuple[FoundPoint, ...]
    words: tuple[str, ...] = ()
    """The words that matched, as the episode writes them: why it is here."""


class Found(Value):
    """What a search found, best first; no episodes when nothing is relevant."""

    theme: str
    """What was asked for."""
    episodes: tuple[FoundEpisode, ...] = ()


class Ranked(NamedTuple):
    """An episode that matters for some of the queries, before it is looked at."""

    place: int
    """In the index."""
    score: float
    """The best of its scores for the queries."""
    queries: tuple[tuple[Query, Sequence[float]], ...]
    """Those it matters for, each with the rarities of its things."""


def search(library: Library, query: str | Sequence[str], themes: Themes, least: float = BESIDE) -> Found:
    """The episodes that matter for a theme, a free text or several of them, best first.

    Scores are BM25 over what is asked for, title, labels and body 3:2:1, plus the affinity with the themes
    that the words name or speak of; for several queries the best of each. Equal scores go by id.
    """
    return search_index(Index.of(library.episodes, themes), query, themes, least=least)


def search_index(
    index: Index,
    query: str | Sequence[str],
    themes: Themes,
    near: Near | None = None,
    least: float = BESIDE,
) -> Found:
    """``search`` in an index that was made before; with ``near`` by meaning too."""
    asked = queries(query, themes)
    return found(index, asked, ranked(index, asked, near, least), themes)


def ranked(
    index: Index, asked: Sequence[Query], near: Near | None = None, least: float = BESIDE
) -> list[Ranked]:
    """Every episode that matters for the queries, best first; ``least`` as in ``rank``."""
    best: dict[int, float] = {}
    by: dict[int, list[tuple[Query, Sequence[float]]]] = defaultdict(list)
    for one in asked:
        chosen = candidates(index, one)
        scores = rank(index, one, chosen, least)
        for place, score in (blended(scores, near(index, one)) if near else scores).items():
            best[place] = max(score, best.get(place, 0.0))
            by[place].append((one, chosen.rarities))
    order = sorted(best, key=lambda place: (-best[place], index.ids[place]))
    return [Ranked(place, best[place], tuple(by[place])) for place in order]


def found(index: Index, asked: Sequence[Query], chosen: Iterable[Ranked], themes: Themes) -> Found:
    """Those episodes with the points and words for which they matter."""
    episodes = [_found(index, one, themes) for one in chosen]
    return Found(theme=", ".join(one.text for one in asked), episodes=tuple(episodes))


def rank(index: Index, query: Query, chosen: Candidates, least: float = BESIDE) -> Mapping[int, float]:
    """Place of each of the query's candidates that matters → score, rounded to 4 places.

    ``least`` is the share of what is asked for that an episode needs where another has ``FLOOR``.
    """
    said = evidence({place: index.text(place) for place in chosen.places}, query)
    worths = {
        place: worth(
            said[place], query, chosen.rarities, chosen.speaking(place), index.lengths[place] / index.mean
        )
        for place in chosen.places
    }
    if max((one.share for one in worths.values()), default=0.0) < FLOOR:
        return {}
    # a theme lifts none over an episode that has the very words in its title
    most = max(one.themes for one in worths.values())
    return {
        place: round(one.words + THEME * (most if one.titled else one.themes), 4)
        for place, one in worths.items()
        if one.share >= least
    }


def _found(index: Index, ranked: Ranked, themes: Themes) -> FoundEpisode:
    """An episode with its points and words."""
    episode = index.episode(ranked.place)
    by_part: dict[int, list[Weighted]] = defaultdict(list)
    for passage in index.text(ranked.place):
        by_part[passage.part].append(passage)
    texts = {at: by_part[at + 1] for at, _ in enumerate(of_points(episode))}
    best = dict.fromkeys(texts, 0.0)
    for query, rarities in ranked.queries:
        said = evidence(texts, query)
        for at, text in texts.items():
            meant = query.themes and affinity_of_text(text, themes)
            affinities = {id: affinity for id, affinity in meant.items() if id in query.themes}
            one = worth(said[at], query, rarities, affinities)
            best[at] = max(best[at], round(one.words + THEME * one.themes, 4))
    most = max(best.values(), default=0.0)
    points = [
        FoundPoint(id=point.id, score=best[at])
        for at, point in enumerate(of_points(episode))
        if best[at] > 0 and best[at] >= POINT * most
    ]
    points.sort(key=lambda point: -point.score)
    asked = [query for query, _ in ranked.queries]
    matched = _words(episode, index.text(ranked.place), asked, themes)
    return FoundEpisode(id=episode.id, score=ranked.score, points=tuple(points), words=matched)


def _words(
    episode: Episode, text: Sequence[Weighted], asked: Sequence[Query], themes: Themes
) -> tuple[str, ...]:
    """The words that matched, weightiest first, at most six, as the episode writes them."""
    wanted = {form: thing.weight for query in asked for thing in query.things for form in thing.forms}
    meant = {theme for query in asked for theme in query.themes}
    phrases: dict[Phrase, float] = defaultdict(float)
    for passage in text:
        for form, weight in wanted.items():
            phrases[form] += passage.weight * weight * OWN * sum(1 for _ in spans(form, passage.stems))
        for phrase, spoken in seeds_in(passage.stems, themes):
            if spoken & meant:
                phrases[phrase] += passage.weight * len(phrase)
    order = sorted(phrases, key=lambda phrase: (-phrases[phrase], phrase))
    written = forms(episode, [phrase for phrase in order if phrases[phrase]])
    return tuple(dict.fromkeys(written[phrase] for phrase in order if phrase in written))[:SHOWN]
