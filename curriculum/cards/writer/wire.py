"""The wire: an HTTP client that speaks with one server alone and takes no more than a few megabytes."""

import asyncio
import json
from datetime import UTC, datetime
from typing import Any

import httpx2

from curriculum.cards.writer.failure import Failure, seconds

LARGEST = 4 * 1024 * 1024
"""Bytes of an answer; the longest that a model can give has a tenth."""
_LARGEST_ERROR = 64 * 1024
_CONNECT = 15.0
"""Seconds to reach a server."""
_SECRET = 8
"""Letters from which a key is blotted out of answers; a shorter one is a placeholder."""
_BLOT = b"[key]"
_OF_SCHEMAS = (b"response_format", b"json_schema", b"tool_choice")
"""Words by which a server that fails, instead of saying no, means that it knows no schemas."""


class Wire(httpx2.AsyncClient):
    """A client that guards one server. What is wrong with an answer is raised as a ``Failure``."""

    def __init__(self, url: str, key: str, patience: float, here: bool) -> None:
        """``patience`` is how many seconds nothing may come; a server that is ``here`` is asked directly."""
        # a proxy would carry what is meant for this machine to another one
        super().__init__(trust_env=not here, follow_redirects=False, timeout=patience)
        self._origin = httpx2.URL(url)
        self._key = key.encode() if len(key) >= _SECRET else b""
        self._patience = patience

    async def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:
        """The server's answer, read to its end, with status 2xx and a JSON object in it.

        Raises Failure for everything else.
        """
        if (request.url.host, request.url.port) != (self._origin.host, self._origin.port):
            raise Failure("redirected", said=request.url.host)
        request.headers["Accept-Encoding"] = "identity"
        wait = self._patience
        request.extensions["timeout"] = {"connect": _CONNECT, "read": wait, "write": wait, "pool": wait}
        options |= {"stream": True, "follow_redirects": False}
        try:
            response = await super().send(request, **options)
            try:
                body = await self._body(response)
            finally:
                await response.aclose()
        except httpx2.ConnectTimeout as error:
            raise Failure("unreachable") from error
        except httpx2.TimeoutException as error:
            raise Failure("slow", said=f"{wait:.0f} seconds") from error
        except (httpx2.ConnectError, httpx2.ProxyError, httpx2.UnsupportedProtocol, OSError) as error:
            raise Failure("unreachable") from error
        except (httpx2.HTTPError, httpx2.StreamError) as error:
            raise Failure("server", said="the connection breaks off") from error
        headers = {"Content-Type": "application/json"}
        return httpx2.Response(response.status_code, headers=headers, content=body, request=request)

    async def _body(self, response: httpx2.Response) -> bytes:
        status = response.status_code
        if 300 <= status < 400:
            raise Failure("redirected", status, _host(response.headers.get("Location", "")))
        if status >= 400:
            raise self._refusal(response, await self._read(response, _LARGEST_ERROR, cut=True))
        if "json" not in response.headers.get("Content-Type", "").lower():
            raise Failure("unreadable", status, f"it is {response.headers.get('Content-Type') or 'nothing'}")
        if response.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise Failure("unreadable", status, "it is packed, which nobody asked for")
        body = await self._read(response, LARGEST)
        try:
            fine = isinstance(json.loads(body), dict)
        except (ValueError, RecursionError):
            fine = False
        if not fine:
            raise Failure("unreadable", status, "it breaks off" if body.strip() else "it is empty")
        return body

    async def _read(self, response: httpx2.Response, most: int, cut: bool = False) -> bytes:
        """The body, at most that long; a longer one is cut there, or a failure."""
        body = bytearray()
        async for piece in response.aiter_raw():
            body += piece
            if len(body) > most:
                if cut:
                    break
                raise Failure("large", response.status_code)
            await asyncio.sleep(0)  # a deadline must be able to strike while bytes pour in
        # a server that says our key back would put it into a message or a draft
        return bytes(body).replace(self._key, _BLOT) if self._key else bytes(body)

    def _refusal(self, response: httpx2.Response, body: bytes) -> Failure:
        status = response.status_code
        said = _message(body)
        if status in (401, 403):
            return Failure("refused", status)
        if status == 402 or (status == 429 and b"insufficient_quota" in body):
            return Failure("quota", status)
        if status == 404:
            return Failure("missing", status)
        if status >= 500 and any(word in body for word in _OF_SCHEMAS):
            return Failure("rejected", status, said)
        if status in (408, 409, 425, 429) or status >= 500:
            wait = seconds(response.headers.get("Retry-After", ""), datetime.now(UTC))
            return Failure("rate" if status == 429 else "server", status, said, wait)
        return Failure("rejected", status, said)


def _host(location: str) -> str:
    try:
        return httpx2.URL(location).host
    except (httpx2.InvalidURL, TypeError, ValueError):
        return ""


def _message(body: bytes) -> str:
    """What a server says about its refusal; "" when it says nothing that can be read."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    for name in ("error", "detail", "message"):
        if isinstance(said, dict) and name in said:
            said = said[name]
    return said if isinstance(said, str) else ""
