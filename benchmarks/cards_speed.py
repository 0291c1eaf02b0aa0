"""How many key points a second become cards, parsed anew and with kept parses, and whether that stays flat.

    python benchmarks/cards_speed.py

The points are those of seeds/ and of the test corpus, each sentence made unlike every other by exchanging
its nouns for nouns of other sentences (seeded), so that no cache of whole sentences helps. Each run has a
process of its own; its processor time has that of the processes that parse, and the loading of the parser,
in it, its memory is that of the largest of them.
"""

import os
import pickle
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import board

from curriculum.cards.parse.kept import parsed
from curriculum.cards.sentence import split
from curriculum.cards.write import write
from curriculum.reading.episode import Episode, KeyPoint, Source
from curriculum.reading.library import Library
from curriculum.reading.read import read

ROOT = Path(__file__).parents[1]
SOURCES = (ROOT / "seeds", ROOT / "tests" / "planning" / "fixtures" / "corpus")
SIZES = (500, 1_000, 2_000, 4_000)


class Run(NamedTuple):
    """What one run took."""

    seconds: float
    megabytes: float
    ships: int


def apart(job: Callable[[], Any]) -> Any:
    """The result of a job done in a process of its own."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        with os.fdopen(writer, "wb") as pipe:
            pickle.dump(job(), pipe)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(told)


def measure(library: Library) -> Run:
    """Write the cards of a library once."""
    begun = time.process_time()
    cards = write(library)
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = time.process_time() - begun + others.ru_utime + others.ru_stime
    memory = max(own.ru_maxrss, others.ru_maxrss) / 1024
    return Run(seconds, memory, sum(card.verdict == "ship" for card in cards))


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split(text)]


def common_nouns(text: str) -> list[tuple[int, int]]:
    """Where the common nouns of a sentence stand."""
    return [
        (token.start, token.stop)
        for token in parsed([text])[text].tokens
        if token.tag in ("NN", "NNS") and token.text.islower()
    ]


def varied(text: str, places: Sequence[tuple[int, int]], nouns: list[str], chance: random.Random) -> str:
    """The sentence with about half of its common nouns exchanged."""
    pieces = []
    at = 0
    for start, stop in places:
        if chance.random() < 0.5:
            pieces += [text[at:start], chance.choice(nouns)]
            at = stop
    return "".join((*pieces, text[at:]))


def grown(size: int) -> Library:
    """A library of ``size`` points, ten an episode."""
    points = [
        (point.label, [one for passage in point.passages() for one in sentences(passage.text)])
        for episode in read(SOURCES).episodes
        for point in episode.points
    ]
    points = [(label, told) for label, told in points if told]
    parsed([one for _, told in points for one in told])
    places = {one: common_nouns(one) for _, told in points for one in told}
    nouns = sorted({one[start:stop] for one, found in places.items() for start, stop in found})
    chance = random.Random(size)

    def point(id: str, number: int) -> KeyPoint:
        label, told = chance.choice(points)
        text = " ".join(varied(one, places[one], nouns, chance) for one in told)
        return KeyPoint(id=id, number=number, label=label, text=text, line=number)

    return Library(
        episodes=tuple(
            Episode(
                id=f"episode-{number}",
                title=f"Episode {number}",
                points=tuple(point(f"episode-{number}/point-{place}", place) for place in range(1, 11)),
                source=Source(path=f"{number}.md", line=1),
            )
            for number in range(size // 10)
        )
    )


def main() -> None:
    """Print a line for each size of library."""
    print(f"{'points':>7}  {'parsed anew':>28}  {'kept parses':>28}  ship")
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["XDG_CACHE_HOME"] = folder  # nobody's kept parses, and nothing is left behind
            made = apart(lambda size=size: grown(size))
            runs = [apart(lambda made=made: measure(made)) for _ in ("anew", "kept")]
        told = "".join(
            f"  {run.seconds:7.2f} s {size / run.seconds:6.0f}/s {run.megabytes:6.0f} MB" for run in runs
        )
        print(f"{size:7}{told}  {runs[0].ships}", flush=True)
        if runs[0].ships != runs[1].ships:
            sys.exit("Kept parses gave other cards.")
    for run, what in zip(runs, ("parsed anew", "with kept parses"), strict=True):
        board.told(f"cards of {size:,} points, {what}, CPU", run.seconds, "s")


if __name__ == "__main__":
    main()
