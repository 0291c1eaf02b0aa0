"""Notes for the desk, and how its application is asked without a network."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from bare_guides import bare_guides
from starlette.types import ASGIApp, Message

from curriculum.cards.write import write
from curriculum.cards.writer.model_wish import ModelWish
from curriculum.cli import reasons
from curriculum.cli.build import look_now, make_now
from curriculum.cli.desk import command
from curriculum.cli.desk_settings import DeskSettings
from curriculum.desk.desk import Desk, Follow
from curriculum.guides.paper import Format
from curriculum.memory import memory_file
from curriculum.memory.memory import Memory, Trace
from curriculum.order import LOCK, Order
from curriculum.reading.read import read
from curriculum.shipping import lock as locks
from curriculum.shipping.beside import beside
from curriculum.shipping.settle import Shipment, settle
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
    return Desk(Workspace(order, make_now, reasons), look_now, follow, lambda: ModelWish(**models))


def desk_started(folder: Path, *typed: str, outline: Path | None = None) -> Desk:
    """The desk as the command starts it: by what is typed, else by the settings."""
    named = ["--outline", str(outline)] if outline else []
    settings = DeskSettings(command.make_context("desk", [str(folder), *named, *typed]))
    order = Order(sources=(folder,), outline=outline, output=folder.parent / "decks", now=0)
    workspace = Workspace(order, make_now, reasons)
    own = [] if settings.is_set("output") else [order.output]
    return Desk(workspace, look_now, settings.order, settings.models, own)


def ship(folder: Path) -> Shipment:
    """What a build ships now of the notes there; it is in the lock then."""
    path, library, there = folder / LOCK, read((folder,)), beside(folder)
    weeks = {episode.id: "May::Week 1" for episode in library.episodes}
    cards = write(library, *there)
    shipment = settle(
        cards, library, locks.read(path), weeks, 2_000_000_000, folder=folder, decided=there.decided
    )
    path.write_text(locks.render(shipment.lock), encoding="utf-8")
    return shipment


def forget(folder: Path, asks: str) -> str:
    """Ship the cards, and let Anki say that the one that asks this was forgotten eight times; its key."""
    (key,) = [note.key for note in ship(folder).notes if note.fields.get("question") == asks]
    trace = Trace(key=key, stage="review", interval=1, answers=30, lapses=8, leech=True)
    memory_file.write(folder / memory_file.FILE, Memory(taken=1_700_000_000, traces=(trace,)))
    return key


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
