"""Who may speak with the desk: its own page on this machine, and nobody else."""

import pytest
from desk_sample import HOST, KNOWN, PORT, SECRET, Answer, ask
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
    assert ask(APP, path="/cards", headers=KNOWN).body == "reached"
    assert ask(APP, "POST", "/decide", KNOWN, [b"a", b"b"]).body == "reached"
    assert REACHED == [b"", b"ab"]


def test_the_page_itself_is_for_whoever_asks_for_nothing_of_the_notes_stands_in_it() -> None:
    assert ask(APP, headers={"host": HOST}).body == "reached"


@pytest.mark.parametrize("path", ["/cards", "/decide", "/undo", "//", "/../etc/passwd", "/cards/"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("secret", [None, "", "guess", f"{SECRET}x", SECRET[:-1], "\u20ac"])
def test_without_the_secret_nothing_is_reached(method: str, path: str, secret: str | None) -> None:
    headers = {"host": HOST, "origin": f"http://{HOST}"}
    given = {} if secret is None else {"x-desk-secret": secret}
    assert refused(ask(APP, method, path, {**headers, **given}))


def test_the_secret_counts_neither_in_the_address_nor_in_a_cookie() -> None:
    assert refused(ask(APP, path="/cards", headers={"host": HOST}, query=f"x-desk-secret={SECRET}"))
    assert refused(ask(APP, path="/cards", headers={"host": HOST, "cookie": f"x-desk-secret={SECRET}"}))
    assert refused(ask(APP, "POST", "/", headers={"host": HOST}))


def test_a_secret_that_comes_twice_is_none() -> None:
    twice = [("host", HOST), ("x-desk-secret", SECRET), ("x-desk-secret", SECRET)]
    assert refused(ask(APP, path="/cards", headers=twice))


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
    assert refused(ask(APP, path="/cards", headers={**KNOWN, "host": host}))
    assert ask(APP, headers={**KNOWN, "host": host}).status == 421


def test_two_hosts_are_none() -> None:
    assert refused(ask(APP, headers=[("host", HOST), ("host", "evil.example"), ("x-desk-secret", SECRET)]))


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://127.0.0.1:8000", "http://127.0.0.1:1"]
)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_another_site_may_neither_read_nor_change(method: str, origin: str) -> None:
    """Even with the secret, which such a page cannot have."""
    assert refused(ask(APP, method, "/decide", {**KNOWN, "origin": origin}))


def test_a_large_body_is_cut_off() -> None:
    assert ask(APP, "POST", "/decide", KNOWN, [b"x" * LARGEST]).status == 200
    REACHED.clear()
    parts = [b"x" * 100_000] * 1000  # 100 MB
    answer = ask(APP, "POST", "/decide", KNOWN, parts)
    assert refused(answer)
    assert answer.status == 413


def test_a_body_that_never_comes_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "SLOWEST", 0.05)
    answer = ask(APP, "POST", "/decide", KNOWN, [b"a"], ends=False)
    assert refused(answer)
    assert answer.status == 408


def test_a_request_that_is_cut_off_is_none() -> None:
    with pytest.raises(IndexError):  # nothing is answered
        ask(APP, "POST", "/undo", KNOWN, [b"a"], ends=False, leaves=True)
    assert not REACHED


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


def test_a_pass_is_changed_for_the_secret_once_and_opens_nothing_else() -> None:
    guarded = Guard(inner, SECRET, PORT, "pass-of-the-tests")
    known = {**KNOWN, "x-desk-secret": "pass-of-the-tests"}
    assert refused(ask(guarded, path="/cards", headers=known))
    assert refused(ask(guarded, path="/enter", headers=known)), "looked at, not told"
    assert refused(ask(guarded, "POST", "/enter", {**known, "origin": "http://evil.example"}))
    assert refused(ask(guarded, "POST", "/enter", {**known, "x-desk-secret": "guess"}))
    assert ask(guarded, "POST", "/enter", known).json == {"secret": SECRET}
    assert refused(ask(guarded, "POST", "/enter", known))
    assert refused(ask(APP, "POST", "/enter", {**KNOWN, "x-desk-secret": ""})), "where no pass was given"


def test_secrets_are_long_and_never_the_same() -> None:
    assert len({guard.new_secret() for _ in range(100)}) == 100
    assert min(len(guard.new_secret()) for _ in range(100)) >= 43
