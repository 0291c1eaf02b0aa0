"""Chromium without a window, told what to do over a pipe in its DevTools protocol."""

import base64
import fcntl
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
PATIENCE = 30.0
"""Seconds until an answer must have come."""


class Browser:
    """A running browser with a profile of its own."""

    def __init__(self, profile: Path) -> None:
        # numbers that no redirection below overwrites
        told, self._tell = (fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in os.pipe())
        self._hear, said = (fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in os.pipe())
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        options += ["--hide-scrollbars", "--remote-debugging-pipe", f"--user-data-dir={profile}"]
        self._process = subprocess.Popen(
            ["bash", "-c", f'exec "$0" "$@" 3<&{told} 4>&{said}', CHROMIUM, *options],
            pass_fds=(told, said),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(told)
        os.close(said)
        self._last = 0
        self._rest = b""
        self.events: list[dict[str, Any]] = []
        """All that it told unasked."""
        self._targets: list[str] = []

    def tell(self, method: str, session: str = "", **parameters: Any) -> Mapping[str, Any]:
        """Its answer to a command."""
        self._last += 1
        message = {"id": self._last, "method": method, "params": parameters}
        os.write(
            self._tell, json.dumps({**message, "sessionId": session} if session else message).encode() + b"\0"
        )
        while (heard := self._next()).get("id") != self._last:
            self.events.append(heard)
        assert "error" not in heard, heard["error"]
        return dict(heard["result"])

    def wait(self, method: str) -> None:
        """Until it has told of an event, which is then forgotten."""
        while not (found := [event for event in self.events if event["method"] == method]):
            self.events.append(self._next())
        self.events.remove(found[0])

    def _next(self) -> dict[str, Any]:
        end = time.monotonic() + PATIENCE
        while b"\0" not in self._rest:
            assert select.select([self._hear], [], [], max(0, end - time.monotonic()))[0], (
                "the browser is silent"
            )
            said = os.read(self._hear, 1 << 20)
            assert said, "the browser has ended"
            self._rest += said
        message, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(message))

    def open(
        self, page: Path | str, width: int = 1280, dark: bool = False, scripts: bool = True, first: str = ""
    ) -> "Tab":
        """A page of the disk, or an address, in a tab of its own; ``first`` is a script before the page's."""
        target = self.tell("Target.createTarget", url="about:blank")["targetId"]
        self._targets.append(target)
        tab = Tab(self, self.tell("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])
        for domain in ("Page", "Runtime", "Network", "Log"):
            tab.tell(f"{domain}.enable")
        tab.tell(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=844,
            deviceScaleFactor=1,
            mobile=width < 500,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        tab.tell("Emulation.setEmulatedMedia", features=[scheme])
        tab.tell("Emulation.setScriptExecutionDisabled", value=not scripts)
        if first:
            tab.tell("Page.addScriptToEvaluateOnNewDocument", source=first)
        tab.go(page)
        return tab

    def tidy(self) -> None:
        """Close what was opened, which would go on asking its server, and forget what was told."""
        while self._targets:
            self.tell("Target.closeTarget", targetId=self._targets.pop())
        self.events.clear()

    def close(self) -> None:
        """End it."""
        self.tell("Browser.close")
        self._process.wait(PATIENCE)
        os.close(self._tell)
        os.close(self._hear)


class Tab:
    """A page in a browser."""

    def __init__(self, browser: Browser, session: str) -> None:
        self._browser = browser
        self._session = session

    def tell(self, method: str, **parameters: Any) -> Mapping[str, Any]:
        """The browser's answer to a command on this page."""
        return self._browser.tell(method, self._session, **parameters)

    def go(self, page: Path | str) -> None:
        """Open a page of the disk or an address, or the same one again."""
        self.tell("Page.navigate", url=page if isinstance(page, str) else page.as_uri())
        self._browser.wait("Page.loadEventFired")

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        answer = self.tell("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def write(self, selector: str, text: str) -> None:
        """Type into a field."""
        self.run(f"document.querySelector({json.dumps(selector)}).focus()")
        self.tell("Input.insertText", text=text)

    def told(self, method: str) -> list[dict[str, Any]]:
        """What the browser told of this page, by the name of the event."""
        events = self._browser.events
        return [
            one["params"]
            for one in events
            if one.get("sessionId") == self._session and one["method"] == method
        ]

    def photograph(self, path: Path, **clip: float) -> None:
        """The whole page as a picture, or a part of it."""
        size = self.tell("Page.getLayoutMetrics")["cssContentSize"]
        part = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1, **clip}
        picture = self.tell("Page.captureScreenshot", clip=part, captureBeyondViewport=True)["data"]
        path.write_bytes(base64.b64decode(picture))


@contextmanager
def browser(profile: Path) -> Iterator[Browser]:
    """A browser that ends with the block."""
    one = Browser(profile)
    try:
        yield one
    finally:
        one.close()
