"""A large package: time and memory beside plain genanki writing the same notes.

    python benchmarks/decks_package.py [--notes 100000] [--rounds 3]

Each round runs both in a process of its own. The plain writer gets fields that are escaped already
(``html.escape``), GUIDs and a timestamp, and writes with ``Package.write_to_file``. CPU seconds are of
writing alone; memory is the peak of the process, notes in memory included.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import board

ROOT = Path(__file__).parents[1]
MOST = 1.3
"""The target: time and memory as a ratio to plain genanki."""
WORDS = (
    "memory thread gluten circuit sleep yeast warp cache spindle starter oven gate neuron proof bell".split()
)


def texts(number: int) -> dict[str, str]:
    """The fields of one made-up note, about as long as those of the sample episodes."""
    words = [WORDS[(number * step + step) % len(WORDS)] for step in range(1, 60)]
    return {
        "question": f"What does {words[0]} number {number} do for {' '.join(words[1:8])}?",
        "answer": " ".join(words[8:14]),
        "context": " ".join(words[14:18]),
        "detail": " ".join(words[18:40]),
        "quote": " ".join(words[40:58]),
        "credit": f"Practical AI · Episode {number // 40} · Point {number % 40}",
    }


def ours(count: int, path: Path) -> float:
    from curriculum.decks import package
    from curriculum.shipping.note import FIRST_SHIPPED, Note

    notes = [
        Note(
            key=f"episode-{number // 40}/point-{number % 40}/rule/{number}",
            guid=f"guid{number:012}",
            kind="question",
            fields=texts(number),
            tags=("curriculum::show::practical-ai", f"curriculum::episode::{number // 40}"),
            deck=f"Large::Week {number // 5000}",
            week=f"Large::Week {number // 5000}",
            changed=FIRST_SHIPPED,
            state="new",
        )
        for number in range(count)
    ]
    start = time.process_time()
    package.write(path, notes)
    return time.process_time() - start


def plain(count: int, path: Path) -> float:
    import html

    import genanki

    from curriculum.decks.note_types import NOTE_TYPES, looks

    kept, look = NOTE_TYPES["question"], looks("question")
    model = genanki.Model(
        kept.id,
        kept.name,
        fields=[{"name": name} for name in kept.fields],
        templates=[{"name": "Recall", "qfmt": look.fronts[0], "afmt": look.backs[0]}],
        css=look.css,
    )
    decks: dict[int, genanki.Deck] = {}
    made = [texts(number) for number in range(count)]
    start = time.process_time()
    for number in range(count):
        week = number // 5000
        deck = decks.setdefault(week, genanki.Deck(2059400110 + week, f"Large::Week {week}"))
        key = f"episode-{number // 40}/point-{number % 40}/rule/{number}"
        fields = [*(html.escape(text) for text in made[number].values()), "", "", key, "", "", ""]
        tags = ["curriculum::show::practical-ai", f"curriculum::episode::{number // 40}"]
        deck.add_note(genanki.Note(model, fields, tags=tags, guid=f"guid{number:012}", due=number))
    genanki.Package(list(decks.values())).write_to_file(path, timestamp=1)
    return time.process_time() - start


def measure(which: str, count: int) -> tuple[float, float, float]:
    """CPU seconds, peak memory and size of the package in MB, of one run in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, __file__, "--notes", str(count), "--run", which, folder],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": folder},
        )
    seconds, memory, size = json.loads(done.stdout)
    return seconds, memory, size


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--notes", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--run", nargs=2, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.run:
        path = Path(given.run[1]) / "made.apkg"
        seconds = {"ours": ours, "plain": plain}[given.run[0]](given.notes, path)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps([seconds, peak, path.stat().st_size / 1e6]))
        return
    medians = {}
    for which in ("plain", "ours"):
        runs = [measure(which, given.notes) for _ in range(given.rounds)]
        medians[which] = [statistics.median(column) for column in zip(*runs, strict=True)]
        print("{:6} {:6.1f} s CPU  {:6.0f} MB peak  {:6.1f} MB package".format(which, *medians[which]))
    what = f"package of {given.notes:,} notes"
    for name, unit, most, own, theirs in zip(
        ("CPU", "memory", "size"),
        ("s", "MB", "MB"),
        (MOST, MOST, None),
        medians["ours"],
        medians["plain"],
        strict=True,
    ):
        board.beside(f"{what}, {name}", own, unit, "plain genanki", theirs, most)
    board.end()


if __name__ == "__main__":
    main()
