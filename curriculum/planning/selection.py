"""Which episodes a curriculum is about."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from curriculum.planning.affinity import TAG_SHARE, affinity_in, themes_of
from curriculum.planning.evidence import evidence
from curriculum.planning.index import SPEAKS, Index
from curriculum.planning.outline import LeftOut
from curriculum.planning.query import Query, queries
from curriculum.planning.search import FLOOR, Ranked, ranked
from curriculum.planning.search import found as detailed
from curriculum.planning.text import Weighted, of_points
from curriculum.planning.themes import Themes
from curriculum.planning.wish import Wish
from curriculum.problems import CurriculumError
from curriculum.reading.episode import Episode
from curriculum.reading.library import Library


@dataclass(frozen=True)
class Selection:
    """The episodes to plan, and what is known of why."""

    episodes: tuple[Episode, ...]
    """By id."""
    left_out: tuple[LeftOut, ...]
    """Those with nothing to study."""
    asked: tuple[str, ...]
    """Ids of the themes asked for, as far as the words were a theme's name."""
    scores: Mapping[str, float]
    """Episode id → search score; empty when no theme was asked for."""
    words: Mapping[str, tuple[str, ...]]
    """Episode id → the words that matched; empty when no theme was asked for."""


def select(library: Library, themes: Themes, wish: Wish) -> Selection:
    """The episodes that matter for the wish; all of them when it names no theme.

    Raises CurriculumError when a theme matches nothing, or no episode has anything to study.
    """
    episodes = sorted(library.episodes, key=lambda episode: episode.id)
    scores: dict[str, float] = {}
    matched: dict[str, tuple[str, ...]] = {}
    index = Index.of(library.episodes if wish.themes else (), themes)
    for text in wish.themes:
        found = detailed(index, queries(text, themes), mattering(index, text, themes), themes).episodes
        if not found:
            raise CurriculumError.of(
                "theme",
                f'No episode matters for the theme "{text}".',
                f"Themes of these episodes: {present(library, themes)}.",
            )
        for one in found:
            scores[one.id] = max(one.score, scores.get(one.id, 0.0))
            matched[one.id] = tuple(dict.fromkeys((*matched.get(one.id, ()), *one.words)))
    if wish.themes:
        episodes = [episode for episode in episodes if episode.id in scores]
    empty = {episode.id for episode in episodes if not _studied(episode)}
    chosen = tuple(episode for episode in episodes if episode.id not in empty)
    if not chosen:
        raise CurriculumError.of(
            "empty",
            "There is no episode with anything to study.",
            "Add key points or flashcards to the episode files, or name other files.",
        )
    named = [themes.named(text) for text in wish.themes]
    return Selection(
        episodes=chosen,
        left_out=tuple(LeftOut(id=id, why="has nothing to study but its title") for id in sorted(empty)),
        asked=tuple(theme.id for theme in named if theme),
        scores=scores,
        words=matched,
    )


def mattering(index: Index, theme: str, themes: Themes) -> list[Ranked]:
    """The episodes that a curriculum of a theme has, best first; ``index`` is of its library.

    By words alone, so that a plan is the same everywhere; what only stands beside does not matter here.
    """
    query = Query.of(theme, themes)
    order = ranked(index, queries(theme, themes), least=FLOOR)
    return [one for one in order if _surely(index.text(one.place), query, themes)]


def _surely(text: Sequence[Weighted], query: Query, themes: Themes) -> bool:
    """Whether an episode is worth planning for a query, and not one that speaks of it by the way."""
    about = affinity_in(text, themes)
    least = max(SPEAKS, TAG_SHARE * max(about.values(), default=0.0))
    if any(about.get(id, 0.0) >= least for id in query.themes):
        return True
    said = evidence({0: text}, query)[0].things
    return any(one.clear for one in said.values())


def _studied(episode: Episode) -> bool:
    return bool(
        any(of_points(episode))
        or episode.introduction
        or episode.summary
        or episode.quotes
        or episode.sections
        or episode.flashcards
    )


def present(library: Library, themes: Themes) -> str:
    """The themes of the library, commonest first, at most twelve, for a message."""
    count = Counter(id for ids in themes_of(library, themes).values() for id in ids)
    order = sorted(count, key=lambda id: (-count[id], id))
    return (", ".join(order[:12]) + (" …" if len(order) > 12 else "")) if order else "none known"
