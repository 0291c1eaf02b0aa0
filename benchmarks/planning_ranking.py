"""Ranking for a theme, on judged queries: ours beside plain stemmed BM25 and TF-IDF.

    python benchmarks/planning_ranking.py [-v] [FOLDER]...

Prints nDCG@10, nDCG@5, MAP and F1 (grades 2 and 3 against what is shown), and how many queries that nothing
is about are answered with nothing. A FOLDER has ``notes/*.md`` and ``queries.toml``: ``[[query]]`` tables
with ``text``, ``words`` (``same``, ``other`` or ``none``) and ``grades`` by file name; without one the
project's own queries are asked. The judgments were made before any search was run.
"""

import math
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

import board
from planning_judged import (
    Asked,
    average_precision,
    corpus,
    f1,
    held_out,
    judged,
    judged_held_out,
    made,
    ndcg,
    plain_text,
    seeds,
)

from curriculum.planning.index import Index
from curriculum.planning.search import search_index
from curriculum.planning.themes import read_themes
from curriculum.reading.library import Library
from curriculum.reading.words import STOPWORDS, stems, words

Ranker = Callable[[str], Sequence[str]]


def ours(library: Library) -> Ranker:
    themes = read_themes()
    index = Index.of(library.episodes, themes)
    return lambda query: [found.id for found in search_index(index, query, themes).episodes]


def bm25(library: Library) -> Ranker:
    """Plain BM25 over stems, no weights of place, no themes, no cut."""
    counts = {episode.id: Counter(stems(plain_text(episode))) for episode in library.episodes}
    spread = Counter(stem for count in counts.values() for stem in count)
    average = mean(sum(count.values()) for count in counts.values())

    def ranked(query: str) -> Sequence[str]:
        scores: dict[str, float] = {}
        for id, count in counts.items():
            length = 1.2 * (0.25 + 0.75 * sum(count.values()) / average)
            scores[id] = sum(
                math.log(1 + (len(counts) - spread[stem] + 0.5) / (spread[stem] + 0.5))
                * count[stem] * 2.2 / (count[stem] + length)
                for stem in set(stems(query)) if count[stem]
            )  # fmt: skip
        return sorted((id for id in scores if scores[id] > 0), key=lambda id: (-scores[id], id))

    return ranked


def tf_idf(library: Library) -> Ranker:
    """Cosine of TF-IDF over words as they are written."""

    def content(text: str) -> list[str]:
        return [word for word in words(text) if word not in STOPWORDS]

    counts = {episode.id: Counter(content(plain_text(episode))) for episode in library.episodes}
    spread = Counter(word for count in counts.values() for word in count)

    def vector(count: Counter[str]) -> dict[str, float]:
        weights = {
            word: number * (math.log((1 + len(counts)) / (1 + spread[word])) + 1)
            for word, number in count.items()
        }
        length = math.sqrt(sum(value * value for value in weights.values())) or 1.0
        return {word: value / length for word, value in weights.items()}

    vectors = {id: vector(count) for id, count in counts.items()}

    def ranked(query: str) -> Sequence[str]:
        asked = vector(Counter(content(query)))
        scores = {
            id: sum(value * asked.get(word, 0.0) for word, value in theirs.items())
            for id, theirs in vectors.items()
        }
        return sorted((id for id in scores if scores[id] > 0), key=lambda id: (-scores[id], id))

    return ranked


def show(name: str, library: Library, asked: Asked, verbose: bool) -> None:
    """Print a line for the queries in the notes' words, in others, and those that nothing is about."""
    rankers = {"ours": ours(library), "BM25 on stems": bm25(library), "TF-IDF": tf_idf(library)}
    for kind in ("same", "other", "none"):
        queries = [query for query in asked if query["words"] == kind]
        if not queries:
            continue
        cells = []
        scores = {}
        for method, ranker in rankers.items():
            results = [(query, ranker(query["text"])) for query in queries]
            if kind == "none":
                cells.append(f"{sum(not ranked for _, ranked in results)} of {len(results)}")
            else:
                cells.append(_measures(results))
                scores[method] = mean(ndcg(ranked, query["grades"], 10) for query, ranked in results)
            if verbose and method == "ours":
                for query, ranked in results:
                    if ndcg(ranked, query["grades"]) < 0.9:
                        short = [f"{id[:22]}:{query['grades'].get(id, 0)}" for id in ranked[:5]]
                        print(f"   {query['text']!r} {short} of {query['grades']}")
        label = f"{name}, {len(queries)} queries, {kind} words"
        print(f"{label:36}" + "".join(f"{cell:>28}" for cell in cells))
        for method in scores:
            if method == "ours":
                continue
            board.above(f"search, {label}, nDCG@10", scores["ours"], method, scores[method])


def _measures(results: Sequence[tuple[Mapping[str, Any], Sequence[str]]]) -> str:
    taken = [
        (
            ndcg(ranked, query["grades"], 10),
            ndcg(ranked, query["grades"]),
            average_precision(ranked, query["grades"]),
            f1(ranked, query["grades"]),
        )
        for query, ranked in results
    ]
    return " / ".join(f"{mean(column):.3f}" for column in zip(*taken, strict=True))


def main() -> None:
    known = judged()
    folders = [Path(name) for name in sys.argv[1:] if not name.startswith("-")]
    shelves = {folder.name: made(folder) for folder in folders} or {
        "seeds": (seeds(), known["seeds"]),
        "corpus": (corpus(), known["corpus"]),
        "held out": (held_out(), judged_held_out()["queries"]),
    }
    print(f"{'':36}" + "".join(f"{name:>28}" for name in ("ours", "BM25 stems", "TF-IDF")))
    for name, (library, asked) in shelves.items():
        show(name, library, asked, "-v" in sys.argv)
    print("each cell: nDCG@10 / nDCG@5 / MAP / F1 of what is shown; none: answered with nothing")
    board.end()


if __name__ == "__main__":
    main()
