"""Episodes that came after an outline was made: which they are, and where they go."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from curriculum.planning import earlier, outline_file, outline_move, study_time
from curriculum.planning.earlier import Earlier
from curriculum.planning.likeness import Likeness
from curriculum.planning.outline import Outline, Week
from curriculum.planning.selection import select
from curriculum.planning.themes import Themes
from curriculum.planning.wish import Wish
from curriculum.problems import CurriculumError, Problem
from curriculum.reading.episode import Episode
from curriculum.reading.library import Library
from curriculum.reading.slug import slug
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
    has dates, only those that no outline of ``others`` has. None that is marked as done or skip.
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
    others = others.besides(slug(outline.title))
    if not outline.themes and any(week.start for week in outline.weeks):
        found = found.difference(others.having())
    marks = others.marks()
    found = {id for id in found if marks.get(id) not in ("done", "skip")}
    return tuple(sorted(found - there))


def unplaced(
    path: Path, outline: Outline, library: Library, themes: Themes, others: Earlier
) -> Iterator[Problem]:
    """A problem for each episode that a person's outline, of that file, does not know yet."""
    for id in missing(outline, library, themes, others):
        episode = library.episode(id)
        yield Problem(
            path=episode.source.path,
            line=episode.source.line,
            kind="not-in-outline",
            message=f"The episode {id} is not in the outline {path}.",
            remedy=f"Place it with `curriculum plan --update {path}`, or leave it out.",
        )


def update(
    path: Path, library: Library, themes: Themes, others: Earlier = earlier.NONE
) -> tuple[str, tuple[Addition, ...]]:
    """As ``updated``, of the text of a file; raises CurriculumError when it cannot be read, too."""
    return updated(outline_file.text_of(path), path, library, themes, others)


def updated(
    text: str, path: Path, library: Library, themes: Themes, others: Earlier = earlier.NONE
) -> tuple[str, tuple[Addition, ...]]:
    """The text of an outline file with each missing episode at the end of the week it suits best.

    Everything that is in the file stays as the person wrote it, comments too; a week's ``minutes`` grow
    by those of its new episodes. ``others`` as for ``missing``. Raises CurriculumError as
    ``outline_file.parse`` does.
    """
    outline = outline_file.parse(text, path, library, themes)
    new = missing(outline, library, themes, others)
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
    return outline_move.with_more_minutes(text, addition.week, study_time.minutes(episode))


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
