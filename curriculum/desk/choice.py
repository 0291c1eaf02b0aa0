"""A choice at the desk: the episodes that a writer is to be asked about, and how much at once."""

from typing import Annotated

from pydantic import Field

from curriculum.cards.writer import drafts_file
from curriculum.cards.writer.asking import Told
from curriculum.cards.writer.drafting import Drafting
from curriculum.cards.writer.examples import examples
from curriculum.cards.writer.inquiry import Inquiry
from curriculum.cards.writer.sheet import instruction
from curriculum.desk.desk import Desk
from curriculum.value import Value


class Choice(Value):
    """What the person wants asked."""

    episodes: tuple[str, ...] | None = None
    """Ids; None for all."""
    size: Annotated[int, Field(ge=4_000, le=1_000_000)] | None = None
    """Letters of one prompt or request, about; None for no limit."""


def inquiry(desk: Desk, choice: Choice, own_drafting: bool = False) -> Inquiry:
    """What is to be asked, as the notes stand now.

    ``own_drafting``: for somebody who goes on working on the drafts when the next reads them.
    Raises CurriculumError when notes, drafts or the person's own instruction cannot be read.
    """
    workspace = desk.workspace
    told = instruction(own=desk.models.own)
    decided = workspace.decided
    likes = examples(workspace.cards, decided) if decided else ""
    drafting = workspace.drafting
    if own_drafting:
        drafting = Drafting(workspace.library, workspace.folder / drafts_file.FILE)
    episodes = None if choice.episodes is None else frozenset(choice.episodes)
    return Inquiry(drafting, Told(told, likes, choice.size), episodes)
