"""The minutes of each week in their parts, as a build would print them: they take longer than the plan."""

from curriculum import publish
from curriculum.cards.study import study
from curriculum.desk.answers import Told
from curriculum.desk.desk import Desk
from curriculum.desk.holding import settled
from curriculum.guides.guide import Course
from curriculum.memory import memory_file
from curriculum.memory.backlog import backlog
from curriculum.memory.progress import in_anki, progress
from curriculum.reading.slug import slug
from curriculum.shipping import lock as locks
from curriculum.shipping.worded import worded


def loads(desk: Desk) -> Told:
    """Each week's minutes in words, in the order of the weeks.

    Raises CurriculumError when notes, outline, lock or what Anki said cannot be read.
    """
    with desk.turn():
        course = _course(desk)
    printed = course.soft()  # from here on others have their turn
    told = [printed.load(week).said for week in printed.outline.weeks]
    return {"loads": told, "state": ""}  # the page has not seen what has changed meanwhile


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
