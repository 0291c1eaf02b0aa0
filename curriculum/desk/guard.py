"""Who may speak with the desk: this machine's browser, in the page that this desk gave it, and nobody else.

The server listens on 127.0.0.1 alone, but any page in the browser may send requests there, and a foreign
name may be made to lead there (DNS rebinding). So: the Host must be ours, an Origin too where there is one,
changes need one; and everybody must bring the secret, first in the address that was opened, then in a cookie
that no other site's page can make the browser send.
"""

import asyncio
import hmac
import secrets
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 1_000_000
"""Bytes of a request's body."""
SLOWEST = 10.0
"""Seconds until the body of a request must have come."""
SECRET = "secret"
"""Its name in the first address."""
_SAFE = ("GET", "HEAD")
_HEADERS: Mapping[str, str] = {
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
_LOCKED = "Open the desk with the whole address that `curriculum desk` printed when it started."


def new_secret() -> str:
    """A secret that nobody guesses: 32 random bytes."""
    return secrets.token_urlsafe(32)


class Guard:
    """Stands before the application: answers what may not pass, bounds what may."""

    def __init__(self, app: ASGIApp, secret: str, port: int) -> None:
        """``port``: the one that the server listens on."""
        self._app, self._secret = app, secret
        self._hosts = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost"))
        self._cookie = f"curriculum-desk-{port}"  # cookies do not know ports: two desks must not share one

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return  # no websockets here
        headers = _headers(scope)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await refusal(scope, receive, _hardened(send))
            return
        try:
            body = await asyncio.wait_for(_whole(receive), SLOWEST)
        except _TooLarge:
            await PlainTextResponse("The request is too large.", 413)(scope, receive, _hardened(send))
            return
        except TimeoutError:
            await PlainTextResponse("The request came too slowly.", 408)(scope, receive, _hardened(send))
            return
        await self._app(scope, _said(body, receive), _hardened(send))

    def _refusal(self, scope: Scope, headers: Mapping[str, str]) -> Response | None:
        """What a request gets that may not pass; None for one that may."""
        if headers.get("host", "") not in self._hosts:
            return PlainTextResponse("This is another machine's name.", 421)
        origin = headers.get("origin")
        ours = {f"http://{host}" for host in self._hosts}
        if origin is not None and origin not in ours:
            return PlainTextResponse("Another site may not ask this.", 403)
        if scope["method"] not in _SAFE and (
            origin is None or headers.get("sec-fetch-site", "same-origin") != "same-origin"
        ):
            return PlainTextResponse("Only the desk's own page may ask this.", 403)
        if self._is_known(headers.get("cookie", "")):
            return None
        given = parse_qs(scope["query_string"].decode("latin-1")).get(SECRET, [""])[0]
        if scope["method"] == "GET" and scope["path"] == "/" and self._is_secret(given):
            welcome = RedirectResponse("/", 303)
            welcome.set_cookie(self._cookie, self._secret, httponly=True, samesite="strict", path="/")
            return welcome
        return PlainTextResponse(_LOCKED, 403)

    def _is_known(self, cookies: str) -> bool:
        try:
            found = SimpleCookie(cookies).get(self._cookie)
        except CookieError:
            return False
        return found is not None and self._is_secret(found.value)

    def _is_secret(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), self._secret.encode("ascii"))


class _TooLarge(Exception):
    """The body is larger than any of ours."""


def _headers(scope: Scope) -> dict[str, str]:
    """The headers by name; of one that came twice, both, so that it is none of ours."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        found[key] = f"{found[key]},{text}" if key in found and key != "cookie" else text
    return found


async def _whole(receive: Receive) -> bytes:
    """The body of a request."""
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return body
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
