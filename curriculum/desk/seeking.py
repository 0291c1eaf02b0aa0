"""Looking for a theme at the desk, as somebody types it."""

from typing import Annotated

from pydantic import AfterValidator, Field
from starlette.routing import Route

from curriculum.desk import answers
from curriculum.desk.answers import Told
from curriculum.desk.desk import Desk
from curriculum.desk.sought import Seeker, suggested
from curriculum.planning.wish import some_words
from curriculum.value import Value

_LONGEST = 200
"""Characters of a theme."""


class Asked(Value):
    """What somebody typed."""

    theme: Annotated[str, Field(max_length=_LONGEST), AfterValidator(some_words)]


def routes(desk: Desk) -> list[Route]:
    """The routes of the view."""
    seeker = Seeker(desk.workspace)
    return [
        answers.asked(desk, "/themes", lambda: themes(desk, seeker)),
        answers.told(desk, "/themes/seek", Asked, lambda asked: seek(desk, seeker, asked.theme)),
    ]


def themes(desk: Desk, seeker: Seeker) -> Told:
    """The themes of the notes, with how many episodes are about each; begins to read their meaning."""
    with desk.turn():
        workspace = desk.workspace
        seeker.prepare()
        found = suggested(workspace.library, workspace.themes)
        return {
            "themes": [one.model_dump(mode="json") for one in found],
            "episodes": len(workspace.library.episodes),
        }


def seek(desk: Desk, seeker: Seeker, theme: str) -> Told:
    """What the notes have on a theme. Raises CurriculumError when they cannot be read."""
    with desk.turn():
        return seeker.seek(theme).model_dump(mode="json")
