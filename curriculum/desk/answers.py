"""What the page asks and how it is answered: JSON, and every failure in words."""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from curriculum.desk.desk import Desk
from curriculum.misfit import in_words
from curriculum.problems import Problem
from curriculum.shipping.supply import Supply

Told = Mapping[str, Any]
"""What an answer says; "said" is a sentence for the person."""


class Stale(Exception):
    """The files say something else by now than what the page shows; says so, and nothing was written."""


class Unknown(Exception):
    """What the page asks about is no longer there; says so."""


class Refused(Exception):
    """What the person asks for cannot be; says why, and nothing was written."""


def asked(desk: Desk, path: str, act: Callable[[], Told]) -> Route:
    """A route that is looked at."""

    async def get(request: Request) -> Response:
        return await run_in_threadpool(_answered, desk, act, None)

    return Route(path, get)


def told(
    desk: Desk,
    path: str,
    takes: Any,
    act: Callable[[Any], Told],
    now: Callable[[Any], Told] | None = None,
) -> Route:
    """A route that changes something.

    Args:
        desk: it belongs to.
        path: of the route.
        takes: the type of its body, for pydantic.
        act: does what the body asks.
        now: how that stands which the body is about, when ``act`` found it stale.
    """
    adapter: TypeAdapter[Any] = TypeAdapter(takes)

    async def post(request: Request) -> Response:
        try:
            body = adapter.validate_json(await request.body())
        except ValidationError as error:
            return _said(f"The request cannot be read: {_fault(error.errors()[0])}.", 400)
        stands = (lambda: now(body)) if now else None
        return await run_in_threadpool(_answered, desk, lambda: act(body), stands)

    return Route(path, post, methods=["POST"])


def parts(problem: Problem) -> dict[str, str]:
    """A problem as the page lists it."""
    return {"place": problem.place, "message": problem.message, "remedy": problem.remedy}


def supplied(supply: Supply) -> dict[str, Any]:
    """What there is to say of how many cards the notes give, and how many of them wait for a decision."""
    return {"said": supply.said, "held": supply.held}


def _answered(desk: Desk, act: Callable[[], Told], now: Callable[[], Told] | None) -> Response:
    """The answer, or why there is none and how that stands which it is about."""
    try:
        try:
            return _json(desk, act(), 200)
        except Stale as error:
            return _json(desk, {**(now() if now else {}), "said": str(error)}, 409)
    except (Stale, Unknown) as error:
        return _said(str(error), 409)
    except Refused as error:
        return _said(str(error), 422)
    except Exception as error:  # what nobody foresaw is told in words, too
        return _said(" ".join(map(_problem, desk.explain(error))), 500)


def _fault(fault: Mapping[str, Any]) -> str:
    """What is wrong with a body, after the name of the value that it is wrong with."""
    place = fault["loc"][-1] if fault["loc"] else ""
    return f"{place}: {in_words(fault)}" if isinstance(place, str) and place else in_words(fault)


def _problem(one: Problem) -> str:
    """A problem in a line; many a message begins with the file itself, which is named once."""
    return f"{one.place} {one.message.removeprefix(f'{one.path} ')} {one.remedy}".strip()


def _json(desk: Desk, answer: Told, status: int) -> Response:
    home = f"{desk.workspace.folder.as_posix()}/"  # files in it are named from there
    common = {"state": desk.state(), "home": home, "in_doubt": desk.in_doubt}
    return JSONResponse({"said": "", **common, **answer}, status)


def _said(text: str, status: int) -> Response:
    return JSONResponse({"said": text}, status)
