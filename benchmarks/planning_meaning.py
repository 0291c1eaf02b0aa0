"""Search by words, by meaning and by both, on judged queries; needs the extra ``semantic``.

    python benchmarks/planning_meaning.py [--held-out] [FOLDER]...

Prints nDCG@10, F1 (grades 2 and 3 against what is shown), how many queries that nothing is about are
answered with nothing, and texts a second. A FOLDER has ``notes/*.md`` and ``queries.toml``: ``[[query]]``
tables with ``text``, ``words`` (``same``, ``other`` or ``none``) and ``grades`` by file name.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import mean

from planning_judged import Asked, corpus, f1, held_out, judged, judged_held_out, made, ndcg, seeds

from curriculum.planning.candidates import candidates
from curriculum.planning.index import Index
from curriculum.planning.meaning import kept, model
from curriculum.planning.meaning.blend import blended
from curriculum.planning.meaning.near import Near
from curriculum.planning.meaning.pieces import pieces
from curriculum.planning.query import Query
from curriculum.planning.search import rank
from curriculum.planning.themes import read_themes
from curriculum.reading.library import Library

THEMES = read_themes()
DEPTH = 10

Way = Callable[[Mapping[int, float], Mapping[int, float]], Mapping[int, float]]
"""What matters by words, and every cosine → what is shown."""
WAYS: Mapping[str, Way] = {
    "words": lambda words, near: words,
    "meaning": lambda words, near: blended({}, near),
    "both": blended,
}


def measured(library: Library, asked: Asked) -> None:
    """Print a line for each way."""
    index, near = Index.of(library.episodes, THEMES), Near()
    parsed = [Query.of(one["text"], THEMES) for one in asked]
    by_words, by_meaning = (
        [rank(index, one, candidates(index, one)) for one in parsed],
        [near(index, one) for one in parsed],
    )
    for name, way in WAYS.items():
        scores = [way(words, cosines) for words, cosines in zip(by_words, by_meaning, strict=True)]
        shown = [
            [index.ids[place] for place in sorted(one, key=lambda place: (-one[place], index.ids[place]))]
            for one in scores
        ]
        cells = [name.ljust(9)]
        for kind in ("same", "other"):
            gains = [
                ndcg(ids, query["grades"], DEPTH)
                for ids, query in zip(shown, asked, strict=True)
                if query["words"] == kind
            ]
            cells.append(f"{mean(gains):7.3f}" if gains else " " * 7)
        answered = [(ids, query) for ids, query in zip(shown, asked, strict=True) if query["words"] != "none"]
        cells.append(f"{mean(f1(ids, query['grades']) for ids, query in answered):7.3f}")
        foreign = [ids for ids, query in zip(shown, asked, strict=True) if query["words"] == "none"]
        cells.append(f"{sum(not ids for ids in foreign):5} of {len(foreign)}" if foreign else "")
        print("  " + "".join(cells))


def main() -> None:
    known, shelves = judged(), {"seeds": seeds(), "corpus": corpus()}
    judged_shelves = {name: (library, known[name]) for name, library in shelves.items()}
    if "--held-out" in sys.argv:
        judged_shelves["held out"] = (held_out(), judged_held_out()["queries"])
    for name in sys.argv[1:]:
        if not name.startswith("-"):
            judged_shelves[Path(name).name] = made(Path(name))
    os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp()  # so that speed is that of the model
    start = time.perf_counter()
    list(model.vectors(["bread"]))
    print(f"the model is loaded in {time.perf_counter() - start:.2f} s")
    texts = [
        text for library, _ in judged_shelves.values() for one in library.episodes for text in pieces(one)
    ]
    episodes = sum(len(library.episodes) for library, _ in judged_shelves.values())
    for what in ("read anew", "kept"):
        start = time.perf_counter()
        kept.vectors(texts)
        spent = time.perf_counter() - start
        print(f"{len(texts)} pieces of {episodes} episodes {what}: {len(texts) / spent:,.0f} a second")
    print(f"{'':11}{'same':>7}{'other':>7}{'F1':>7}  none")
    for name, (library, asked) in judged_shelves.items():
        print(f"{name}, {len(asked)} queries")
        measured(library, asked)
    print(f"same, other: nDCG@{DEPTH} of queries in the notes' words and in others")


if __name__ == "__main__":
    main()
