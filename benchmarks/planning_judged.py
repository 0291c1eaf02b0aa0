"""The judged queries and groups under tests/planning/fixtures, and the measures taken on them."""

import math
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from math import comb
from pathlib import Path
from typing import Any

from curriculum.reading.episode import Episode
from curriculum.reading.library import Library
from curriculum.reading.read import read

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "tests" / "planning" / "fixtures"

Asked = Sequence[Mapping[str, Any]]
"""Queries with ``text``, ``words`` (same, other, none) and ``grades`` by episode id."""


def seeds() -> Library:
    return read([ROOT / "seeds"])


def corpus() -> Library:
    return read([FIXTURES / "corpus"])


def held_out() -> Library:
    """Thirty episodes that nothing may be tuned on."""
    return read([FIXTURES / "held_out"])


def judged() -> dict[str, Any]:
    return tomllib.loads((FIXTURES / "queries.toml").read_text("utf-8"))


def judged_held_out() -> dict[str, Any]:
    return tomllib.loads((FIXTURES / "held_out.toml").read_text("utf-8"))


def made(folder: Path) -> tuple[Library, Asked]:
    """A library with its queries, graded by file name."""
    library = read([folder / "notes"])
    ids = {Path(episode.source.path).name: episode.id for episode in library.episodes}
    asked = tomllib.loads((folder / "queries.toml").read_text("utf-8"))["query"]
    return library, [
        {**one, "grades": {ids[name]: grade for name, grade in one["grades"].items()}} for one in asked
    ]


def f1(shown: Sequence[str], grades: Mapping[str, int]) -> float:
    """How well what is shown and what is relevant (grade 2 or 3) are the same."""
    relevant = {id for id, grade in grades.items() if grade >= 2}
    return 2 * len(relevant & set(shown)) / (len(relevant) + len(shown)) if relevant else float(not shown)


def ndcg(ranked: Sequence[str], grades: Mapping[str, int], depth: int = 5) -> float:
    """Normalised discounted cumulative gain with gains 2^grade - 1 (Järvelin & Kekäläinen 2002)."""

    def gain(values: Sequence[int]) -> float:
        return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(values[:depth]))

    best = gain(sorted(grades.values(), reverse=True))
    return gain([grades.get(id, 0) for id in ranked]) / best if best else float(not ranked)


def average_precision(ranked: Sequence[str], grades: Mapping[str, int], least: int = 2) -> float:
    """Mean of the precisions at each relevant episode (grade 2 or 3)."""
    relevant = {id for id, grade in grades.items() if grade >= least}
    if not relevant:
        return float(not ranked)
    hits, total = 0, 0.0
    for place, id in enumerate(ranked, start=1):
        if id in relevant:
            hits += 1
            total += hits / place
    return total / len(relevant)


def adjusted_rand(one: Sequence[object], other: Sequence[object]) -> float:
    """Adjusted Rand index of two labellings (Hubert & Arabie 1985): 1 the same, 0 as chance."""
    both = sum(comb(n, 2) for n in Counter(zip(one, other, strict=True)).values())
    mine = sum(comb(n, 2) for n in Counter(one).values())
    theirs = sum(comb(n, 2) for n in Counter(other).values())
    expected = mine * theirs / comb(len(one), 2)
    most = (mine + theirs) / 2
    return 1.0 if most == expected else (both - expected) / (most - expected)


def plain_text(episode: Episode) -> str:
    """Everything an episode says, for the methods we compare with."""
    parts = [episode.title, episode.introduction, episode.summary]
    for point in (*episode.points, *episode.takeaways):
        parts += [point.label, *(passage.text for passage in point.passages())]
        parts += [sub.label for sub in point.subpoints]
    parts += [quote.text for quote in episode.quotes]
    return "\n".join(part for part in parts if part)
