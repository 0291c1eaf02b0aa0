"""The server of the desk: on this machine alone, for one person, until they end it or leave it alone."""

import asyncio
import os
import socket
import sys
import time
from collections.abc import Callable
from functools import partial

import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from curriculum.desk import guard
from curriculum.desk.app import application
from curriculum.desk.building import STEPS
from curriculum.desk.desk import Desk
from curriculum.desk.news import PATH, News
from curriculum.problems import CurriculumError

HOST = "127.0.0.1"
_LOOK = 1.0
"""Seconds between two looks at whether the desk is used."""


class _Watch:
    """Remembers when the last request came that might pass, and when something was made last."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        self._app, self._desk = app, desk
        self._last = time.monotonic()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path") not in (PATH, STEPS):  # an open page asks that by itself
            self._last = time.monotonic()
        try:
            await self._app(scope, receive, send)
        except asyncio.CancelledError:  # the desk ends before the answer is there: no fault to print
            if scope["type"] != "http":
                raise
            await PlainTextResponse("The desk has ended.", 503)(scope, receive, send)

    def idle(self) -> float:
        """For how many seconds nobody has used the desk."""
        if self._desk.making.state.running:
            self._last = time.monotonic()
        return time.monotonic() - self._last


class _Connection(H11Protocol):
    """Is closed when it does not say in time what it asks: uvicorn would wait for the first request, and
    for the rest of one that has begun, as long as it likes, and only so many connections may be open."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._expect()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._expect()

    def _expect(self) -> None:
        """Wait for the head of a request, unless one is being answered; a part of it gives no more time."""
        is_asked = self.cycle is not None and not self.cycle.response_complete
        if self._late is not None and is_asked:
            self._late.cancel()
            self._late = None
        elif self._late is None and not is_asked:
            self._late = self.loop.call_later(guard.SLOWEST, self.timeout_keep_alive_handler)


_TURN = 0.0002
"""Seconds that a thread computes before another may: a key is answered while minutes are worked out."""


class _Server(uvicorn.Server):
    """Lets those go first who wait for news, so that nobody has to be cut off."""

    def __init__(self, config: uvicorn.Config, release: Callable[[], None]) -> None:
        super().__init__(config)
        self._release = release

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._release()
        await super().shutdown(sockets)


def serve(desk: Desk, port: int, idle_minutes: int, opened: Callable[[str, str], None]) -> None:
    """Serve the desk until Ctrl-C, or until nobody has used it for some minutes.

    Args:
        desk: what is served.
        port: where to listen; 0 takes a free one.
        idle_minutes: 0 never ends by itself.
        opened: told two addresses to open, once the server listens: one with its secret, for the person,
            and one that is good once, which others may read after that.

    Raises:
        CurriculumError: the port is taken.
    """
    sys.setswitchinterval(_TURN)
    with _listening(port) as listener:
        port = listener.getsockname()[1]
        secret, once = guard.new_secret(), guard.new_secret()
        news = News(desk)
        watch = _Watch(application(desk, news), desk)
        config = uvicorn.Config(
            guard.Guard(watch, secret, port, once),
            log_level="error",  # whoever speaks no HTTP with us is none of the person's concern
            access_log=False,
            server_header=False,
            date_header=False,
            http=_Connection,
            ws="none",
            limit_concurrency=64,
            timeout_keep_alive=30,
            timeout_graceful_shutdown=2,
        )
        server = _Server(config, news.end)
        home = f"http://{HOST}:{port}/#"
        told = partial(opened, f"{home}{secret}", f"{home}once-{once}")
        asyncio.run(_run(server, listener, watch, 60 * idle_minutes, told))


async def _run(
    server: uvicorn.Server,
    listener: socket.socket,
    watch: _Watch,
    idle: int,
    opened: Callable[[], None],
) -> None:
    running = asyncio.create_task(server.serve(sockets=[listener]))
    while not server.started and not running.done():
        await asyncio.sleep(0.01)
    if server.started:
        await asyncio.to_thread(opened)
    while not running.done():
        await asyncio.wait([running], timeout=_LOOK)
        if idle and watch.idle() > idle:
            server.should_exit = True
    await running


def _listening(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":  # elsewhere it would let two programs listen
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        listener.close()
        said = f"The desk cannot listen on port {port}: another program does."
        raise CurriculumError.of("port", said, "Give another --port, or none to take a free one.") from error
    return listener
