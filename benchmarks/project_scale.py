"""What each step of a build costs on one core as a library grows, and how much of it other processes take.

    python benchmarks/project_scale.py [NUMBER OF EPISODES]...

Episodes are made of the corpus's sentences, six points of about 120 words in all. Seconds are of the
processor, milliseconds for each episode; memory is the peak so far. Guides are measured by guides_print.py,
searching by planning_scale.py.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import board
from planning_scale import write as write_notes

from curriculum.cards.write import write
from curriculum.crew.cores import Cores
from curriculum.crew.crew import Alone
from curriculum.decks import names, packages
from curriculum.guides.guide import Course
from curriculum.planning.affinity import themes_of
from curriculum.planning.plan import Wish, plan
from curriculum.planning.themes import read_themes
from curriculum.reading.library import Library
from curriculum.reading.read import read
from curriculum.shipping import lock as locks
from curriculum.shipping.settle import settle
from curriculum.shipping.worded import worded

R = TypeVar("R")


def timed(step: str, count: int, work: Callable[[], R]) -> R:
    """What the work gives; says what it cost."""
    begun = time.process_time()
    found = work()
    took = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"  {step:<28} {took:8.2f} s {1000 * took / count:8.2f} ms  {peak:6} MB", flush=True)
    board.told(f"{step}, {count:,} episodes, CPU an episode", 1000 * took / count, "ms")
    return found


def measure(folder: Path, count: int) -> None:
    """Every step of a build of so many episodes, alone."""
    write_notes(folder / "notes", count, count)
    size = sum(path.stat().st_size for path in (folder / "notes").rglob("*.md"))
    print(f"{count:,} episodes, {size / 1e6:.1f} MB")
    sources, alone = [folder / "notes"], Alone()
    library = timed("read", count, lambda: read(sources, crew=alone))
    timed("parse and write cards", count, lambda: write(library, crew=alone))
    cards = timed("write cards, parses kept", count, lambda: write(library, crew=alone))
    themes = read_themes()
    outline = timed("plan in 52 weeks", count, lambda: plan(library, themes, Wish(weeks=52)))
    empty = locks.read(folder / "none.lock")

    def settled() -> locks.Lock:
        about = themes_of(library, themes)
        made = settle(cards, library, empty, names.place(outline), 0, themes=about, folder=folder)
        course = Course(outline, library, worded(cards, made), (), themes, None)
        (folder / "decks").mkdir()
        timed("packages", count, lambda: packages.write(folder / "decks", outline, course.titles, made.notes))
        return made.lock

    lock = timed("settle, with packages", count, settled)
    path = folder / "curriculum.lock"
    path.write_text(timed("lock to text", count, lambda: locks.render(lock)), "utf-8")
    timed(f"lock of {len(lock.entries):,} cards read", count, lambda: locks.read(path))


def share(folder: Path, count: int) -> None:
    """What stays in this process when two others read and make the cards."""
    with Cores(2, worth=0) as crew:
        library: Library = timed("read, what stays here", count, lambda: read([folder / "notes"], crew=crew))
        timed("cards, what stays here", count, lambda: write(library, crew=crew))


def main() -> None:
    for count in [int(word) for word in sys.argv[1:]] or [200, 800]:
        with tempfile.TemporaryDirectory() as name:
            os.environ["XDG_CACHE_HOME"] = f"{name}/cache"  # every sentence is new
            measure(Path(name), count)
            share(Path(name), count)


if __name__ == "__main__":
    main()
