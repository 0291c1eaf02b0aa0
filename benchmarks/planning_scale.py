"""How long planning and searching take on one core, with episodes made of the corpus's words.

    python benchmarks/planning_scale.py [plan] [search] [files NUMBER] [episodes NUMBER]

Plans 500 episodes in 52 weeks. Writes 100,000 episodes of about 120 words, one a file or into so many
files, and runs the whole command `curriculum search` on them: once without an index (cold), then with the
one it kept (warm). Seconds are of the clock, and of the processor in brackets; all runs on one core.
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import board
from planning_judged import ROOT, corpus, plain_text, seeds

from curriculum.planning.plan import Wish, plan
from curriculum.planning.themes import read_themes
from curriculum.reading.episode import Episode, KeyPoint, Source
from curriculum.reading.library import Library

THEMES = read_themes()


def made(count: int) -> Iterator[Episode]:
    """Episodes of six points, each a sentence of the corpus, two of them from another episode."""
    chance = random.Random(0)
    texts = [
        [line for line in plain_text(episode).splitlines() if len(line) > 30]
        for episode in (*seeds().episodes, *corpus().episodes)
    ]
    for number in range(count):
        lines = chance.choices(chance.choice(texts), k=4) + chance.choices(chance.choice(texts), k=2)
        yield Episode(
            id=f"episode-{number}",
            title=f"Episode {number}: {' '.join(lines[0].split()[:6])}",
            points=tuple(
                KeyPoint(id=f"episode-{number}/{at}", number=at, label=line.split()[0], text=line, line=at)
                for at, line in enumerate(lines, start=1)
            ),
            source=Source(path="made.md", line=1),
        )


QUERIES = ("biology", "semiconductors", "money and banks", '"heart attack" -insulin', "zebra")


def write(folder: Path, count: int, files: int) -> None:
    """The episodes as Markdown, a thousand files a folder."""
    share = -(-count // files)
    for number, episode in enumerate(made(count)):
        place, at = divmod(number, share)
        path = folder / f"{place // 1000:03}" / f"notes-{place:06}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        points = "".join(f"{point.number}. **{point.label}**: {point.text}\n" for point in episode.points)
        with path.open("a" if at else "w", encoding="utf-8") as file:
            file.write(f"# {episode.title}\n\n## Key Points\n\n{points}\n")


def search(query: str, folder: Path, cache: Path) -> tuple[float, str]:
    """Seconds that the command takes, and what to print of it."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "curriculum", "search", query, str(folder)],
        cwd=ROOT,
        env={**os.environ, "XDG_CACHE_HOME": str(cache), "COLUMNS": "100"},
        capture_output=True,
        text=True,
        check=True,
    )
    took, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return took, f"{took:.2f} s ({worked:.2f} s)   {done.stdout.strip().splitlines()[0].strip()}"


def main() -> None:
    words = sys.argv[1:]
    numbers = {name: int(value) for name, value in pairwise(words) if value.isdigit()}
    wanted = {"plan", "search"}.intersection(words) or {"plan", "search"}
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    if "plan" in wanted:
        library = Library(episodes=tuple(made(500)))
        start = time.process_time()
        outline = plan(library, THEMES, Wish(weeks=52))
        what = f"500 episodes planned in {len(outline.weeks)} weeks, CPU"
        board.told(what, time.process_time() - start, "s")
    if "search" in wanted:
        count = numbers.get("episodes", 100_000)
        files = numbers.get("files", count)
        with tempfile.TemporaryDirectory() as name:
            folder, cache = Path(name) / "notes", Path(name) / "cache"
            write(folder, count, files)
            time.sleep(2.5)  # a file changed a moment ago is looked at again in any case
            print(f"search: {count:,} episodes in {files:,} files")
            took, said = search(QUERIES[0], folder, cache)
            print(f"cold: {said}", flush=True)
            board.told(f"search in {count:,} episodes, index made, one core", took, "s")
            slowest = 0.0
            for query in QUERIES:
                took, said = search(query, folder, cache)
                slowest = max(slowest, took)
                print(f"warm: {said}", flush=True)
            board.below(f"search in {count:,} episodes, slowest of {len(QUERIES)} queries", slowest, "s", 1.0)
            changed = next(folder.rglob("*.md"))
            changed.write_text(changed.read_text("utf-8").replace("**", "__"), encoding="utf-8")
            took, said = search(QUERIES[0], folder, cache)
            print(f"one file changed: {said}")
            board.told(f"search in {count:,} episodes, one file changed", took, "s")
            size = sum(path.stat().st_size for path in cache.rglob("*") if path.is_file())
            print(f"index: {size / 1e6:.0f} MB")
    print(f"memory: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB at most")
    board.end()


if __name__ == "__main__":
    main()
