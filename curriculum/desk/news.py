"""Changes on disk: the page asks what is new, and is answered when something is."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from watchfiles import awatch

from curriculum.desk.desk import Desk

PATH = "/news"
PATIENCE = 25.0
"""Seconds until an answer says that nothing is new."""
_LOOK = 3.0
"""Seconds between two looks where the system tells of no changes."""
_AGAIN = 60.0
"""Seconds until we watch again where that has failed."""
_MOST = 16
"""Requests that may wait; more of them would keep the desk from answering anything else."""


class News:
    """Watches the folders of the notes while the desk is served."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stirred = asyncio.Event()
        self._watched = self._ended = False
        self._waiting = 0

    def routes(self) -> list[Route]:
        """The route that waits."""
        return [Route(PATH, self._wait)]

    def end(self) -> None:
        """Let everybody go who waits, now and later."""
        self._ended = True
        self._stir()

    @asynccontextmanager
    async def watching(self, app: object) -> AsyncIterator[None]:
        """Watch as long as the application runs."""
        watch = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            self.end()
            watch.cancel()
            await asyncio.gather(watch, return_exceptions=True)

    async def _watch(self) -> None:
        """Stir whenever anything changes; while that cannot be watched, looking now and then is enough."""
        while not self._ended:
            with suppress(Exception):  # a system has many reasons not to tell; a file's name may be one
                await self._watch_once()
            await asyncio.sleep(_AGAIN)

    async def _watch_once(self) -> None:
        folders = await run_in_threadpool(self._desk.watched)
        try:
            self._watched = True
            async for _ in awatch(*folders, debounce=300):
                self._stir()
        finally:
            self._watched = False
            self._stir()  # who waits looks for themselves from now on

    def _stir(self) -> None:
        self._stirred.set()
        self._stirred = asyncio.Event()

    async def _wait(self, request: Request) -> Response:
        """The state of the files as soon as it is another than the page knows, or as it was.

        Where too many wait, a page is told so at once, and asks again a little later.
        """
        is_full = self._waiting >= _MOST
        self._waiting += 1
        try:
            return await self._news(request, is_full)
        finally:
            self._waiting -= 1

    async def _news(self, request: Request, is_full: bool) -> Response:
        known = request.query_params.get("known", "")
        end = asyncio.get_running_loop().time() + PATIENCE
        while True:
            stirred = self._stirred
            state = await run_in_threadpool(self._desk.state)
            left = end - asyncio.get_running_loop().time()
            if state != known or left <= 0 or self._ended or await request.is_disconnected():
                return JSONResponse({"state": state})
            if is_full:
                return PlainTextResponse(
                    "Too many pages wait for news.", 503, {"retry-after": f"{_LOOK:.0f}"}
                )
            with suppress(TimeoutError):
                await asyncio.wait_for(stirred.wait(), min(left, PATIENCE if self._watched else _LOOK))
