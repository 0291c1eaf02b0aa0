"""Cards that the learner deleted in Anki: whether they are to stay away."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from curriculum.cli import console
from curriculum.count import several

if TYPE_CHECKING:
    from curriculum.memory.progress import Told

_SHOWN = 10


def ask_of_gone(gone: "Sequence[Told]", decisions_path: Path) -> None:
    """Name the cards, and on a terminal ask whether they are dropped for good; each yes goes to cards.toml.

    Raises CurriculumError when cards.toml cannot be written.
    """
    if not gone:
        return
    them = "It was" if len(gone) == 1 else "They were"
    console.say(f"{several(len(gone), 'card')} in Anki no more. {them} deleted there, or this copy is older:")
    for card in gone[:_SHOWN]:
        console.say(f"  · {card.asks}")
    if len(gone) > _SHOWN:
        console.say(f"  · and {len(gone) - _SHOWN} more")
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr and sys.stderr.isatty()):
        console.say("In a terminal `curriculum progress` asks whether to drop them for good.")
        return
    if click.confirm("Drop them for good, so that no build brings them again?", default=False, err=True):
        drop(gone, decisions_path)


def drop(gone: "Sequence[Told]", path: Path) -> None:
    """Mark the cards as dropped because they were deleted in Anki.

    Raises CurriculumError when the file cannot be read or written, or somebody changes it meanwhile.
    """
    from curriculum.cards.decision import Decision
    from curriculum.problems import CurriculumError
    from curriculum.shipping import decisions

    there = decisions.read(path)
    after = Decision(verdict="drop", deleted=True)
    changes = [decisions.Change(key=card.key, before=there.get(card.key), after=after) for card in gone]
    try:
        decisions.exchange(path, changes)
    except decisions.Stale:
        said = "Somebody has decided about these cards meanwhile. Nothing was written."
        remedy = "Run `curriculum progress` again: it asks about those that are left."
        raise CurriculumError.of("decisions", said, remedy, path.as_posix()) from None
    console.say(f"{several(len(gone), 'card')} dropped in {path.as_posix()}.", path.as_posix())
