"""Episodes that came after an outline was made: which they are, and where they go."""

import re
from collections.abc import Sequence
from pathlib import Path

from curriculum import opening
from curriculum.planning import earlier, marks, outline_file, outline_move, study_time
from curriculum.planning.earlier import Earlier
from curriculum.planning.likeness import Likeness
from curriculum.planning.outline import Outline, Week
from curriculum.planning.selection import select
from curriculum.planning.themes import Themes
from curriculum.planning.wish import Wish
from curriculum.problems import CurriculumError
from curriculum.reading.episode import Episode
from curriculum.reading.library import Library
from curriculum.reading.slug import slug
from curriculum.settings import line_of
from curriculum.value import Value


class Addition(Value):
    """An episode that was put into an outline."""

    id: str
    week: int
    why: str


def missing(
    outline: Outline, library: Library, themes: Themes, others: Earlier = earlier.NONE
) -> tuple[str, ...]:
    """Ids of the episodes that belong to the outline but are neither in a week nor left out.

    For an outline of chosen themes these are only episodes that matter for one of them; for another one that
    has dates, only those that no outline of ``others`` has.
    """
    there = {placed.id for week in outline.weeks for placed in week.episodes}
    there.update(left.id for left in outline.left_out)
    rest = Library(episodes=tuple(one for one in library.episodes if one.id not in there))
    found: set[str] = set()
    for theme in outline.themes or ("",):
        try:
            selection = select(library if theme else rest, themes, Wish(themes=(theme,) if theme else ()))
        except CurriculumError:
            continue  # nothing with anything to study
        found.update(episode.id for episode in selection.episodes)
    if not outline.themes and any(week.start for week in outline.weeks):
        others = others.besides(slug(outline.title))
        found = {id for id in found if not others.having(id)}
    return tuple(sorted(found - there))


def update(
    path: Path, library: Library, themes: Themes, others: Earlier = earlier.NONE
) -> tuple[str, tuple[Addition, ...]]:
    """The text of an outline file with each missing episode at the end of the week it suits best.

    Everything that is in the file stays as the person wrote it, comments too; a week's ``minutes`` grow
    by those of its new episodes. ``others`` as for ``missing``. Raises CurriculumError as
    ``outline_file.read`` does.
    """
    outline = outline_file.read(path, library, themes)
    new = missing(outline, library, themes, others)
    text = opening.read_text(path)
    if not new:
        return text, ()
    additions = []
    placed = [library.episode(one.id) for week in outline.weeks for one in week.episodes]
    likeness = Likeness.of([*placed, *map(library.episode, new)], themes, outline.themes)
    for number, id in enumerate(new):
        week = _best(outline, len(placed) + number, likeness, themes)
        addition = Addition(id=id, week=week.number, why=f"came later; {_why(week, themes)}")
        text = _inserted(text, addition, library.episode(id))
        additions.append(addition)
    return text, tuple(additions)


def _inserted(text: str, addition: Addition, episode: Episode) -> str:
    """The text with one more line at the end of a week's episodes; every other byte stays."""
    text = outline_move.added(text, addition.id, addition.why, addition.week, episode.title)
    line = line_of(text, "week", "minutes", addition.week)
    if line == line_of(text, "week", "", addition.week):
        return text  # the person took the minutes out: they are worked out on reading
    lines = text.splitlines(keepends=True)
    found = re.search(r"\d[\d_]*", lines[line - 1])
    if found is None:
        return text
    old, new = int(found[0]), int(found[0]) + study_time.minutes(episode)
    lines[line - 1] = f"{lines[line - 1][: found.start()]}{new}{lines[line - 1][found.end() :]}"
    marked = line_of(text, "week", marks.KEY, addition.week)
    # minutes of ours stay ours
    lines[marked - 1] = lines[marked - 1].replace(marks.digest(old), marks.digest(new))
    return "".join(lines)


def _best(outline: Outline, place: int, likeness: Likeness, themes: Themes) -> Week:
    """The week that the episode at this place of the likeness suits best, the first of equals."""

    def suits(week: Week) -> tuple[float, int]:
        theirs = [_place(likeness.episodes, placed.id) for placed in week.episodes]
        alike = sum(likeness.likes[place][other] for other in theirs) / len(theirs)
        shared = sum(
            min(fit, likeness.fits[place].get(id, 0.0))
            for other in theirs
            for id, fit in likeness.fits[other].items()
        ) / len(theirs)
        own = likeness.fits[place].get(week.theme, 0.0) if week.theme in themes else 0.0
        return round(own + shared + alike, 6), -week.number

    return max(outline.weeks, key=suits)


def _place(episodes: Sequence[Episode], id: str) -> int:
    return next(place for place, episode in enumerate(episodes) if episode.id == id)


def _why(week: Week, themes: Themes) -> str:
    theme = themes[week.theme].short if week.theme in themes else ""
    return (
        f"of all weeks it suits this one best ({theme})" if theme else "of all weeks it suits this one best"
    )
