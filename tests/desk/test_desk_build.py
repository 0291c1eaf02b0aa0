"""Building at the desk: what is asked for is made once, seen by all, and fetched by name."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from desk_sample import Answer, ask, desk_of
from starlette.types import ASGIApp

from curriculum import publish
from curriculum.cli import reasons
from curriculum.desk import serve
from curriculum.desk.app import application
from curriculum.desk.desk import Desk
from curriculum.order import Order
from curriculum.planning.wish import Wish
from curriculum.workspace import Tell, Workspace

ROOT = Path(__file__).resolve().parents[2]
LOOKED = {"title": "May", "folder": "decks/may", "changes": [], "replaced": [], "waiting": 0}


class Work:
    """Makes nothing, and remembers what it was asked for; waits where it is told to."""

    def __init__(self) -> None:
        self.orders: list[Order] = []
        self.may_end = Event()
        self.may_end.set()

    def __call__(self, order: Order, tell: Tell) -> Mapping[str, Any]:
        self.orders.append(order)
        tell("Reading")
        assert self.may_end.wait(30)
        return {**LOOKED, "searches": {}, "problems": [], "supply": {"episodes": 1, "cards": 1, "held": 0}}


@pytest.fixture
def work() -> Work:
    return Work()


def over(folder: Path, work: Work, **more: Any) -> ASGIApp:
    """The desk's application over notes, with a pretended look at the changes."""
    order = Order(sources=(folder,), output=folder.parent / "decks", now=0, **more)
    return application(Desk(Workspace(order, work, reasons), work))


def post(app: ASGIApp, path: str, body: object) -> Answer:
    return ask(app, "POST", path, body=[json.dumps(body).encode()])


def ended(app: ASGIApp) -> dict[str, Any]:
    """The view when nothing is made any longer."""
    end = time.monotonic() + 120
    while ask(app, path="/build/steps").json["running"]:
        assert time.monotonic() < end
        time.sleep(0.02)
    answer = ask(app, path="/build")
    assert answer.status == 200, answer.body
    return dict(answer.json)


def test_what_is_wished_for_is_the_order(folder: Path, work: Work) -> None:
    app = over(folder, work, wish=Wish(month="2024-05", minutes=90))
    assert ask(app, path="/build").json["wish"]["month"] == "2024-05"
    wish = {"themes": ["tidal mills"], "start": "2024-06-03", "weeks": 2, "best": 3, "title": "Mills"}
    assert post(app, "/build/look", {"wish": wish, "rewrite": True, "allow_retire": True}).status == 200
    shown = ended(app)
    (order,) = work.orders
    assert order.wish == Wish.model_validate(wish)
    assert (order.rewrite, order.allow_retire, order.output) == (True, True, folder.parent / "decks")
    assert shown["changes"]["said"] == "No card at all."
    assert shown["wish"]["title"] == "Mills"


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"themes": ["…"]}, "at least one word"),
        ({"title": "?"}, "at least one word"),
        ({"month": "2024-05", "start": "2024-05-06"}, "not both"),
        ({"start": "soon"}, "must be a date"),
        ({"weeks": 0}, "at least 1"),
        ({"lock": "/etc/passwd"}, "nothing of that name"),
    ],
)
def test_what_cannot_be_wished_for_is_told(folder: Path, work: Work, wish: object, said: str) -> None:
    app = over(folder, work)
    answer = post(app, "/build/make", {"wish": wish})
    assert answer.status == 400
    assert said in answer.json["said"]
    assert not work.orders


def test_without_a_theme_the_plan_is_made_as_it_stands(folder: Path, work: Work) -> None:
    planned = Wish(month="2024-05", weeks=2)
    app = over(folder, work, wish=planned)
    refused = post(app, "/build/make", {"wish": {"weeks": 3}})
    assert (refused.status, "change them there" in refused.json["said"]) == (422, True)
    assert post(app, "/build/look", {}).status == 200
    ended(app)
    assert [one.wish for one in work.orders] == [planned]


def test_an_outline_rules_unless_a_theme_makes_another_curriculum(folder: Path, work: Work) -> None:
    outline = folder / "outline.toml"
    app = over(folder, work, outline=outline)
    refused = post(app, "/build/look", {"wish": {"weeks": 2}})
    assert refused.status == 422
    assert "says weeks, dates and title itself" in refused.json["said"]
    assert post(app, "/build/look", {}).status == 200
    ended(app)
    assert post(app, "/build/look", {"wish": {"themes": ["mills"], "weeks": 2}}).status == 200
    ended(app)
    assert [one.outline for one in work.orders] == [outline, None]


def test_nothing_is_made_twice_at_once_and_all_see_the_same(folder: Path, work: Work) -> None:
    work.may_end.clear()
    app = over(folder, work)
    first = post(app, "/build/make", {}).json
    assert (first["task"], first["running"], first["said"]) == ("build", True, "")
    while not (steps := ask(app, path="/build/steps").json)["steps"]:
        time.sleep(0.01)
    other = post(app, "/build/make", {})
    assert other.status == 200
    assert "made already" in other.json["said"]
    assert (other.json["steps"], other.json["number"]) == (["Reading"], steps["number"])
    assert ask(app, path="/build").json["running"]
    work.may_end.set()
    while ask(app, path="/build/steps").json["running"]:
        time.sleep(0.01)
    assert len(work.orders) == 1


def test_the_other_views_go_on_while_something_is_made(folder: Path, work: Work) -> None:
    work.may_end.clear()
    app = over(folder, work)
    post(app, "/build/make", {})
    card = ask(app, path="/cards").json["cards"][0]
    change = [{"key": card["key"], "seen": None, "action": "drop"}]
    assert post(app, "/decide", change).json["cards"][0]["verdict"] == "dropped"
    assert post(app, "/themes/seek", {"theme": "mills"}).status == 200
    assert ask(app, path="/build/steps").json["running"]
    work.may_end.set()


def test_a_desk_at_which_something_is_made_is_not_idle(folder: Path, work: Work) -> None:
    desk = Desk(Workspace(Order(sources=(folder,), now=0), work, reasons), work)
    watch = serve._Watch(application(desk), desk)
    time.sleep(0.05)
    assert watch.idle() >= 0.05
    work.may_end.clear()
    desk.making.begin("build", desk.workspace.order)
    assert watch.idle() < 0.05
    work.may_end.set()


def test_a_theme_is_looked_at_built_and_fetched(desk: Desk, folder: Path) -> None:
    app = application(desk)
    assert ask(app, path="/build").json["made"] is None
    asked = {"wish": {"themes": ["tidal mills"], "month": "2024-05"}}
    post(app, "/build/look", asked)
    changes = ended(app)["changes"]
    assert changes["said"] == "3 new cards."
    assert [one["state"] for one in changes["lots"]] == ["new"]
    assert not (folder.parent / "decks").exists(), "looking writes nothing"
    assert not (folder / "curriculum.lock").exists()
    post(app, "/build/make", asked)
    shown = ended(app)
    assert shown["steps"][0] == "Reading episode files"
    assert "Writing Anki packages" in shown["steps"]
    assert shown["problems"] == []
    assert shown["built"]["said"][0] == "3 cards to study in 1 week."
    package = shown["made"]["files"][0]
    fetched = ask(app, path=f"/made/{package['name']}")
    assert fetched.status == 200
    assert int(fetched.headers["content-length"]) == package["size"]
    assert fetched.headers["content-disposition"].startswith("attachment;")
    guide = next(file["name"] for file in shown["made"]["files"] if file["name"].endswith(".pdf"))
    assert ask(app, path=f"/made/{guide}").headers["content-type"] == "application/pdf"
    for name in ("outline.json", ".curriculum.json", "..", "%2e%2e", "..%2f..%2fnotes%2fmills.md"):
        assert ask(app, path=f"/made/{name}").status == 404
    again = desk_of(folder)
    assert ask(application(again), path="/build").json["made"] == shown["made"], "also after a restart"


def test_cards_that_would_retire_are_refused_with_the_reason_and_retire_in_a_second_step(
    desk: Desk, folder: Path
) -> None:
    app = application(desk)
    post(app, "/build/make", {})
    assert ended(app)["built"]
    (folder / "mills.md").write_bytes("# Mühlen".encode("utf-16"))  # another program has written into it
    (folder / "bread.md").write_text("# Bread\n\n1. **Dough**: Bakers fold it.\n", encoding="utf-8")
    post(app, "/build/look", {})
    refused = ended(app)
    assert refused["loss"]
    assert refused["changes"] is None
    assert any("would retire" in one["message"] for one in refused["problems"])
    post(app, "/build/look", {"allow_retire": True})
    allowed = ended(app)
    assert not allowed["loss"]
    retired = [lot for lot in allowed["changes"]["lots"] if lot["state"] == "retired"]
    assert retired[0]["count"] == "3 cards that retire"


def test_no_theme_that_matters_is_told_in_words(desk: Desk) -> None:
    app = application(desk)
    post(app, "/build/look", {"wish": {"themes": ["zebra"]}})
    (problem,) = ended(app)["problems"]
    assert problem["message"] == 'No episode matters for the theme "zebra".'
    assert problem["remedy"]


# --- the program ends while it builds


class Running:
    """The real command, asked over its real port."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "curriculum", "desk", str(folder), "--no-browser"]
        self.process = subprocess.Popen(
            [*command, "--output", str(folder.parent / "decks")],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            start_new_session=True,
        )
        assert self.process.stdout
        found = re.search(r"(http://\S+/)#(\S+)", self.process.stdout.readline())
        assert found
        self._home, self._secret = found.groups()

    def ask(self, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self._home}{path}", data, {"x-desk-secret": self._secret})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)

    def until(self, holds: Callable[[Any], bool]) -> Any:
        end = time.monotonic() + 120
        while not holds(now := self.ask("build/steps")):
            assert time.monotonic() < end
            time.sleep(0.005)
        return now

    def interrupt(self) -> str:
        """Ctrl-C, which a terminal sends to the program and all that it has started."""
        os.killpg(self.process.pid, signal.SIGINT)
        said = self.process.communicate(timeout=30)[1]
        assert self.process.returncode in (0, 130)
        return said


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is sent to a group of processes")
@pytest.mark.parametrize("step", ["Writing cards", "Writing Anki packages", "Printing guides"])
def test_a_build_that_is_cut_off_leaves_nothing_half_made(folder: Path, step: str) -> None:
    running = Running(folder)
    running.ask("build/make", {})
    running.until(lambda now: step in now["steps"] or not now["running"])
    said = running.interrupt()
    assert "Traceback" not in said
    assert "Fatal" not in said
    decks = folder.parent / "decks"
    made = [path for path in decks.glob("[!.]*") if path.is_dir()] if decks.exists() else []
    for one in made:  # it was quicker than we: then it is whole
        files = publish.read_manifest(one)
        assert files
        assert all((one / name).is_file() for name in files)
    order = Order(sources=(folder,), output=decks, now=0)
    lock = publish.lock_to_read(order.lock_path)
    assert lock.exists() == bool(made)
    app = application(desk_of(folder))
    post(app, "/build/make", {})
    assert ended(app)["built"]
    assert [path.name for path in decks.iterdir() if path.name.endswith((".staged", ".aside"))] == []
