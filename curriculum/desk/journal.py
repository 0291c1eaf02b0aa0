"""What was decided at the desk, turn by turn, so that it can be taken back, also after a restart."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from curriculum import records
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

    Raises:
        decisions.Stale: one of the cards has another decision by now; nothing was written.
        CurriculumError: a file cannot be read or written.
    """
    with _held(folder):
        turns = _read(folder)  # a journal that cannot be read stops us before anything is written
        decisions.exchange(folder / decisions.FILE, changes)
        _write(folder, [*turns, Turn(changes=tuple(changes))][-LONGEST:])


def undo(folder: Path) -> tuple[Change, ...]:
    """Take the last turn back; gives the changes that were made by it.

    Raises:
        Nothing: no turn is left.
        decisions.Stale: somebody has decided anew since; nothing was written.
        CurriculumError: a file cannot be read or written.
    """
    with _held(folder):
        turns = _read(folder)
        if not turns:
            raise Nothing
        back = tuple(Change(key=one.key, before=one.after, after=one.before) for one in turns[-1].changes)
        decisions.exchange(folder / decisions.FILE, back)
        _write(folder, turns[:-1])
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
    write_atomically(folder / FILE, text)
