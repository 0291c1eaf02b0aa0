"""What the weeks of an outline file do not say, and what nobody set in them and a moved episode changes."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import chain, count
from typing import Any

from curriculum.planning import marks, study_time
from curriculum.planning.goals import goals
from curriculum.planning.likeness import Likeness
from curriculum.planning.short_title import recurring
from curriculum.planning.template import headings
from curriculum.planning.themes import Themes
from curriculum.planning.week_title import relisted
from curriculum.planning.why import is_of_neighbours, renewed
from curriculum.reading.episode import Episode
from curriculum.reading.library import Library


def completed(
    weeks: Sequence[Mapping[str, Any]],
    library: Library,
    themes: Themes,
    asked: object,
    old: Collection[str] = (),
) -> list[dict[str, Any]]:
    """The weeks, which have no fault, complete.

    Args:
        weeks: tables as the file has them.
        library: has their episodes.
        themes: the theme file.
        asked: what the file says under ``themes``.
        old: ids of what was studied before the outline begins; it may be recalled like earlier weeks.
    """
    doubted = [form for doubt in library.doubts for form in doubt.forms]
    template = headings(library.episodes)
    placed = {one["id"] for week in weeks for one in week["episodes"]}
    earlier = {one.id for one in library.episodes if one.id in old} - placed
    done: list[dict[str, Any]] = []
    moved: list[tuple[dict[str, Any], bool]] = []
    for one in weeks:
        week = {"theme": "", **one, "episodes": [{"why": "", **entry} for entry in one["episodes"]]}
        mine = _episodes(week, library)
        ours = {name for name in marks.NAMES if marks.is_ours(one, name)}
        planned = week.pop(marks.KEY, {})
        recalls = week.get("recalls", ())
        if "recalls" in ours:
            recalls = [id for id in recalls if id in earlier.difference(one.id for one in mine)]
        if "goals" in ours and "episodes" not in ours:
            theme = str(week["theme"])
            week["goals"] = goals(mine, themes, [theme] if theme in themes else [], doubted, template)
        as_planned = "episodes" in ours and marks.digest(recalls) == planned.get("recalls")
        if "minutes" not in week or ("minutes" in ours and not as_planned):
            week["minutes"] = study_time.of_week(mine, len(recalls))
        week["recalls"] = recalls
        if isinstance(planned, dict) and "episodes" in planned and "episodes" not in ours:
            moved.append((week, "title" in ours))
        earlier.update(one.id for one in mine)
        done.append(week)
    if moved:
        studied = [one for week in done for one in _episodes(week, library)]
        shows = recurring(one.title for one in studied)
        for week, lists in moved:
            if lists:
                _retitle(week, done, library, themes, shows)
        _explain([week for week, _ in moved], studied, library, themes, asked)
    return done


def _episodes(week: Mapping[str, Any], library: Library) -> Sequence[Episode]:
    return [library.episode(placed["id"]) for placed in week["episodes"]]


def _retitle(
    week: dict[str, Any],
    weeks: Sequence[Mapping[str, Any]],
    library: Library,
    themes: Themes,
    shows: Collection[str],
) -> None:
    """Let a week's title list its episodes, and be no other week's."""
    theme = str(week["theme"])
    start = f"{themes[theme].title}: " if theme in themes else ""
    text = relisted(week["title"], start, _episodes(week, library), shows)
    others = [one.get("title") for one in weeks if one is not week]
    numbered = (f"{text} ({number})" for number in count(2))
    week["title"] = next(title for title in chain([text], numbered) if title not in others)


def _explain(
    weeks: Sequence[Mapping[str, Any]],
    studied: Sequence[Episode],
    library: Library,
    themes: Themes,
    asked: object,
) -> None:
    """Name the neighbours that episodes have now where their reasons name neighbours."""
    naming = [week for week in weeks if any(is_of_neighbours(str(one["why"])) for one in week["episodes"])]
    if not naming:
        return
    ids = {one.id for one in studied}
    known = [id for id in asked if isinstance(id, str)] if isinstance(asked, list) else []
    likeness = _likeness(tuple(one for one in library.episodes if one.id in ids), themes, tuple(known))
    places = {one.id: place for place, one in enumerate(likeness.episodes)}
    for week in naming:
        mine = [places[placed["id"]] for placed in week["episodes"]]
        for place, placed in zip(mine, week["episodes"], strict=True):
            if isinstance(placed["why"], str):  # else it is a fault, which is told later
                placed["why"] = renewed(placed["why"], likeness.nearest(place, mine), library)


@lru_cache(maxsize=2)
def _likeness(episodes: tuple[Episode, ...], themes: Themes, asked: tuple[str, ...]) -> Likeness:
    """Their likeness; it takes a while, and an outline is read several times for one change of it."""
    return Likeness.of(episodes, themes, asked)
