"""Grouping into weeks, against groups that are known: ours beside k-means and beside balanced groups.

    python benchmarks/planning_grouping.py [FOLDER]...   (needs the extra "bench": scikit-learn)

Without a folder: 13 of the 61 episodes whose field is known (the seeds are one field, six other fields have
eight each), 20 times from all of them and 20 times from four fields, 20 times 13 of the thirty that were held
out; then the libraries in benchmarks/libraries. A folder is a library: notes/, and labels.toml with the group
of each file; of each library 12 times four groups, and 12 times six, of four episodes each. The number of
groups is given to every method. Balanced groups are those of equal size with the highest likeness inside, on
cosines of TF-IDF. Prints the adjusted Rand index: 1 the same groups, 0 no better than chance.
"""

import random
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean, stdev
from typing import Any

import board
import numpy as np
from planning_judged import (
    ROOT,
    adjusted_rand,
    corpus,
    held_out,
    judged,
    judged_held_out,
    plain_text,
    seeds,
)

from curriculum.planning.likeness import Likeness
from curriculum.planning.partition import divide
from curriculum.planning.study_time import minutes
from curriculum.planning.themes import read_themes
from curriculum.reading.episode import Episode
from curriculum.reading.read import read

THEMES = read_themes()
LIBRARIES = ROOT / "benchmarks" / "libraries"
SIZE, DRAWS, STARTS = 4, 12, 12

Labelled = list[tuple[Episode, str]]
Method = Callable[[Sequence[Episode], int, int], Sequence[int]]
"""Episodes, number of groups, number of the draw → each episode's group."""


def ours(episodes: Sequence[Episode], count: int, _: int = 0) -> list[int]:
    ordered = sorted(episodes, key=lambda episode: episode.id)
    division = divide(Likeness.of(ordered, THEMES), [minutes(one) for one in ordered], count)[0]
    group = {ordered[place].id: n for n, places in enumerate(division.groups) for place in places}
    return [group[episode.id] for episode in episodes]


def tf_idf(episodes: Sequence[Episode]) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(stop_words="english", sublinear_tf=True)
    return vectorizer.fit_transform(map(plain_text, episodes)).toarray()


def k_means(episodes: Sequence[Episode], count: int, draw: int) -> list[int]:
    from sklearn.cluster import KMeans

    return list(KMeans(count, n_init=10, random_state=draw).fit_predict(tf_idf(episodes)))


def balanced_words(episodes: Sequence[Episode], count: int, draw: int) -> list[int]:
    return balanced(tf_idf(episodes), count, draw)


def balanced(vectors: Any, count: int, draw: int) -> list[int]:
    """Groups as equal as can be, changed pair by pair until no change makes the likeness inside higher."""
    likes = vectors @ vectors.T
    np.fill_diagonal(likes, 0)
    total, best, found = len(likes), -np.inf, None
    for start in range(STARTS):
        labels = np.empty(total, int)
        labels[np.random.default_rng([draw, start]).permutation(total)] = np.arange(total) % count
        while True:
            inside = np.eye(count)[labels]
            sums, sizes = likes @ inside, inside.sum(0)
            own = sums[np.arange(total), labels]
            gain = (2 * (sums[:, labels].T - likes - own[:, None])) / sizes[labels][:, None]
            gain = np.where(labels[:, None] == labels[None, :], -1.0, gain + gain.T)
            here, there = np.unravel_index(gain.argmax(), gain.shape)
            if gain[here, there] < 1e-9:
                break
            labels[here], labels[there] = labels[there], labels[here]
        worth = (own / sizes[labels]).sum()
        if worth > best:
            best, found = worth, labels.copy()
    assert found is not None
    return list(found)


METHODS: dict[str, Method] = {"ours": ours, "k-means": k_means, "balanced TF-IDF": balanced_words}


def known() -> Labelled:
    fields = judged()["groups"]
    pairs = [(episode, "technology") for episode in seeds().episodes]
    pairs += [(episode, fields[episode.id]) for episode in corpus().episodes]
    return sorted(pairs, key=lambda pair: pair[0].id)


def kept_apart() -> Labelled:
    fields = judged_held_out()["groups"]
    return sorted(((one, fields[one.id]) for one in held_out().episodes), key=lambda pair: pair[0].id)


def labelled(folder: Path) -> Labelled:
    """The first episode of each file of a library, and its group."""
    groups = tomllib.loads((folder / "labels.toml").read_text("utf-8"))["groups"]
    first: dict[str, Episode] = {}
    for episode in read([folder / "notes"]).episodes:
        first.setdefault(Path(episode.source.path).name, episode)
    return [(first[name], group) for name, group in sorted(groups.items()) if name in first]


def draws(pairs: Labelled, fields: int | None = None) -> list[Labelled]:
    """Twenty times 13 of the episodes, from so many fields or from all."""
    found = []
    for number in range(20):
        chance = random.Random(number)
        chosen = chance.sample(sorted({field for _, field in pairs}), fields) if fields else None
        found.append(chance.sample([pair for pair in pairs if not chosen or pair[1] in chosen], 13))
    return found


def draws_of_four(pairs: Labelled, count: int) -> list[Labelled]:
    """Twelve times so many groups of four episodes each, alike ones once; none when there are too few."""
    groups: dict[str, list[tuple[Episode, str]]] = {}
    for pair in pairs:
        groups.setdefault(pair[1], []).append(pair)
    large = sorted(group for group, members in groups.items() if len(members) >= SIZE)
    found: dict[tuple[str, ...], Labelled] = {}
    for number in range(DRAWS if len(large) >= count else 0):
        chance = random.Random(number)
        draw = [pair for group in chance.sample(large, count) for pair in chance.sample(groups[group], SIZE)]
        draw.sort(key=lambda pair: pair[0].id)
        found.setdefault(tuple(episode.id for episode, _ in draw), draw)
    return list(found.values())


def scores(method: Method, sample: Sequence[Labelled]) -> list[float]:
    """The adjusted Rand index of each draw."""
    found = []
    for number, draw in enumerate(sample):
        labels = [group for _, group in draw]
        groups = method([episode for episode, _ in draw], len(set(labels)), number)
        found.append(adjusted_rand(groups, labels))
    return found


def shown(values: Sequence[float]) -> str:
    return f"{mean(values):.2f} ± {stdev(values) if len(values) > 1 else 0:.2f}"


def main() -> None:
    folders = [Path(word) for word in sys.argv[1:]]
    print(f"{'adjusted Rand index':36}" + "".join(f"{name:>18}" for name in METHODS))
    for label, sample in (
        ()
        if folders
        else (
            ("from all seven fields", draws(known())),
            ("from four fields", draws(known(), 4)),
            ("held out, four other fields", draws(kept_apart())),
        )
    ):
        row = [shown(scores(method, sample)) for method in METHODS.values()]
        print(f"{label:36}" + "".join(f"{cell:>18}" for cell in row), flush=True)
    means: dict[tuple[int, str], list[float]] = {}
    for folder in folders or sorted(path.parent for path in LIBRARIES.glob("*/labels.toml")):
        pairs = labelled(folder)
        for count in (4, 6):
            sample = draws_of_four(pairs, count)
            if not sample:
                continue
            row = []
            for name, method in METHODS.items():
                values = scores(method, sample)
                means.setdefault((count, name), []).append(mean(values))
                row.append(shown(values))
            label = f"{folder.name}, {count} groups, {len(sample)} draws"
            print(f"{label:36}" + "".join(f"{cell:>18}" for cell in row), flush=True)
    for count in (4, 6):
        row = [f"{mean(means[count, name]):.3f}" for name in METHODS if (count, name) in means]
        print(f"{f'mean of libraries, {count} groups':36}" + "".join(f"{cell:>18}" for cell in row))
        for name in METHODS:
            if name != "ours" and (count, name) in means:
                what = f"weeks of labelled libraries, {count} groups, adjusted Rand index"
                board.above(what, mean(means[count, "ours"]), name, mean(means[count, name]))
    board.end()


if __name__ == "__main__":
    main()
