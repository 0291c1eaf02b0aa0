"""A server that misbehaves ends in one clear sentence or another try, and loses no draft."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from mills import CARDS, TIDE, WIND, Asked, ask, cards, good, notes, plain
from model_server import JSON, Answer, Request, chat, items, serving, unused_port

from curriculum.cards.writer.asking import pause
from curriculum.cards.writer.failure import Failure, seconds
from curriculum.problems import CurriculumError

BUSY = Answer('{"error": {"message": "slow down"}}', 429)


def said(asked: Asked) -> str:
    """The one problem, in its words."""
    problems = [*asked.outcome.problems, *filter(None, [asked.outcome.stopped])]
    (only,) = problems
    assert only.remedy.endswith((".", "right."))
    assert "\n" not in only.message
    return only.message


def test_a_good_server(tmp_path: Path) -> None:
    """Its cards are in the file, with the gate's verdict and the tokens they took."""
    with serving(good) as server:
        asked = ask(server, notes(tmp_path, TIDE, WIND), at_once=2)
    assert {one.question for one in asked.drafts} == {question for _, question, _, _ in CARDS}
    assert {one.verdict for one in asked.drafts} == {"ship"}
    assert {one.author for one in asked.drafts} == {"some-model"}
    assert asked.outcome.written == (2, 6_000, 40)
    assert (asked.outcome.problems, asked.outcome.stopped, asked.waits) == ([], None, [])


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_stops_all(tmp_path: Path, status: int) -> None:
    """Nobody else is asked about, and nothing is tried again."""
    with serving(Answer('{"error": {"message": "Incorrect API key"}}', status)) as server:
        asked = ask(server, notes(tmp_path, TIDE, WIND))
    assert f"refuses a request without a key (status {status})" in said(asked)
    assert len(server.requests) == 1
    assert asked.waits == []


@pytest.mark.parametrize(
    ("header", "wait"),
    [({}, 2.0), ({"Retry-After": "7"}, 7.0), ({"Retry-After": "0"}, 0.0), ({"Retry-After": "soon"}, 2.0)],
)
def test_too_many_requests(tmp_path: Path, header: dict[str, str], wait: float) -> None:
    """It waits as long as it is told, or a little, and asks again."""
    with serving(BUSY._replace(headers={**JSON, **header}), good) as server:
        asked = ask(server, notes(tmp_path, WIND))
    assert asked.waits == [wait]
    assert len(asked.drafts) == 1
    assert asked.outcome.problems == []


def test_too_many_requests_for_ever(tmp_path: Path) -> None:
    """Five tries, each after a longer wait; then one sentence."""
    with serving(BUSY) as server:
        asked = ask(server, notes(tmp_path, WIND))
    assert asked.waits == [2, 4, 8, 16]
    assert len(server.requests) == 5
    assert "still says that it is asked too often (status 429)" in said(asked)


def test_no_credit_left_is_not_tried_again(tmp_path: Path) -> None:
    """OpenAI says this with the status for too many requests."""
    body = '{"error": {"message": "You exceeded your current quota", "code": "insufficient_quota"}}'
    with serving(Answer(body, 429)) as server:
        asked = ask(server, notes(tmp_path, WIND))
    assert "no credit left" in said(asked)
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [500, 502, 503, 529])
def test_a_server_error_passes(tmp_path: Path, status: int) -> None:
    """It is asked again."""
    with serving(Answer("oops", status, {"Content-Type": "text/plain"}), plain) as server:
        asked = ask(server, notes(tmp_path, WIND))
    assert (asked.waits, len(asked.drafts)) == ([2], 1)


def test_a_server_that_fails_at_one_episode(tmp_path: Path) -> None:
    """The others are asked about all the same."""

    def fails_at_tide(request: Request) -> Answer:
        return Answer("{}", 500) if "Rance" in request.given else good(request)

    with serving(fails_at_tide) as server:
        asked = ask(server, notes(tmp_path, TIDE, WIND))
    assert said(asked).startswith("Tidal mills on the Rance: 127.0.0.1:")
    assert "fails (status 500)" in said(asked)
    assert [one.answer for one in asked.drafts] == ["the river Lek"]
    assert (asked.outcome.episodes, asked.outcome.failed) == (2, 1)


def test_a_server_that_knows_no_schemas(tmp_path: Path) -> None:
    """It is asked for plain text, and from then on for nothing else."""

    def unschooled(request: Request) -> Answer:
        if request.plain:
            return plain(request)
        return Answer('{"error": {"message": "response_format: Input should be text"}}', 500)

    with serving(unschooled) as server:
        asked = ask(server, notes(tmp_path, TIDE, WIND))
    assert len(asked.drafts) == 3
    assert [request.plain for request in server.requests] == [False, True, True]
    assert asked.outcome.problems == []


def test_a_refused_request_says_the_server_s_reason(tmp_path: Path) -> None:
    """In its own words, cut short and without what moves a terminal's cursor."""
    body = '{"error": {"message": "context of 4096 tokens \\u001b[2J exceeded' + " x" * 200 + '"}}'
    with serving(Answer(body, 400)) as server:
        asked = ask(server, notes(tmp_path, WIND))
    assert "does not take the request (status 400): “context of 4096 tokens" in said(asked)
    assert len(said(asked)) < 300
    assert "\x1b" not in said(asked)
    assert len(server.requests) == 2  # in a schema, then in plain text


def test_no_such_model(tmp_path: Path) -> None:
    """The name and the address are told."""
    with serving(Answer('{"error": "not found"}', 404)) as server:
        asked = ask(server, notes(tmp_path, WIND))
    assert said(asked) == (f"{server.url[7:-3]} knows no model “some-model” at {server.url} (status 404).")


def test_nobody_there(tmp_path: Path) -> None:
    """Three tries, then one sentence; no further episode is tried."""
    asked = ask(f"http://127.0.0.1:{unused_port()}/v1", notes(tmp_path, TIDE, WIND))
    assert "cannot be reached" in said(asked)
    assert asked.waits == [2, 4]


@pytest.mark.parametrize(
    "answer",
    [
        Answer('{"id": "1", "choices": [{"ind'),
        Answer(""),
        Answer("[]"),
        Answer("{}"),
        Answer('{"choices": null}'),
        Answer('{"choices": [{"message": {"content": 7}}], "usage": "much"}'),
        Answer("[" * 100_000),
        chat(""),
        chat("I am sorry, but as a language model I cannot."),
        Answer("<html>Welcome!</html>", headers={"Content-Type": "text/html"}),
        Answer(good(Request("/chat/completions", {}, {})).body, headers={"Content-Type": "text/plain"}),
        Answer(b"\x1f\x8b", headers={**JSON, "Content-Encoding": "gzip"}),
        Answer("\ud83d".encode("utf-8", "surrogatepass"), headers=JSON),
    ],
    ids=[
        "cut JSON", "empty", "a list", "an empty object", "no choices", "wrong types", "a deep nest",
        "no text", "a refusal", "a page", "a wrong content type", "packed", "half a pair",
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_read(tmp_path: Path, answer: Answer) -> None:
    """One more try in plain text, then one sentence; what was there before stays."""
    with serving(good) as server:
        before = ask(server, notes(tmp_path, TIDE)).drafts
    with serving(answer) as server:
        asked = ask(server, notes(tmp_path, TIDE, WIND))
    assert "gave an answer that cannot be read" in said(asked)
    assert asked.drafts == before
    assert len(before) == 2
    assert len(server.requests) == 2


def test_a_connection_that_breaks_off(tmp_path: Path) -> None:
    """Half an answer is tried again like a server's failure."""
    whole = good(Request("/chat/completions", {}, {"messages": []}))
    with serving(whole._replace(length=10_000), plain) as server:
        asked = ask(server, notes(tmp_path, WIND))
    assert (asked.waits, len(asked.drafts)) == ([2], 1)


def test_an_answer_that_was_cut_short(tmp_path: Path) -> None:
    """What is whole in it is kept; what is missing is asked for another time."""

    def cut(request: Request) -> Answer:
        whole = items(*cards(request))
        return chat(whole[: whole.index("Which abbot")], end="length")

    with serving(cut, good) as server:
        first = ask(server, notes(tmp_path, TIDE))
        assert [one.answer for one in first.drafts] == ["the flood"]
        assert "An item is cut short here." in said(first)
        second = ask(server, tmp_path)
    assert [one.answer for one in second.drafts] == ["the flood", "Guillaume Marchand"]
    assert len(server.requests[-1].points) == 1


def test_one_item_of_the_wrong_shape_spoils_no_other(tmp_path: Path) -> None:
    """The others come in without another request."""

    def spoilt(request: Request) -> Answer:
        wrong = {"what": "poem", "point": request.points[0], "question": "?", "answer": "!"}
        return chat(items(wrong, *cards(request)))

    with serving(spoilt) as server:
        asked = ask(server, notes(tmp_path, TIDE))
    assert len(asked.drafts) == 2
    assert len(server.requests) == 1
    assert "“poem” is none of card" in said(asked)


def test_an_answer_of_fifty_megabytes(tmp_path: Path) -> None:
    """It is not taken in, and not asked for again."""
    with serving(Answer(b" " * 50 * 1024 * 1024)) as server:
        asked = ask(server, notes(tmp_path, WIND))
    assert "many megabytes" in said(asked)
    assert len(server.requests) == 1


def test_a_flood_of_items(tmp_path: Path) -> None:
    """No more are taken in than a model that does what it is told could give."""

    def flood(request: Request) -> Answer:
        one = {"point": request.points[0], "support": "lift the water of the polder"}
        return chat(items(*({**one, "question": f"What is {n}?", "answer": str(n)} for n in range(2_000))))

    with serving(flood) as server:
        asked = ask(server, notes(tmp_path, WIND))
    assert len(asked.drafts) == 55


def test_a_slow_drip(tmp_path: Path) -> None:
    """An answer that never ends has an end."""
    with serving(Answer('{"id":', drip=True)) as server:
        asked = ask(server, notes(tmp_path, WIND), patience=1)
    assert "had not ended its answer after 1 second" in said(asked)
    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(tmp_path: Path, status: int) -> None:
    """Where it leads is told, and nothing arrives there."""
    with serving(good) as other:
        location = f"{other.url}/chat/completions".replace("127.0.0.1", "localhost")
        with serving(Answer(status=status, headers={"Location": location})) as server:
            asked = ask(server, notes(tmp_path, TIDE, WIND))
    assert "sends us on to localhost, and nothing was sent there" in said(asked)
    assert len(server.requests) == 1
    assert other.requests == []


def test_three_failures_in_a_row_are_enough(tmp_path: Path) -> None:
    """A server that is down is not asked about a hundred episodes, five times each."""
    texts = [WIND.replace("Kinderdijk", f"Kinderdijk {name}") for name in ("East", "West", "North", "South")]
    with serving(Answer("{}", 503)) as server:
        asked = ask(server, notes(tmp_path, *texts))
    assert len(server.requests) == 15
    assert asked.outcome.stopped is not None


def test_how_long_to_wait() -> None:
    """Twice as long each time, what the server says where it says it, and never more than two minutes."""
    server = Failure("server", 500)
    assert [pause(attempt, server) for attempt in range(1, 6)] == [2, 4, 8, 16, None]
    assert pause(1, Failure("rate", 429, retry_after=30)) == 30
    assert pause(1, Failure("rate", 429, retry_after=86_400)) == 120
    assert pause(1, Failure("refused", 401, retry_after=1)) is None
    assert pause(1, Failure("slow")) is None


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("120", 120),
        (" 5 ", 5),
        ("Wed, 21 Oct 2026 07:28:30 GMT", 30),
        ("Wed, 21 Oct 2026 07:00:00 GMT", 0),
        ("9" * 500, 999_999_999),
        ("", None),
        ("-5", None),
        ("١٢", None),
        ("Wed, 99 Oct 2026", None),
        ("Wed, 21 Oct 2026 07:28:30", None),
    ],
)
def test_retry_after(header: str, wait: float | None) -> None:
    """A number of seconds or a date; what is neither asks for nothing."""
    assert seconds(header, datetime(2026, 10, 21, 7, 28, 0, tzinfo=UTC)) == wait


def test_a_request_that_was_not_read_whole(tmp_path: Path) -> None:
    """Some servers cut in silence what is too long for the model: told once, by the tokens they count."""

    def short(request: Request) -> Answer:
        return chat(items(*cards(request)), tokens=(900, 20))

    with serving(short) as server:
        asked = ask(server, notes(tmp_path, TIDE, WIND))
    assert len(asked.drafts) == 3
    assert "read about 900 tokens of a request of about 2," in said(asked)


def test_a_full_disk_stops_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be kept is not asked for."""

    def full(path: Path, text: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("curriculum.cards.writer.drafts_file.write_atomically", full)
    with serving(good) as server:
        with pytest.raises(CurriculumError) as raised:
            ask(server, notes(tmp_path, TIDE, WIND))
        assert len(server.requests) == 1
    assert "nothing is asked twice" in raised.value.problems[0].remedy
