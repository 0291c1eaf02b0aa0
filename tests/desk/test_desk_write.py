"""Writing at the desk: prompts to paste, replies that are taken in, a model that is asked once agreed to."""

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from desk_sample import Answer, ask, desk_over
from mills import CARDS, TIDE, WIND, good, notes, pasted
from model_server import Answer as Spoken
from model_server import ModelServer, Request, chat, items, serving, waited_for
from starlette.applications import Starlette

from curriculum.cards.writer import drafts_file
from curriculum.desk.app import application
from curriculum.order import Order

KEY = "sk-proj-Zk3eY0fAtest7Qm2"
App = Callable[..., Starlette]


@pytest.fixture
def mills(tmp_path: Path) -> Path:
    return notes(tmp_path / "mills", TIDE, WIND)


@pytest.fixture
def app(mills: Path, monkeypatch: pytest.MonkeyPatch) -> App:
    """The desk over the mills, started with such a wish for a model."""
    for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)

    def started(**wish: Any) -> Starlette:
        order = Order(sources=(mills,), now=0)
        return application(desk_over(order, **wish))

    return started


def get(app: Starlette, path: str = "/write") -> dict[str, Any]:
    answer = ask(app, path=path)
    assert answer.status == 200, answer.body
    return answer.json


def post(app: Starlette, path: str, body: object) -> Answer:
    return ask(app, "POST", path, body=[json.dumps(body).encode()])


def done(app: Starlette, path: str, body: object) -> dict[str, Any]:
    answer = post(app, path, body)
    assert answer.status == 200, answer.body
    return answer.json


def prompt(app: Starlette, **choice: Any) -> str:
    (sheet,) = done(app, "/write/sheets", choice)["sheets"]
    return str(sheet["text"])


# --- by pasting


def test_it_says_what_is_to_be_asked(app: App) -> None:
    told = get(app())
    assert [(one["title"], one["points"]) for one in told["episodes"]] == [
        ("Tidal mills on the Rance", 2),
        ("Wind mills of Kinderdijk", 1),
    ]
    assert (told["points"], told["drafts"], told["cards"]["all"], told["model"]) == (3, 0, 0, None)


def test_a_reply_is_in_the_file_before_the_answer_comes(app: App, mills: Path) -> None:
    desk = app()
    told = done(desk, "/write/reply", {"text": pasted(prompt(desk))})
    assert len(drafts_file.read(mills / drafts_file.FILE)) == 3
    assert (told["receipt"]["came"], told["receipt"]["passing"], told["points"]) == (3, 3, 0)
    assert (told["drafts"], told["cards"]["passing"]) == (3, 3)
    again = done(desk, "/write/reply", {"text": "Gladly!"})["receipt"]
    assert (again["came"], [one["message"] for one in again["unread"]]) == (
        0,
        ["No draft was found in the reply."],
    )


def test_after_the_points_a_critic_is_asked_and_then_nobody(app: App) -> None:
    desk = app()
    done(desk, "/write/reply", {"text": pasted(prompt(desk))})
    sheets = done(desk, "/write/sheets", {})
    assert (sheets["about"], sheets["sheets"][0]["asked"]) == ("draft", 3)
    named = [
        json.loads(line)
        for line in sheets["sheets"][0]["text"].splitlines()
        if line.startswith('{"draft": "d-')
    ]
    verdicts = [{"draft": one["draft"], "verdict": "keep", "worth": 80} for one in named if "support" in one]
    told = done(desk, "/write/reply", {"text": "\n".join(map(json.dumps, verdicts))})
    assert (told["receipt"]["judged"], told["receipt"]["judged_passing"], told["drafts"]) == (3, 3, 0)
    assert done(desk, "/write/sheets", {})["sheets"] == []


def test_where_no_critic_is_wanted_none_is_asked(app: App) -> None:
    desk = app(critic=None)
    assert done(desk, "/write/reply", {"text": pasted(prompt(desk))})["drafts"] == 0
    assert done(desk, "/write/sheets", {})["sheets"] == []


def test_episodes_are_chosen_and_long_prompts_come_in_parts(app: App) -> None:
    desk = app()
    wind = get(desk)["episodes"][1]["id"]
    assert "Beauchet" not in prompt(desk, episodes=[wind])
    assert done(desk, "/write/sheets", {"episodes": []})["sheets"] == []
    parts = done(desk, "/write/sheets", {"size": 11_200})["sheets"]
    assert [one["asked"] for one in parts] == [2, 1]
    assert all(one["letters"] == len(one["text"]) for one in parts)


def test_a_held_draft_and_what_cannot_be_read_say_why(app: App) -> None:
    desk = app()
    point = prompt(desk).split("[p-")[1][:6]
    card = {"what": "card", "point": f"p-{point}", "question": "Who built the mills on the Rance?"}
    text = json.dumps({**card, "answer": "the Dutch", "support": CARDS[0][3]}) + '\n{"what": "card", "poi'
    receipt = done(desk, "/write/reply", {"text": text})["receipt"]
    (held,) = receipt["held"]
    assert any("dutch" in reason for reason in held["reasons"])
    assert receipt["unread"] == [{"line": 2, "message": "An item is cut short here."}]


@pytest.mark.parametrize("text", ["", "  \n", "PROMPT", "Sure, here it is.\nPROMPT"])
def test_what_is_no_reply_is_refused_in_words(app: App, mills: Path, text: str) -> None:
    desk = app()
    answer = post(desk, "/write/reply", {"text": text.replace("PROMPT", prompt(desk))})
    assert answer.status == 422
    assert "paste" in answer.json["said"]
    assert not (mills / drafts_file.FILE).exists()


def test_a_hostile_reply_is_only_text(app: App, mills: Path) -> None:
    desk = app()
    said = "<script>alert(1)</script>\u202e{{7*7}}"
    card = {"what": "card", "point": "../../etc/passwd", "question": said, "answer": said, "support": said}
    done(desk, "/write/reply", {"text": json.dumps(card)})
    assert not (mills / drafts_file.FILE).exists()
    assert post(desk, "/write/reply", {"text": 7}).status == 400
    assert post(desk, "/write/sheets", {"size": 1}).status == 400


# --- by a model


@pytest.fixture
def far(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server of a test stands for one far away: no test speaks with another machine."""
    monkeypatch.setattr("curriculum.cards.writer.address.Address.here", property(lambda self: False))


def ended(app: Starlette) -> dict[str, Any]:
    assert waited_for(lambda: not get(app, "/write/job")["job"]["running"])
    return dict(get(app, "/write/job")["job"])


def test_without_a_model_nothing_is_planned(app: App) -> None:
    assert post(app(), "/write/plan", {}).status == 422
    assert post(app(), "/write/send", {"seal": "x"}).status == 422
    assert get(app(), "/write/job")["job"] is None


def test_it_says_what_goes_where_and_sends_nothing_before_the_word(app: App, far: None, mills: Path) -> None:
    with serving(good) as server:
        desk = app(name="m", url=server.url, critic="m")
        plan = done(desk, "/write/plan", {})
        assert plan["lines"][0] == "2 episodes, 3 points to ask about."
        host = server.url.split("/")[2]
        assert plan["lines"][1].startswith(f"m at {host} writes: 2 requests, ")
        assert (plan["hosts"], plan["lent"]) == ([host], [])
        assert re.fullmatch(
            rf"Send 3 points, [\d,]+ characters, to {host}: its price is not known", plan["send"]
        )
        assert post(desk, "/write/send", {"seal": "guess"}).status == 409
        assert server.requests == []
        sent = done(desk, "/write/send", {"seal": plan["seal"]})["job"]
        assert sent["episodes"] == 2
        job = ended(desk)
    assert (job["through"], job["receipt"]["came"], job["receipt"]["passing"], job["why"]) == (2, 3, 3, [])
    assert {one.critic for one in drafts_file.read(mills / drafts_file.FILE)} == {"m"}
    assert job["spent"].startswith("12,000 tokens read, 80 written")
    assert done(desk, "/write/plan", {})["lines"] == []


def test_what_is_agreed_to_is_what_is_sent(app: App, far: None, mills: Path) -> None:
    with serving(good) as server:
        desk = app(name="m", url=server.url, critic=None)
        one = get(desk)["episodes"][0]["id"]
        plan = done(desk, "/write/plan", {"episodes": [one]})
        assert post(desk, "/write/send", {"seal": plan["seal"]}).status == 409, "all, where one was agreed to"
        plan = done(desk, "/write/plan", {})
        (mills / "2.md").write_text(WIND.replace("the river Lek", "the sea"), encoding="utf-8")
        stale = post(desk, "/write/send", {"seal": plan["seal"]})
        assert stale.status == 409, "other notes"
        assert stale.json["lines"][0] == "2 episodes, 3 points to ask about.", "what would go now"
        assert server.requests == []


def test_an_address_that_was_not_typed_must_be_known(app: App, far: None) -> None:
    with serving(good) as server:
        desk = app(name="m", url=server.url, critic=None, lent=True)
        plan = done(desk, "/write/plan", {})
        assert plan["lent"] == plan["hosts"]
        refused = post(desk, "/write/send", {"seal": plan["seal"]})
        assert refused.status == 422
        assert "curriculum.toml" in refused.json["said"]
        assert server.requests == []
        done(desk, "/write/send", {"seal": plan["seal"], "known": plan["lent"]})
        assert ended(desk)["receipt"]["came"] == 3


def test_a_key_that_is_missing_is_said_before_anything_is_agreed_to(app: App) -> None:
    answer = post(app(name="openai:gpt-4o", critic=None), "/write/plan", {})
    assert answer.status == 500
    assert "OPENAI_API_KEY" in answer.json["said"]


def test_a_key_is_never_shown(app: App, mills: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even when the server says it back."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)

    def echo(request: Request) -> Spoken:
        said = json.dumps(request.headers)
        return chat(items(*({"question": said, "answer": said, "point": one} for one in request.points)))

    with serving(echo) as server:
        desk = app(name="openai:m", url=server.url, critic=None)
        bodies = [post(desk, "/write/plan", {}).body]
        bodies.append(post(desk, "/write/send", {"seal": json.loads(bodies[0])["seal"]}).body)
        bodies.append(json.dumps(ended(desk)))
        assert f"Bearer {KEY}" in server.requests[0].headers.values()
    bodies.append((mills / drafts_file.FILE).read_text("utf-8"))
    assert KEY not in "".join(bodies)


def slow_at_wind(request: Request) -> Spoken:
    return Spoken('{"id":', drip=True) if "Kinderdijk" in json.dumps(request.body) else good(request)


@pytest.fixture
def slow() -> Iterator[ModelServer]:
    with serving(slow_at_wind) as server:
        yield server


def test_a_stop_keeps_what_came(app: App, mills: Path, slow: ModelServer) -> None:
    desk = app(name="m", url=slow.url, critic=None)
    seal = done(desk, "/write/plan", {})["seal"]
    done(desk, "/write/send", {"seal": seal})
    assert waited_for(lambda: get(desk, "/write/job")["job"]["through"] == 1)
    busy = post(desk, "/write/send", {"seal": done(desk, "/write/plan", {})["seal"]})
    assert (busy.status, busy.json["said"]) == (422, "A model is being asked already.")
    begun = time.monotonic()
    done(desk, "/write/stop", {})
    job = ended(desk)
    assert time.monotonic() - begun < 10
    assert (job["stopped"], job["receipt"]["came"]) == (True, 2)
    assert len(drafts_file.read(mills / drafts_file.FILE)) == 2
    assert get(desk)["points"] == 1


def test_what_came_is_kept_also_when_the_notes_can_no_longer_be_read(app: App, mills: Path) -> None:
    def breaks(request: Request) -> Spoken:
        (mills / "themes.toml").write_text("no = [toml", encoding="utf-8")
        return good(request)

    with serving(breaks) as server:
        desk = app(name="m", url=server.url, critic=None)
        done(desk, "/write/send", {"seal": done(desk, "/write/plan", {})["seal"]})
        assert waited_for(lambda: len(drafts_file.read(mills / drafts_file.FILE)) == 3)
    assert ask(desk, path="/write").status == 500


def test_why_nothing_came_is_told(app: App) -> None:
    with serving(Spoken("{}", 401)) as server:
        desk = app(name="m", url=server.url, critic=None)
        done(desk, "/write/send", {"seal": done(desk, "/write/plan", {})["seal"]})
        job = ended(desk)
    assert "refuses" in job["why"][0]
    assert job["receipt"]["came"] == 0
