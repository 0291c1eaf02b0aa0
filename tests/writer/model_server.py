"""A language model's server, on this machine, that does what a test tells it to: also the wrong thing."""

import json
import re
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any, NamedTuple

JSON = {"Content-Type": "application/json"}


class Request(NamedTuple):
    """What came in."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def told(self) -> str:
        """What the model is told to do, apart from the material."""
        return "\n".join(one["content"] for one in self.body["messages"] if one["role"] == "system")

    @property
    def given(self) -> str:
        """The material: notes, drafts."""
        return "\n".join(one["content"] for one in self.body["messages"] if one["role"] == "user")

    @property
    def plain(self) -> bool:
        """Whether it asks for no schema."""
        return "response_format" not in self.body and "tools" not in self.body

    @property
    def judges(self) -> bool:
        """Whether a critic is asked."""
        return "Now judge every draft." in json.dumps(self.body)

    @property
    def points(self) -> list[str]:
        """The ids that are asked about."""
        return re.findall(r"\[(p-[0-9a-f]{6})", json.dumps(self.body))


class Answer(NamedTuple):
    """What goes out."""

    body: str | bytes = b""
    status: int = 200
    headers: dict[str, str] = JSON
    length: int | None = None
    """What Content-Length says; None for the truth."""
    drip: bool = False
    """One byte at a time, for ever."""


Script = Answer | Callable[[Request], Answer]


def chat(text: str, end: str = "stop", tokens: tuple[int, int] = (3_000, 20)) -> Answer:
    """A model's answer as OpenAI's chat completions have it."""
    said = {"role": "assistant", "content": text}
    return Answer(
        json.dumps(
            {
                "id": "1",
                "object": "chat.completion",
                "created": 1,
                "model": "m",
                "choices": [{"index": 0, "finish_reason": end, "message": said}],
                "usage": {
                    "prompt_tokens": tokens[0],
                    "completion_tokens": tokens[1],
                    "total_tokens": sum(tokens),
                },
            }
        )
    )


def spoken(request: Request, text: str) -> Answer:
    """A model's answer in the way of the provider whose path was asked."""
    if "/chat/completions" in request.path:
        return chat(text)
    if request.path.endswith("/messages"):
        said: dict[str, Any] = {"type": "message", "role": "assistant", "stop_reason": "end_turn"}
        said |= {"id": "1", "model": "m", "stop_sequence": None, "content": [{"type": "text", "text": text}]}
        return Answer(json.dumps({**said, "usage": {"input_tokens": 100, "output_tokens": 20}}))
    tools = request.body["tools"][0]["functionDeclarations"][0]["name"]
    call = {"functionCall": {"name": tools, "args": json.loads(text)}}
    candidate = {"content": {"role": "model", "parts": [call]}, "finishReason": "STOP", "index": 0}
    usage = {"promptTokenCount": 100, "candidatesTokenCount": 20, "totalTokenCount": 120}
    return Answer(json.dumps({"candidates": [candidate], "usageMetadata": usage, "modelVersion": "m"}))


def items(*found: dict[str, Any]) -> str:
    """A writer's whole answer in its schema."""
    return json.dumps({"items": found})


def named(answer: str, request: "Request") -> str:
    """An answer that calls the drafts d-1, d-2 …, with the names that the request gives them."""
    drafts = str(request).partition("BEGIN DRAFTS")[2].partition("END DRAFTS")[0]
    names = list(dict.fromkeys(re.findall(r"d-[0-9a-f]{6}", drafts)))
    for number, name in enumerate(names, start=1):
        answer = re.sub(rf"d-{number}(?![0-9a-f])", name, answer)
    return answer


def verdicts(*found: dict[str, Any]) -> str:
    """A critic's whole answer in its schema."""
    return json.dumps({"verdicts": found})


class ModelServer:
    """The server. Each request is answered by the next of the script, the last of it again and again."""

    def __init__(self, script: Sequence[Script]) -> None:
        self.requests: list[Request] = []
        self.arrived, self.closing = Event(), Event()
        script = list(script)
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, format: str, *args: object) -> None:
                """Nothing: what a test wants to know is in ``requests``."""

            def do_GET(self) -> None:
                server.requests.append(Request(self.path, dict(self.headers), {}))
                self.send_error(404)

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                request = Request(self.path, dict(self.headers), body)
                server.requests.append(request)
                server.arrived.set()
                turn = script.pop(0) if len(script) > 1 else script[0]
                self.close_connection = True
                with suppress(OSError):  # whoever asked has had enough
                    self._answer(turn if isinstance(turn, Answer) else turn(request))

            def _answer(self, answer: Answer) -> None:
                content = answer.body.encode() if isinstance(answer.body, str) else answer.body
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if not answer.drip:
                    self.send_header("Content-Length", str(answer.length or len(content)))
                self.send_header("Connection", "close")
                self.end_headers()
                self.wfile.write(content)
                while answer.drip and not server.closing.wait(0.02):
                    self.wfile.write(b" ")

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = False
        self._thread = Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02})

    @property
    def root(self) -> str:
        """Its address without a path."""
        return f"http://127.0.0.1:{self._http.server_port}"

    @property
    def url(self) -> str:
        """Its address as ``--url`` takes it."""
        return f"{self.root}/v1"

    def start(self) -> None:
        """Serve."""
        self._thread.start()

    def stop(self) -> None:
        """End every answer that goes on, then the server."""
        self.closing.set()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()


@contextmanager
def serving(*script: Script) -> Iterator[ModelServer]:
    """A server for as long as the block lasts."""
    server = ModelServer(script)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def unused_port() -> int:
    """A port of this machine on which nobody answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def waited_for(happened: Callable[[], bool], seconds: float = 30) -> bool:
    """Whether it has happened before so many seconds are over."""
    end = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
