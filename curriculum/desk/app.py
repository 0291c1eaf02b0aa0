"""The application behind the page: its views, and the page itself."""

from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from curriculum.desk import building, deciding, names, seeking, timetable, undoing, writing
from curriculum.desk.desk import Desk
from curriculum.desk.news import News
from curriculum.guides import screen
from curriculum.guides.templates import environment, read, render
from curriculum.page import faces
from curriculum.templates_dir import templates_dir

_VIEWS: Mapping[str, Callable[[Desk], list[Route]]] = {
    "plan": timetable.routes,
    "names": names.routes,
    "cards": deciding.routes,
    "build": building.routes,
    "themes": seeking.routes,
    "write": writing.routes,
}
"""The views in the order of their tabs, each with its routes; its page, style and script are templates."""


def application(desk: Desk, news: News | None = None) -> Starlette:
    """The routes of the desk, those who wait for ``news`` among them; the guard says who may use them."""
    heard = news or News(desk)

    async def page(request: Request) -> Response:
        text, policy = _page()
        return HTMLResponse(text, headers={"content-security-policy": policy})

    shared = [Route("/", page), *undoing.routes(desk), *heard.routes()]
    own = (route for routes in _VIEWS.values() for route in routes(desk))
    return Starlette(routes=[*shared, *own], lifespan=heard.watching)


def _page() -> tuple[str, str]:
    """The page without any text of the notes, and its policy: it fetches them from its own server alone."""
    env = environment(templates_dir() / "desk")
    names = ("desk", *_VIEWS)
    shared = faces.style() + read(environment(templates_dir() / "page"), "chart.css")
    style = screen.plain(shared + "".join(read(env, f"{name}.css") for name in names))
    script = screen.plain("".join(read(env, f"{name}.js") for name in names))
    policy = screen.policy(style, script, "connect-src 'self'", "frame-ancestors 'none'")
    values: Mapping[str, Any] = {"style": Markup(style), "script": Markup(script), "views": tuple(_VIEWS)}
    return render(env, "desk.html", values), policy
