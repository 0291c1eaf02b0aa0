"""What was done at the desk, turn by turn, so that it can be taken back, also after a restart.

It does not lie beside the notes, but where this machine keeps what it remembers: a journal that came with
notes from elsewhere would have files written here that nobody meant.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from curriculum import opening, records
from curriculum.cards.decision import Decision
from curriculum.problems import CurriculumError
from curriculum.shipping import decisions
from curriculum.shipping.decisions import Change, Stale
from curriculum.state import state_folder
from curriculum.turn import taken
from curriculum.value import Value
from curriculum.writing import encoded, unwritten, write_atomically

LONGEST = 1000
"""Turns that are kept."""
LARGEST = 4_000_000
"""Characters of the turns that are kept, but for the last one."""
_SAID = records.Said(
    kind="journal",
    name="The desk's journal",
    no_record="no turn of the desk",
    both="both are kept.",
    remedy="Delete the line, or the file: then what was done before cannot be taken back at the desk.",
)


class Rewrite(NamedTuple):
    """A text in the place of another; None stands for no file."""

    path: Path
    before: str | None
    after: str | None


class Rewritten(Value):
    """A file that a turn changed."""

    path: str
    """From the folder of notes."""
    before: str | None
    """The text that stood there, None for no file."""
    after: str | None
    """SHA-256 of the text that stands there now, None for no file."""

    @property
    def name(self) -> str:
        """The file's name."""
        return Path(self.path).name


class Turn(Value):
    """Decisions that were made together, or files that were changed together."""

    changes: tuple[Change, ...] = ()
    files: tuple[Rewritten, ...] = ()


class Nothing(Exception):
    """There is nothing to take back."""


def file_of(folder: Path) -> Path:
    """The journal of the desks over a folder of notes.

    Raises CurriculumError where there is no place for it.
    """
    home = state_folder()
    if home is None:
        said = "There is no place for the desk's journal."
        raise CurriculumError.of("journal", said, "Set HOME, or XDG_STATE_HOME, to a folder.")
    name = hashlib.sha256(os.fsencode(os.path.realpath(folder))).hexdigest()[:32]
    return home / "desk" / f"{name}.jsonl"


def decide(folder: Path, changes: Sequence[Change]) -> None:
    """Write decisions beside the notes in ``folder``, and the turn into the journal.

    The journal is written first: a turn that was never carried out is passed over by ``undo``, and one that
    was is never missing.

    Raises:
        decisions.Stale: one of the cards has another decision by now; nothing was written.
        CurriculumError: a file cannot be read or written.
    """
    with _recorded(folder, Turn(changes=tuple(changes))):
        decisions.exchange(folder / decisions.FILE, changes)


def rewrite(folder: Path, rewrites: Sequence[Rewrite]) -> None:
    """Put texts in the place of others, all or none, and the turn into the journal of ``folder``.

    Raises:
        decisions.Stale: one of the files says something else than ``before`` by now; nothing was written.
        CurriculumError: a file cannot be read or written; what stood there stands.
    """
    files = tuple(
        Rewritten(path=os.path.relpath(one.path, folder), before=one.before, after=digest(one.after))
        for one in rewrites
    )
    with _recorded(folder, Turn(files=files)):
        _exchange(rewrites)


def undo(folder: Path) -> Turn:
    """Take the last turn back; gives the turn.

    A turn on which somebody has decided anew is not taken back, now or later: the next is the one before.

    Raises:
        Nothing: no turn is left.
        decisions.Stale: somebody has changed since what the turn was about; nothing was written.
        CurriculumError: a file cannot be read or written.
    """
    with _held(folder):
        turns = _read(folder)
        decided = decisions.read(folder / decisions.FILE)
        while turns and _is_undone(turns[-1], folder, decided):
            turns.pop()  # it was never carried out, or taken back already
        if not turns:
            raise Nothing
        last = turns.pop()
        try:
            _take_back(last, folder)
        finally:
            with suppress(OSError):  # then it is passed over the next time
                _write(folder, turns)
    return last


def text_at(path: Path) -> str | None:
    """What a file says, to the letter; None when there is none.

    Raises CurriculumError when it cannot be read.
    """
    if not opening.is_there(path):
        return None
    try:
        return opening.read_bytes(path).decode("utf-8")
    except OSError as error:
        said = f"{path.name} cannot be read: {opening.why(error)}."
    except UnicodeDecodeError:
        said = f"{path.name} cannot be read: its text is no UTF-8."
    remedy = "Save it as UTF-8, or move it away."
    raise CurriculumError.of("disk", said, remedy, path.as_posix())


def digest(text: str | None) -> str | None:
    """SHA-256 of a file's text; None of no file."""
    return None if text is None else hashlib.sha256(encoded(text)).hexdigest()


def _is_undone(turn: Turn, folder: Path, decided: Mapping[str, Decision]) -> bool:
    """Whether all stands as it was before a turn."""
    return all(decided.get(one.key) == one.before != one.after for one in turn.changes) and all(
        text_at(folder / one.path) == one.before for one in turn.files
    )


def _take_back(turn: Turn, folder: Path) -> None:
    back: list[Rewrite] = []
    for one in turn.files:
        path = folder / one.path
        there = text_at(path)
        if there == one.before:
            continue  # the program was killed before it came to this one
        if digest(there) != one.after:
            raise Stale
        back.append(Rewrite(path, there, one.before))
    _exchange(back)
    changes = [Change(key=one.key, before=one.after, after=one.before) for one in turn.changes]
    if changes:
        decisions.exchange(folder / decisions.FILE, changes)


def _exchange(rewrites: Sequence[Rewrite]) -> None:
    """Put texts in the place of others, while nobody else changes the files."""
    done: list[Rewrite] = []
    with ExitStack() as stack:
        try:
            for path in sorted({_real(one.path) for one in rewrites}):  # two desks never wait for each other
                stack.enter_context(taken(path))
            if any(text_at(one.path) != one.before for one in rewrites):
                raise Stale
            for one in rewrites:
                _put(one.path, one.after)
                done.append(one)
        except OSError as error:
            for one in done:
                with suppress(OSError):
                    _put(one.path, one.before)
            failed = Path(str(error.filename or rewrites[len(done)].path))
            raise unwritten(error, failed, "Make room on the disk and the folder writable.") from error


def _put(path: Path, text: str | None) -> None:
    if text is None:
        _real(path).unlink(missing_ok=True)
    else:
        write_atomically(_real(path), text)


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))  # a link to a file elsewhere stays a link


@contextmanager
def _recorded(folder: Path, turn: Turn) -> Iterator[None]:
    """A turn in the journal, before it is carried out; out of it again when it is not."""
    with _held(folder):
        turns = _read(folder)
        _write(folder, [*turns, turn])
        try:
            yield
        except (Stale, CurriculumError):
            with suppress(OSError):
                _write(folder, turns)
            raise


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """The journal, while no other desk changes it."""
    path = file_of(folder)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # texts of the notes stand in it
        with taken(path):
            yield
    except OSError as error:
        remedy = "Make room on the disk and the folder writable, or name another as XDG_STATE_HOME."
        raise unwritten(error, path, remedy) from error


def _read(folder: Path) -> list[Turn]:
    return list(records.read(file_of(folder), Turn, _SAID).values())


def _write(folder: Path, turns: Sequence[Turn]) -> None:
    """Write the last turns, as many as are kept."""
    lines: list[str] = []
    for turn in reversed(turns[-LONGEST:]):
        line = f"{turn.model_dump_json(exclude_defaults=True)}\n"
        if lines and sum(map(len, lines)) + len(line) > LARGEST:
            break
        lines.append(line)
    write_atomically(file_of(folder), "".join(reversed(lines)))
