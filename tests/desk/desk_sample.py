"""Notes for the desk, and how its application is asked without a network."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bare_guides import bare_guides
from starlette.types import ASGIApp, Message

from curriculum.cards.writer.model_wish import ModelWish
from curriculum.cli import reasons
from curriculum.cli.build import look_now, make_now
from curriculum.desk.desk import Desk, Follow
from curriculum.guides.paper import Format
from curriculum.order import Order
from curriculum.workspace import Workspace

NOTES = """# The Rance Mills with Ada Okafor

Show: The Tide Table

Key points:

1. **Storage**: Tidal mills on the Rance store the flood behind gates and let it out for about six hours.
2. **Bread**: Bakers near the mills fold the dough every hour to strengthen the gluten.

## Flashcards

Q: What turns the wheel of a tidal mill?
A: the ebb

Q: Who talks about the Rance mills?
A: Ada Okafor

Q: Which river has the mills?
A: the Rance
"""
PORT = 8000
SECRET = "s3cret-of-the-tests"
HOST = f"127.0.0.1:{PORT}"
KNOWN = {"host": HOST, "x-desk-secret": SECRET}
"""Headers of the desk's own page."""


def desk_of(folder: Path) -> Desk:
    """The desk over a folder of notes, as it is when the program starts; it makes bare guides."""
    bare = Format(templates=Path(bare_guides()[1]))
    return desk_over(Order(sources=(folder,), output=folder.parent / "decks", format=bare, now=0))


def desk_over(order: Order, follow: Follow | None = None, **models: Any) -> Desk:
    """The desk over what an order says; ``models`` as ``ModelWish`` takes them."""
    return Desk(Workspace(order, make_now, reasons), look_now, follow, ModelWish(**models))


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: str

    @property
    def json(self) -> Any:
        return json.loads(self.body)


def ask(
    app: ASGIApp,
    method: str = "GET",
    path: str = "/",
    headers: Mapping[str, str] | Sequence[tuple[str, str]] = (),
    body: Sequence[bytes] = (b"",),
    query: str = "",
    ends: bool = True,
    leaves: bool = False,
) -> Answer:
    """One request, its body in parts, after which it ends, never does, or who asks leaves."""
    pairs = headers.items() if isinstance(headers, Mapping) else headers
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in pairs],
        "scheme": "http",
        "server": ("127.0.0.1", PORT),
        "client": ("127.0.0.1", 50000),
    }
    parts = list(body)
    told: list[Message] = []

    async def receive() -> Message:
        if not parts and leaves:
            return {"type": "http.disconnect"}
        if not parts:
            await asyncio.sleep(3600)
        return {"type": "http.request", "body": parts.pop(0), "more_body": bool(parts) or not ends}

    async def send(message: Message) -> None:
        told.append(message)

    asyncio.run(app(scope, receive, send))  # type: ignore[arg-type]
    start = told[0]
    found = {name.decode(): value.decode() for name, value in start["headers"]}
    return Answer(
        start["status"], found, b"".join(one.get("body", b"") for one in told[1:]).decode("utf-8", "replace")
    )
