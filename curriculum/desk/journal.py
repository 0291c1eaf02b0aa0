"""What was decided at the desk, turn by turn, so that it can be taken back, also after a restart."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from curriculum import records
from curriculum.problems import CurriculumError
from curriculum.shipping import decisions
from curriculum.shipping.decisions import Change
from curriculum.turn import taken
from curriculum.value import Value
from curriculum.writing import unwritten, write_atomically

FILE = "desk.jsonl"
"""The file's name, beside the episode files."""
LONGEST = 1000
"""Turns that are kept."""
_SAID = records.Said(
    kind="journal",
    name="The desk's journal",
    no_record="no turn of the desk",
    both="both are kept.",
    remedy="Delete the line, or the file: then what was decided before cannot be taken back at the desk.",
)


class Turn(Value):
    """Decisions that were made together."""

    changes: tuple[Change, ...]


class Nothing(Exception):
    """There is nothing to take back."""


def decide(folder: Path, changes: Sequence[Change]) -> None:
    """Write decisions beside the notes in ``folder``, and the turn into the journal.

    The journal is written first: a turn that was never carried out is passed over by ``undo``, and one that
    was is never missing.

    Raises:
        decisions.Stale: one of the cards has another decision by now; nothing was written.
        CurriculumError: a file cannot be read or written.
    """
    with _held(folder):
        turns = _read(folder)
        _write(folder, [*turns, Turn(changes=tuple(changes))][-LONGEST:])
        try:
            decisions.exchange(folder / decisions.FILE, changes)
        except (decisions.Stale, CurriculumError):
            with suppress(OSError):
                _write(folder, turns)
            raise


def undo(folder: Path) -> tuple[Change, ...]:
    """Take the last turn back; gives the changes that were made by it.

    A turn on which somebody has decided anew is not taken back, now or later: the next is the one before.

    Raises:
        Nothing: no turn is left.
        decisions.Stale: somebody has decided anew since; no decision was written.
        CurriculumError: a file cannot be read or written.
    """
    with _held(folder):
        turns = _read(folder)
        now = decisions.read(folder / decisions.FILE)
        while turns and all(now.get(one.key) == one.before != one.after for one in turns[-1].changes):
            turns.pop()  # it was never carried out, or taken back already
        if not turns:
            raise Nothing
        last = turns.pop()
        back = tuple(Change(key=one.key, before=one.after, after=one.before) for one in last.changes)
        try:
            decisions.exchange(folder / decisions.FILE, back)
        finally:
            with suppress(OSError):  # then it is passed over the next time
                _write(folder, turns)
    return back


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """The journal, while no other desk changes it."""
    path = folder / FILE
    try:
        with taken(path):
            yield
    except OSError as error:
        raise unwritten(error, path, "Make room on the disk and the folder writable.") from error


def _read(folder: Path) -> list[Turn]:
    return list(records.read(folder / FILE, Turn, _SAID).values())


def _write(folder: Path, turns: Sequence[Turn]) -> None:
    text = "".join(f"{turn.model_dump_json(exclude_defaults=True)}\n" for turn in turns)
    write_atomically(Path(os.path.realpath(folder / FILE)), text)  # a link to a file elsewhere stays a link
