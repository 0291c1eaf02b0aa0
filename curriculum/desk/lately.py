"""What was built last of these notes, in a terminal or here, where the desk would plan something else."""

from pathlib import Path
from typing import NamedTuple

from curriculum import opening, publish
from curriculum.desk.desk import Desk
from curriculum.planning import outline_file
from curriculum.planning.outline import Outline
from curriculum.problems import CurriculumError


class Lately(NamedTuple):
    """The curriculum that was built last."""

    title: str
    outline: Path
    """Its plan, as it was built or as a person has edited it."""


def lately(desk: Desk) -> Lately | None:
    """What was built last, where it has another plan than the program makes now; None otherwise.

    One of chosen themes stands beside the months; with a plan that the desk may not change nobody goes on.
    Raises CurriculumError when notes or settings cannot be read.
    """
    workspace = desk.workspace
    order = workspace.order
    folder = None if order.outline else publish.last(order.output, order.lock_path)
    path = folder / outline_file.NAME if folder else None
    if path is None or not opening.is_there(path) or desk.is_foreign(path):
        return None
    try:
        built = outline_file.read(path, workspace.library, workspace.themes)
    except CurriculumError:
        return None  # whoever follows it is told
    if built.themes or _said(built) == _said(desk.outline()):
        return None
    return Lately(built.title, path)


def _said(outline: Outline) -> tuple[object, ...]:
    """What makes a plan another one."""
    weeks = ((week.title, week.start, week.end, [one.id for one in week.episodes]) for week in outline.weeks)
    return outline.title, *weeks
