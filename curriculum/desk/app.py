"""The application behind the page: what it shows, and what it may ask to be changed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from threading import Lock
from typing import Annotated, Any

from markupsafe import Markup
from pydantic import Field, TypeAdapter, ValidationError
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from curriculum.cards.decision import Refused
from curriculum.desk import journal
from curriculum.desk.pile import Asked, Pile, Seen, Unknown
from curriculum.guides import screen
from curriculum.guides.templates import environment, read, render
from curriculum.misfit import in_words
from curriculum.page import faces
from curriculum.planning import outline_file
from curriculum.planning.outline import Outline
from curriculum.planning.plan import plan
from curriculum.problems import Problem
from curriculum.reading.library import Library
from curriculum.shipping.decisions import Stale
from curriculum.templates_dir import templates_dir
from curriculum.workspace import Workspace

_ASKED: TypeAdapter[tuple[Asked, ...]] = TypeAdapter(Annotated[tuple[Asked, ...], Field(min_length=1)])
_STALE = "Somebody has decided about this card meanwhile: here is how it stands now."
_GONE = "This card is no longer there: the notes have changed. Load the page again."


class Desk:
    """What the page shows and changes; one request at a time touches the files."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._turn = Lock()
        self._planned: tuple[Library, Outline] | None = None

    def cards(self) -> list[dict[str, Any]]:
        """Every card. Raises CurriculumError when the notes cannot be read."""
        with self._turn:
            return _shown(self._pile().seen())

    def decide(self, asked: Sequence[Asked]) -> list[dict[str, Any]]:
        """Write decisions; gives the cards as they stand then.

        Raises:
            Unknown, Refused, Stale: nothing was written.
            CurriculumError: a file cannot be read or written.
        """
        with self._turn:
            self._workspace.check()
            journal.decide(self._workspace.folder, self._pile().changes(asked))
            return _shown(self._pile().seen([one.key for one in asked]))

    def undo(self) -> list[dict[str, Any]]:
        """Take the last turn back; gives its cards as they stand then. Raises as ``journal.undo``."""
        with self._turn:
            self._workspace.check()
            self._pile()  # without the notes nothing is taken back
            changes = journal.undo(self._workspace.folder)
            pile = self._pile()
            return _shown(pile.seen(pile.cards_of(changes)))

    def now(self, keys: Sequence[str]) -> list[dict[str, Any]]:
        """How these cards stand now."""
        with self._turn:
            return _shown(self._pile().seen(keys))

    def explain(self, error: Exception) -> Iterable[Problem]:
        """Why something failed, in words for a person."""
        return self._workspace.explain(error)

    def _pile(self) -> Pile:
        library = self._workspace.library
        if self._planned is None or self._planned[0] is not library:
            self._planned = library, self._plan()
        return Pile(self._workspace, self._planned[1])

    def _plan(self) -> Outline:
        workspace = self._workspace
        order, library = workspace.order, workspace.library
        if order.outline:
            return outline_file.read(order.outline, library, workspace.themes)
        return plan(library, workspace.themes, order.wish)


def _shown(cards: Sequence[Seen]) -> list[dict[str, Any]]:
    return [card.model_dump(mode="json") for card in cards]


def application(desk: Desk) -> Starlette:
    """The routes of the desk; who may use them is the guard's concern."""

    async def page(request: Request) -> Response:
        text, policy = _page()
        return HTMLResponse(text, headers={"content-security-policy": policy})

    async def cards(request: Request) -> Response:
        return await _answered(desk, desk.cards)

    async def decide(request: Request) -> Response:
        try:
            asked = _ASKED.validate_json(await request.body())
        except ValidationError as error:
            return _said(f"The request cannot be read: {in_words(error.errors()[0])}.", 400)
        return await _answered(desk, lambda: desk.decide(asked), [one.key for one in asked])

    async def undo(request: Request) -> Response:
        return await _answered(desk, desk.undo)

    return Starlette(
        routes=[
            Route("/", page),
            Route("/cards", cards),
            Route("/decide", decide, methods=["POST"]),
            Route("/undo", undo, methods=["POST"]),
        ]
    )


async def _answered(
    desk: Desk, act: Callable[[], list[dict[str, Any]]], keys: Sequence[str] = ()
) -> Response:
    """The answer to a request: the cards; or why not, and how those with these keys stand."""
    try:
        try:
            return _cards(await run_in_threadpool(act))
        except Stale:
            return _cards(await run_in_threadpool(desk.now, keys), _STALE, 409)
    except Unknown:
        return _said(_GONE, 409)
    except journal.Nothing:
        return _said("There is nothing to take back.", 409)
    except Refused as error:
        return _said(f"Not saved: {error}", 422)
    except Exception as error:  # what nobody foresaw is told in words, too
        told = (f"{one.place} {one.message} {one.remedy}".strip() for one in desk.explain(error))
        return _said(" ".join(told), 500)


def _cards(cards: list[dict[str, Any]], said: str = "", status: int = 200) -> Response:
    return JSONResponse({"cards": cards, "said": said}, status)


def _said(text: str, status: int) -> Response:
    return JSONResponse({"cards": [], "said": text}, status)


def _page() -> tuple[str, str]:
    """The page without any text of the notes, and its policy: it fetches them from its own server alone."""
    env = environment(templates_dir() / "desk")
    style = screen.plain(faces.style() + read(env, "desk.css"))
    script = screen.plain(read(env, "desk.js"))
    policy = screen.policy(style, script, "connect-src 'self'", "frame-ancestors 'none'")
    values: Mapping[str, Any] = {"style": Markup(style), "script": Markup(script)}
    return render(env, "desk.html", values), policy
