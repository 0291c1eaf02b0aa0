"""The minutes of each week in their parts, as a build would print them: they take longer than the plan."""

import tomllib
from collections.abc import Sequence

from curriculum import publish
from curriculum.cards.study import study
from curriculum.count import several
from curriculum.desk import journal
from curriculum.desk.answers import Told
from curriculum.desk.desk import Desk
from curriculum.desk.holding import settled
from curriculum.guides.guide import Course
from curriculum.letters import clean
from curriculum.memory import memory_file
from curriculum.memory.backlog import backlog
from curriculum.memory.progress import in_anki, progress
from curriculum.planning.minutes import PARTS, Minutes
from curriculum.reading import exclusion
from curriculum.reading.slug import slug
from curriculum.shipping import lock as locks
from curriculum.shipping.worded import worded


def loads(desk: Desk) -> Told:
    """Each week's minutes in words, in the order of the weeks.

    Raises CurriculumError when notes, outline, lock or what Anki said cannot be read.
    """
    with desk.turn():
        course, most = _course(desk), asked(desk)
    printed = course.soft()  # from here on others have their turn
    found = [printed.load(week) for week in printed.outline.weeks]
    told = [load.said for load in found]
    # without a state: the page has not seen what has changed meanwhile
    return {"loads": told, "besides": kept(most, found) if most else "", "state": ""}


def asked(desk: Desk) -> int | None:
    """The minutes a week that the person asked for; beside a plan of their own the settings keep them."""
    order = desk.workspace.order
    if order.outline is None:
        return order.wish.minutes
    text = journal.text_at(desk.workspace.folder / exclusion.NAME)
    minutes = tomllib.loads(clean(text)).get("minutes") if text else None
    return minutes if isinstance(minutes, int) else None


def kept(most: int, loads: Sequence[Minutes]) -> str:
    """Whether the weeks keep to the minutes that a person has to read and recall, and what comes on top.

    Args:
        most: the minutes that were asked for.
        loads: of the weeks, in their order.
    """
    own = f"your {several(most, 'minute')} {PARTS[0]}"
    over = [f"week {week} ({load.study:,})" for week, load in enumerate(loads, start=1) if load.study > most]
    said = f"No week takes more than {own}."
    if over:
        said = f"More than {own}: {', '.join(over)}. Move an episode to another week, or to “Left out”."
    week, load = max(enumerate(loads, start=1), key=lambda one: one[1].total)
    top = f": up to {several(load.total, 'minute')} in all, in week {week}" if load.total > load.study else ""
    return f"{said} Tests, reviews and Anki cards come on top{top}."


def _course(desk: Desk) -> Course:
    """All that the guides of the plan would be made of."""
    workspace, outline = desk.workspace, desk.outline()
    order, library, themes = workspace.order, workspace.library, workspace.themes
    lock = locks.read(publish.lock_to_read(order.lock_path))
    shipment = settled(workspace, lock)
    memory = memory_file.read(order.lock_path.parent / memory_file.FILE)
    learnt = None
    if memory:
        learnt = progress(memory, in_anki(shipment.lock, memory), library, themes, workspace.decided)
    others = workspace.others(order.wish).besides(slug(outline.title))
    return Course(
        outline,
        library,
        worded(workspace.cards, shipment),
        study(library, workspace.drafting.proposals),
        themes,
        learnt,
        backlog(shipment.lock, memory, others, outline),
    )
