"""The desk in a real browser: the real command, opened at one of its views, used by keys."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

from chromium import Browser, Tab
from program import program

ROOT = Path(__file__).resolve().parents[2]
CONTROL, SHIFT = 2, 8
"""Modifiers, as ``Input.dispatchKeyEvent`` takes them."""
SAID = "document.getElementById('said').textContent"
QUIET = "document.getElementById('quiet').textContent"
_HERE = "document.querySelector('[role=tab][aria-selected=true]')"
_CODES = {"Enter": 13, "Escape": 27, "Tab": 9}


@contextmanager
def started(folder: Path, *options: str) -> Iterator[str]:
    """The address that the command prints; at the end Ctrl-C must stop it quietly."""
    command = [*program(), "desk", str(folder), "--no-browser", *options]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env, cwd=folder.parent
    )
    try:
        assert running.stdout
        line = running.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/#\S+", line)
        assert found, line
        yield found.group()
    finally:
        running.send_signal(signal.SIGINT)
        said = running.communicate(timeout=30)[1]
    assert "Traceback" not in said
    assert running.returncode in (0, 130)


def opened(
    chromium: Browser,
    address: str,
    view: str,
    ready: str,
    width: int = 1280,
    dark: bool = False,
    first: str = "",
) -> Tab:
    """A tab at a view, when something holds there; ``first`` is a script before the page's."""
    tab = chromium.open(address, width, dark, first=first)
    at(tab, view, ready)
    return tab


def at(tab: Tab, view: str, ready: str) -> None:
    """Go to a view by the key of its tab, when the page has begun."""
    until(tab, f"Boolean({_HERE})")
    tab.run("document.activeElement.blur()")
    press(tab, tab.run(f"document.getElementById('tab-{view}').getAttribute('aria-keyshortcuts')"))
    until(tab, f"Boolean({ready})")


def until(tab: Tab, true: str) -> None:
    """Wait until something holds in the page."""
    end = time.monotonic() + 30
    while not tab.run(true):
        assert time.monotonic() < end, (
            f"it never came: {true}; the page says {tab.run('document.body.innerText')}"
        )
        time.sleep(0.02)


def press(tab: Tab, *keys: str, modifiers: int = 0) -> None:
    """Press keys one after the other, each with the modifiers."""
    for key in keys:
        text = "\r" if key == "Enter" else key if len(key) == 1 else ""
        pressed: dict[str, Any] = {"key": key, "modifiers": modifiers}
        if key in _CODES:
            pressed["windowsVirtualKeyCode"] = _CODES[key]
        more = {"text": text} if text and modifiers != CONTROL else {}
        tab.tell("Input.dispatchKeyEvent", type="keyDown", **pressed, **more)
        tab.tell("Input.dispatchKeyEvent", type="keyUp", **pressed)


def axe() -> str:
    """The script that looks for what keeps people out."""
    return (resources.files("axe_core_python") / "axe.min.js").read_text("utf-8")


def serious(tab: Tab) -> list[Any]:
    """The serious faults that axe finds on the page as it stands, which was opened with its script."""
    found = tab.run(
        "axe.run().then(({violations}) => violations.map("
        "one => [one.impact, one.id, one.nodes.map(node => node.html.slice(0, 120)).slice(0, 3)]))"
    )
    return [one for one in found if one[0] in ("serious", "critical")]
