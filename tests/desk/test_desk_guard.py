"""Who may speak with the desk: its own page on this machine, and nobody else."""

import pytest
from desk_sample import CHANGES, COOKIE, HOST, KNOWN, PORT, SECRET, Answer, ask
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from curriculum.desk import guard
from curriculum.desk.guard import LARGEST, Guard

REACHED: list[bytes] = []


async def inner(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that remembers what reached it."""
    REACHED.append(await Request(scope, receive).body())
    await PlainTextResponse("reached")(scope, receive, send)


APP = Guard(inner, SECRET, PORT)


@pytest.fixture(autouse=True)
def forget() -> None:
    REACHED.clear()


def refused(answer: Answer) -> bool:
    return answer.status >= 400 and not REACHED and answer.body != "reached"


def test_the_desk_s_own_page_may_read_and_change() -> None:
    assert ask(APP, headers=KNOWN).body == "reached"
    assert ask(APP, "POST", "/decide", CHANGES, [b"a", b"b"]).body == "reached"
    assert REACHED == [b"", b"ab"]


def test_the_first_address_gives_the_cookie_and_hides_the_secret() -> None:
    answer = ask(APP, headers={"host": HOST}, query=f"secret={SECRET}")
    assert (answer.status, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(COOKIE)
    assert {"HttpOnly", "SameSite=strict"} <= set(cookie.split("; "))
    assert not REACHED


@pytest.mark.parametrize(
    ("method", "path", "query"),
    [
        ("GET", "/", ""),
        ("GET", "/", "secret="),
        ("GET", "/", "secret=guess"),
        ("GET", "/cards", f"secret={SECRET}"),
        ("POST", "/decide", f"secret={SECRET}"),
    ],
)
def test_without_the_cookie_nothing_is_reached(method: str, path: str, query: str) -> None:
    assert refused(ask(APP, method, path, {"host": HOST, "origin": f"http://{HOST}"}, query=query))


@pytest.mark.parametrize(
    "cookie",
    [
        "",
        "curriculum-desk-8000=",
        f"curriculum-desk-8001={SECRET}",
        f"{COOKIE}x",
        "curriculum-desk-8000=\u20ac",
        "=;=;",
    ],
)
def test_another_cookie_is_none(cookie: str) -> None:
    assert refused(ask(APP, headers={**KNOWN, "cookie": cookie}))


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        f"evil.example:{PORT}",
        "127.0.0.1",
        "127.0.0.1:1",
        f"127.0.0.1.evil.example:{PORT}",
    ],
)
def test_a_foreign_name_that_leads_here_is_refused(host: str) -> None:
    """DNS rebinding: the browser believes that it speaks with a site."""
    assert refused(ask(APP, headers={**KNOWN, "host": host}))
    assert ask(APP, headers={**KNOWN, "host": host}).status == 421


def test_two_hosts_are_none() -> None:
    assert refused(ask(APP, headers=[("host", HOST), ("host", "evil.example"), ("cookie", COOKIE)]))


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://127.0.0.1:8000", "http://127.0.0.1:1"]
)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_another_site_may_neither_read_nor_change(method: str, origin: str) -> None:
    """Even with the cookie, which such a page cannot have."""
    assert refused(ask(APP, method, "/decide", {**KNOWN, "origin": origin}))


def test_a_change_that_does_not_say_where_it_comes_from_is_refused() -> None:
    assert refused(ask(APP, "POST", "/decide", KNOWN))
    assert refused(ask(APP, "POST", "/decide", {**CHANGES, "sec-fetch-site": "cross-site"}))
    assert refused(ask(APP, "POST", "/decide", {**CHANGES, "sec-fetch-site": "same-site"}))


def test_a_large_body_is_cut_off() -> None:
    assert ask(APP, "POST", "/decide", CHANGES, [b"x" * LARGEST]).status == 200
    REACHED.clear()
    parts = [b"x" * 100_000] * 1000  # 100 MB
    answer = ask(APP, "POST", "/decide", CHANGES, parts)
    assert refused(answer)
    assert answer.status == 413


def test_a_body_that_never_comes_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "SLOWEST", 0.05)
    answer = ask(APP, "POST", "/decide", CHANGES, [b"a"], ends=False)
    assert refused(answer)
    assert answer.status == 408


def test_every_answer_may_not_be_framed_sniffed_or_kept() -> None:
    for answer in (
        ask(APP, headers=KNOWN),
        ask(APP, headers={"host": HOST}),
        ask(APP, headers={"host": "evil"}),
    ):
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in answer.headers


def test_secrets_are_long_and_never_the_same() -> None:
    assert len({guard.new_secret() for _ in range(100)}) == 100
    assert min(len(guard.new_secret()) for _ in range(100)) >= 43
