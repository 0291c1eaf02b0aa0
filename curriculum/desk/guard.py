"""Who may speak with the desk: the page that was opened with its address, and nobody else.

The server listens on 127.0.0.1 alone, but any page in the browser may send requests there, a foreign name
may be made to lead there (DNS rebinding), and other programs of this machine may ask too. So the Host must be
ours, an Origin where there is one, and who asks for cards or changes them must bring the secret in a header.
The secret stands behind the # of the address, which no browser sends: the page takes it from there. A cookie
would go to every port of this machine; a header goes nowhere by itself, and no other site's page may send it.
The address that a browser is started with stands in the machine's list of processes, for all its users to
read: it has a pass instead, which is good once.
"""

import asyncio
import hmac
import secrets
from collections.abc import Mapping

from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 1_000_000
"""Bytes of a request's body."""
SLOWEST = 10.0
"""Seconds until the head of a request must have come, and its body after that."""
SECRET = "x-desk-secret"
"""The header that has it."""
ENTER = "/enter"
"""Where the page changes a pass for the secret."""
_OPEN = "/"
"""The page, in which nothing of the notes stands."""
_HEADERS: Mapping[str, str] = {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


def new_secret() -> str:
    """A secret that nobody guesses: 32 random bytes."""
    return secrets.token_urlsafe(32)


class Guard:
    """Stands before the application: answers what may not pass, bounds what may."""

    def __init__(self, app: ASGIApp, secret: str, port: int, once: str = "") -> None:
        """``port``: the one that the server listens on; ``once``: the pass, "" for none."""
        self._app, self._secret, self._once = app, secret, once
        self._hosts = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost"))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return  # no websockets here
        answer = _hardened(send)
        own = self._answer(scope)
        if own is not None:
            await own(scope, receive, answer)
            return
        try:
            body = await asyncio.wait_for(_whole(receive), SLOWEST)
        except _Gone:
            return
        except _TooLarge:
            await PlainTextResponse("The request is too large.", 413)(scope, receive, answer)
            return
        except TimeoutError:
            await PlainTextResponse("The request came too slowly.", 408)(scope, receive, answer)
            return
        await self._app(scope, _said(body, receive), answer)

    def _answer(self, scope: Scope) -> Response | None:
        """What a request gets that may not pass, or has a pass; None for one that goes on."""
        headers = _headers(scope)
        if headers.get("host", "") not in self._hosts:
            return PlainTextResponse("This is another machine's name.", 421)
        origin = headers.get("origin")
        if origin is not None and origin not in {f"http://{host}" for host in self._hosts}:
            return PlainTextResponse("Another site may not ask this.", 403)
        if scope["path"] == _OPEN and scope["method"] in ("GET", "HEAD"):
            return None
        given = headers.get(SECRET, "")
        if scope["path"] == ENTER and scope["method"] == "POST" and self._once and _same(given, self._once):
            self._once = ""
            return JSONResponse({"secret": self._secret})
        if not _same(given, self._secret):
            return PlainTextResponse("Only the desk's own page may ask this.", 403)
        return None


def _same(given: str, expected: str) -> bool:
    """Whether two texts are one, in a time that tells nothing of where they differ."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), expected.encode("ascii"))


class _TooLarge(Exception):
    """The body is larger than any of ours."""


class _Gone(Exception):
    """Who asked has gone before all was said: then nothing was asked."""


def _headers(scope: Scope) -> dict[str, str]:
    """The headers by name; of one that came twice both, so that it is none of ours."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        found[key] = f"{found[key]},{text}" if key in found else text
    return found


async def _whole(receive: Receive) -> bytes:
    """The body of a request."""
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _Gone
        body += bytes(message.get("body", b""))
        if len(body) > LARGEST:
            raise _TooLarge
        if not message.get("more_body", False):
            return body


def _said(body: bytes, receive: Receive) -> Receive:
    """A request whose body has come."""
    told = False

    async def once() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return once


def _hardened(send: Send) -> Send:
    """Answers that no other page may frame, read or guess the kind of, and no browser keeps."""

    async def hardened(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = [(name.encode("ascii"), value.encode("ascii")) for name, value in _HEADERS.items()]
            message["headers"] = [*message.get("headers", ()), *own]
        await send(message)

    return hardened
