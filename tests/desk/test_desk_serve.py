"""The server of the desk: whoever says nothing, or waits with too many others, keeps nobody from it."""

import asyncio
import json
import os
import socket
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.error import HTTPError

import pytest
from starlette.types import Message, Receive, Scope, Send

from curriculum.desk import guard, news, serve
from curriculum.desk.desk import Desk

Address = tuple[int, str]
"""Port and secret."""


@contextmanager
def served(desk: Desk) -> Iterator[Address]:
    """The desk on a free port, in a thread, until the block ends."""
    servers: list[serve._Server] = []
    there = threading.Event()
    address: list[str] = []

    class Kept(serve._Server):
        def __init__(self, config: serve.uvicorn.Config, release: Callable[[], None]) -> None:
            super().__init__(config, release)
            servers.append(self)

    def opened(home: str, once: str) -> None:
        address.append(home)
        there.set()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(serve, "_Server", Kept)
        thread = threading.Thread(target=serve.serve, args=(desk, 0, 0, opened))
        thread.start()
        assert there.wait(20)
    try:
        home, _, secret = address[0].partition("/#")
        yield int(home.rpartition(":")[2]), secret
    finally:
        servers[0].should_exit = True
        thread.join(20)
        assert not thread.is_alive()


def get(address: Address, path: str) -> tuple[int, str]:
    """Status and body of an answer."""
    port, secret = address
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={guard.SECRET: secret})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def state(address: Address) -> str:
    return str(json.loads(get(address, "/news?known=")[1])["state"])


@pytest.mark.parametrize("begun", [b"", b"GET / HTTP/1.1\r\nHost: ", b"GET / HTTP/1.1\r\nHost: x\r\n\r\nG"])
def test_a_connection_that_does_not_say_what_it_asks_is_closed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    monkeypatch.setattr(guard, "SLOWEST", 0.3)
    with served(desk) as (port, _), socket.create_connection(("127.0.0.1", port), 10) as there:
        there.sendall(begun)
        there.settimeout(0.1)
        end = time.monotonic() + 10
        with suppress(ConnectionError):  # so it may be told, too
            while True:
                assert time.monotonic() < end
                with suppress(TimeoutError):
                    if not there.recv(65536):
                        break
                if begun:
                    there.sendall(b"x")  # a letter now and then gives no more time


def test_many_silent_connections_end(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "SLOWEST", 0.5)
    with served(desk) as address, ExitStack() as silent:
        for _ in range(70):
            silent.enter_context(socket.create_connection(("127.0.0.1", address[0]), 10))
        end = time.monotonic() + 10
        while get(address, "/")[0] != 200:
            assert time.monotonic() < end
            time.sleep(0.1)


def test_who_asks_again_on_a_connection_is_answered_as_long_as_it_may_stay(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "SLOWEST", 0.3)
    with served(desk) as (port, _), socket.create_connection(("127.0.0.1", port), 10) as there:
        for _ in range(2):
            there.sendall(b"GET /x HTTP/1.1\r\nHost: other\r\n\r\n")
            time.sleep(0.2)
            assert there.recv(65536).startswith(b"HTTP/1.1 421")
            time.sleep(0.6)


def test_only_so_many_wait_for_news_and_others_are_told_at_once(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(news, "PATIENCE", 20.0)
    monkeypatch.setattr(news, "_MOST", 3)
    with served(desk) as address:
        known = state(address)
        path = f"/news?known={known}"
        waiting = [threading.Thread(target=get, args=(address, path)) for _ in range(3)]
        for one in waiting:
            one.start()
        time.sleep(0.5)
        began = time.monotonic()
        assert get(address, path) == (503, "Too many pages wait for news.")
        assert state(address) == known, "what is new is told nevertheless"
        assert time.monotonic() - began < 3
        (folder / "bread.md").write_text("# Bread\n")
        for one in waiting:
            one.join(30)
        monkeypatch.setattr(news, "PATIENCE", 0.1)
        assert get(address, path)[0] == 200, "who has gone leaves the place"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a file's name is text")
def test_a_file_whose_name_is_no_text_leaves_the_desk_looking(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(news, "_LOOK", 0.2)
    with served(desk) as address:
        time.sleep(0.5)
        Path(os.fsdecode(os.fsencode(folder) + b"/\xff.txt")).touch()
        time.sleep(0.8)
        known = state(address)
        began = time.monotonic()
        threading.Timer(0.3, (folder / "bread.md").write_text, ("# Bread\n",)).start()
        assert json.loads(get(address, f"/news?known={known}")[1])["state"] != known
        assert time.monotonic() - began < 10


def test_whatever_watching_raises_the_desk_looks_now_and_then_and_watches_again(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    async def broken(*folders: Path, debounce: int) -> object:
        tried.append(folders)
        raise ExceptionGroup("watching", [Exception("its own kind")])
        yield

    monkeypatch.setattr(news, "awatch", broken)
    monkeypatch.setattr(news, "_LOOK", 0.2)
    monkeypatch.setattr(news, "_AGAIN", 0.1)
    with served(desk) as address:
        known = state(address)
        began = time.monotonic()
        threading.Timer(0.3, (folder / "bread.md").write_text, ("# Bread\n",)).start()
        assert json.loads(get(address, f"/news?known={known}")[1])["state"] != known
        assert time.monotonic() - began < 10
    assert len(tried) > 1


def test_an_answer_that_the_end_of_the_desk_cuts_off_is_no_failure(desk: Desk) -> None:
    """As when Ctrl-C comes while the minutes of a plan are worked out: the server would print a traceback."""

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(3600)

    async def cut_off() -> list[Message]:
        told: list[Message] = []

        async def send(message: Message) -> None:
            told.append(message)

        async def receive() -> Message:
            return {"type": "http.request"}

        scope = {"type": "http", "path": "/plan/minutes"}
        answering = asyncio.create_task(serve._Watch(slow, desk)(scope, receive, send))
        await asyncio.sleep(0)
        answering.cancel()
        await answering
        return told

    assert asyncio.run(cut_off())[0]["status"] == 503
