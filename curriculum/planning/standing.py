"""The outline that stands where another would go: the planner's own gives way, a person's never."""

import os
from pathlib import Path

from curriculum import opening, publish
from curriculum.planning import outline_file
from curriculum.planning.plan import plan
from curriculum.planning.themes import Themes
from curriculum.planning.wish import Wish
from curriculum.problems import CurriculumError, Problem
from curriculum.reading.library import Library


def source(folder: Path, given: Path | None) -> dict[str, str]:
    """What the manifest says of an outline that was read from a file: it is a person's, and from where."""
    if given is None:
        return {}
    try:
        place = Path(os.path.relpath(given.resolve(), folder.resolve()))
    except ValueError:  # on another disk, which has another root
        place = given.resolve()
    return {outline_file.NAME: place.as_posix()}


def replaced(folder: Path, lock: Path) -> tuple[Problem, ...]:
    """What to tell where the curriculum in a folder was made of other notes, as their lock shows."""
    other = publish.home(folder)
    if other is None or other == lock.parent.resolve() or not (other / lock.name).is_file():
        return ()
    return (
        Problem(
            path=folder.as_posix(),
            kind="replaced",
            message=f"Here lay the curriculum of the notes in {other.as_posix()}; this one took its place.",
            remedy="Build one of them with another --output or --title, and you have both.",
        ),
    )


def check_free(path: Path, text: str, given: Path | None, library: Library, themes: Themes) -> None:
    """Raise CurriculumError when writing ``text`` to an outline file would overwrite a person's outline.

    A person's is what they wrote, changed, or built from with ``--outline``, until they move it away. A
    copy of the file ``given`` gives way to its next.
    """
    if not opening.is_there(path) or opening.says(path, text):
        return
    if publish.gives_way(path, source(path.parent, given)) and (
        publish.tells_whose(path.parent) or _planned_again(path, library, themes)
    ):
        return
    raise CurriculumError.of(
        "edited-outline",
        "This outline is yours: you wrote or changed it or built from it, and another would overwrite it.",
        f"Build from it with --outline {path}, or move it away to plan anew.",
        str(path),
    )


def _planned_again(path: Path, library: Library, themes: Themes) -> bool:
    """Whether planning an outline's own episodes again gives the file: nobody but the planner wrote it.

    For folders made when the manifest did not yet say whose an outline is.
    """
    try:
        outline = outline_file.read(path, library, themes)
        ids = {one.id for week in outline.weeks for one in week.episodes} | {
            left.id for left in outline.left_out
        }
        own = library.model_copy(update={"episodes": tuple(one for one in library.episodes if one.id in ids)})
        wish = Wish(
            themes=outline.themes,
            start=outline.weeks[0].start,
            weeks=len(outline.weeks),
            title=outline.title,
        )
        again = plan(own, themes, wish).model_copy(update={"advice": outline.advice})
    except (CurriculumError, ValueError):
        return False
    return opening.says(path, outline_file.unmarked(outline_file.render(again, own)))
