"""``curriculum write --with``: what it says before it sends, what it asks, and what it leaves behind."""

import importlib.util
import json
import os
import pty
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest
from mills import TIDE, WIND, good, notes
from model_server import Answer, Request, Script, chat, items, serving, spoken, waited_for

from curriculum.cards.writer import share
from curriculum.cli import main

ROOT = Path(__file__).resolve().parents[2]
KEY = "sk-proj-Zk3eY0fAtest7Qm2"
VARIABLES = (
    "OPENAI_API_KEY", "ANTHROPIC_API_KEY", "GOOGLE_API_KEY", "GEMINI_API_KEY", "OLLAMA_API_KEY",
    "OPENAI_BASE_URL", "ANTHROPIC_BASE_URL", "GOOGLE_GEMINI_BASE_URL", "OLLAMA_BASE_URL",
)  # fmt: skip


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


Write = Callable[..., Done]


@pytest.fixture
def write(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Write:
    """The command, in this process, with nobody at the terminal and no key in the environment."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["curriculum", "write", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Done(int(ended.value.code or 0), said.out, said.err)

    return run


def test_a_whole_run(tmp_path: Path, write: Write) -> None:
    """What goes where, how far it is, what came in, what it took."""
    with serving(good) as server:
        done = write(notes(tmp_path, TIDE, WIND), "--url", server.url, "--with", "some-model")
        again = write(tmp_path, "--url", server.url, "--with", "some-model")
    assert done.code == 0
    first, writes, judges, *progress = done.err.splitlines()
    assert first == "2 episodes, 3 points to ask about."
    assert writes.startswith("some-model on this machine writes: 2 requests, ")
    assert writes.endswith("nothing leaves this machine.")
    assert judges.startswith("some-model on this machine judges the drafts: 2 requests, ")
    assert [line.split(" (")[0] for line in progress] == [
        "1 of 2: Tidal mills on the Rance",
        "2 of 2: Wind mills of Kinderdijk",
    ]
    assert "3 cards came in: 3 pass, 0 held" in done.out
    assert "Tokens: 12,000 read, 80 written, in " in done.out
    assert f"Next, with these cards:\n  curriculum build {tmp_path}\n" in done.out
    assert (again.code, again.out) == (0, "There is nothing to ask: every point has its answer.\n")


def test_the_run_as_json(tmp_path: Path, write: Write) -> None:
    """One document on standard output, nothing else there."""
    with serving(good) as server:
        done = write(
            notes(tmp_path, TIDE, WIND),
            "--url",
            server.url,
            "--with",
            "m",
            "--limit",
            1,
            "--no-critic",
            "--json",
        )
        assert len(server.requests) == 1
    document = json.loads(done.out)
    assert [one["verdict"] for one in document["drafts"]] == ["ship", "ship"]
    assert (document["left"], document["problems"]) == (1, [])
    assert document["tokens"] == {"read": 3_000, "written": 20}
    assert document["dollars"] == 0


@pytest.mark.parametrize(
    ("options", "titles"),
    [
        (["--limit", "1"], ["Tidal"]),
        (["--episode", "wind-mills-of-kinderdijk"], ["Wind"]),
        ([], ["Tidal", "Wind"]),
    ],
)
def test_what_is_asked_about(tmp_path: Path, write: Write, options: list[str], titles: list[str]) -> None:
    """No more than was chosen, in any sense."""
    with serving(good) as server:
        write(notes(tmp_path, TIDE, WIND), "--url", server.url, "--with", "m", *options)
    writers = [request.given for request in server.requests if not request.judges]
    assert [given.split("# ")[1].split()[0] for given in writers] == titles


def test_a_dry_run_sends_nothing(tmp_path: Path, write: Write) -> None:
    """It needs no key, and says host, episodes, characters, tokens and cost."""
    done = write(notes(tmp_path, TIDE, WIND), "--with", "openai:gpt-4o", "--dry-run")
    assert done.code == 0
    assert "openai:gpt-4o at api.openai.com writes: 2 requests, " in done.out
    assert " characters; about " in done.out
    assert "about $0.0" in done.out
    assert done.out.endswith("Nothing was sent.\n")
    unknown = write(tmp_path, "--with", "m", "--url", "http://model.invalid/v1", "--dry-run")
    assert "its price is not known" in unknown.out
    assert "What goes to model.invalid is not encrypted (http)." in unknown.out
    assert not (tmp_path / "drafts.jsonl").exists()


def test_a_dry_run_as_json(tmp_path: Path, write: Write) -> None:
    """The same figures for a program."""
    done = write(
        notes(tmp_path, TIDE), "--with", "openai:gpt-4o", "--critic", "ollama:x", "--dry-run", "--json"
    )
    document = json.loads(done.out)
    writer, critic = document["asks"]
    assert (writer["role"], writer["host"], writer["this_machine"]) == ("writer", "api.openai.com", False)
    assert (critic["role"], critic["host"], critic["this_machine"]) == ("critic", "localhost:11434", True)
    assert writer["characters"] > 8_000
    assert writer["tokens"]["read"] == -(-writer["characters"] // 4)
    assert 0 < writer["dollars"] < 1
    assert critic["dollars"] == 0


def test_nobody_to_ask(tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal and without --yes nothing is sent."""
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    done = write(notes(tmp_path, WIND), "--with", "openai:gpt-4o")
    assert done.code == 2
    assert "Nobody is there to be asked whether this may go to api.openai.com" in done.err
    assert "--yes agrees" in done.err


class Terminal:
    """A person who types one answer."""

    def __init__(self, answer: str) -> None:
        self.answer = answer

    def isatty(self) -> bool:
        return True

    def readline(self, size: int = -1) -> str:
        return f"{self.answer}\n"


@pytest.mark.parametrize(("answer", "sent"), [("n", 0), ("", 0), ("y", 2)])
def test_the_question(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch, answer: str, sent: int
) -> None:
    """It names the host; only a yes is one."""
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    # the server stands for one far away: no test speaks with another machine
    monkeypatch.setattr("curriculum.cards.writer.address.Address.here", property(lambda self: False))
    with serving(good) as server:
        done = write(notes(tmp_path, WIND), "--url", server.url, "--with", "m")
        assert len(server.requests) == sent
    assert done.code == 0
    assert f"Send this to {server.url[7:-3]}? [y/N]" in done.err
    assert ("Nothing was sent." in done.err) is not bool(sent)


def test_yes_is_for_scripts(tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """No question is asked; what goes where is said all the same."""
    monkeypatch.setattr("curriculum.cards.writer.address.Address.here", property(lambda self: False))
    with serving(good) as server:
        done = write(notes(tmp_path, WIND), "--url", server.url, "--with", "m", "--yes")
    assert done.code == 0
    assert f"m at {server.url[7:-3]} writes: 1 request" in done.err


def test_no_key(tmp_path: Path, write: Write) -> None:
    """One sentence with the variable, before anybody is asked anything."""
    done = write(notes(tmp_path, WIND), "--with", "anthropic:claude-sonnet-5", "--yes")
    assert done.code == 1
    assert done.err.splitlines() == [
        "error: There is no key for api.anthropic.com.",
        "    Put it into the environment as ANTHROPIC_API_KEY.",
    ]


def test_what_is_no_key(tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key in curled quotes would break in the depths of a library, which shows it."""
    monkeypatch.setenv("OPENAI_API_KEY", f"“{KEY}”")
    done = write(notes(tmp_path, WIND), "--with", "openai:gpt-4o", "--yes")
    assert done.code == 1
    assert "What OPENAI_API_KEY holds is no key" in done.err
    assert KEY not in done.err


def test_without_the_extra(tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line says what to install."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    done = write(notes(tmp_path, WIND), "--with", "ollama:qwen3:8b")
    assert done.code == 1
    assert f"Install it: {sys.executable} -m pip install 'curriculum[writer]'" in done.err


@pytest.mark.parametrize(
    "options",
    [
        ["--with", "m", "--ask", "x.md"],
        ["--with", "m", "--reply", "x.md"],
        ["--url", "http://localhost/v1"],
        ["--dry-run"],
        ["--yes"],
        ["--critic", "m"],
        ["--with", "m", "--critic", "n", "--no-critic"],
    ],
)
def test_options_that_do_not_go_together(tmp_path: Path, write: Write, options: list[str]) -> None:
    """Wrong usage, said at once."""
    assert write(notes(tmp_path, WIND), *options).code == 2


def echo(request: Request) -> Answer:
    """A server that says back whatever it was sent, headers and all, in a card."""
    said = json.dumps(request.headers)
    card = {"question": said, "answer": said, "support": "into the river Lek"}
    points = request.points or ["p-000000"]
    return chat(items(*({**card, "point": point} for point in points)))


def refuse(request: Request) -> Answer:
    """A server that shows the key in its refusal, as some do."""
    return Answer(json.dumps({"error": {"message": f"Bad request: {request.headers}"}}), 400)


@pytest.mark.parametrize("script", [echo, refuse, Answer('{"error": "bad key"}', 401)])
def test_a_key_is_never_shown(tmp_path: Path, script: Script) -> None:
    """It goes to its host and nowhere else: to no output and no file, even when the server says it back."""
    folder = notes(tmp_path / "notes", WIND)
    with serving(script) as server:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "curriculum",
                "write",
                str(folder),
                "--with",
                "openai:m",
                "--url",
                server.url,
            ],
            env={**os.environ, "PYTHONPATH": str(ROOT), "OPENAI_API_KEY": KEY, "OPENAI_LOG": "debug"},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )
    assert "Traceback" not in done.stderr
    assert f"Bearer {KEY}" in {value for one in server.requests for value in one.headers.values()}
    written = "".join(path.read_text("utf-8") for path in folder.rglob("*") if path.is_file())
    assert KEY not in done.stdout + done.stderr + written
    if script is echo:
        assert "[key]" in written


LISTENING = """import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # what a job in the background inherits is deaf
from curriculum.cli import main
main()
"""
"""The program, so that it hears Ctrl-C wherever the tests run."""


def test_control_c_keeps_what_came_in(tmp_path: Path) -> None:
    """The first episode is in the file while the second is on its way; the program says so and ends."""

    def hangs_at_wind(request: Request) -> Answer:
        return Answer('{"id":', drip=True) if "Kinderdijk" in request.given else good(request)

    folder = notes(tmp_path, TIDE, WIND)
    with serving(hangs_at_wind) as server:
        started = subprocess.Popen(
            [sys.executable, "-c", LISTENING, "write", str(folder), "--with", "m", "--url", server.url],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert waited_for(lambda: len(server.requests) == 3)
        started.send_signal(signal.SIGINT)
        out, err = started.communicate(timeout=30)
    assert started.returncode == 130
    assert "Traceback" not in err
    assert "Stopped. What came in is kept; the same command asks for the rest." in err
    assert "2 cards came in: 2 pass" in out
    drafts = [json.loads(line) for line in (folder / "drafts.jsonl").read_text("utf-8").splitlines()]
    assert [(one["answer"], one["critic"]) for one in drafts] == [
        ("the flood", "m"),
        ("Guillaume Marchand", "m"),
    ]


@pytest.mark.parametrize(
    ("model", "variable", "path"),
    [
        ("anthropic:claude-sonnet-5", "ANTHROPIC", "/v1/messages"),
        ("google:gemini-3-pro", "GOOGLE_GEMINI", "/v1beta/models/gemini-3-pro:generateContent"),
        ("ollama:qwen3:8b", "OLLAMA", "/v1/chat/completions"),
        ("openai:gpt-4o", "OPENAI", "/v1/chat/completions"),
    ],
)
def test_every_provider(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch, model: str, variable: str, path: str
) -> None:
    """Each is spoken to in its own way, at the address that its variable says."""
    with serving(good) as server:
        base = server.root if model.startswith(("anthropic", "google")) else server.url
        monkeypatch.setenv(f"{variable}_BASE_URL", base)
        done = write(notes(tmp_path, WIND), "--with", model, "--json")
    assert {request.path.split("?")[0] for request in server.requests} == {path}
    assert len(server.requests) == 2
    (draft,) = json.loads(done.out)["drafts"]
    assert (draft["author"], draft["critic"], draft["verdict"]) == (model, model, "ship")


def test_another_critic(tmp_path: Path, write: Write) -> None:
    """Another model may judge; at the same server where its name says no other."""
    with serving(good) as server:
        done = write(notes(tmp_path, WIND), "--url", server.url, "--with", "a", "--critic", "b", "--json")
        assert [request.body["model"] for request in server.requests] == ["a", "b"]
    (draft,) = json.loads(done.out)["drafts"]
    assert (draft["author"], draft["critic"]) == ("a", "b")


def test_a_proxy_is_no_way_to_this_machine(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stays on this machine is not carried through another one."""
    with serving(Answer("{}", 500)) as proxy, serving(good) as server:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.root)
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        done = write(notes(tmp_path, WIND), "--url", server.url, "--with", "m")
        assert proxy.requests == []
    assert done.code == 0


def test_a_refused_key_ends_the_command(tmp_path: Path, write: Write) -> None:
    """With exit code 1 and one sentence."""
    with serving(Answer("{}", 401)) as server:
        done = write(notes(tmp_path, TIDE, WIND), "--url", server.url, "--with", "m")
    assert done.code == 1
    assert done.out == ""
    assert f"error: {server.url[7:-3]} refuses a request without a key (status 401)." in done.err


def test_long_episodes_are_asked_about_in_parts(tmp_path: Path, write: Write) -> None:
    """Requests are about as long as --size says, and no point is asked about twice."""
    point = (
        "- **Mill {0}**: The mill {0} on the Rance was built in the year 1{0} and ground {0} bags of rye. "
    )
    many = "\n".join(point.format(number) * 5 for number in range(100, 120))
    text = TIDE.split("- **")[0] + many + "\n"
    with serving(lambda request: spoken(request, items())) as server:
        done = write(
            notes(tmp_path, text), "--url", server.url, "--with", "m", "--no-critic", "--size", 14_000
        )
    assert done.code == 0
    assert len(server.requests) > 1
    points = [point for request in server.requests for point in request.points]
    assert len(points) == len(set(points)) == 20
    assert all(len(request.told) + len(request.given) < 20_000 for request in server.requests)


def test_build_knows_nothing_of_models() -> None:
    """No command but this one loads a library that speaks with a server."""
    code = (
        "import sys, curriculum.build, curriculum.cli.build, curriculum.cli.cards, curriculum.cli.write\n"
        "print(*{'httpx2', 'pydantic_ai', 'openai', 'genai_prices'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == ""


def test_on_a_terminal(tmp_path: Path) -> None:
    """A bar with what has come in, and nothing that a library has to say."""
    folder = notes(tmp_path, TIDE, WIND)
    hidden = {"PYTEST_VERSION", "CI"}  # they silence what a person would see
    inside, outside = pty.openpty()
    with serving(good) as server:
        started = subprocess.Popen(
            [sys.executable, "-m", "curriculum", "write", str(folder), "--with", "m", "--url", server.url],
            env={**{name: said for name, said in os.environ.items() if name not in hidden}, "TERM": "xterm"}
            | {"PYTHONPATH": str(ROOT), "COLUMNS": "100"},
            stdin=outside,
            stdout=subprocess.PIPE,
            stderr=outside,
        )
        os.close(outside)
        seen = b""
        with suppress(OSError):  # the terminal has gone with its program
            while piece := os.read(inside, 4096):
                seen += piece
        os.close(inside)
        out = started.communicate(timeout=30)[0].decode()
    assert started.returncode == 0
    assert "3 cards came in: 3 pass" in out
    said = re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", seen.decode())
    assert "2/2 3 of 3 cards passed" in said
    assert "pydantic" not in said.lower()


def test_cheap_is_not_free() -> None:
    """A price below a cent is told as such."""
    from decimal import Decimal

    assert share.dollars(Decimal("0.001"), False) == "less than $0.01"
    assert share.dollars(Decimal("1.239"), False) == "about $1.24 at list price"
