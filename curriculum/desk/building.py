"""Building at the desk: what would change, how far it is, and what to fetch then."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from curriculum import opening, publish
from curriculum.desk import answers, changed, made
from curriculum.desk.answers import Told
from curriculum.desk.desk import Desk
from curriculum.desk.making import Busy, State, Task
from curriculum.order import Order
from curriculum.planning.wish import Wish
from curriculum.problems import Problem
from curriculum.shipping.supply import Supply
from curriculum.value import Value

STEPS = "/build/steps"
"""An open page asks it by itself."""
_PRODUCTS = ("outline", "decks", "guides", "book", "page")
"""In the order in which they are told."""
_BUSY = "Something is being made already: here is how far it is."
_PLANNED = "The plan says weeks, dates and title itself: change them there, or name a theme to make another."
_GONE = "This file is no longer there: build again."


class Asked(Value):
    """What a person wants made."""

    wish: Wish = Wish()
    rewrite: bool = False
    allow_retire: bool = False


def routes(desk: Desk) -> list[Route]:
    """The routes of the view."""

    async def steps(request: Request) -> Response:
        return JSONResponse(_steps(desk.making.state))

    async def fetch(request: Request) -> Response:
        return await run_in_threadpool(_file, desk, request.path_params["name"])

    return [
        answers.asked(desk, "/build", lambda: shown(desk)),
        Route(STEPS, steps),
        answers.told(desk, "/build/look", Asked, lambda asked: begin(desk, "look", asked)),
        answers.told(desk, "/build/make", Asked, lambda asked: begin(desk, "build", asked)),
        Route("/made/{name}", fetch),
    ]


def shown(desk: Desk) -> Told:
    """All that the view shows: what may be asked for, what is being made, what came of it, what to fetch."""
    order, state = desk.order(), desk.making.state
    asked = state.order or order
    folder = _folder(desk)
    return {
        **_steps(state),
        "wish": asked.wish.model_dump(mode="json"),
        "rewrite": asked.rewrite,
        "shipped": opening.size(order.lock_path) > 0,
        "outline": order.outline.as_posix() if order.outline else "",
        "settings": _settings(order),
        "problems": [*map(answers.parts, _problems(state))],
        "loss": any(one.kind == "loss" for one in state.problems),
        "changes": _changes(state),
        "built": _built(state),
        "supply": _supply(state),
        "made": made.of(folder).model_dump(mode="json") if folder else None,
    }


def begin(desk: Desk, task: Task, asked: Asked) -> Told:
    """Look what would change, or build; gives how far it is. Raises answers.Refused for what cannot be."""
    order = _order(desk.order(), asked)
    if task == "build":
        desk.workspace.check()
    try:
        desk.making.begin(task, order)
    except Busy:
        return {**_steps(desk.making.state), "said": _BUSY}
    return _steps(desk.making.state)


def _order(order: Order, asked: Asked) -> Order:
    """The order of the plan as it stands, or of another curriculum, which a theme makes."""
    if not asked.wish.themes and asked.wish != Wish():
        raise answers.Refused(_PLANNED)
    another = {"wish": asked.wish, "outline": None} if asked.wish.themes else {}
    return order.model_copy(
        update={
            **another,
            "rewrite": asked.rewrite,
            "allow_retire": asked.allow_retire,
        }
    )


def _steps(state: State) -> dict[str, Any]:
    return {
        "number": state.number,
        "task": state.task,
        "running": state.running,
        "steps": state.steps,
        "seconds": state.seconds,
    }


def _changes(state: State) -> dict[str, Any] | None:
    if state.task != "look" or not state.document:
        return None
    return changed.looked(state.document).model_dump(mode="json")


def _built(state: State) -> dict[str, Any] | None:
    if state.task != "build" or not state.document:
        return None
    return made.told(state.document).model_dump(mode="json")


def _supply(state: State) -> dict[str, Any] | None:
    """How many cards there were to study in what was looked at or built; None before that."""
    return answers.supplied(Supply(**state.document["supply"])) if state.document else None


def _problems(state: State) -> Iterable[Problem]:
    """Why nothing came of it, or what is to be known of what did."""
    found = state.document["problems"] if state.document else ()
    return (*state.problems, *map(Problem.model_validate, found))


def _settings(order: Order) -> list[tuple[str, str]]:
    """What holds for every build of this desk, in words."""
    way = order.format
    return [
        ("Paper", way.paper.name.upper() if way.paper.name.startswith("a") else way.paper.name.capitalize()),
        ("Edition", way.edition.name),
        ("Colour", "one accent colour" if way.colour else "none"),
        ("Language", way.language),
        ("Cards to cut out", way.flashcards),
        ("Guides for a screen", "yes" if way.html else "no"),
        ("Makes", ", ".join(one for one in _PRODUCTS if one in order.products)),
        ("A session begins", f"{order.session:%H:%M}"),
        ("Goes to", order.output.as_posix()),
    ]


def _folder(desk: Desk) -> Path | None:
    """Where the last build's files lie: of this desk, else of these notes."""
    if built := desk.making.state.built:
        return Path(built["folder"])
    order = desk.workspace.order
    return publish.last(order.output, order.lock_path)


def _file(desk: Desk, name: str) -> Response:
    """A file of the last build, to be kept and never shown; no other name leads anywhere."""
    folder = _folder(desk)
    try:
        if folder is None:
            raise made.Gone
        data, kind = made.read(folder, name)
    except made.Gone:
        return JSONResponse({"said": _GONE}, 404)
    kept = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return Response(data, headers={"content-type": kind, "content-disposition": kept})
