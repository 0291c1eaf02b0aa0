"""Rank episodes and their key points for what somebody wants to learn."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from curriculum.planning.affinity import affinity_of_text, seeds_in
from curriculum.planning.forms import forms
from curriculum.planning.index import K1, SPEAKS, Index, weighted_counts
from curriculum.planning.meaning.blend import blended
from curriculum.planning.query import SPOKEN, Query, queries
from curriculum.planning.text import Weighted, of_episode, of_point, of_points
from curriculum.planning.themes import Themes
from curriculum.reading.episode import Episode
from curriculum.reading.library import Library
from curriculum.value import Value

MATTERS = 0.25
"""An episode matters from this share of the best score on (best F1 on graded queries)."""
COVERED = 0.4
"""Without a theme's support, this share of the query's rarity must be in an episode."""
SUPPORT = SPEAKS
"""The affinity with a meant theme that makes an episode matter though it has none of the query's words."""
THEME = 1.5
"""How much a theme's affinity counts beside BM25."""
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
    queries: tuple[Query, ...]
    """Those it matters for."""


def search(library: Library, query: str | Sequence[str], themes: Themes) -> Found:
    """The episodes that matter for a theme, a free text or several of them, best first.

    Scores are BM25 over stems, title, labels and body 3:2:1, plus the affinity with the themes that
    the words name or speak of; for several queries the best of each. Equal scores go by id.
    """
    return search_index(Index.of(library.episodes, themes), query, themes)


def search_index(index: Index, query: str | Sequence[str], themes: Themes, near: Near | None = None) -> Found:
    """``search`` in an index that was made before; with ``near`` by meaning too."""
    asked = queries(query, themes)
    return found(index, asked, ranked(index, asked, near), themes)


def ranked(index: Index, asked: Sequence[Query], near: Near | None = None) -> list[Ranked]:
    """Every episode that matters for the queries, best first; without ``near`` none of them is read."""
    best: dict[int, float] = {}
    by: dict[int, list[Query]] = defaultdict(list)
    for one in asked:
        scores = rank(index, one)
        for place, score in (blended(scores, near(index, one)) if near else scores).items():
            best[place] = max(score, best.get(place, 0.0))
            by[place].append(one)
    order = sorted(best, key=lambda place: (-best[place], index.ids[place]))
    return [Ranked(place, best[place], tuple(by[place])) for place in order]


def found(index: Index, asked: Sequence[Query], chosen: Iterable[Ranked], themes: Themes) -> Found:
    """Those episodes with the points and words for which they matter."""
    episodes = [_found(index, one, themes) for one in chosen]
    return Found(theme=", ".join(one.text for one in asked), episodes=tuple(episodes))


def rank(index: Index, query: Query) -> Mapping[int, float]:
    """Place of each episode that matters → score, rounded to 4 places."""
    scores: dict[int, float] = defaultdict(float)
    covered: dict[int, float] = defaultdict(float)
    wanted = sum(index.rarity(stem) for stem in query.stems)
    for one in query.stems:
        share = index.rarity(one) / wanted
        for place, value in index.weights(one).items():
            scores[place] += value
            covered[place] += share
    support: dict[int, float] = defaultdict(float)
    for theme, surety in query.themes.items():
        posting = index.theme(theme)
        if posting and not (surety <= SPOKEN and index.common(theme)):
            for place, value in zip(posting.places, posting.amounts, strict=True):
                scores[place] += THEME * surety * value
                support[place] = max(support[place], value)
    if not scores:
        return {}
    kept = {
        place: score
        for place, score in scores.items()
        if covered.get(place, 0.0) >= COVERED or support.get(place, 0.0) >= SUPPORT
    }
    for phrase in query.phrases:
        having = _having(index, phrase)
        kept = {place: score for place, score in kept.items() if place in having}
    for phrase in query.without:
        having = _having(index, phrase)
        kept = {place: score for place, score in kept.items() if place not in having}
    most = max(kept.values(), default=0.0)
    return {place: round(score, 4) for place, score in kept.items() if score >= MATTERS * most}


def _having(index: Index, phrase: tuple[str, ...]) -> set[int]:
    """Places of the episodes that have these stems one after the other."""
    postings = [index.stem(one) for one in phrase]
    having = set.intersection(*(set(one.places) if one else set() for one in postings))
    if len(phrase) == 1:
        return having
    length = len(phrase)
    return {
        place
        for place in having
        if any(
            passage.stems[at : at + length] == phrase
            for passage in index.text(place)
            for at in range(len(passage.stems) - length + 1)
        )
    }


def _found(index: Index, ranked: Ranked, themes: Themes) -> FoundEpisode:
    episode = index.episode(ranked.place)
    scores = {}
    for point in of_points(episode):
        text = tuple(of_point(point))
        scores[point.id] = max(_point_score(index, text, query, themes) for query in ranked.queries)
    most = max(scores.values(), default=0.0)
    points = [
        FoundPoint(id=id, score=score)
        for id, score in sorted(scores.items(), key=lambda item: -item[1])
        if score > 0 and score >= MATTERS * most
    ]
    matched = _words(episode, ranked.queries, themes)
    return FoundEpisode(id=episode.id, score=ranked.score, points=tuple(points), words=matched)


def _point_score(index: Index, text: Sequence[Weighted], query: Query, themes: Themes) -> float:
    count = weighted_counts(text)
    score = 0.0
    for one in query.stems:
        weight = count.get(one, 0.0)
        score += index.rarity(one) * weight * (K1 + 1) / (weight + K1)
    if query.themes:
        affinities = affinity_of_text(text, themes)
        score += sum(THEME * surety * affinities.get(theme, 0.0) for theme, surety in query.themes.items())
    return round(score, 4)


def _words(episode: Episode, asked: Sequence[Query], themes: Themes) -> tuple[str, ...]:
    """The words that matched, weightiest first, at most six, as the episode writes them."""
    wanted = {one for query in asked for one in query.stems}
    meant = {theme for query in asked for theme in query.themes}
    phrases: dict[tuple[str, ...], float] = defaultdict(float)
    for passage in of_episode(episode):
        for one in passage.stems:
            if one in wanted:
                phrases[(one,)] += passage.weight * OWN
        for phrase, spoken in seeds_in(passage.stems, themes):
            if spoken & meant:
                phrases[phrase] += passage.weight * len(phrase)
    order = sorted(phrases, key=lambda phrase: (-phrases[phrase], phrase))
    written = forms(episode, order)
    return tuple(dict.fromkeys(written[phrase] for phrase in order if phrase in written))[:SHOWN]
