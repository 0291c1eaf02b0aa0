"""Whether every room stays linear in texts made to slow it down.

    python benchmarks/reading_hostile.py [ROOM]... [--only WORDS] [--seconds 1]

The texts are those of ``hostile_texts.py``; rooms are reading, cards, planning, search, decks and guides.
Each text is made twice as long until the room works for so many seconds of processor time on it, or it has
2 MB (64 KB for the guides). The last three runs are shown: n, 2n and 4n, how much longer 4n took than 2n,
and the memory that it took besides. More than 2.6 times as long for twice the text is a failure; so is a
crash, or a run of 60 seconds or 3 GB. Runs under 0.3 s say nothing and pass.
Each run has a process of its own.
"""

import argparse
import os
import pickle
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import board
from hostile_texts import PRINTED, TEXTS, Files

from curriculum.cards.parse.model import parse
from curriculum.cards.write import write as write_cards
from curriculum.crew.crew import Alone
from curriculum.decks import names, package, table
from curriculum.guides.guide import Course
from curriculum.guides.write import write as write_guides
from curriculum.planning.affinity import themes_of
from curriculum.planning.index import Index
from curriculum.planning.plan import plan
from curriculum.planning.query import queries
from curriculum.planning.search import found, ranked
from curriculum.planning.themes import read_themes
from curriculum.planning.wish import Wish
from curriculum.problems import CurriculumError
from curriculum.reading.read import read
from curriculum.shipping.lock import Lock
from curriculum.shipping.settle import settle

ALONE = Alone()
"""The start of other processes would look like growth."""
GROWTH = 2.6
COMPARED = 4.6
"""For planning, which compares each episode with every other, a thousand at most."""
SHORTEST = 0.3
SMALLEST, LARGEST = 8_000, 2_000_000
LARGEST_PRINTED = 64_000
SECONDS, BYTES = 60, 3 << 30
QUERIES = ("biology", '"yeast makes" -tank', "money and banks")


def reading(folder: Path) -> Callable[[], object]:
    return lambda: read([folder], crew=ALONE)


def cards(folder: Path) -> Callable[[], object]:
    library = read([folder], crew=ALONE)
    return lambda: write_cards(library, crew=ALONE)


def planning(folder: Path) -> Callable[[], object]:
    library, themes = read([folder], crew=ALONE), read_themes()
    return lambda: plan(library, themes, Wish())


def search(folder: Path) -> Callable[[], object]:
    library, themes = read([folder], crew=ALONE), read_themes()

    def job() -> None:
        index = Index.of(library.episodes, themes)
        for query in QUERIES:
            asked = queries(query, themes)
            found(index, asked, ranked(index, asked), themes)

    return job


def decks(folder: Path) -> Callable[[], object]:
    library, themes = read([folder], crew=ALONE), read_themes()
    outline = plan(library, themes, Wish())
    written = write_cards(library, crew=ALONE)
    shipped = [card.model_copy(update={"verdict": "ship", "reasons": ()}) for card in written]

    def job() -> None:
        made = settle(
            shipped, library, Lock(), names.place(outline), 1_700_000_000, themes=themes_of(library, themes)
        )
        titles = {episode.id: episode.title for episode in library.episodes}
        package.write(folder / "all.apkg", made.notes, names.describe(outline, titles), 10)
        table.render(made.notes)

    return job


def guides(folder: Path) -> Callable[[], object]:
    library, themes = read([folder], crew=ALONE), read_themes()
    outline, written = plan(library, themes, Wish()), write_cards(library, crew=ALONE)
    course = Course(outline, library, written, (), themes)
    return lambda: write_guides(folder, course, workers=1)


ROOMS = {room.__name__: room for room in (reading, cards, planning, search, decks, guides)}


class Run(NamedTuple):
    """What one size took."""

    size: int
    seconds: float = 0.0
    megabytes: float = 0.0
    fault: str = ""


def measure(room: Callable[[Path], Callable[[], object]], files: Files, size: int) -> Run:
    """One room on one text, in a process of its own."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
        with os.fdopen(writer, "wb") as pipe, tempfile.TemporaryDirectory() as name:
            pipe.write(pickle.dumps(_run(room, files, size, Path(name))))
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(told) if told else Run(size, fault="killed")


def _run(room: Callable[[Path], Callable[[], object]], files: Files, size: int, folder: Path) -> Run:
    for name, text in files.items():
        path = folder / "notes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")  # every run parses anew
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    try:
        job = room(folder / "notes")
        start = time.process_time()
        job()
    except CurriculumError:
        pass  # refused politely
    except Exception as error:
        return Run(size, fault=f"{type(error).__name__}: {error}"[:60])
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = time.process_time() - start + children.ru_utime + children.ru_stime
    return Run(size, seconds, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)


def runs(room: str, text: str, enough: float) -> Iterator[Run]:
    """Longer and longer ones, until one is long enough."""
    size = SMALLEST
    while size <= (LARGEST_PRINTED if room == "guides" else LARGEST):
        run = measure(ROOMS[room], TEXTS[text](size), size)
        yield run
        if run.fault or run.seconds > enough:
            return
        size *= 2


def allowed(room: str) -> float:
    """How much longer twice the text may take."""
    return COMPARED if room == "planning" else GROWTH


def growth(room: str, text: str, last: list[Run]) -> float:
    """How much longer the last of some runs took than the one before; measured again when it is too much."""
    for _ in range(2):
        if len(last) < 2 or last[-1].seconds < SHORTEST:
            return 0.0
        grown = last[-1].seconds / max(last[-2].seconds, SHORTEST / 4)
        if grown <= allowed(room):
            break
        last[-2:] = [measure(ROOMS[room], TEXTS[text](run.size), run.size) for run in last[-2:]]
    return grown


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rooms", nargs="*", metavar="ROOM", choices=[*ROOMS, []])
    parser.add_argument("--only", default="", help="texts whose name holds these words")
    parser.add_argument("--seconds", type=float, default=1.0)
    given = parser.parse_args()
    list(parse(["Kelp grows in cold water."]))  # so that no run counts the loading of the model
    failures = tried = 0
    print(f"{'room':8} {'text':46} {'4n':>7} {'n':>7} {'2n':>7} {'4n':>7} {'growth':>6} {'MB':>5}")
    for room in given.rooms or ROOMS:
        for text in TEXTS if room != "guides" else PRINTED:
            if given.only not in text:
                continue
            last = list(runs(room, text, given.seconds))[-3:]
            grown = growth(room, text, last)
            bad = bool(last[-1].fault) or grown > allowed(room)
            failures, tried = failures + bad, tried + 1
            times = "".join(f"{run.seconds:8.2f}" for run in last).rjust(24)
            size = f"{last[-1].size // 1000:,} K"
            end = last[-1].fault or ("not linear" if bad else "")
            print(
                f"{room:8} {text[:46]:46} {size:>7}{times} {grown:6.1f} {last[-1].megabytes:5.0f} {end}",
                flush=True,
            )
    board.below(f"hostile texts, of {tried}, in which a room is not linear", failures, "", 0)
    board.end()


if __name__ == "__main__":
    main()
