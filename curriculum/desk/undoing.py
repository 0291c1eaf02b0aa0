"""Taking back what was done last at the desk, whatever it was."""

from starlette.routing import Route

from curriculum.desk import answers, deciding, journal
from curriculum.desk.answers import Told
from curriculum.desk.desk import Desk
from curriculum.shipping.decisions import Stale

_NONE = "There is nothing to take back."
_STALE = "Somebody has changed this since, so it is not taken back."


def routes(desk: Desk) -> list[Route]:
    """The route that every view shares."""
    return [answers.told(desk, "/undo", dict, lambda body: undo(desk))]


def undo(desk: Desk) -> Told:
    """Take the last turn back; gives its cards as they stand then, and the names of its files.

    Raises:
        answers.Unknown: nothing is left to take back.
        answers.Stale: somebody has changed since what the turn was about; nothing was written.
        CurriculumError: a file cannot be read or written.
    """
    with desk.turn():
        workspace = desk.workspace
        workspace.check()
        desk.outline()  # without the notes nothing is taken back
        try:
            turn = journal.undo(workspace.folder)
        except journal.Nothing:
            raise answers.Unknown(_NONE) from None
        except Stale:
            raise answers.Stale(_STALE) from None
        workspace.stir()
        files = [one.name for one in turn.files]
        said = f"Taken back: {' and '.join(files)} again as before." if files else ""
        cards = deciding.changed(desk, turn.changes) if turn.changes else {"cards": []}
        return {**cards, "files": files, "said": said}
