"""How reading grows: CPU seconds per MB from 1 MB to 100 MB, and a folder of ten thousand files.

    python benchmarks/reading_speed.py [--sizes 1 4 16 64 100] [--files 10000]

The notes are made up from a seed, in the form of the sample episodes (ten labelled points with two
lines each). Each size is one file, read in a process of its own; memory is that process's peak. The
folder is read by every core; its memory is the sum of the peaks of all processes.
"""

import argparse
import multiprocessing
import os
import random
import resource
import tempfile
import threading
import time
from pathlib import Path

import board
from markdown_it import MarkdownIt

from curriculum.reading.read import read

WORDS = (
    "bread salt river engine market forest cell light wave music stone winter council paper copper".split()
)
GIVEN = (
    "Anna Bruno Clara Dmitri Elena Farid Greta Hugo Irene Jonas Karla Lorenz Marta Nils Olga Pavel".split()
)
FAMILY = (
    "Adler Becker Carvalho Dvorak Eriksen Fontaine Gruber Ivanov Keller Moreau Petrov Quist Tamura".split()
)


MOST = 1.5
"""The target: CPU seconds a MB, by those of markdown-it alone."""
LINEAR = 1.3
"""The target: CPU seconds a MB of the largest size, by those of the smallest."""


def sentence(chance: random.Random) -> str:
    words = " ".join(chance.choice(WORDS) for _ in range(12)).capitalize()
    return f"{words} of {chance.choice(GIVEN)} {chance.choice(FAMILY)} in {chance.randint(1500, 2020)}."


def episode(chance: random.Random, number: int) -> str:
    """One episode's notes, about 2.9 KB."""
    title = " ".join(chance.choice(WORDS) for _ in range(4)).title()
    guest = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"
    lines = [f"# Radiolab: {title} {number}, with {guest}", "", "## Introduction", sentence(chance), ""]
    lines += ["## Key Points", ""]
    for point in range(1, 11):
        label = " ".join(chance.choice(WORDS) for _ in range(3)).title()
        lines += [f"{point}. **{label}**:", f"   - {sentence(chance)}", f"   - {sentence(chance)}", ""]
    return "\n".join([*lines, "## Summary", sentence(chance), "", ""])


def measure(path: Path, results: "multiprocessing.Queue[tuple[float, int, int]]") -> None:
    start = time.process_time()
    episodes = len(read([path]).episodes)
    used = time.process_time() - start
    results.put((used, episodes, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))


def one_file(folder: Path, megabytes: int) -> tuple[float, float, int, int]:
    """(MB, CPU seconds, episodes, peak memory in MB) of one file read in a fresh process."""
    path = folder / f"{megabytes}.md"
    chance = random.Random(megabytes)
    with path.open("w", encoding="utf-8") as file:
        written = number = 0
        while written < megabytes * 1_000_000:
            number += 1
            written += file.write(episode(chance, number))
    context = multiprocessing.get_context("spawn")
    results = context.Queue()
    process = context.Process(target=measure, args=(path, results))
    process.start()
    used, episodes, peak = results.get()
    process.join()
    size = path.stat().st_size / 1_000_000
    path.unlink()
    return size, used, episodes, peak // 1024


def alone(megabytes: int) -> float:
    """CPU seconds a MB of markdown-it alone, episode by episode of the same notes."""
    chance, written, number, used = random.Random(megabytes), 0, 0, 0.0
    while written < megabytes * 1_000_000:
        number += 1
        text = episode(chance, number)
        written += len(text.encode())
        start = time.process_time()
        MarkdownIt().parse(text)
        used += time.process_time() - start
    return used / written * 1e6


def resident(pids: list[int]) -> int:
    """Resident memory of these processes in KB (Linux), pages they share counted each time."""
    total = 0
    for pid in pids:
        try:
            status = Path(f"/proc/{pid}/status").read_text("utf-8")
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    return total


def many_files(folder: Path, count: int) -> None:
    chance = random.Random(count)
    for number in range(count):
        (folder / f"{number:05}.md").write_text(episode(chance, number), "utf-8")
    peak = 0
    done = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.2):
            children = [child.pid for child in multiprocessing.active_children() if child.pid]
            peak = max(peak, resident([os.getpid(), *children]))

    watcher = threading.Thread(target=watch)
    watcher.start()
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    start, own = time.perf_counter(), time.process_time()
    library = read([folder])
    wall, own = time.perf_counter() - start, time.process_time() - own
    done.set()
    watcher.join()
    others = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    print(
        f"{len(library.episodes)} files: {wall:.1f} s on the clock, {own + others:.1f} s of CPU "
        f"({own:.1f} in the first process), at most {peak // 1024} MB in all processes, "
        f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=int, nargs="*", default=[1, 4, 16, 64, 100])
    parser.add_argument("--files", type=int, default=10_000)
    options = parser.parse_args()
    rates: list[float] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for megabytes in options.sizes:
            size, used, episodes, peak = one_file(folder, megabytes)
            print(
                f"{size:7.1f} MB  {used:7.1f} s  {used / size:5.2f} s/MB  {episodes:6} episodes  {peak:6} MB"
            )
            rates.append(used / size)
        if rates:
            size = options.sizes[-1]
            board.beside(f"reading {size} MB, CPU a MB", rates[-1], "s", "markdown-it", alone(size), MOST)
            board.beside(f"reading {size} MB, CPU a MB", rates[-1], "s", "reading 1 MB", rates[0], LINEAR)
        if options.files:
            many_files(folder, options.files)
    board.end()


if __name__ == "__main__":
    main()
