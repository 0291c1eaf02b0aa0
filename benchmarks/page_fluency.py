"""How soon the page and the desk are painted and answer a key: 200 episodes with 1,000 cards beside one card.

.venv/bin/python benchmarks/page_fluency.py

The page is filled from values, the desk is the real command over files of that many flashcards. A key's
effect is measured in the browser, from the key to the next frame; a decision until the server has answered,
which it does when the decision stands on the disk.
"""

import datetime as dt
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / part) for part in ("tests", "tests/guides", "tests/page")]

import board  # noqa: E402
from chromium import CHROMIUM, Tab, browser  # noqa: E402
from guides_sample import TIDES, _card  # noqa: E402
from page_sample import gather  # noqa: E402

from curriculum.page import write  # noqa: E402
from curriculum.planning.outline import Outline, Placed, Week  # noqa: E402
from curriculum.reading.library import Library  # noqa: E402

EPISODES, CARDS = 200, 5
PAINT, KEY = 1000, 100
"""Milliseconds that the first paint and a key may take."""
RUNS = 5
_PAINTED = """(async () => {
  let found = [];
  while (!(found = performance.getEntriesByName('first-contentful-paint')).length)
    await new Promise(done => setTimeout(done, 50));
  return found[0].startTime;
})()"""
_ALL = """(filter => {
  filter.elements.verdict.value = '';
  filter.dispatchEvent(new Event('input'));
})(document.getElementById('filter'))"""
_PRESS = """(async () => {
  const start = performance.now();
  document.body.dispatchEvent(new KeyboardEvent('keydown', {key: KEY, bubbles: true}));
  const end = start + 5000;
  do await new Promise(done => requestAnimationFrame(() => setTimeout(done, 0)));
  while (!(UNTIL) && performance.now() < end);
  return performance.now() - start;
})()"""


def page(episodes: int, cards: int) -> str:
    """The page of a curriculum of so many episodes, each with so many cards."""
    library = tuple(
        TIDES.model_copy(update={"id": f"e{place}", "title": f"Episode {place}: how the Moon moves the sea"})
        for place in range(episodes)
    )
    made = [
        _card(f"e{place}/point-{card}", "question", f"c{card}", question=_ask(place, card), answer="two")
        for place in range(episodes)
        for card in range(cards)
    ]
    first = dt.date(2026, 1, 5)
    weeks = tuple(
        Week(
            number=place + 1,
            title=f"Week of {place}",
            theme="",
            start=first + dt.timedelta(7 * place),
            end=first + dt.timedelta(7 * place + 6),
            minutes=100,
            episodes=tuple(
                Placed(id=one.id, why="it is like them") for one in library[4 * place : 4 * place + 4]
            ),
        )
        for place in range(-(-episodes // 4))
    )
    outline = Outline(title="A year", weeks=weeks)
    return write.page(gather(cards=made, library=Library(episodes=library), outline=outline), "en")


def notes(folder: Path, episodes: int, cards: int) -> None:
    """Episode files with so many flashcards each."""
    folder.mkdir()
    for place in range(episodes):
        asked = "\n\n".join(
            f"Q: {_ask(place, card)}\nA: bulge {card} of tide {place}" for card in range(cards)
        )
        text = (
            f"# Tide {place}\n\nShow: The Tide Table\n\nKey points:\n\n1. **Tide {place}**: The Moon raises"
        )
        (folder / f"{place}.md").write_text(f"{text} two bulges.\n\n## Flashcards\n\n{asked}\n", "utf-8")


def _ask(place: int, card: int) -> str:
    return f"Which bulge does the Moon raise in case {card} of tide {place}?"


def pressed(tab: Tab, key: str, until: str = "true") -> float:
    """Median milliseconds from a key until something holds."""
    script = _PRESS.replace("KEY", repr(key)).replace("UNTIL", until)
    return statistics.median(float(tab.run(script)) for _ in range(RUNS))


def measure_page(folder: Path, episodes: int, cards: int) -> dict[str, float]:
    """Milliseconds of the page from the disk."""
    file = folder / f"{episodes}.html"
    file.write_text(page(episodes, cards), encoding="utf-8")
    with browser(folder / f"page-{episodes}") as chromium:
        chromium.open(file)  # what the browser does once
        tab = chromium.open(file)
        return {
            "page, first paint": tab.run(_PAINTED),
            "page, next card": pressed(tab, "j"),
            "page, night": pressed(tab, "n"),
        }


def measure_desk(folder: Path, episodes: int, cards: int) -> dict[str, float]:
    """Milliseconds of the desk."""
    home = folder / f"notes-{episodes}"
    notes(home, episodes, cards)
    command = [sys.executable, "-m", "curriculum", "desk", str(home), "--no-browser"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env)
    try:
        assert running.stdout
        found = re.search(r"http://\S+", running.stdout.readline())
        assert found
        with browser(folder / f"desk-{episodes}") as chromium:
            tab = chromium.open(found.group())
            tab.run("document.getElementById('tab-cards').click()")
            tab.run(_PRESS.replace("KEY", "'F1'").replace("UNTIL", "document.querySelector('#list li')"))
            tab.run(_ALL)
            return {
                "desk, first paint": tab.run(_PAINTED),
                "desk, next card": pressed(tab, "j"),
                "desk, turn over": pressed(tab, " "),
                "desk, keep": _kept(tab),
            }
    finally:
        running.send_signal(signal.SIGINT)
        running.wait(30)


def _kept(tab: Tab) -> float:
    """Median milliseconds until a decision stands on the disk and the next card is shown."""
    told = "performance.getEntriesByType('resource').filter(one => one.name.endsWith('/decide')).length"
    taken = []
    for _ in range(RUNS):
        until = f"{told} > {tab.run(told)}"
        taken.append(float(tab.run(_PRESS.replace("KEY", "'y'").replace("UNTIL", until))))
    return statistics.median(taken)


def main() -> None:
    """Show every figure beside that of one card."""
    if not CHROMIUM:
        print("Chromium is not installed: nothing is measured.")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one = measure_page(folder, 1, 1) | measure_desk(folder, 1, 1)
        many = measure_page(folder, EPISODES, CARDS) | measure_desk(folder, EPISODES, CARDS)
    for what, base in one.items():
        named = f"{what}, {EPISODES * CARDS:,} cards"
        board.beside(named, many[what], "ms", "one card", base)
        board.below(named, many[what], "ms", PAINT if "paint" in what else KEY)
    board.end()


if __name__ == "__main__":
    main()
